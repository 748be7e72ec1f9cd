"""A person's taps beside their messages: two queues of Telegram's, which two processes may be handed at one moment."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest_asyncio

from bot.views.buttons import Run, pack
from tests.botapi import BotApi
from tests.botapi.webhook import Pusher, free_port
from tests.faults.facts import events_of, rows, told, until_stored
from tests.faults.process import BotProcess, Nursery, by_webhook
from tests.faults.test_flood import said_before
from tests.patience import PATIENCE
from tests.postgres import Server

ME = 7
COMPANIES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")

BOTH_WAIT = (
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() HAVING count(*) = 2"
)


class Two:
    """Two processes on one database, where somebody has told of some interviews."""

    def __init__(self, url: str, bots: Sequence[BotProcess]) -> None:
        self.url, self.bots = url, bots

    def thanks(self, company: str) -> str:
        """What a button sends that records a thank-you note."""
        ((interview_id, seen),) = rows(
            self.url,
            "SELECT interviews.id, max(row_id) FROM interviews JOIN events ON interviews.id = interview_id "
            "WHERE company = ? GROUP BY interviews.id",
            company,
        )
        return pack(Run("thanked", interview_id, seen))

    def recorded(self, kind: str) -> list[str]:
        """Of which companies something was recorded, in that order."""
        return [company for company, recorded in events_of(self.url, ME) if recorded == kind]


@pytest_asyncio.fixture
async def two(api: BotApi, nursery: Nursery, postgresql: Server, tmp_path: Path) -> AsyncIterator[Two]:
    url, bots = postgresql.new_database(), list[BotProcess]()
    await told(url, datetime.now(UTC), [ME], *(f"/interviewed {company}" for company in COMPANIES))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        bots.append(BotProcess(nursery, api, tmp_path / name, by_webhook(url, free_port())))
        await bots[-1].start()
    for bot in bots:
        await bot.says("updates are taken")
    yield Two(url, bots)
    for bot in bots:
        assert await bot.stop() == 0
        assert "Traceback" not in bot.stderr


async def test_taps_and_messages_take_effect_once_and_each_kind_in_order(api: BotApi, two: Two) -> None:
    message = await said_before(api)
    async with Pusher(api, [bot.address for bot in two.bots]) as pusher:
        for company in COMPANIES:
            said = api.user(ME).says(f"/called {company} no answer")
            tapped = api.user(ME).presses_data(two.thanks(company), message)
        for last in (said, tapped):
            await api.wait_until_confirmed(last)
        # A tap is taken once its effect is committed, and answered after that.
        await api.wait_until(lambda: not api.unanswered_callbacks or None, PATIENCE, "every tap is answered")
    assert pusher.most_at_once[ME] == 2, "one of each kind"
    assert two.recorded("called") == list(COMPANIES)
    assert two.recorded("thanked") == list(COMPANIES)
    assert len(events_of(two.url, ME)) == 3 * len(COMPANIES)


async def test_a_tap_and_a_message_at_one_moment_wait_for_each_other(api: BotApi, two: Two) -> None:
    message = await said_before(api)
    api.user(ME).presses_data(two.thanks("Alder"), message)
    api.user(ME).says("/called Alder no answer")
    with psycopg.connect(two.url) as holder:
        holder.execute("SELECT 1 FROM people WHERE id = %s FOR UPDATE", [ME])
        async with Pusher(api, [bot.address for bot in two.bots]):
            await until_stored(two.url, BOTH_WAIT)
            assert len(events_of(two.url, ME)) == len(COMPANIES), "neither has taken effect"
            holder.rollback()
            for update_id in list(api.updates.pending_ids):
                await api.wait_until_confirmed(update_id)
    assert sorted(events_of(two.url, ME)[len(COMPANIES) :]) == [("Alder", "called"), ("Alder", "thanked")]
