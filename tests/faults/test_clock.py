"""The machine's clock steps, sleeps, and changes to summer time: every ping once, at its hour, and late ones say so."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.botapi import BotApi
from tests.faults.facts import events_of, rows
from tests.faults.process import BotProcess
from tests.faults.running import MONDAY
from tests.faults.stepped import MOVED, Stepped

BERLIN = ZoneInfo("Europe/Berlin")
LATE = "This comes late"
STOOD = "the event loop stood still"


async def _interviewed(stepped: Stepped) -> None:
    await stepped.bot.started()
    for person_id in (7, 8):
        await stepped.says(person_id, "/timezone Europe/Berlin")
        await stepped.says(person_id, "/interviewed Acme")


NOTE = "time for the thank-you note"


async def test_a_step_forward_brings_what_came_due_once_and_late(stepped: Stepped) -> None:
    await _interviewed(stepped)
    stepped.now_is(MONDAY + timedelta(days=1))
    for person_id in (7, 8):
        ping = await stepped.api.wait_for_message(person_id, lambda message: NOTE in message.text)
        assert LATE in ping.text
    stepped.now_is(MONDAY + timedelta(days=1, hours=1))
    await stepped.says(7, "/thanked Acme")
    assert await stepped.bot.stop() == 0
    assert [len(stepped.pings(person_id, NOTE)) for person_id in (7, 8)] == [1, 1]
    assert [round(seconds / 3600) for seconds in stepped.jumps][:1] == [24]


async def test_a_step_back_sends_nothing_twice_and_loses_nothing(stepped: Stepped) -> None:
    await _interviewed(stepped)
    due = MONDAY + timedelta(hours=2)
    stepped.now_is(due)
    for person_id in (7, 8):
        await stepped.api.wait_for_message(person_id, lambda message: NOTE in message.text)
    stepped.now_is(MONDAY - timedelta(days=1))
    await stepped.bot.says(f"{MOVED}; what is due follows seconds=-9")
    assert "Recorded" in (await stepped.says(7, "/interview Beacon Friday 10:00")).text
    stepped.now_is(due + timedelta(minutes=1))
    await stepped.bot.says(f"{MOVED}; what is due follows seconds=9")
    assert "Recorded" in (await stepped.says(7, "/thanked Acme")).text
    assert await stepped.bot.stop() == 0
    assert [len(stepped.pings(person_id, NOTE)) for person_id in (7, 8)] == [1, 1]
    recorded = [("Acme", "interviewed"), ("Beacon", "planned"), ("Acme", "thanked")]
    assert [event for event in events_of(stepped.bot.database, 7) if event in recorded] == recorded
    assert rows(stepped.bot.database, "SELECT 1 FROM people WHERE lease_until IS NOT NULL") == []


@pytest.mark.parametrize(
    ("eve", "due"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=BERLIN), datetime(2027, 3, 28, 10, tzinfo=BERLIN)),
        (datetime(2026, 10, 24, 12, tzinfo=BERLIN), datetime(2026, 10, 25, 10, tzinfo=BERLIN)),
        (datetime(2028, 2, 28, 12, tzinfo=BERLIN), datetime(2028, 2, 29, 10, tzinfo=BERLIN)),
    ],
    ids=["into summer time", "out of summer time", "a leap day"],
)
async def test_a_ping_comes_at_its_hour_on_the_wall_and_once(stepped: Stepped, eve: datetime, due: datetime) -> None:
    stepped.now_is(eve)
    await stepped.bot.started()
    for person_id in (7, 99):
        await stepped.says(person_id, "/timezone Europe/Berlin")
        await stepped.says(person_id, f"/interviewed {'Acme' if person_id == 7 else 'Witness'} 12 days ago")
        await stepped.says(person_id, f"/thanked {'Acme' if person_id == 7 else 'Witness'} 12 days ago")
    said = await stepped.says(7, f"/remind Acme {due:%-d %B %Y}")
    assert f"{due:%a} {due.day} {due:%b}, 10:00" in said.text
    reminder = "Acme: you asked me to remind you"
    await stepped.looks(due - timedelta(minutes=1))
    assert stepped.pings(7, reminder) == []
    stepped.now_is(due)
    (ping,) = [await stepped.api.wait_for_message(7, lambda message: reminder in message.text)]
    assert LATE not in ping.text
    await stepped.looks(due + timedelta(hours=2))
    assert len(stepped.pings(7, reminder)) == 1
    assert await stepped.bot.stop() == 0


async def test_a_suspend_of_hours_ends_with_late_pings_that_say_so(stepped: Stepped) -> None:
    await _interviewed(stepped)
    os.kill(stepped.bot.pid, signal.SIGSTOP)
    update_id = stepped.api.user(7).says("/thanked Acme")
    stepped.now_is(MONDAY + timedelta(hours=22))
    os.kill(stepped.bot.pid, signal.SIGCONT)
    await stepped.api.wait_until_confirmed(update_id)
    ping = await stepped.api.wait_for_message(8, lambda message: NOTE in message.text)
    assert LATE in ping.text
    assert await stepped.bot.stop() == 0
    assert len(stepped.pings(8, NOTE)) == 1
    kinds = Counter(kind for _, kind in events_of(stepped.bot.database, 7))
    assert kinds["thanked"] == 1
    assert MOVED in stepped.bot.stderr


async def test_a_loop_that_stood_still_is_told_with_how_long_and_all_goes_on(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    os.kill(bot.pid, signal.SIGSTOP)
    api.user(7).says("/thanked Acme")
    # Seconds are what this is about.
    await asyncio.sleep(3)
    os.kill(bot.pid, signal.SIGCONT)
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    await bot.says(STOOD)
    assert await bot.stop() == 0
    stood = [float(line.partition("seconds=")[2]) for line in bot.stderr.splitlines() if STOOD in line]
    assert max(stood) > 2
    assert events_of(bot.database, 7) == [("Acme", "interviewed"), ("Acme", "thanked")]
    assert len(api.user(7).messages) == 2
