"""The pace of a chat: one message a second, whoever of the bot sends it."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest
from aiolimiter import AsyncLimiter

from bot.delivery.outbox import Outbox
from bot.delivery.pace import AT_ONCE, Pace
from bot.delivery.pinger import Pinger
from tests.delivery.doubles import MONDAY, FakeSender, always, at_once, letter, open_store, told
from tests.dialogs.conversation import Clock

A_QUEUE = 49.0
"""Seconds in which fifty turns come in one chat."""


async def went(pace: Pace, *chats: int) -> list[float]:
    """In how many seconds the turns of some chats came, in order."""
    loop, times = asyncio.get_running_loop(), list[float]()
    began = loop.time()

    async def turn(chat_id: int) -> None:
        await pace.turn(chat_id)
        times.append(loop.time() - began)

    await asyncio.gather(*map(turn, chats))
    return sorted(times)


async def test_the_first_goes_at_once_and_the_others_a_second_apart() -> None:
    pace = Pace(AT_ONCE)
    first = asyncio.create_task(pace.turn(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert first.done()
    times = [0.0, *await went(pace, 1, 1)]
    assert all(later - earlier >= 0.95 for earlier, later in pairwise(times))


async def test_one_chat_does_not_wait_for_another() -> None:
    assert max(await went(Pace(AT_ONCE), *range(50))) < A_QUEUE / 5


async def test_where_no_telegram_is_nobody_waits() -> None:
    assert max(await went(Pace(10**6), *[1] * 50)) < A_QUEUE / 5


async def test_a_ping_takes_its_turn_among_the_replies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace.AT_ONCE", 1)
    async with open_store(tmp_path) as store:
        await told(store, [1], "/interviewed Acme")
        sender, loop = FakeSender(), asyncio.get_running_loop()

        def settle(*_: object) -> None:
            """Nothing is kept."""

        outbox = Outbox(sender, settle, always)  # type: ignore[arg-type]
        began = loop.time()
        outbox.put(letter(1, "a reply"))
        await outbox.drain()
        assert await Pinger(store, sender, Clock(MONDAY.replace(hour=18)), at_once).tick() == 1  # type: ignore[arg-type]
        assert loop.time() - began >= 0.95


async def test_the_pace_of_chats_at_rest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace._FEW_CHATS", 3)
    pace = Pace(AT_ONCE)
    await went(pace, *range(8))
    assert len(pace) == 8, "none of them is at rest"
    monkeypatch.setattr(AsyncLimiter, "has_capacity", lambda *_: True)
    await went(pace, *range(8, 17))
    assert len(pace) < 9
