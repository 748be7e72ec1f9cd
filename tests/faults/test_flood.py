"""Telegram asks to wait, in answer to almost any method: nothing is sent until that is over, by no process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from tests.botapi import BotApi, Call, Fault, Message
from tests.botapi.faults import Planned
from tests.botapi.webhook import Pusher, free_port
from tests.faults.facts import REPEAT, known_to, told, until_stored
from tests.faults.process import BotProcess, Nursery, by_webhook
from tests.patience import PATIENCE
from tests.postgres import Server

SECONDS = 2
SENDS = ("sendMessage", "sendDocument", "answerCallbackQuery", "answerInlineQuery", "getFile")


def acts(api: BotApi, message: Message) -> dict[str, Callable[[], int]]:
    """What a person does to have the bot use a method."""
    return {
        "sendMessage": lambda: api.user(7).says("/interviewed Acme"),
        "sendDocument": lambda: api.user(7).says("/export"),
        "answerCallbackQuery": lambda: api.user(7).presses_data("1r:status:0:", message),
        "answerInlineQuery": lambda: api.user(7).asks_inline("when do I call?"),
        "getFile": lambda: api.user(7).sends_document("import.json", b"{}"),
    }


async def said_before(api: BotApi) -> Message:
    """A message of the bot's, from before."""
    known_to(api, 7)
    url = f"{api.base_url}/bot{api.token}/sendMessage"
    async with aiohttp.ClientSession() as session, session.post(url, json={"chat_id": 7, "text": "from before"}):
        return api.chat(7).last


async def refused(api: BotApi, planned: Planned) -> Call:
    """The call that Telegram answers with a request to wait."""
    return await api.wait_until(lambda: planned.hits[0] if planned.hits else None, PATIENCE, "the flood")


def calls_after(api: BotApi, call: Call) -> list[float]:
    """In how many seconds after a call others followed that a request to wait concerns."""
    later = [other for other in api.requests if other.method in (*SENDS, "setMyCommands") and other is not call]
    return [other.monotonic - call.monotonic for other in later]


@pytest.mark.parametrize("method", [*SENDS, "getUpdates"])
async def test_a_request_to_wait_is_obeyed_by_all_that_sends(api: BotApi, bot: BotProcess, method: str) -> None:
    message = await said_before(api)
    known_to(api, 8, 9)
    await told(bot.database, datetime.now(UTC) - timedelta(hours=3), [9], "/interviewed Cobalt")
    api.faults.add(Fault.delayed(0.5), method="getMe")
    planned = api.faults.add(Fault.flood(SECONDS), method=method)
    acts(api, message).get(method, int)()
    await bot.start()
    flood = await refused(api, planned)
    api.user(8).says("/interviewed Beacon")
    for person_id in (8, 9):
        await api.wait_for_message(person_id)
    # Those that were on their way with the one that was refused had not heard of it.
    assert not [seconds for seconds in calls_after(api, flood) if 0.2 < seconds < SECONDS]
    assert [seconds for seconds in calls_after(api, flood) if seconds >= SECONDS]
    assert REPEAT not in api.messages[-1].text
    assert f"Telegram asks to wait seconds={SECONDS} what={method}" in bot.stderr


async def test_a_request_to_wait_before_the_introduction_is_obeyed_by_that_alone(api: BotApi, bot: BotProcess) -> None:
    """Of these methods Telegram asks to wait for hours."""
    methods = ("setMyCommands", "setMyDescription", "setMyShortDescription")
    planned = [api.faults.add(Fault.flood(9000), method=method) for method in methods]
    api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_for_message(7)
    assert all(len(refused.hits) == 1 for refused in planned)
    for method in methods:
        assert f"Telegram asks to wait seconds=9000 what={method}" in bot.stderr


async def test_a_request_to_wait_before_updates_is_obeyed(api: BotApi, bot: BotProcess) -> None:
    planned = api.faults.add(Fault.flood(1), method="getUpdates")
    update_id = api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_until_confirmed(update_id)
    times = [call.monotonic for call in api.calls("getUpdates")]
    assert planned.hits
    assert times[1] - times[0] >= 1.0


@asynccontextmanager
async def two_replicas(
    api: BotApi, nursery: Nursery, url: str, folder: Path
) -> AsyncIterator[tuple[BotProcess, BotProcess]]:
    bots = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        bots.append(BotProcess(nursery, api, folder / name, by_webhook(url, free_port())))
    try:
        yield bots[0], bots[1]
    finally:
        for bot in bots:
            if bot.running:
                await bot.kill()


@pytest.mark.parametrize("method", ["setWebhook", "answerInlineQuery", "getFile"])
async def test_what_one_replica_is_asked_all_obey(
    api: BotApi, nursery: Nursery, postgresql: Server, tmp_path: Path, method: str
) -> None:
    url, wait = postgresql.new_database(), 4
    message = await said_before(api)
    async with two_replicas(api, nursery, url, tmp_path) as (one, two):
        await two.start()
        await two.says("updates are taken")
        await api.wait_for_call(lambda call: call.method == "setWebhook" and call.done)
        planned = api.faults.add(Fault.flood(wait), method=method)
        await one.start()
        await one.says("updates are taken")
        async with Pusher(api, [one.address]):
            acts(api, message).get(method, int)()
            flood = await refused(api, planned)
            await until_stored(url, "SELECT 1 FROM send_gate WHERE open_at > 0")
        # The others look once a second.
        await asyncio.sleep(1.2)
        async with Pusher(api, [two.address]):
            api.user(8).says("/interviewed Beacon")
            await api.wait_for_message(8)
        assert not [seconds for seconds in calls_after(api, flood) if 0.5 < seconds < wait - 0.1]
