"""The store: one engine, and units of work that are kept whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.damage import failure_of, hold_to_soundness
from storage.engine import (
    create_for_owner_alone,
    is_file,
    patient,
    place_of,
    plain_words,
    read_url,
    use_own_transactions,
)
from storage.errors import StoreDamaged, StoreFault, StoreUnavailable
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

_OUR_OWN_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What the database refuses, and would refuse again however often it is tried."""
_ISOLATION = {True: {"isolation_level": "READ COMMITTED"}, False: {"isolation_level": "REPEATABLE READ"}}
"""On PostgreSQL a unit that writes locks the person it is about, and then sees what others did to them before; one that
only reads sees one state throughout."""


class Store:
    """Runs units of work on a database, SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        """Take a `sqlite:///path` or `postgresql://…` URL; the driver is chosen here. Raises ValueError for others."""
        self._url = read_url(url)
        self._engine: AsyncEngine | None = None
        self.failures = 0
        """Units of work that have failed so far."""
        self.damaged = asyncio.Event()
        """Set once the database has shown that it is damaged."""
        # SQLite has one writer at a time; waiting in line here is fairer and cheaper than its busy handler.
        self._writer = asyncio.Lock() if self.is_sqlite else contextlib.nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, and so served by this process alone."""
        return is_file(self._url)

    @property
    def place(self) -> str:
        """Where the data is, for people to read: a path, or an address without its password."""
        return place_of(self._url)

    async def open(self) -> None:
        """Open the database, creating and migrating it where needed.

        Raises StoreTooNew for the database of a newer release, StoreDamaged for a damaged file, StoreUnavailable where
        it cannot be opened.
        """
        if self.is_sqlite and self._url.database:
            create_for_owner_alone(Path(self._url.database))
        self._engine = create_async_engine(patient(self._url), hide_parameters=True)
        if self.is_sqlite:
            use_own_transactions(self._engine.sync_engine)
        try:
            async with self._engine.connect() as connection:
                if self.is_sqlite:
                    await connection.run_sync(hold_to_soundness)
                await connection.run_sync(migrate)
        except (DBAPIError, OSError) as error:
            raise failure_of(error) from error

    async def close(self) -> None:
        """Let go of the database."""
        if self._engine:
            await self._engine.dispose()

    async def run(self, work: Callable[[UnitOfWork], T], *, write: bool = True) -> T:
        """Run `work` in one transaction and give back its result once that is committed.

        Whatever `work` raises rolls everything back. Raises StoreUnavailable where the database fails, and is worth
        another try (StoreDamaged where it is not); StoreFault where it refuses what it was given.
        """
        if self._engine is None:
            raise StoreUnavailable("the store is not open")

        async with self._writer if write else contextlib.nullcontext():
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
        except _OUR_OWN_FAULT as error:
            self.failures += 1
            # Its own message may hold the row, and so what a person wrote.
            raise StoreFault(plain_words(error)).with_traceback(error.__traceback__) from None
        except (DBAPIError, PoolTimeout) as error:
            self.failures += 1
            failure = failure_of(error)
            if isinstance(failure, StoreDamaged):
                self.damaged.set()
            raise failure from error

    async def _transact(self, engine: AsyncEngine, work: Callable[[UnitOfWork], T], *, write: bool) -> T:
        def in_transaction(connection: Connection) -> T:
            return work(UnitOfWork(connection))

        async with engine.connect() as connection:
            await connection.execution_options(**({"write": write} if self.is_sqlite else _ISOLATION[write]))
            async with connection.begin():
                return await connection.run_sync(in_transaction)
