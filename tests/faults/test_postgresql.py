"""PostgreSQL stopped, killed, cut off in the middle of a commit: Telegram keeps the updates, each has one effect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi import BotApi
from tests.botapi.webhook import Pusher, free_port
from tests.faults.conftest import MakeBot
from tests.faults.facts import events_of, rows
from tests.faults.nursery import CLOCK
from tests.faults.process import BotProcess, Nursery, by_webhook
from tests.faults.running import MONDAY
from tests.faults.stepped import Stepped
from tests.patience import PATIENCE
from tests.postgres import Server
from tests.wire import Wire

NOTE = "time for the thank-you note"


class Served:
    """A bot by webhook on PostgreSQL, through a wire that can be cut."""

    def __init__(self, api: BotApi, bot: BotProcess, url: str, wire: Wire) -> None:
        self.api, self.bot, self.url, self.wire = api, bot, url, wire
        self.pusher = Pusher(api, [bot.address])

    async def says(self, words: str) -> int:
        """Have a person say something, and wait until it is taken and answered."""
        update_id = self.api.user(7).says(words)
        await self.taken(update_id)
        return update_id

    async def taken(self, update_id: int) -> None:
        """Wait until an update is confirmed and nothing more is owed."""
        await self.api.wait_until_confirmed(update_id)
        company = "Birch" if len(events_of(self.url, 7)) > 1 else "Alder"
        await self.api.wait_for_message(7, lambda message: company in message.text)


@pytest_asyncio.fixture
async def served(api: BotApi, nursery: Nursery, postgresql: Server, tmp_path: Path) -> AsyncIterator[Served]:
    url = postgresql.new_database()
    async with Wire(url) as wire:
        bot = BotProcess(nursery, api, tmp_path, by_webhook(wire.url, free_port()))
        made = Served(api, bot, url, wire)
        try:
            async with made.pusher:
                await bot.start()
                await bot.says("updates are taken")
                await made.says("/interviewed Alder")
                yield made
        finally:
            if bot.running:
                await bot.kill()


def ends(stop: str) -> Callable[[Server], None]:
    return Server.stop if stop == "stopped" else Server.kill


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_while_postgresql_is_away_updates_stay_with_telegram(
    served: Served, postgresql: Server, how: str
) -> None:
    await asyncio.to_thread(ends(how), postgresql)
    try:
        update_id = served.api.user(7).says("/interviewed Birch")
        await served.api.wait_until(lambda: served.pusher.answers.count(503) > 1 or None, PATIENCE, "503 twice")
        assert not served.api.updates.is_confirmed(update_id)
        assert served.bot.running
    finally:
        await asyncio.to_thread(postgresql.start)
    await served.taken(update_id)
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
    assert ["↻" in message.text for message in served.api.user(7).messages] == [False, False]
    assert "the store is away, updates wait" in served.bot.stderr
    assert await served.bot.stop() == 0
    assert "Traceback" not in served.bot.stderr


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_pings_that_come_due_while_postgresql_is_away_come_late_and_once(
    api: BotApi, make_bot: MakeBot, postgresql: Server, tmp_path: Path, how: str
) -> None:
    now, url = tmp_path / "now", postgresql.new_database()
    now.write_text(MONDAY.isoformat())
    bot = make_bot(**by_webhook(url, free_port()), **{CLOCK: str(now)})
    stepped = Stepped(api, bot, now)
    await bot.start()
    async with Pusher(api, [bot.address]):
        for person_id in (7, 8):
            await stepped.says(person_id, "/timezone Europe/Berlin")
            await stepped.says(person_id, "/interviewed Acme")
        await asyncio.to_thread(ends(how), postgresql)
        try:
            stepped.now_is(MONDAY + timedelta(hours=3))
            await bot.says("the store is away, pings wait")
            assert [len(api.user(person_id).messages) for person_id in (7, 8)] == [2, 2]
        finally:
            await asyncio.to_thread(postgresql.start)
        for person_id in (7, 8):
            ping = await api.wait_for_message(person_id, lambda message: NOTE in message.text, timeout=PATIENCE)
            assert "⏰ This comes late: it was due Mon 23 Nov, 16:00." in ping.text
            assert "↻" not in ping.text
        await stepped.says(99, "/timezone Europe/Berlin")
        await stepped.says(99, "/interviewed Witness")
        await stepped.looks(MONDAY + timedelta(hours=4))
    assert [len(stepped.pings(person_id, NOTE)) for person_id in (7, 8)] == [1, 1]
    assert await bot.stop() == 0
    assert rows(url, "SELECT DISTINCT state FROM pings") == [("sent",)]
    assert "Traceback" not in bot.stderr


@pytest.mark.parametrize("commits", [1, 3])
async def test_a_commit_whose_answer_is_lost_takes_effect_once_and_is_answered_once(
    served: Served, commits: int
) -> None:
    served.wire.cut_next(commits)
    update_id = served.api.user(7).says("/interviewed Birch")
    await served.taken(update_id)
    assert served.wire.cut >= 1
    assert 503 in served.pusher.answers
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
    assert len(served.api.user(7).messages) == 2
    assert not any("↻" in message.text for message in served.api.user(7).messages)
    assert await served.bot.stop() == 0


async def test_a_network_that_goes_silent_holds_nobody_up_for_long(served: Served) -> None:
    """All stays connected, nothing gets through; the update is refused in time, and taken once the network speaks."""
    served.wire.goes_silent()
    began = asyncio.get_running_loop().time()
    update_id = served.api.user(7).says("/interviewed Birch")
    await served.api.wait_until(lambda: 503 in served.pusher.answers or None, 30, "503")
    assert asyncio.get_running_loop().time() - began < 20
    assert not served.api.updates.is_confirmed(update_id)
    served.wire.speaks()
    await served.taken(update_id)
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
    assert ["↻" in message.text for message in served.api.user(7).messages] == [False, False]
    assert await served.bot.stop() == 0
    assert "Traceback" not in served.bot.stderr


async def test_it_stops_in_time_while_the_network_is_silent(served: Served) -> None:
    served.wire.goes_silent()
    update_id = served.api.user(7).says("/interviewed Birch")
    began = asyncio.get_running_loop().time()
    await served.bot.stop()
    assert asyncio.get_running_loop().time() - began < 10
    served.wire.speaks()
    await served.bot.start()
    await served.taken(update_id)
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
