"""The inbox: each update once, and the replies that are owed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from storage import Store, UnitOfWork

from .rows import HOUR, NOW, OtherUnit, waits_for_a_lock

REPLY = {"chat_id": 1, "text": "Recorded", "keyboard": []}
LEASE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


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
        return uow.inbox.take(7, NOW), uow.inbox.held(7, "me") == REPLY

    assert other_unit.inbox.take(7, NOW)
    second = asyncio.create_task(postgresql_store.run(take))
    await waits_for_a_lock(postgresql_store)
    assert not second.done()
    other_unit.inbox.owe(7, REPLY, "me", NOW)
    other_unit.commit()
    assert await second == (False, True), "what the first has done is there"


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
    assert sorted(update_id for ids in taken for update_id in ids) == list(range(40))


def owe(uow: UnitOfWork, *update_ids: int, holder: str = "gone", at: datetime = NOW) -> None:
    for update_id in update_ids:
        uow.inbox.take(update_id, at)
        uow.inbox.owe(update_id, {**REPLY, "text": str(update_id)}, holder, at + LEASE)


def take_over(uow: UnitOfWork, at: datetime, limit: int = 10) -> list[int]:
    found = uow.inbox.take_over("me", at, at + LEASE, limit)
    assert [reply["text"] for _, reply in found] == [str(update_id) for update_id, _ in found]
    return [update_id for update_id, _ in found]


async def test_replies_are_owed_in_order_until_they_have_arrived(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        owe(uow, 9, 7, 8)
        uow.inbox.take(10, NOW)
        uow.inbox.mark_replied(8)
        assert not uow.inbox.take(8, NOW), "what was said is forgotten, that it was taken is not"
        assert take_over(uow, NOW + LEASE) == [7, 9]

    await store.run(work)


async def test_a_reply_is_its_holders_until_the_lease_has_run_out(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        owe(uow, 1, 2, 3)
        assert take_over(uow, NOW + LEASE - SECOND) == []
        assert uow.inbox.renew([1, 4], "gone", NOW + 2 * LEASE) == {1}
        assert take_over(uow, NOW + LEASE, limit=1) == [2]
        assert take_over(uow, NOW + LEASE) == [3]
        assert take_over(uow, NOW + LEASE) == []
        assert uow.inbox.renew([1, 2, 3], "gone", NOW + HOUR) == {1}
        assert uow.inbox.held(1, "gone")
        assert uow.inbox.held(2, "gone") is None

    await store.run(work)


async def test_a_holder_that_ends_lets_its_replies_go_at_once(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        owe(uow, 1)
        owe(uow, 2, holder="other")
        uow.inbox.let_go(NOW, "gone")
        assert take_over(uow, NOW) == [1]
        uow.inbox.let_go(NOW)
        assert take_over(uow, NOW) == [1, 2]

    await store.run(work)


async def test_a_clock_that_is_ahead_takes_nothing_and_one_that_stepped_back_leaves_nothing(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        owe(uow, 1)
        assert take_over(uow, NOW - LEASE) == []
        assert take_over(uow, NOW - LEASE - SECOND) == [1]

    await store.run(work)


async def test_more_replies_than_one_statement_names_are_renewed(store: Store) -> None:
    many = range(1, 2102)
    await store.run(lambda uow: owe(uow, 1, 1000, 2101))
    assert await store.run(lambda uow: uow.inbox.renew(many, "gone", NOW + HOUR)) == {1, 1000, 2101}


async def test_two_processes_never_take_over_the_same_reply(store: Store, other_store: Store) -> None:
    await store.run(lambda uow: owe(uow, *range(40)))
    sweeps = [each.run(lambda uow: take_over(uow, NOW + LEASE, limit=7)) for each in [store, other_store] * 7]
    assert sorted(update_id for taken in await asyncio.gather(*sweeps) for update_id in taken) == list(range(40))


async def test_old_updates_are_forgotten_unless_a_reply_is_owed(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        for update_id, days in ((1, 4), (2, 4), (3, 2), (4, 4), (5, 4)):
            uow.inbox.take(update_id, NOW - timedelta(days=days))
        uow.inbox.owe(2, REPLY, "gone", NOW - timedelta(days=4))
        assert [uow.inbox.forget_before(NOW - timedelta(days=3), 2) for _ in range(3)] == [2, 1, 0]
        assert [uow.inbox.take(update_id, NOW) for update_id in (1, 2, 3, 4, 5)] == [True, False, False, True, True]

    await store.run(work)


async def test_the_last_number(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.inbox.last_id() is None
        uow.inbox.take(2**50, NOW)
        uow.inbox.take(5, NOW + HOUR)
        assert uow.inbox.last_id() == 2**50

    await store.run(work)
