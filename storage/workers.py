"""Threads that run units of work. Several that wait are committed as one, which costs as much as one."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Engine

from storage.kept import Kept
from storage.prepared import hold_back, run_held_back
from storage.records import Arrival
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Job(Struct, eq=False):
    """A unit of work, and its outcome once it is committed or rolled back."""

    work: Callable[[UnitOfWork], Any]
    arrival: Arrival | None
    settled: asyncio.Future[None]
    begun: bool = False
    given_up: bool = False
    result: Any = None
    error: BaseException | None = None


class Workers:
    """So many threads on an engine, each doing up to `together` of the jobs that wait in one transaction."""

    def __init__(
        self, engine: Engine, threads: int, together: int, is_away: Callable[[BaseException], bool], kept: Kept
    ) -> None:
        """Start the threads; outcomes are told in the running loop.

        `is_away` says of an error that a job raised whether the whole database fails, and so would fail the others.
        """
        self._engine = engine
        self._together = together
        self._is_away = is_away
        self._kept = kept
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[UnitOfWork], T], arrival: Arrival | None = None) -> T:
        """Have a job done, which may take an arrival; gives its result once it is committed, and raises what it raises.

        One that has begun is seen through, also where the caller is cancelled meanwhile.
        """
        job = Job(work, arrival, self._loop.create_future())
        self.put([job])
        try:
            await asyncio.shield(job.settled)
        except asyncio.CancelledError:
            job.given_up = True
            if job.begun:
                await asyncio.wait([job.settled])
            raise
        if job.error is not None:
            raise job.error
        result: T = job.result
        # The thread holds the job until it has another, and would hold what was read as long.
        job.result = None
        return result

    def put(self, jobs: Iterable[Job]) -> None:
        """Have jobs wait for a thread."""
        for job in jobs:
            self._jobs.put(job)

    def close(self) -> None:
        """Finish what waits, then end the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            wanted = self._begin([job, *self._waiting(self._together - 1)])
            if wanted:
                self._do(wanted)

    def _begin(self, jobs: Sequence[Job]) -> list[Job]:
        """Have jobs be seen through from now on; gives those that their callers have not given up before."""
        wanted: list[Job] = []
        given_up: list[Job] = []
        for job in jobs:
            # One that was begun in a group which failed is begun once more.
            (given_up if job.given_up and not job.begun else wanted).append(job)
            job.begun = True
        if given_up:
            self._settle(given_up)
        return wanted

    def _waiting(self, most: int | None = None) -> Iterator[Job]:
        """The jobs that wait, or so many of them."""
        for _ in range(self._jobs.qsize() if most is None else most):
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is None:
                self._jobs.put(None)
                return
            yield job

    def _do(self, jobs: Sequence[Job]) -> BaseException | None:
        """Do jobs in one transaction; where one of them fails nothing is kept of it, and each is done by itself.

        Where the database fails, so do all that are left; gives that error.
        """
        at_work: Job | None = None
        try:
            with self._engine.connect() as connection, connection.begin():
                hold_back(connection)
                for at_work in jobs:
                    at_work.result = at_work.work(UnitOfWork(connection, self._kept))
                    run_held_back(connection)
                at_work = None
        except BaseException as error:
            if at_work is None or self._is_away(error):
                self._fail_all(jobs, error)
                return error
            if len(jobs) > 1:
                return self._do_each(jobs)
            at_work.error = error
        self._settle(jobs)
        return None

    def _do_each(self, jobs: Sequence[Job]) -> BaseException | None:
        for done, job in enumerate(jobs, start=1):
            if away := self._do([job]):
                self._fail(jobs[done:], away)
                return away
        return None

    def _fail_all(self, jobs: Sequence[Job], error: BaseException) -> None:
        """Fail jobs, and all that wait by now: each would wait as long for the same failure."""
        self._fail([*jobs, *self._waiting()], error)

    def _fail(self, jobs: Sequence[Job], error: BaseException) -> None:
        for job in jobs:
            job.error = error
        self._settle(jobs)

    def _settle(self, jobs: Sequence[Job]) -> None:
        self._loop.call_soon_threadsafe(_settle, jobs)


def _settle(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if not job.settled.done():
            job.settled.set_result(None)
