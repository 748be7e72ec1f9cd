"""The bot was away while things came due: afterwards one message tells it all, says that it is late, and no more."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.dialogs.conversation import BERLIN, Clock
from tests.faults.facts import events_of, rows
from tests.faults.running import MONDAY, Running, running


async def _three_interviews(bot: Running) -> None:
    for company in ("Acme", "Beacon", "Cobalt"):
        await bot.says(7, f"/interviewed {company}")


async def test_all_that_came_due_is_told_in_one_late_message(api: BotApi, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock) as bot:
        await _three_interviews(bot)
    # Both pings of each note, the nudge of the next Monday, and the first calls' day lie within.
    clock.at = datetime(2026, 12, 1, 11, 0, tzinfo=BERLIN)
    async with running(api, tmp_path, clock) as bot:
        (ping,) = await bot.later(seconds=1)
        assert "⏰ This comes late: it was due Mon 23 Nov, 16:00." in ping.text
        for company in ("Acme", "Beacon", "Cobalt"):
            assert ping.text.count(f"{company}: time for the thank-you note") == 1
        assert ping.text.startswith("4 things: Acme note, Beacon note, Cobalt note, your search")
        assert ping.text.count("Keep looking while you wait") == 1
        assert "A new week" not in ping.text, "it is Tuesday"
        assert [len(await bot.later(minutes=20)) for _ in range(6)] == [0] * 6


async def test_a_tap_that_waited_takes_effect_though_it_cannot_be_answered(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    api.taps_answerable_for = timedelta(seconds=15)
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock) as bot:
        recorded = await bot.says(7, "/interviewed Acme")
    tapped = api.user(7).presses("I sent the note", recorded)
    clock.at += timedelta(minutes=1)
    async with running(api, tmp_path, clock) as bot:
        await bot.settled(tapped)
        assert events_of(tmp_path / "bot.sqlite3", 7) == [("Acme", "interviewed"), ("Acme", "thanked")]
        assert "thank-you note sent" in recorded.text
    assert api.unanswered_callbacks, "the sign at the button has ended by itself"
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []


async def test_a_tap_that_waited_too_long_is_gone_and_made_again(api: BotApi, tmp_path: Path) -> None:
    api.taps_answerable_for, api.taps_kept_for = timedelta(seconds=15), timedelta(minutes=3)
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock) as bot:
        recorded = await bot.says(7, "/interviewed Acme")
    gone = api.user(7).presses("I sent the note", recorded)
    said = api.user(7).says("/interviewed Beacon")
    clock.at += timedelta(hours=1)
    async with running(api, tmp_path, clock) as bot:
        await bot.settled(said)
        assert gone in api.updates.dropped
        assert events_of(tmp_path / "bot.sqlite3", 7) == [("Acme", "interviewed"), ("Beacon", "interviewed")]
        await bot.settled(api.user(7).presses("I sent the note", recorded))
        assert events_of(tmp_path / "bot.sqlite3", 7)[-1] == ("Acme", "thanked")


async def test_what_was_done_meanwhile_is_not_told(api: BotApi, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock) as bot:
        await _three_interviews(bot)
    clock.at += timedelta(days=1, hours=2)
    # Said while the bot was away; the alarm has long rung when it starts.
    api.user(7).says("/thanked Acme")
    last = api.user(7).says("/close Beacon rejected")
    async with running(api, tmp_path, clock) as bot:
        await bot.settled(last)
        (ping,) = await bot.later(seconds=1)
        assert "Cobalt: time for the thank-you note" in ping.text
        assert "Acme" not in ping.text
        assert "Beacon" not in ping.text


async def test_what_is_done_between_the_alarm_and_the_tick_is_not_told(api: BotApi, tmp_path: Path) -> None:
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/interviewed Acme")
        bot.clock.at += timedelta(hours=2, seconds=1)
        await bot.says(7, "/thanked Acme")
        assert await bot.later(seconds=1) == []
        assert await bot.later(days=1) == []


async def test_at_most_two_unasked_messages_come_on_the_days_after(api: BotApi, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock) as bot:
        for hour in range(6):
            await bot.says(7, f"/interviewed {('Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir')[hour]}")
            clock.at += timedelta(minutes=20)
    clock.at += timedelta(days=3)
    before = len(api.messages)
    async with running(api, tmp_path, clock) as bot:
        for _ in range(14 * 24 * 2):
            await bot.later(minutes=30)
    days = [message.at.astimezone(BERLIN).date() for message in api.messages[before:]]
    assert days
    assert max(days.count(day) for day in days) <= 2
    hours = {message.at.astimezone(BERLIN).hour for message in api.messages[before:]}
    assert min(hours) >= 9
    assert max(hours) < 20


async def test_downtime_leaves_nothing_half_done(api: BotApi, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    for _ in range(3):
        async with running(api, tmp_path, clock) as bot:
            await _three_interviews(bot) if clock.at == MONDAY else await bot.later(seconds=1)
        clock.at += timedelta(days=1)
    database = tmp_path / "bot.sqlite3"
    assert rows(database, "SELECT 1 FROM pings WHERE state NOT IN ('sent', 'said')") == []
    assert rows(database, "SELECT 1 FROM people WHERE lease_until IS NOT NULL") == []
    assert rows(database, "SELECT 1 FROM updates WHERE reply IS NOT NULL") == []
