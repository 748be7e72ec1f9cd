"""The inbox: each update once, and the replies that are owed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import Store, StoreFault, UnitOfWork

from .rows import HOUR, NOW

REPLY = {"chat_id": 1, "text": "Recorded", "keyboard": []}


async def test_an_update_is_taken_once(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert not uow.inbox.has(7)
        uow.inbox.add(7, REPLY, NOW)
        assert uow.inbox.has(7)

    await store.run(work)
    with pytest.raises(StoreFault):
        await store.run(lambda uow: uow.inbox.add(7, None, NOW))


async def test_replies_are_owed_in_order_until_they_have_arrived(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        for update_id in (9, 7, 8):
            uow.inbox.add(update_id, {**REPLY, "text": str(update_id)}, NOW)
        uow.inbox.add(10, None, NOW)
        uow.inbox.mark_replied(8)
        assert [(update_id, reply["text"]) for update_id, reply in uow.inbox.owed()] == [(7, "7"), (9, "9")]
        assert uow.inbox.has(8), "what was said is forgotten, that it was taken is not"

    await store.run(work)


async def test_old_updates_are_forgotten_unless_a_reply_is_owed(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.inbox.add(1, None, NOW - timedelta(days=4))
        uow.inbox.add(2, REPLY, NOW - timedelta(days=4))
        uow.inbox.add(3, None, NOW - timedelta(days=2))
        uow.inbox.forget_before(NOW - timedelta(days=3))
        assert [update_id for update_id in (1, 2, 3) if uow.inbox.has(update_id)] == [2, 3]

    await store.run(work)


async def test_the_last_number(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.inbox.last_id() is None
        uow.inbox.add(2**50, None, NOW)
        uow.inbox.add(5, None, NOW + HOUR)
        assert uow.inbox.last_id() == 2**50

    await store.run(work)
