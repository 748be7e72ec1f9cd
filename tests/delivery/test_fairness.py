"""Telegram's limits with two processes on one database: replies first, a chat's pace, and a wait that all obey."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest
import pytest_asyncio

from bot.delivery.limits import Limits
from bot.delivery.pinger import Pinger
from bot.delivery.replies import Replies
from bot.delivery.sender import Receipt
from bot.guidance.facts import Preferences
from bot.handlers.desk import Desk, Visit
from bot.handlers.letter import Letter
from bot.services import pings
from bot.views.reply import Reply
from storage import Store
from tests.delivery.doubles import MONDAY, FakeSender, told, until
from tests.dialogs.conversation import BERLIN, Clock
from tests.postgres import Server

DUE = MONDAY + timedelta(hours=2)
A_SECOND = 5


class TimedSender(FakeSender):
    """Notes when each message went, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[tuple[float, int]] = []

    async def send(self, letter: Letter) -> Receipt:
        self.times.append((asyncio.get_running_loop().time(), letter.chat_id))
        return await super().send(letter)


class Process:
    """One of several that serve a bot."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.sender, clock = store, TimedSender(), Clock(DUE)
        self.limits = Limits(store, self.sender.gate, A_SECOND)
        self.replies = Replies(store, self.sender, clock, name)  # type: ignore[arg-type]
        self._desk = Desk(store, self.replies.put, clock, Preferences(BERLIN), name)
        self.pinger = Pinger(store, self.sender, clock, self.limits.slot)  # type: ignore[arg-type]

    async def answers(self, update_id: int, person_id: int) -> None:
        """Take an update and put its reply on the way."""
        await self._desk.say(Visit(update_id, person_id), Reply(f"answer {update_id}"))


Both = tuple[Process, Process]


@pytest_asyncio.fixture
async def both(postgresql: Server) -> AsyncIterator[Both]:
    url = postgresql.new_database()
    stores = Store(url), Store(url)
    for store in stores:
        await store.open()
    await told(stores[0], range(1, 21), "/interviewed Acme")
    yield Process(stores[0], "one"), Process(stores[1], "two")
    for store in stores:
        await store.close()


async def drained(both: Both) -> None:
    for process in both:
        await process.replies.drain()


async def test_a_chat_gets_one_message_a_second_whoever_sends_it(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace.AT_ONCE", 1)
    for update_id in range(4):
        await both[update_id % 2].answers(update_id, person_id=1)
    await both[0].answers(4, person_id=2)
    await until(lambda: both[0].sender.texts(2))
    assert len(both[0].sender.texts(1) + both[1].sender.texts(1)) < 4, "another chat does not wait for this one"
    await drained(both)
    times = sorted(at for process in both for at, to in process.sender.times if to == 1)
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.9


async def test_a_ping_waits_where_a_chat_has_a_crowd_of_replies(both: Both) -> None:
    for _ in range(int(pings.BUSY.total_seconds()) + 5):
        await both[0].store.run(lambda uow: uow.gate.turn(1))
    assert await both[1].pinger.tick() == 19
    person = await both[1].store.run(lambda uow: uow.people.get(1))
    assert person
    assert person.wake_at
    assert timedelta(0) < person.wake_at - DUE <= 2 * pings.BUSY


async def test_replies_do_not_wait_for_pings(both: Both) -> None:
    # A minute's worth of pings, of which most are left when the replies have gone.
    waiting = [asyncio.create_task(process.limits.slot()) for process in both for _ in range(150)]
    await until(lambda: sum(task.done() for task in waiting) > 2)
    for update_id, process in enumerate(both):
        await process.answers(update_id, person_id=1 + update_id)
        await process.replies.drain()
        assert process.sender.texts(1 + update_id)
    assert not all(task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_pings_of_one_process_wait_for_the_replies_of_another(both: Both) -> None:
    one, two = both
    for update_id in range(4):
        await one.answers(update_id, person_id=1 + update_id)
    await drained(both)
    began = asyncio.get_running_loop().time()
    await one.limits.exchange()
    await two.limits.slot()
    assert asyncio.get_running_loop().time() - began >= 3 / A_SECOND


async def test_where_one_is_asked_to_wait_the_others_hold_their_replies_and_pings(both: Both) -> None:
    one, two = both
    one.sender.gate.hold(timedelta(seconds=2))
    began = asyncio.get_running_loop().time()
    await one.limits.exchange()
    await two.limits.exchange()
    await two.answers(1, person_id=1)
    sent = await two.pinger.tick()
    await drained(both)
    assert sent == 20
    assert len(two.sender.times) == 21
    assert min(two.sender.times)[0] - began >= 1.9
