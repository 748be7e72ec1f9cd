"""Engines: which driver serves a URL, how a connection to SQLite is set, and what a driver's error may say."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from storage.errors import StoreUnavailable
from storage.json_text import from_json, to_json

BUSY_TIMEOUT_MS = 5000
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten, not merely unlinked.
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}

_NETWORK = {
    "connect_timeout": "10",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""libpq's settings: a server whose machine has silently gone is noticed within some ten seconds."""
_NETWORK_OF_SERVER = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""The same for the server, which frees what a machine held that has silently gone."""
_SERVING = {"statement_timeout": "8s", "lock_timeout": "4s", "idle_in_transaction_session_timeout": "15s"}
"""For the server, while people are served: units of work take milliseconds, and all limits lie well within a lease."""


def read_url(url: str) -> URL:
    """Read a `sqlite:///path` or `postgresql://…` URL; the driver is chosen here. Raises ValueError for others."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("a database URL begins with sqlite:/// or postgresql://") from None
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise ValueError("a database URL begins with sqlite:/// or postgresql://")
    if is_file(parsed) and parsed.database in (None, "", ":memory:"):
        raise ValueError("a database URL of SQLite names a file")
    return parsed.set(drivername=driver)


def is_file(url: URL) -> bool:
    """Whether the database is a file, and so served by one process alone."""
    return url.get_backend_name() == "sqlite"


def place_of(url: URL) -> str:
    """Where a database is, for people to read: a path, or an address without its password."""
    return str(Path(url.database or "").absolute()) if is_file(url) else url.render_as_string(hide_password=True)


def shown(url: URL) -> str:
    """The same for logs: without the parts that may be secrets, as a password may stand among the options too."""
    return place_of(url.set(query={}))


def with_limits(url: URL, *, serving: bool) -> URL:
    """The URL with limits to how long either side waits for the other, unless it has others itself."""
    if is_file(url):
        return url
    limits = {**_NETWORK_OF_SERVER, **(_SERVING if serving else {})}
    own = url.query.get("options", ())
    # Of two settings of one name the later holds.
    options = [f"-c {name}={value}" for name, value in limits.items()] + ([own] if isinstance(own, str) else [*own])
    return url.set(query={**_NETWORK, **url.query, "options": " ".join(options)})


def open_engine(url: URL, *, serving: bool = False) -> Engine:
    """An engine. Where it is for `serving`, nothing on it takes long; migrations and copies have all the time."""
    engine = create_engine(
        with_limits(url, serving=serving), hide_parameters=True, json_serializer=to_json, json_deserializer=from_json
    )
    if is_file(url):
        use_own_transactions(engine)
    elif serving:
        # The driver is loaded only where it is used.
        from storage.impatience import use_impatient_connections

        use_impatient_connections(engine)
    return engine


def create_for_owner_alone(path: Path) -> None:
    """Create a file, and its folder, that nobody but their owner can open. Raises StoreUnavailable."""
    os.close(open_for_owner_alone(path))


def open_for_owner_alone(path: Path) -> int:
    """Open such a file, created where it is not there; gives its descriptor. Raises StoreUnavailable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreUnavailable(f"{error.strerror}: {path}") from error


def use_own_transactions(engine: Engine) -> None:
    """Have SQLAlchemy begin SQLite's transactions itself: the driver's own begin too late and lose updates."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes(connection) else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def on_error(context: ExceptionContext) -> None:
        if is_stuck(context.original_exception):
            context.is_disconnect = True


def writes(connection: Connection) -> bool:
    """Whether a connection's transactions may write."""
    write: bool = connection.get_execution_options().get("write", True)
    return write


def is_stuck(error: BaseException) -> bool:
    """Whether an error is that of a connection made while the file could not be written: it never will write."""
    return sqlite_code(error) == sqlite3.SQLITE_READONLY


def sqlite_code(error: BaseException | None) -> int:
    """SQLite's primary code of a driver's error; 0 for errors of others."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def plain_words(error: BaseException) -> str:
    """The driver's own words, without the statement and its parameters, which hold what people wrote."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    # PostgreSQL adds a line with the row's values.
    words = "" if isinstance(cause, SQLAlchemyError) else str(cause).partition("\n")[0]
    return f"{type(cause).__name__}: {words}" if words else type(cause).__name__
