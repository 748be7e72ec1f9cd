"""The store: one engine, and units of work that are kept whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import StoreUnavailable
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

_BUSY_TIMEOUT_MS = 5000
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten, not merely unlinked.
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}",
)
_OUR_OWN_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What the database refuses, and would refuse again however often it is tried."""
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class Store:
    """Runs units of work on a database, SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        """Take a `sqlite:///path` or `postgresql://…` URL; the driver is chosen here. Raises ValueError for others."""
        self._url = _with_driver(url)
        self._engine: AsyncEngine | None = None
        # SQLite has one writer at a time; waiting in line here is fairer and cheaper than its busy handler.
        self._writer = asyncio.Lock() if self.is_sqlite else contextlib.nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, and so served by this process alone."""
        return self._url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Where the data is, for people to read: a path, or an address without its password."""
        if self.is_sqlite:
            return str(Path(self._url.database or "").absolute())
        return self._url.render_as_string(hide_password=True)

    async def open(self) -> None:
        """Open the database, creating and migrating it where needed.

        Raises StoreTooNew for the database of a newer release, StoreUnavailable where it cannot be opened.
        """
        if self.is_sqlite and self._url.database:
            _create_for_owner_alone(Path(self._url.database))
        self._engine = create_async_engine(self._url, hide_parameters=True)
        if self.is_sqlite:
            _use_own_transactions(self._engine)
        try:
            async with self._engine.connect() as connection:
                await connection.run_sync(migrate)
        except (DBAPIError, OSError) as error:
            raise StoreUnavailable(_plain(error)) from error

    async def close(self) -> None:
        """Let go of the database."""
        if self._engine:
            await self._engine.dispose()

    async def run(self, work: Callable[[UnitOfWork], T], *, write: bool = True) -> T:
        """Run `work` in one transaction and give back its result once that is committed.

        Whatever `work` raises rolls everything back. Raises StoreUnavailable where the database fails, and is worth
        another try; what it refuses is raised as it is.
        """
        if self._engine is None:
            raise StoreUnavailable("the store is not open")

        unit = asyncio.create_task(self._transact(self._engine, work, write=write))
        try:
            # A connection that is dropped while it reads keeps its lock, so a unit that has begun is seen through.
            await asyncio.wait([unit])
        except asyncio.CancelledError:
            await asyncio.wait([unit])
            unit.exception()
            raise
        try:
            return unit.result()
        except _OUR_OWN_FAULT:
            raise
        except (DBAPIError, PoolTimeout) as error:
            raise StoreUnavailable(_plain(error)) from error

    async def _transact(self, engine: AsyncEngine, work: Callable[[UnitOfWork], T], *, write: bool) -> T:
        def in_transaction(connection: Connection) -> T:
            return work(UnitOfWork(connection))

        async with self._writer if write else contextlib.nullcontext(), engine.connect() as connection:
            await connection.execution_options(write=write)
            async with connection.begin():
                return await connection.run_sync(in_transaction)


def _plain(error: BaseException) -> str:
    """The driver's own words, without the statement and its parameters, which hold what people wrote."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    # PostgreSQL adds a line with the row's values.
    words = "" if isinstance(cause, SQLAlchemyError) else str(cause).partition("\n")[0]
    return f"{type(cause).__name__}: {words}" if words else type(cause).__name__


def _with_driver(url: str) -> URL:
    parsed = make_url(url)
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise ValueError("a database URL begins with sqlite:/// or postgresql://")
    if driver == _DRIVERS["sqlite"] and parsed.database in (None, "", ":memory:"):
        raise ValueError("a database URL of SQLite names a file")
    return parsed.set(drivername=driver)


def _create_for_owner_alone(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"{error.strerror}: {path}") from error


def _use_own_transactions(engine: AsyncEngine) -> None:
    """Have SQLAlchemy begin transactions itself: the driver's own begin too late and lose updates."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
