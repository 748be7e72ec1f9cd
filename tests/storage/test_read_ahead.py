"""What a server is asked for together is what it would be asked for piece by piece."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from storage import Arrival, Store, UnitOfWork
from storage.pings import SENT, UNKNOWN

from .rows import ANN, BEN, HOUR, NOW, OtherUnit, add_event, add_interview, add_people, kinds, step
from .test_people import waits_for_a_lock


def told_of(uow: UnitOfWork, person_id: int, since: datetime) -> list[Any]:
    """All that is asked for ahead."""
    journal, pings = uow.journal, uow.pings
    return [
        uow.people.get(person_id),
        journal.interviews_of(person_id),
        journal.known_since(person_id),
        (journal.changes_of(person_id), journal.events_of(person_id)),
        pings.told(person_id, [interview.id for interview in journal.interviews_of(person_id)]),
        pings.of_late(person_id, since),
    ]


def live(uow: UnitOfWork) -> None:
    add_people(uow)
    interview_id, _, row_id = add_interview(uow)
    add_interview(uow, company="Globex")
    add_interview(uow, BEN, "Initech")
    add_event(uow, interview_id, "called")
    uow.journal.retract_event(ANN, row_id, uow.journal.add_change(ANN, interview_id, NOW))
    for hours, state in ((1, SENT), (30, UNKNOWN), (90, SENT)):
        uow.pings.add(ANN, state, [step(interview_id, "call", hours)], NOW - hours * HOUR, unasked=True)


async def test_it_is_the_same_as_asked_for_by_itself(store: Store) -> None:
    since = NOW - 72 * HOUR
    await store.run(live)
    for person_id in (ANN, BEN):
        expected = await store.run(lambda uow, id=person_id: told_of(uow, id, since))  # type: ignore[misc]

        def ahead(uow: UnitOfWork, person_id: int = person_id) -> list[Any]:
            uow.read_ahead(person_id, since)
            return told_of(uow, person_id, since)

        assert await store.run(ahead) == expected


async def test_what_is_recorded_afterwards_is_in_it(store: Store) -> None:
    await store.run(live)

    def work(uow: UnitOfWork) -> None:
        uow.read_ahead(ANN, NOW)
        interview_id, _, _ = add_interview(uow, company="Umbrella")
        uow.pings.add(ANN, SENT, [step(interview_id)], NOW, unasked=True)
        found = told_of(uow, ANN, NOW)
        for read in (uow.people, uow.journal, uow.pings):
            read.forget()
        assert found == told_of(uow, ANN, NOW)

    await store.run(work)


async def test_an_update_is_taken_once(store: Store) -> None:
    def take(uow: UnitOfWork, person_id: int = ANN) -> bool:
        return uow.take(Arrival(7, person_id, NOW, NOW))

    await store.run(live)
    assert await store.run(take)
    assert not await store.run(take)
    assert not await store.run(lambda uow: take(uow, 99))


async def test_the_reply_is_owed_and_its_turn_taken(postgresql_store: Store) -> None:
    def answer(uow: UnitOfWork, update_id: int, chat_of: int | None = ANN) -> float:
        uow.take(Arrival(update_id, ANN, NOW, NOW))
        return uow.owe(update_id, {"text": "noted"}, "me", NOW + HOUR, chat_of).in_s

    await postgresql_store.run(live)
    first, second = [await postgresql_store.run(lambda uow, id=id: answer(uow, id)) for id in (7, 8)]  # type: ignore[misc]
    assert first == 0
    assert 0 < second <= 1
    assert await postgresql_store.run(lambda uow: answer(uow, 9, None)) == 0, "what is no new message takes none"
    assert await postgresql_store.run(lambda uow: uow.inbox.held(8, "me")) == {"text": "noted"}


async def test_a_newcomer_whom_another_process_adds_meanwhile_is_read_anew(
    postgresql_store: Store, other_unit: OtherUnit
) -> None:
    other_unit.people.add(ANN, {"zone": "UTC"}, 1, NOW)
    add_interview(other_unit)

    def meet(uow: UnitOfWork) -> list[str]:
        assert uow.take(Arrival(7, ANN, NOW, NOW))
        assert uow.people.get(ANN) is None
        uow.people.add(ANN, {"zone": "Europe/Berlin"}, 1, NOW)
        return kinds(uow)

    second = asyncio.create_task(postgresql_store.run(meet))
    await waits_for_a_lock(postgresql_store)
    other_unit.commit()
    assert await second == ["interviewed"]
