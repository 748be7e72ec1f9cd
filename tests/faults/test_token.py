"""Telegram refuses the token, at the start or later: the bot stops and says so, and owes what it could not deliver."""

from __future__ import annotations

import pytest

from tests.botapi import BotApi, Fault
from tests.botapi.webhook import Pusher, free_port
from tests.faults.conftest import MakeBot
from tests.faults.facts import events_of, rows
from tests.faults.process import BotProcess

REFUSED = [Fault.UNAUTHORIZED, Fault.NOT_FOUND]
HOOK = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "s" * 32}


async def stops_saying_so(bot: BotProcess) -> None:
    """Wait until it has stopped because of its token, and for no other reason."""
    assert await bot.ended() == 1
    reason = [line for line in bot.stderr.splitlines() if "stops" in line]
    assert reason == ["should-i-call stops: Telegram refuses the token. Check TELEGRAM_BOT_TOKEN with BotFather."]
    assert "Traceback" not in bot.stderr
    assert "an error that nothing caught" not in bot.stderr


@pytest.mark.parametrize("fault", REFUSED, ids=lambda fault: fault.name)
@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_refused_token_ends_the_bot_saying_so(api: BotApi, bot: BotProcess, method: str, fault: Fault) -> None:
    api.faults.add(fault, method=method)
    await bot.start()
    await stops_saying_so(bot)


@pytest.mark.parametrize("fault", REFUSED, ids=lambda fault: fault.name)
@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "setWebhook"])
async def test_a_refused_token_ends_a_bot_with_a_webhook(
    api: BotApi, make_bot: MakeBot, method: str, fault: Fault
) -> None:
    bot = make_bot(**HOOK, WEBHOOK_LISTEN=f"127.0.0.1:{free_port()}")
    api.faults.add(fault, method=method, times=None)
    await bot.start()
    await stops_saying_so(bot)


@pytest.mark.parametrize("by_webhook", [False, True], ids=["polling", "webhook"])
async def test_a_reply_that_the_token_does_not_let_out_is_owed_until_a_good_one_does(
    api: BotApi, make_bot: MakeBot, by_webhook: bool
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    bot = make_bot(**HOOK, WEBHOOK_LISTEN=listen) if by_webhook else make_bot()
    refused = api.faults.add(Fault.UNAUTHORIZED, method="sendMessage", times=None)
    async with Pusher(api, [f"http://{listen}"]):
        await bot.start()
        update_id = api.user(7).says("/interviewed Acme")
        await stops_saying_so(bot)
        owed = rows(bot.database, "SELECT update_id FROM updates WHERE reply IS NOT NULL")
        assert owed == [(update_id,)]
        assert refused.hits
        api.faults.clear()
        await bot.start()
        answer = await api.wait_for_message(7)
        assert "Acme" in answer.text
        assert await bot.stop() == 0
    assert events_of(bot.database, 7) == [("Acme", "interviewed")]
    assert len(api.user(7).messages) == 1


async def test_a_method_that_an_older_server_does_not_know_is_no_refused_token(api: BotApi, bot: BotProcess) -> None:
    api.faults.add(Fault.error(404, "Not Found: method not found"), method="setMyCommands")
    await bot.started()
    assert "the menu of commands" in bot.stderr
    assert await bot.stop() == 0
