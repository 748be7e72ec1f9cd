"""The store: one engine, and units of work that are kept whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.checkpoints import Checkpoints
from storage.damage import failure_of, hold_to_soundness, is_away
from storage.engine import create_for_owner_alone, is_file, open_engine, plain_words, read_url, shown
from storage.errors import StoreDamaged, StoreFault, StoreUnavailable
from storage.kept import MOST_KEPT, Kept
from storage.migrate import migrate
from storage.prepared import run_held_back_first
from storage.records import Arrival
from storage.unit_of_work import UnitOfWork
from storage.workers import Workers

T = TypeVar("T")

_OUR_OWN_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What the database refuses, and would refuse again however often it is tried."""
_ISOLATION = {True: "READ COMMITTED", False: "REPEATABLE READ"}
"""On PostgreSQL a unit that writes locks the person it is about, and then sees what others did to them before; one that
only reads sees one state throughout."""
_THREADS = {True: 6, False: 4}
"""Of those that write and those that only read, on PostgreSQL."""
_TAKING = 2
"""Threads that take updates there: one works while the other waits. More would fight for the interpreter."""
_READERS_OF_A_FILE = 2
_COMMITTED_TOGETHER = 32
"""Units of work that are committed as one where so many wait: on SQLite, which has one writer at a time, any; on
PostgreSQL those that take updates."""


class Store:
    """Runs units of work on a database, SQLite or PostgreSQL."""

    def __init__(self, url: str, most_kept: int = MOST_KEPT) -> None:
        """Take a `sqlite:///path` or `postgresql://…` URL; the driver is chosen here. Raises ValueError for others.

        Between units of work so much is kept of people in memory at the most; it is 0 for nothing.
        """
        self._url = read_url(url)
        self.kept = Kept(most_kept)
        """What is known of those who were here lately."""
        self._engine: Engine | None = None
        self._workers: dict[bool, Workers] = {}
        """Those that write, and those that only read."""
        self._takers: Workers | None = None
        self._checkpoints: Checkpoints | None = None
        self.failures = 0
        """Units of work that have failed so far."""
        self.damaged = asyncio.Event()
        """Set once the database has shown that it is damaged."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, and so served by this process alone."""
        return is_file(self._url)

    @property
    def place(self) -> str:
        """Where the data is, for people to read: a path, or an address without its password."""
        return shown(self._url)

    async def open(self) -> None:
        """Open the database, creating and migrating it where needed.

        Raises StoreTooNew for the database of a newer release, StoreDamaged for a damaged file, StoreUnavailable where
        it cannot be opened.
        """
        if self.is_sqlite and self._url.database:
            create_for_owner_alone(Path(self._url.database))
        try:
            await asyncio.to_thread(_make_ready, self._url)
        except (DBAPIError, OSError) as error:
            raise failure_of(error) from error
        self._engine = open_engine(self._url, serving=True)
        self._start_workers(self._engine)
        self._checkpoints = Checkpoints(self._engine) if self.is_sqlite else None

    def _start_workers(self, engine: Engine) -> None:
        if self.is_sqlite:
            for write, threads, together in ((True, 1, _COMMITTED_TOGETHER), (False, _READERS_OF_A_FILE, 1)):
                options = engine.execution_options(write=write)
                self._workers[write] = Workers(options, threads, together, is_away, self.kept)
            return
        # The driver is loaded only where it is used.
        from storage.group_workers import GroupWorkers

        run_held_back_first(engine)
        for write, isolation in _ISOLATION.items():
            options = engine.execution_options(isolation_level=isolation)
            self._workers[write] = Workers(options, _THREADS[write], 1, is_away, self.kept)
        writing, apart = engine.execution_options(isolation_level=_ISOLATION[True]), self._workers[True]
        self._takers = GroupWorkers(writing, _TAKING, _COMMITTED_TOGETHER, is_away, self.kept, apart)

    async def close(self) -> None:
        """Finish what waits, and let go of the database."""
        takers, workers, self._takers, self._workers = self._takers, self._workers, None, {}
        # What they leave is done by the others.
        for each in (*filter(None, [takers]), *workers.values()):
            await asyncio.to_thread(each.close)
        if self._checkpoints:
            await asyncio.to_thread(self._checkpoints.close)
            self._checkpoints = None
        if self._engine:
            self._engine.dispose()

    async def run(self, work: Callable[[UnitOfWork], T], *, write: bool = True, arrival: Arrival | None = None) -> T:
        """Run `work` in a transaction and give back its result once that is committed.

        Whatever `work` raises undoes what it did, and nothing else. It may be begun more than once, and is kept once.
        Work that takes an update, and says so by its `arrival`, can be done together with that of others.
        Raises StoreUnavailable where the database fails, and is worth another try (StoreDamaged where it is not);
        StoreFault where it refuses what it was given.
        """
        if not self._workers:
            raise StoreUnavailable("the store is not open")
        workers = self._takers if self._takers and arrival else self._workers[write]
        try:
            result, uow = await workers.run(partial(_finished, work), arrival)
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
        uow.committed()
        uow.close()
        return result


def _finished(work: Callable[[UnitOfWork], T], uow: UnitOfWork) -> tuple[T, UnitOfWork]:
    result = work(uow)
    uow.finish()
    return result, uow


def _make_ready(url: URL) -> None:
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            if is_file(url):
                hold_to_soundness(connection)
            migrate(connection)
    finally:
        engine.dispose()
