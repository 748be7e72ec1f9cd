"""How a database's failing shows: it is away, or it is damaged, where only an operator can do something."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.engine import plain_words, sqlite_code
from storage.errors import StoreDamaged, StoreUnavailable

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_AWAY = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
    *_DAMAGE,
)
_WHAT_TO_DO = "the database is damaged ({}). Put a backup in its place: should-i-call restore FILE"


def hold_to_soundness(connection: Connection) -> None:
    """Read a file through. Raises StoreDamaged, where it is not as SQLite writes it."""
    with connection.begin():
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        # What SQLite says goes on over several lines.
        raise StoreDamaged(_WHAT_TO_DO.format(" ".join(found.split())))


def failure_of(error: Exception) -> StoreUnavailable:
    """What the store raises for a failure of the database or its driver."""
    words = plain_words(error)
    cause = error.orig if isinstance(error, DBAPIError) else error
    return StoreDamaged(_WHAT_TO_DO.format(words)) if sqlite_code(cause) in _DAMAGE else StoreUnavailable(words)


def is_away(error: BaseException) -> bool:
    """Whether an error in a unit of work is a failure of the whole file, and so would be any other unit's too.

    A connection to a server that breaks is that one unit's; whether the server is away shows where one is made.
    """
    return isinstance(error, DBAPIError) and sqlite_code(error.orig) in _AWAY
