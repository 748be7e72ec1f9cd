"""Updates that PostgreSQL is asked to take together: each is kept or undone as if it were alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import pytest
from sqlalchemy import text

from storage import Arrival, Store, StoreFault, StoreUnavailable, UnitOfWork
from storage.group import Group
from storage.unit_of_work import Turn
from tests.patience import PATIENCE

from .rows import ANN, BEN, HOUR, NOW, OtherUnit, add_event, add_interview, kinds, waits_for_a_lock

T = TypeVar("T")
EVERYBODY = range(1, 41)
STRANGER = 99


def arrival(person_id: int, update_id: int | None = None) -> Arrival:
    return Arrival(update_id or 1000 + person_id, person_id, NOW, NOW - 72 * HOUR)


def add_everybody(uow: UnitOfWork) -> None:
    for person_id in EVERYBODY:
        uow.people.add(person_id, {"zone": "UTC"}, 1, NOW)
        add_interview(uow, person_id)


def answer(uow: UnitOfWork, taken: Arrival, fault: Exception | None = None) -> str:
    """What most updates do: record something, set the alarm, owe a reply."""
    if not uow.take(taken):
        return "repeated"
    if uow.people.get(taken.person_id) is None:
        uow.people.add(taken.person_id, {"zone": "UTC"}, 1, NOW)
        add_interview(uow, taken.person_id)
    interview_id = uow.journal.interviews_of(taken.person_id)[0].id
    add_event(uow, interview_id, "called", taken.person_id)
    uow.people.move_alarm(taken.person_id, NOW + HOUR, 1)
    if fault:
        raise fault
    uow.owe(taken.update_id, {"chat_id": taken.person_id}, "me", NOW + HOUR, taken.person_id)
    return "answered"


def takes(store: Store, taken: Arrival, fault: Exception | None = None) -> asyncio.Task[str]:
    return asyncio.create_task(store.run(lambda uow: answer(uow, taken, fault), arrival=taken))


class HeldUp:
    """Keeps the threads that take updates busy, so that what comes meanwhile waits, and is then done together."""

    def __init__(self, store: Store, busy: Sequence[int] = (39, 40)) -> None:
        self._store, self._busy, self._release = store, busy, threading.Event()
        self._begun = threading.Semaphore(0)

    def _wait(self, _: UnitOfWork) -> None:
        self._begun.release()
        self._release.wait(PATIENCE)

    async def __aenter__(self) -> None:
        self._tasks = []
        for person_id in self._busy:
            run = self._store.run(self._wait, arrival=arrival(person_id, 7000 + person_id))
            self._tasks.append(asyncio.create_task(run))
            await asyncio.to_thread(self._begun.acquire, timeout=PATIENCE)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)
        self._release.set()
        await asyncio.gather(*self._tasks)


@pytest.fixture
def url(postgresql_url: str) -> str:
    """For `other_store`: the same database."""
    return postgresql_url


@pytest.fixture
async def store(postgresql_store: Store) -> Store:
    await postgresql_store.run(add_everybody)
    return postgresql_store


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many units of work were begun in each group."""
    seen: list[int] = []
    begin = Group.begin

    def counted(group: Group, arrivals: Sequence[Arrival]) -> list[UnitOfWork | None]:
        units = begin(group, arrivals)
        seen.append(sum(unit is not None for unit in units))
        return units

    monkeypatch.setattr(Group, "begin", counted)
    return seen


async def within(awaited: Awaitable[T]) -> T:
    return await asyncio.wait_for(awaited, PATIENCE)


async def called(store: Store) -> dict[int, int]:
    """How many calls are recorded of each person who recorded any."""

    def count(uow: UnitOfWork) -> dict[int, int]:
        return {person: kinds(uow, person).count("called") for person in uow.people.ids()}

    counted = await store.run(count, write=False)
    return {person_id: calls for person_id, calls in counted.items() if calls}


async def test_what_waits_is_done_together_and_each_is_kept(store: Store, groups: list[int]) -> None:
    async with HeldUp(store):
        tasks = [takes(store, arrival(person_id)) for person_id in range(1, 11)]
    assert await within(asyncio.gather(*tasks)) == ["answered"] * 10
    assert groups == [1, 1, 10]
    assert await called(store) == dict.fromkeys(range(1, 11), 1)

    def kept(uow: UnitOfWork) -> None:
        for person_id in range(1, 11):
            person = uow.people.get(person_id)
            assert person
            assert person.wake_at == NOW + HOUR
            assert uow.inbox.held(1000 + person_id, "me") == {"chat_id": person_id}
            assert 0 < uow.gate.turn(person_id) <= 1, "the reply has taken a turn"

    await store.run(kept)


async def test_an_update_is_taken_once(store: Store) -> None:
    async with HeldUp(store):
        first = [takes(store, arrival(person_id)) for person_id in (1, 2)]
    async with HeldUp(store, (37, 38)):
        again = [takes(store, arrival(person_id)) for person_id in (1, 2, 3)]
    assert await within(asyncio.gather(*first, *again)) == ["answered"] * 2 + ["repeated"] * 2 + ["answered"]
    assert await called(store) == {1: 1, 2: 1, 3: 1}


async def test_one_that_fails_takes_nobody_with_it(store: Store) -> None:
    async with HeldUp(store):
        tasks = [takes(store, arrival(id), ValueError(id) if id % 5 == 0 else None) for id in range(1, 11)]
    outcomes = await within(asyncio.gather(*tasks, return_exceptions=True))
    assert [repr(outcome) for outcome in outcomes if outcome != "answered"] == ["ValueError(5)", "ValueError(10)"]
    assert await called(store) == {id: 1 for id in range(1, 11) if id % 5}
    assert await within(takes(store, arrival(5))) == "answered", "it has not been taken"


async def test_what_was_begun_with_one_that_fails_is_seen_through_though_its_caller_is_cancelled(store: Store) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slow(uow: UnitOfWork) -> str:
        begun.set()
        goes_on.wait(PATIENCE)
        return answer(uow, arrival(1))

    async with HeldUp(store):
        cancelled = asyncio.create_task(store.run(slow, arrival=arrival(1)))
        fails = takes(store, arrival(2), ValueError(2))
    await asyncio.to_thread(begun.wait, PATIENCE)
    cancelled.cancel()
    await asyncio.sleep(0)
    goes_on.set()
    outcomes = await within(asyncio.gather(cancelled, fails, return_exceptions=True))
    assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError, ValueError]
    assert await called(store) == {1: 1}


async def test_what_the_database_refuses_at_last_takes_nobody_with_it(store: Store) -> None:
    """What gives nothing is held back, and so refused only when others are done."""
    refused = arrival(1)

    def unit(uow: UnitOfWork) -> None:
        uow.take(refused)
        uow.journal.add_change(1, STRANGER, NOW)

    async with HeldUp(store):
        failing = asyncio.create_task(store.run(unit, arrival=refused))
        fine = [takes(store, arrival(person_id)) for person_id in (2, 3)]
    with pytest.raises(StoreFault, match="foreign key"):
        await within(failing)
    assert await within(asyncio.gather(*fine)) == ["answered"] * 2
    assert await called(store) == {2: 1, 3: 1}


async def test_who_is_locked_keeps_nobody_waiting(store: Store, other_unit: OtherUnit, groups: list[int]) -> None:
    other_unit.people.get(ANN)
    async with HeldUp(store):
        locked, free = takes(store, arrival(ANN)), takes(store, arrival(BEN))
    assert await within(free) == "answered"
    await waits_for_a_lock(store)
    assert groups == [1, 1, 1]
    other_unit.commit()
    assert await within(locked) == "answered"


async def test_who_stays_locked_fails_alone(postgresql_url: str, store: Store, other_unit: OtherUnit) -> None:
    hasty = Store(f"{postgresql_url}&options=-c%20lock_timeout%3D200ms")
    await hasty.open()
    other_unit.people.get(ANN)
    async with HeldUp(hasty):
        locked, free = takes(hasty, arrival(ANN)), takes(hasty, arrival(BEN))
    assert await within(free) == "answered"
    with pytest.raises(StoreUnavailable, match="lock timeout"):
        await within(locked)
    other_unit.rollback()
    assert await within(takes(hasty, arrival(ANN))) == "answered"
    await hasty.close()


async def test_newcomers_are_met_as_ever(store: Store) -> None:
    async with HeldUp(store):
        tasks = [takes(store, arrival(person_id)) for person_id in (STRANGER, 1, STRANGER + 1)]
    assert await within(asyncio.gather(*tasks)) == ["answered"] * 3
    assert await called(store) == {1: 1, STRANGER: 1, STRANGER + 1: 1}


async def test_two_of_one_person_see_each_other(store: Store, groups: list[int]) -> None:
    def record(uow: UnitOfWork, taken: Arrival) -> int:
        answer(uow, taken)
        return kinds(uow, ANN).count("called")

    async with HeldUp(store):
        tasks = [
            asyncio.create_task(store.run(lambda uow, taken=taken: record(uow, taken), arrival=taken))  # type: ignore[misc]
            for taken in (arrival(ANN, 1), arrival(ANN, 2))
        ]
    assert sorted(await within(asyncio.gather(*tasks))) == [1, 2]
    assert groups == [1, 1, 1]


async def test_the_same_updates_in_two_processes_and_opposite_orders_are_taken_once(
    store: Store, other_store: Store
) -> None:
    """Each process's units lock several people and numbers at once, and none waits for ever."""
    there = [takes(store, arrival(person_id)) for person_id in EVERYBODY]
    back = [takes(other_store, arrival(person_id)) for person_id in reversed(EVERYBODY)]
    outcomes = await within(asyncio.gather(*there, *back))
    assert sorted(outcomes) == ["answered"] * len(EVERYBODY) + ["repeated"] * len(EVERYBODY)
    assert await called(store) == dict.fromkeys(EVERYBODY, 1)


async def test_two_processes_that_wait_for_each_other_both_succeed_at_last(store: Store, other_store: Store) -> None:
    """PostgreSQL ends one of the two; what was in its group is done again, each by itself."""
    both = threading.Barrier(2)

    def crossing(own: Arrival, other: int) -> Callable[[UnitOfWork], str]:
        met = False

        def unit(uow: UnitOfWork) -> str:
            nonlocal met
            uow.take(own)
            if not met:
                met = True
                both.wait(PATIENCE)
            uow.people.get(other)
            return answer(uow, arrival(own.person_id, own.update_id + 5000)) and "crossed"

        return unit

    crossed = [
        asyncio.create_task(one.run(crossing(arrival(own), other), arrival=arrival(own)))
        for one, own, other in ((store, ANN, BEN), (other_store, BEN, ANN))
    ]
    assert await within(asyncio.gather(*crossed)) == ["crossed"] * 2
    assert await called(store) == {ANN: 1, BEN: 1}


async def test_what_is_held_back_is_seen_by_whatever_is_asked(store: Store) -> None:
    def unit(uow: UnitOfWork) -> None:
        uow.take(arrival(ANN))
        interview_id = uow.journal.interviews_of(ANN)[0].id
        change_id, row_id = add_event(uow, interview_id, "called")
        trial = uow.savepoint()
        add_event(uow, interview_id, "emailed")
        uow.people.set_draft(ANN, 5)
        trial.rollback()
        assert kinds(uow) == ["interviewed", "called"]
        uow.people.set_draft(ANN, 7)
        drafts = uow._connection.execute(text("SELECT draft_id FROM people WHERE id = 1"))
        assert drafts.scalar() == 7
        event = uow.journal.event(ANN, row_id)
        assert event
        assert event.recorded_by == change_id
        assert uow.journal.last_change(ANN) == uow.journal.change(ANN, change_id)

    await store.run(unit, arrival=arrival(ANN))
    assert await store.run(kinds, write=False) == ["interviewed", "called"]


async def test_what_is_recorded_later_is_numbered_later(store: Store, other_unit: OtherUnit) -> None:
    def unit(uow: UnitOfWork) -> int:
        uow.take(arrival(ANN))
        return uow.journal.add_change(ANN, None, NOW)

    other_unit.people.get(ANN)
    waiting = asyncio.create_task(store.run(unit, arrival=arrival(ANN)))
    await waits_for_a_lock(store)
    earlier = other_unit.journal.add_change(ANN, None, NOW)
    other_unit.commit()
    assert await within(waiting) > earlier


async def test_a_turn_is_told_to_each(store: Store) -> None:
    await store.run(lambda uow: [uow.gate.turn(BEN) for _ in range(3)])

    def replies(taken: Arrival, chat_of: int | None) -> asyncio.Task[Turn]:
        def unit(uow: UnitOfWork) -> Turn:
            uow.take(taken)
            return uow.owe(taken.update_id, {}, "me", NOW, chat_of)

        return asyncio.create_task(store.run(unit, arrival=taken))

    async with HeldUp(store):
        tasks = [replies(arrival(ANN), ANN), replies(arrival(BEN), BEN), replies(arrival(3), None)]
    first, later, none = [turn.in_s for turn in await within(asyncio.gather(*tasks))]
    assert first == none == 0
    assert 2 < later <= 3
