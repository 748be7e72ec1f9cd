"""Threads that run units of work. Several that wait are committed as one, which costs as much as one."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Job:
    """A unit of work, and its outcome once it is committed or rolled back."""

    work: Callable[[Connection], Any]
    settled: asyncio.Future[None]
    begun: bool = False
    given_up: bool = False
    result: Any = None
    error: BaseException | None = None


class Workers:
    """So many threads on an engine, each doing up to `together` of the jobs that wait in one transaction."""

    def __init__(self, engine: Engine, threads: int, together: int) -> None:
        """Start the threads; outcomes are told in the running loop."""
        self._engine = engine
        self._together = together
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Have a job done; gives its result once it is committed, and raises what it raises.

        One that has begun is seen through, also where the caller is cancelled meanwhile.
        """
        job = _Job(work, self._loop.create_future())
        self._jobs.put(job)
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
        return result

    def close(self) -> None:
        """Finish what waits, then end the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs = [job, *self._waiting()]
            for each in jobs:
                each.begun = True
            self._do([each for each in jobs if not each.given_up])
            self._loop.call_soon_threadsafe(_settle, jobs)

    def _waiting(self) -> Iterator[_Job]:
        """The jobs that wait, no more than are done together with the one in hand."""
        for _ in range(self._together - 1):
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is None:
                self._jobs.put(None)
                return
            yield job

    def _do(self, jobs: Sequence[_Job]) -> None:
        """Do jobs in one transaction; where any of them fails nothing is kept of it, and each is done by itself."""
        try:
            with self._engine.connect() as connection, connection.begin():
                for job in jobs:
                    job.result = job.work(connection)
        except BaseException as error:
            if len(jobs) == 1:
                jobs[0].error = error
            for job in jobs[1:] and jobs:
                self._do([job])


def _settle(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if not job.settled.done():
            job.settled.set_result(None)
