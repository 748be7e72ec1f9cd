"""A SQLite file that is damaged: how that shows, and what an operator can do. Trying again does not help there."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.engine import plain_words
from storage.errors import StoreDamaged, StoreUnavailable

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
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
    damaged = getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
    return StoreDamaged(_WHAT_TO_DO.format(words)) if damaged else StoreUnavailable(words)
