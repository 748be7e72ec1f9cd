"""Replies owed: one process sends each, whoever lives takes over from one that is gone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery.replies import LONGEST_SENDING, Replies
from bot.handlers.desk import LEASE
from bot.views.reply import REPEAT_MARK
from storage import Store, StoreFault, StoreUnavailable, UnitOfWork
from storage.inbox import Inbox
from tests.delivery.doubles import MONDAY, NOT_SENT, UNKNOWN, FakeSender, fails_first, letter, open_store, until
from tests.dialogs.conversation import Clock
from tests.logged import logged
from tests.patience import PATIENCE
from tests.postgres import Server

SECOND = timedelta(seconds=1)


class Replica:
    """A process that sends replies, on its own clock."""

    def __init__(self, store: Store, holder: str) -> None:
        self.sender, self.clock = FakeSender(), Clock(MONDAY)
        self.store, self._holder = store, holder
        self.replies = Replies(store, self.sender, self.clock, holder)  # type: ignore[arg-type]

    async def owe(self, *update_ids: int) -> None:
        """Take updates and send their replies."""

        def unit(uow: UnitOfWork) -> None:
            for update_id in update_ids:
                uow.inbox.take(update_id, self.clock())
                kept = letter(7, f"{update_id}", update_id).to_json()
                uow.inbox.owe(update_id, kept, self._holder, self.clock() + LEASE)

        await self.store.run(unit)
        for update_id in update_ids:
            self.replies.put(letter(7, f"{update_id}", update_id))


@pytest_asyncio.fixture
async def replicas(postgresql: Server) -> AsyncIterator[tuple[Replica, Replica]]:
    url = postgresql.new_database()
    stores = Store(url), Store(url)
    for store in stores:
        await store.open()
    made = Replica(stores[0], "one"), Replica(stores[1], "two")
    yield made
    for replica in made:
        await replica.replies.close(timedelta(0))
        await replica.store.close()


Both = tuple[Replica, Replica]


async def test_what_a_living_process_is_still_trying_is_left_to_it(replicas: Both) -> None:
    one, two = replicas
    answered = asyncio.Event()
    one.sender.plan(7, answered)
    await one.owe(1, 2)
    for _ in range(6):
        for replica in replicas:
            replica.clock.at += LEASE / 3
        await one.replies._renew()
        await two.replies.take_over()
    answered.set()
    await one.replies.drain()
    await two.replies.take_over()
    assert (one.sender.texts(7), two.sender.texts(7)) == (["1", "2"], [])


async def test_what_a_process_that_is_gone_owed_follows_marked_and_in_order(replicas: Both) -> None:
    one, two = replicas
    one.sender.plan(7, asyncio.Event())
    await one.owe(1, 2)
    two.clock.at += LEASE - SECOND
    await two.replies.take_over()
    assert two.sender.sent == []
    two.clock.at += SECOND
    await two.replies.take_over()
    await two.replies.drain()
    assert two.sender.texts(7) == [REPEAT_MARK + "1", REPEAT_MARK + "2"]
    await two.replies.take_over()
    assert len(two.sender.sent) == 2


async def test_a_process_that_lost_its_lease_sends_no_more(replicas: Both) -> None:
    one, two = replicas
    waking = asyncio.Event()
    one.sender.plan(7, waking, NOT_SENT)
    await one.owe(1, 2)
    await until(lambda: one.sender.sent)
    two.clock.at += LEASE
    await two.replies.take_over()
    await two.replies.drain()
    # As after a suspend: the clock has gone on, and nobody has told this process.
    one.clock.at += LEASE
    waking.set()
    await one.replies.drain()
    assert one.sender.texts(7) == ["1"]
    assert len(two.sender.sent) == 2


@pytest.mark.parametrize("moved", [LEASE - LONGEST_SENDING, -SECOND], ids=["late", "back"])
async def test_nothing_is_sent_that_may_be_anothers_until_that_is_known(
    replicas: Both, moved: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = replicas
    failures = [StoreUnavailable("away")] * 2
    run = one.store.run

    async def run_or_fail(*args: object, **options: object) -> object:
        if failures:
            assert one.sender.sent == []
            raise failures.pop()
        return await run(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.delivery.replies._PAUSE", 0)
    one.clock.at += moved
    await one.owe(1)
    monkeypatch.setattr(one.store, "run", run_or_fail)
    await one.replies.drain()
    assert not failures
    assert one.sender.texts(7) == ["1"]


async def test_a_letter_on_its_way_is_not_put_beside_itself(replicas: Both) -> None:
    one, _ = replicas
    one.sender.plan(7, UNKNOWN)
    await one.owe(1)
    one.replies.put(letter(7, "1", 1))
    await one.replies.drain()
    assert one.sender.texts(7) == ["1", REPEAT_MARK + "1"]


async def test_what_is_left_at_a_clean_end_is_free_at_once(replicas: Both) -> None:
    one, two = replicas
    one.sender.plan(7, asyncio.Event())
    await one.owe(1)
    await one.replies.close(timedelta(seconds=0.01))
    await two.replies.take_over()
    await two.replies.drain()
    assert two.sender.texts(7) == [REPEAT_MARK + "1"]


Noted = list[tuple[int, ...]]


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Noted:
    """What is noted as arrived, each time."""
    times: Noted = []
    mark = Inbox.mark_replied

    def marking(inbox: Inbox, *update_ids: int) -> None:
        times.append(update_ids)
        mark(inbox, *update_ids)

    monkeypatch.setattr(Inbox, "mark_replied", marking)
    return times


async def test_what_arrives_about_the_same_time_is_noted_in_one_go_without_being_asked_to(
    tmp_path: Path, noted: Noted
) -> None:
    async with open_store(tmp_path) as store:
        replies = Replica(store, "one").replies
        for number in (1, 2, 3):
            replies.put(letter(number, "a reply", number))
        await replies.outbox.drain()
        await asyncio.wait_for(replies._noting, PATIENCE)  # type: ignore[arg-type]
        assert [sorted(numbers) for numbers in noted] == [[1, 2, 3]]


async def test_what_arrives_at_the_end_is_noted_before_it(
    tmp_path: Path, noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.replies.NOTED_WITHIN", PATIENCE)
    async with open_store(tmp_path) as store:
        replica, answered = Replica(store, "one"), asyncio.Event()
        replica.sender.plan(7, answered)
        for number in (7, 8):
            replica.replies.put(letter(number, "a reply", number))
        await until(lambda: replica.replies._settled == [8])
        ending = asyncio.create_task(replica.replies.close(timedelta(seconds=PATIENCE)))
        answered.set()
        await asyncio.wait_for(ending, PATIENCE)
        assert sorted(number for numbers in noted for number in numbers) == [7, 8]


async def test_the_end_does_not_wait_for_notes_that_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.replies.NOTED_WITHIN", 0)
    monkeypatch.setattr("bot.delivery.replies._LAST_NOTES", 0.01)
    async with open_store(tmp_path) as store:
        replies, begun, freed = Replica(store, "one").replies, asyncio.Event(), asyncio.Event()

        async def hang(*_: object, **__: object) -> None:
            begun.set()
            # What has begun in the store is seen through, also where its caller is cancelled.
            while not freed.is_set():
                with contextlib.suppress(asyncio.CancelledError):
                    await freed.wait()

        monkeypatch.setattr(store, "run", hang)
        replies.put(letter(7, "a reply", 1))
        await asyncio.wait_for(begun.wait(), PATIENCE)
        ending = asyncio.create_task(replies.close(timedelta(0)))
        try:
            done, _ = await asyncio.wait({ending}, timeout=PATIENCE)
            assert done == {ending}
        finally:
            freed.set()
            await asyncio.wait({ending, replies._noting})  # type: ignore[type-var]
            monkeypatch.undo()


async def test_what_cannot_be_noted_is_sent_again_by_others_alone_and_holds_up_nothing(
    replicas: Both, noted: Noted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = replicas
    await one.owe(1)
    fails_first(one.store, [StoreFault("no such column")], monkeypatch)
    await one.replies.drain()
    (line,) = logged(caplog)
    assert line.startswith("what has arrived is not noted")
    one.replies.put(letter(7, "1", 1))
    await one.owe(2)
    await one.replies.drain()
    assert (one.sender.texts(7), noted) == (["1", "2"], [(2,)])
    await one.replies.close(timedelta(0))
    await two.replies.take_over()
    await two.replies.drain()
    assert two.sender.texts(7) == [REPEAT_MARK + "1"]
