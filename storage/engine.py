"""Engines: which driver serves a URL, how a connection to SQLite is set, and what a driver's error may say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from storage.errors import StoreUnavailable

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

_PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
"""libpq's settings, where the URL has no others: a server that has silently gone is noticed within half a minute."""


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


def patient(url: URL) -> URL:
    """The URL with limits to how long a server that has silently gone is waited for."""
    return url if is_file(url) else url.set(query={**_PATIENCE, **url.query})


def open_engine(url: URL) -> Engine:
    """An engine; whoever uses it waits for the database."""
    engine = create_engine(patient(url), hide_parameters=True)
    if is_file(url):
        use_own_transactions(engine)
    return engine


def create_for_owner_alone(path: Path) -> None:
    """Create a file, and its folder, that nobody but their owner can open. Raises StoreUnavailable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
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
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def plain_words(error: BaseException) -> str:
    """The driver's own words, without the statement and its parameters, which hold what people wrote."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    # PostgreSQL adds a line with the row's values.
    words = "" if isinstance(cause, SQLAlchemyError) else str(cause).partition("\n")[0]
    return f"{type(cause).__name__}: {words}" if words else type(cause).__name__
