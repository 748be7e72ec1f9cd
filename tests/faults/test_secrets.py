"""Token, secret, password, people's numbers and words: in no line that the bot writes, at any level."""

from __future__ import annotations

import pytest

from tests.botapi import BotApi, Fault
from tests.botapi.webhook import free_port
from tests.faults.conftest import MakeBot

PASSWORD, SECRET = "Quillwort-password", "Zephyr-secret-of-the-webhook-0001"
SOMEBODY = 7_654_321_987


@pytest.mark.parametrize("form", ["people", "json"])
async def test_who_writes_and_what_stays_out_of_the_log(api: BotApi, make_bot: MakeBot, form: str) -> None:
    bot = make_bot(LOG_LEVEL="DEBUG", LOG_FORMAT=form, MESSAGES_A_MINUTE="4")
    faults = (Fault.GARBAGE, Fault.FORBIDDEN, Fault.BAD_REQUEST)
    for fault in faults:
        api.faults.add(fault, method="sendMessage", chat_id=SOMEBODY)
    for _ in range(6):
        last = api.user(SOMEBODY).says("/interviewed Quillwort")
    await bot.start()
    await api.wait_until_confirmed(last)
    await bot.says("somebody writes too fast")
    assert await bot.stop() == 0
    assert "person" in bot.stderr
    for told in (str(SOMEBODY), str(last), "Quillwort", api.token, api.token.partition(":")[2]):
        assert told not in bot.stderr


async def test_a_password_and_a_secret_stay_out_of_what_is_said_at_the_start(api: BotApi, make_bot: MakeBot) -> None:
    nowhere = f"postgresql://bot:{PASSWORD}@127.0.0.1:{free_port()}/bot"
    webhook = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_LISTEN": "127.0.0.1:1", "WEBHOOK_SECRET": SECRET}
    bot = make_bot(LOG_LEVEL="DEBUG", DATABASE_URL=nowhere, **webhook)
    await bot.start()
    assert await bot.ended() == 1
    assert "should-i-call stops: " in bot.stderr
    assert PASSWORD not in bot.stderr
    assert SECRET not in bot.stderr
    faulty = make_bot(DATABASE_URL=f"mysql://bot:{PASSWORD}@x/y", WEBHOOK_URL="http://x", WEBHOOK_SECRET=f"{SECRET} !")
    await faulty.start()
    assert await faulty.ended() == 2
    assert PASSWORD not in faulty.stderr
    assert SECRET not in faulty.stderr
