"""Telegram refuses, or takes its time, towards a bot of its own process: each answer arrives, and repeats say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.botapi import BotApi, Fault
from tests.faults.facts import REPEAT, events_of, rows, unmarked
from tests.faults.process import BotProcess
from tests.faults.running import MONDAY
from tests.faults.stepped import Stepped

NO_MARKUP = Fault.error(400, 'Bad Request: can\'t parse entities: Unsupported start tag "b" at byte offset 3')
GROUP, SUPERGROUP = -77, -1_000_077
NOTE = "time for the thank-you note"


async def _pinged(stepped: Stepped, fault: Fault) -> None:
    """A person who is told of an interview and whose next ping meets a fault."""
    await stepped.bot.started()
    await stepped.says(7, "/timezone Europe/Berlin")
    await stepped.says(7, "/interviewed Acme")
    stepped.api.faults.add(fault, method="sendMessage")
    stepped.now_is(MONDAY + timedelta(hours=2))


async def test_a_reply_whose_markup_is_refused_goes_out_as_plain_text(api: BotApi, bot: BotProcess) -> None:
    planned = api.faults.add(NO_MARKUP, method="sendMessage")
    api.user(7).says("/interviewed A <b> & C")
    await bot.start()
    answer = await api.wait_for_message(7)
    assert "A <b> & C" in answer.text
    assert answer.text == answer.raw_text, "nothing of it is markup"
    assert REPEAT not in answer.text
    assert planned.hits
    assert await bot.stop() == 0
    (line,) = [line for line in bot.stderr.splitlines() if "it goes out as plain text" in line]
    assert "can't parse entities" in line
    assert "Unsupported" not in line, "Telegram's own words may have some of the message's in them"
    assert len(api.user(7).messages) == 1


async def test_a_ping_whose_markup_is_refused_goes_out_as_plain_text(stepped: Stepped) -> None:
    await _pinged(stepped, NO_MARKUP)
    ping = await stepped.api.wait_for_message(7, lambda message: NOTE in message.text)
    assert ping.text == ping.raw_text
    assert await stepped.bot.stop() == 0
    assert len(stepped.pings(7, NOTE)) == 1
    assert rows(stepped.bot.database, "SELECT state FROM pings") == [("sent",)]


async def test_who_has_blocked_the_bot_is_left_alone_and_it_goes_on(stepped: Stepped) -> None:
    await _pinged(stepped, Fault.FORBIDDEN)
    await stepped.bot.says("the person is left alone until they write")
    assert "Acme" in (await stepped.says(7, "/status")).text
    await stepped.api.wait_for_message(7, lambda message: NOTE in message.text)
    assert await stepped.bot.stop() == 0
    assert len(stepped.pings(7, NOTE)) == 1
    assert stepped.bot.stderr.count("a ping has not surely arrived") == 1


async def test_a_group_that_has_moved_is_answered_where_it_is_now(api: BotApi, bot: BotProcess) -> None:
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    api.faults.add(Fault.error(400, moved, {"migrate_to_chat_id": SUPERGROUP}), method="sendMessage", chat_id=GROUP)
    api.chats[SUPERGROUP] = {"id": SUPERGROUP, "type": "supergroup", "title": "The group"}
    api.user(7).says_in_group("/start", GROUP)
    await bot.start()
    answer = await api.wait_for_message(SUPERGROUP)
    assert "private chat" in answer.text
    assert await bot.stop() == 0
    assert [len(api.chat(chat).messages) for chat in (GROUP, SUPERGROUP)] == [0, 1]


@pytest.mark.parametrize("fault", [Fault.FLOOD_UNSAID, Fault.flood(2)], ids=["429 unsaid", "429"])
async def test_a_request_to_wait_costs_no_ping_and_repeats_none(stepped: Stepped, fault: Fault) -> None:
    await _pinged(stepped, fault)
    await stepped.bot.says("a ping has not surely arrived")
    stepped.now_is(MONDAY + timedelta(hours=2, minutes=5))
    ping = await stepped.api.wait_for_message(7, lambda message: NOTE in message.text)
    assert REPEAT not in ping.text
    assert await stepped.bot.stop() == 0
    assert len(stepped.pings(7, NOTE)) == 1
    assert stepped.bot.stderr.count("Telegram asks to wait") == 1


async def test_a_429_that_names_no_time_costs_no_reply(api: BotApi, bot: BotProcess) -> None:
    planned = api.faults.add(Fault.FLOOD_UNSAID, method="sendMessage")
    api.user(7).says("/interviewed Acme")
    await bot.start()
    answer = await api.wait_for_message(7)
    assert planned.hits
    assert REPEAT not in answer.text
    later = [call.monotonic for call in api.calls("sendMessage", chat_id=7)]
    assert later[1] - later[0] >= 5
    assert await bot.stop() == 0
    assert len(api.user(7).messages) == 1


async def test_a_refusal_that_nobody_knows_is_said_and_holds_nobody_up(api: BotApi, bot: BotProcess) -> None:
    api.faults.add(Fault.BAD_REQUEST, method="sendMessage")
    api.user(7).says("/interviewed Acme")
    last = api.user(7).says("/thanked Acme")
    await bot.start()
    await api.wait_until_confirmed(last)
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    assert await bot.stop() == 0
    assert bot.stderr.count("Telegram refused a reply") == 1
    assert events_of(bot.database, 7) == [("Acme", "interviewed"), ("Acme", "thanked")]


async def test_an_answer_that_takes_too_long_after_delivery_comes_again_marked(api: BotApi, bot: BotProcess) -> None:
    api.faults.add(Fault.delayed(12), method="sendMessage", chat_id=7)
    api.user(7).says("/interviewed Acme")
    await bot.start()
    again = await api.wait_for_message(7, lambda message: REPEAT in message.text)
    assert await bot.stop() == 0
    first, second = api.user(7).messages
    assert second is again
    assert unmarked(again) == first.text
    assert bot.stderr.count("a reply has not surely arrived") == 1
