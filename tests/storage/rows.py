"""Rows that many tests begin with."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from storage import Store, UnitOfWork
from storage.pings import NewStep
from tests.patience import PATIENCE

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANN, BEN = 1, 2


def add_people(uow: UnitOfWork) -> None:
    """Two people who must never see each other's rows."""
    for person_id in (ANN, BEN):
        uow.people.add(person_id, {"zone": "UTC"}, 1, NOW)


def add_interview(uow: UnitOfWork, person_id: int = ANN, company: str = "Acme") -> tuple[int, int, int]:
    """An interview with its first event; gives the numbers of the interview, the change and the event."""
    interview_id = uow.journal.add_interview(person_id, company, "", sales=False)
    change_id, row_id = add_event(uow, interview_id, "interviewed", person_id)
    return interview_id, change_id, row_id


def add_event(uow: UnitOfWork, interview_id: int, kind: str, person_id: int = ANN) -> tuple[int, int]:
    """An event under a change of its own; gives the numbers of both."""
    change_id = uow.journal.add_change(person_id, interview_id, NOW)
    return change_id, record(uow, interview_id, change_id, kind, person_id)


def record(
    uow: UnitOfWork,
    interview_id: int,
    change_id: int,
    kind: str,
    person_id: int = ANN,
    *,
    at: datetime = NOW,
    corrects: int | None = None,
) -> int:
    """An event under a change; gives its number."""
    return uow.journal.add_event(
        person_id, interview_id, change_id, kind=kind, at=at, day_only=False, data={}, corrects=corrects
    )


def kinds(uow: UnitOfWork, person_id: int = ANN) -> list[str]:
    """The kinds of all of a person's events that count, in the order of recording."""
    found = [event for interview in uow.journal.interviews_of(person_id) for event in interview.events]
    return [event.kind for event in sorted(found, key=lambda event: event.row_id)]


def step(interview_id: int, kind: str = "note", anchor: int = 1) -> NewStep:
    """A step to be named in a ping."""
    return NewStep(interview_id, kind, anchor, 1, NOW)


class OtherUnit(UnitOfWork):
    """Another process's unit of work, which the test ends when it likes."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        connection.begin()
        self.commit = connection.commit
        self.rollback = connection.rollback


async def waits_for_a_lock(store: Store) -> None:
    """Wait until somebody waits for a lock on PostgreSQL; no event tells of it."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(PATIENCE):
        while not await store.run(lambda uow: uow.meta._connection.execute(query).scalar(), write=False):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def ids(url: str) -> list[int]:
    """Who is in a database."""
    store = Store(url)
    await store.open()
    found = await store.run(lambda uow: sorted(uow.people.ids()), write=False)
    await store.close()
    return found
