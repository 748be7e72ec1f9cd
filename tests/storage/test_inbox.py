"""The inbox: each update once, and the replies that are owed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import Store, UnitOfWork

from .rows import HOUR, NOW, OtherUnit, waits_for_a_lock

REPLY = {"chat_id": 1, "text": "Recorded", "keyboard": []}


async def test_an_update_is_taken_once(store: Store) -> None:
    for taken in (True, False, False):
        assert await store.run(lambda uow: uow.inbox.take(7, NOW)) is taken


async def test_an_update_whose_unit_of_work_fails_is_not_taken(store: Store) -> None:
    def fail(uow: UnitOfWork) -> None:
        assert uow.inbox.take(7, NOW)
        raise LookupError

    with pytest.raises(LookupError):
        await store.run(fail)
    assert await store.run(lambda uow: uow.inbox.take(7, NOW))


async def test_of_two_processes_the_second_waits_for_the_first(postgresql_store: Store, other_unit: OtherUnit) -> None:
    """On SQLite, where one transaction writes at a time, nothing else can be."""

    def take(uow: UnitOfWork) -> tuple[bool, int]:
        return uow.inbox.take(7, NOW), len(uow.inbox.owed())

    assert other_unit.inbox.take(7, NOW)
    second = asyncio.create_task(postgresql_store.run(take))
    await waits_for_a_lock(postgresql_store)
    assert not second.done()
    other_unit.inbox.owe(7, REPLY)
    other_unit.commit()
    assert await second == (False, 1), "what the first has done is there"


async def test_where_the_first_of_two_processes_fails_the_second_takes_it(
    postgresql_store: Store, other_unit: OtherUnit
) -> None:
    assert other_unit.inbox.take(7, NOW)
    second = asyncio.create_task(postgresql_store.run(lambda uow: uow.inbox.take(7, NOW)))
    await waits_for_a_lock(postgresql_store)
    other_unit.rollback()
    assert await second is True


async def test_many_updates_taken_by_two_processes_at_once_are_each_taken_by_one(
    store: Store, other_store: Store
) -> None:
    async def take_all(mine: Store) -> list[int]:
        return [update_id for update_id in range(40) if await mine.run(lambda uow, n=update_id: uow.inbox.take(n, NOW))]

    taken = await asyncio.gather(take_all(store), take_all(other_store), take_all(store))
    assert sorted(sum(taken, [])) == list(range(40))


async def test_replies_are_owed_in_order_until_they_have_arrived(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        for update_id in (9, 7, 8):
            uow.inbox.take(update_id, NOW)
            uow.inbox.owe(update_id, {**REPLY, "text": str(update_id)})
        uow.inbox.take(10, NOW)
        uow.inbox.mark_replied(8)
        assert [(update_id, reply["text"]) for update_id, reply in uow.inbox.owed()] == [(7, "7"), (9, "9")]
        assert not uow.inbox.take(8, NOW), "what was said is forgotten, that it was taken is not"

    await store.run(work)


async def test_old_updates_are_forgotten_unless_a_reply_is_owed(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        for update_id, days in ((1, 4), (2, 4), (3, 2)):
            uow.inbox.take(update_id, NOW - timedelta(days=days))
        uow.inbox.owe(2, REPLY)
        uow.inbox.forget_before(NOW - timedelta(days=3))
        assert [uow.inbox.take(update_id, NOW) for update_id in (1, 2, 3)] == [True, False, False]

    await store.run(work)


async def test_the_last_number(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.inbox.last_id() is None
        uow.inbox.take(2**50, NOW)
        uow.inbox.take(5, NOW + HOUR)
        assert uow.inbox.last_id() == 2**50

    await store.run(work)
