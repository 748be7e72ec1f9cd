"""SIGTERM: no new update is taken, what is in hand is finished, and within ten seconds the process is gone."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import psycopg
import pytest

from bot.start import _LEAVES_AFTER
from storage.migrate import _LOCK as UPGRADE_LOCK
from tests.botapi import BotApi, Fault
from tests.botapi.webhook import Pusher
from tests.delivery.test_webhook import free_port
from tests.faults.conftest import MakeBot
from tests.faults.facts import events_of, until_stored
from tests.faults.process import ROOT, BotProcess
from tests.patience import PATIENCE
from tests.postgres import Server

COMPANIES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")
WITHIN = 10.0


async def stopped_in_time(bot: BotProcess) -> None:
    """Stop the bot, which ends well, says so last, and before it would leave with 1."""
    assert _LEAVES_AFTER < WITHIN
    assert await bot.stop() == 0
    assert bot.stderr.splitlines()[-1].endswith("stopped")
    assert "Traceback" not in bot.stderr


async def all_said_once(api: BotApi, bot: BotProcess) -> None:
    """Each company was recorded once, in order, and told once."""
    await api.wait_for_message(7, lambda message: COMPANIES[-1] in message.text)
    assert [company for company, _ in events_of(bot.database, 7)] == list(COMPANIES)
    told = [next(name for name in COMPANIES if name in message.text) for message in api.user(7).messages]
    assert told == list(COMPANIES)


async def test_polling_stops_between_two_updates(api: BotApi, make_bot: MakeBot) -> None:
    bot = make_bot()
    await bot.started()
    for company in COMPANIES:
        last = api.user(7).says(f"/interviewed {company}")
    await api.wait_for_message(7)
    await stopped_in_time(bot)
    await bot.start()
    await api.wait_until_confirmed(last)
    await all_said_once(api, bot)


async def test_a_webhook_leaves_with_telegram_what_it_has_not_begun(api: BotApi, make_bot: MakeBot) -> None:
    port = free_port()
    bot = make_bot(WEBHOOK_URL="https://bot.example/hook", WEBHOOK_LISTEN=f"127.0.0.1:{port}", WEBHOOK_SECRET="s" * 32)
    await bot.start()
    async with Pusher(api, [f"http://127.0.0.1:{port}"]):
        for company in COMPANIES:
            last = api.user(7).says(f"/interviewed {company}")
        await api.wait_for_message(7)
        await stopped_in_time(bot)
        await bot.start()
        await api.wait_until_confirmed(last)
        await all_said_once(api, bot)


async def test_told_to_stop_while_it_waits_for_anothers_upgrade_it_stops(make_bot: MakeBot, postgresql: Server) -> None:
    url = postgresql.new_database()
    bot = make_bot(DATABASE_URL=url)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [UPGRADE_LOCK])
        await bot.start()
        await until_stored(url, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        began = asyncio.get_running_loop().time()
        await stopped_in_time(bot)
        assert asyncio.get_running_loop().time() - began < WITHIN / 2
    await bot.started()
    await stopped_in_time(bot)


async def test_told_to_stop_while_telegram_does_not_answer_to_the_webhook_it_takes_no_more(
    api: BotApi, make_bot: MakeBot
) -> None:
    port = free_port()
    bot = make_bot(WEBHOOK_URL="https://bot.example/hook", WEBHOOK_LISTEN=f"127.0.0.1:{port}", WEBHOOK_SECRET="s" * 32)
    api.faults.add(Fault.delayed(30), method="setWebhook")
    await bot.start()
    await api.wait_for_call(lambda call: call.method == "setWebhook")
    began = asyncio.get_running_loop().time()
    await stopped_in_time(bot)
    assert asyncio.get_running_loop().time() - began < WITHIN / 4


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.SERVER_ERROR], ids=["away", "down"])
async def test_told_to_stop_before_telegram_can_be_reached_it_asks_for_nothing_more(
    api: BotApi, make_bot: MakeBot, fault: Fault
) -> None:
    bot = make_bot()
    api.faults.add(fault, times=None)
    await bot.start()
    await bot.says("Telegram cannot be reached")
    await stopped_in_time(bot)
    assert {call.method for call in api.requests} == {"getMe"}
    assert "could not be set" not in bot.stderr
    assert "ERROR" not in bot.stderr


async def test_an_answer_that_hangs_does_not_keep_it(api: BotApi, make_bot: MakeBot) -> None:
    bot = make_bot()
    api.faults.add(Fault.delayed(PATIENCE), method="sendMessage")
    update_id = api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_until_confirmed(update_id)
    await stopped_in_time(bot)
    assert "replies are still owed; they follow once a process runs chats=1" in bot.stderr


@pytest.mark.parametrize("hangs", ["time.sleep(60)", "await asyncio.Event().wait()"], ids=["the loop", "a task"])
def test_whatever_hangs_it_leaves_in_the_end(hangs: str) -> None:
    program = f"""
import asyncio, time
from bot.start import _leave_in_time
async def hang():
    stop = asyncio.Event()
    leaving = asyncio.create_task(_leave_in_time(stop, 0.2))
    stop.set()
    await asyncio.sleep(0.1)
    {hangs}
asyncio.run(hang())
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 1
    assert b"what is in hand does not end" in ended.stderr


async def test_it_is_watched_while_it_runs_and_gone_with_it(api: BotApi, make_bot: MakeBot) -> None:
    port = free_port()
    bot = make_bot(METRICS_LISTEN=f"127.0.0.1:{port}")
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    assert await _get(port, "/healthz") == b"alive\n"
    async with asyncio.timeout(PATIENCE):
        while await _get(port, "/readyz") != b"store: reached\nTelegram: met\n":
            pass
    shown = await _get(port, "/metrics")
    assert b'should_i_call_updates_total{command="interviewed",outcome="answered"} 1.0' in shown
    assert b"Acme" not in shown
    await stopped_in_time(bot)
    with pytest.raises(OSError, match="Connect"):
        await _get(port, "/healthz")


async def _get(port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return answer.partition(b"\r\n\r\n")[2]
