"""Threads that take updates on a server, as many in one transaction as wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.group import Group
from storage.kept import Kept
from storage.workers import Job, Workers


class GroupWorkers(Workers):
    """So many threads; what cannot be done together with others is left to the threads of `apart`."""

    def __init__(
        self,
        engine: Engine,
        threads: int,
        together: int,
        is_away: Callable[[BaseException], bool],
        kept: Kept,
        apart: Workers,
    ) -> None:
        """Start the threads, as others do; `apart` does one job at a time."""
        self._apart = apart
        super().__init__(engine, threads, together, is_away, kept)

    def _do(self, jobs: Sequence[Job]) -> BaseException | None:
        """Do jobs in one transaction; where one of them fails nothing is kept, and each is done by itself."""
        done, left, under_way = list[Job](), list[Job](), False
        try:
            with self._engine.connect() as connection, connection.begin():
                under_way = True
                group = Group(connection, self._kept)
                for job, unit in zip(jobs, group.begin([job.arrival for job in jobs if job.arrival]), strict=True):
                    if unit is None:
                        left.append(job)
                    else:
                        job.result = job.work(unit)
                        done.append(job)
                group.end()
                under_way = False
        except BaseException as error:
            if not under_way:
                self._fail_all(jobs, error)
                return error
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                # A server that is silent would have each of them wait as long again.
                self._fail(jobs, error)
                return None
            done, left = [], list(jobs)
        self._settle(done)
        self._apart.put(left)
        return None
