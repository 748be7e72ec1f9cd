"""Telegram refuses, stalls, and babbles: nothing is lost, every repeat is marked, and the bot goes on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from tests.botapi import BotApi, Call, Fault
from tests.dialogs.conversation import Clock
from tests.faults.conftest import MakeBot
from tests.faults.facts import REPEAT, assert_repeats_are_marked, events_of, rows, unmarked
from tests.faults.process import BotProcess
from tests.faults.running import MONDAY, running
from tests.patience import PATIENCE

FAULTS = (
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.HALF_BODY,
    Fault.GARBAGE,
    Fault.EMPTY_OBJECT,
    Fault.BAD_GATEWAY,
    Fault.SERVER_ERROR,
    Fault("a list", done=True, status=200, body=b"[]"),
    Fault("no result of ours", done=True, status=200, body=b'{"ok": true, "result": {"message_id": "x"}}'),
)


def sends(call: Call) -> bool:
    """Whether a request sends a message."""
    return call.method == "sendMessage"


async def test_answers_survive_every_fault_in_order(api: BotApi, bot: BotProcess) -> None:
    people = {100 + n: fault for n, fault in enumerate(FAULTS)}
    for person_id, fault in people.items():
        api.faults.add(fault, method="sendMessage", chat_id=person_id)
        api.user(person_id).says("/interviewed Acme")
        last = api.user(person_id).says("/thanked Acme")
    await bot.start()
    await api.wait_until_confirmed(last)
    for person_id, fault in people.items():
        await api.wait_for_message(person_id, lambda message: "thank-you note sent" in message.text)
        answers = api.user(person_id).messages
        assert assert_repeats_are_marked(answers) == int(fault.done)
        assert ["interview ·" in answer.text for answer in answers] == [True] * (1 + int(fault.done)) + [False]
        assert events_of(bot.database, person_id) == [("Acme", "interviewed"), ("Acme", "thanked")]
    assert bot.stderr.count("a reply has not surely arrived") == len(FAULTS)
    assert await bot.stop() == 0


async def test_asking_for_updates_survives_every_fault(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    for fault in FAULTS:
        planned = api.faults.add(fault, method="getUpdates")
        await api.wait_until_confirmed(api.user(7).says(f"/interviewed {fault.name} before"))
        update_id = api.user(7).says(f"/interviewed {fault.name} after")
        await api.wait_for_message(7, lambda message, fault=fault: f"{fault.name} after" in message.text)
        await api.wait_until_confirmed(update_id)
        assert len(planned.hits) == 1
    answers = [message.text for message in api.user(7).messages]
    assert len(answers) == 2 * len(FAULTS)
    assert not any(REPEAT in answer for answer in answers)
    assert bot.stderr.count("Telegram cannot be reached") == len(FAULTS)
    assert bot.stderr.count("Telegram can be reached again") == len(FAULTS)
    assert "Traceback" not in bot.stderr


async def test_pings_survive_every_fault(api: BotApi, tmp_path: Path) -> None:
    people = {100 + n: fault for n, fault in enumerate(FAULTS)}
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        for person_id, fault in people.items():
            await bot.says(person_id, "/interviewed Acme")
            api.faults.add(fault, method="sendMessage", chat_id=person_id)
        first = await bot.later(hours=2)
        assert {ping.chat_id for ping in first} == {person_id for person_id, fault in people.items() if fault.done}
        assert not any(REPEAT in ping.text for ping in first)
        assert await bot.later(seconds=20) == []
        second = await bot.later(seconds=20)
        assert {ping.chat_id for ping in second} == set(people)
        assert all(REPEAT in ping.text for ping in second)
        assert await bot.later(hours=1) == []


async def test_an_edit_of_a_message_that_is_gone_comes_as_a_new_one(api: BotApi, tmp_path: Path) -> None:
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/interviewed Acme")
        (ping,) = await bot.later(hours=2)
        ping.deleted = True
        api.faults.add(Fault.DROP_AFTER, method="sendMessage")
        button = next(button for button in ping.buttons if button.text == "Sent it")
        await bot.settled(api.user(7).presses_data(button.data or "", ping))
        first, again = api.user(7).messages[-2:]
        assert REPEAT not in first.text
        assert REPEAT in again.text
        assert unmarked(again) == first.text


async def test_who_blocks_the_bot_is_left_alone_until_they_write(api: BotApi, tmp_path: Path) -> None:
    database = tmp_path / "bot.sqlite3"
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/interviewed Acme")
        await bot.says(8, "/interviewed Beacon")
        api.user(7).blocks()
        assert [ping.chat_id for ping in await bot.later(hours=2)] == [8]
        assert rows(database, "SELECT id FROM people WHERE parked_at IS NOT NULL") == [(7,)]
        assert events_of(database, 7) == [("Acme", "interviewed")]
        sent = len(api.calls("sendMessage", chat_id=7))
        for _ in range(20):
            await bot.later(hours=12)
        assert len(api.calls("sendMessage", chat_id=7)) == sent

        api.user(7).unblocks()
        assert [ping.chat_id for ping in await bot.later(minutes=1)] == []
        answer = await bot.says(7, "/status")
        assert "Acme" in answer.text
        assert rows(database, "SELECT id FROM people WHERE parked_at IS NOT NULL") == []
        (ping,) = await bot.later(minutes=1)
        assert ping.chat_id == 7
        assert "Acme: time for the thank-you note" in ping.text
        assert REPEAT not in ping.text


async def test_a_reply_to_someone_who_has_blocked_the_bot_holds_nobody_up(api: BotApi, tmp_path: Path) -> None:
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        api.faults.add(Fault.FORBIDDEN, method="sendMessage", chat_id=7)
        await bot.settled(api.user(7).says("/interviewed Acme"))
        assert api.user(7).messages == []
        assert "Acme" in (await bot.says(7, "/status")).text


async def test_a_slow_person_holds_nobody_up(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    let_go = asyncio.Event()
    api.faults.add(replace(Fault.DROP_BEFORE, until=let_go), method="sendMessage", chat_id=7)
    api.user(7).says("/interviewed Acme")
    api.user(7).says("/thanked Acme")
    await api.wait_for_call(sends)
    for company in ("Alder", "Birch", "Cedar"):
        api.user(8).says(f"/interviewed {company}")
    await api.wait_for_message(8, lambda message: "Cedar" in message.text)
    assert api.user(7).messages == []
    let_go.set()
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    assert ["interview ·" in message.text for message in api.user(7).messages] == [True, False]


async def test_conflicts_for_a_moment_are_survived_and_said(api: BotApi, bot: BotProcess) -> None:
    api.faults.add(Fault.CONFLICT, method="getUpdates", times=2)
    api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_for_message(7)
    assert bot.stderr.count("another program takes this bot's updates") == 2


async def test_where_a_webhook_is_set_polling_stops_and_says_what_to_do(api: BotApi, bot: BotProcess) -> None:
    api.updates.webhook = {"url": "https://bot.example/hook"}
    await bot.start()
    assert await bot.ended() == 1
    (reason,) = [line for line in bot.stderr.splitlines() if "stops" in line]
    assert "A webhook is set for this bot" in reason
    assert reason.endswith("should-i-call webhook delete")


async def test_outages_are_survived(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    for before, during in (("Alder", "Birch"), ("Cedar", "Dogwood")):
        api.faults.add(Fault.delayed(1), method="sendMessage")
        api.user(7).says(f"/interviewed {before}")
        await api.wait_for_call(lambda call, name=before: sends(call) and name in call.params.get("text", ""))
        said = len(bot.stderr)
        await api.stop()
        last = api.user(7).says(f"/interviewed {during}")
        await bot.says("cannot be reached", since=said)
        await api.start()
        await api.wait_until_confirmed(last)
        await api.wait_for_message(7, lambda message, name=during: name in message.text)
    assert_repeats_are_marked(api.user(7).messages)
    assert [company for company, _ in events_of(bot.database, 7)] == ["Alder", "Birch", "Cedar", "Dogwood"]
    assert bot.stderr.count("Telegram cannot be reached") == 2


async def test_started_while_telegram_is_away(api: BotApi, bot: BotProcess) -> None:
    await api.stop()
    await bot.start()
    await bot.says("Telegram cannot be reached; trying again error=NetworkError")
    update_id = api.user(7).says("/interviewed Acme")
    await api.start()
    api.faults.add(Fault.EMPTY_OBJECT, method="getMe")
    await api.wait_until_confirmed(update_id)
    assert bot.stderr.count("Telegram cannot be reached") == 1


async def test_stopped_while_telegram_is_away(api: BotApi, make_bot: MakeBot) -> None:
    bot = make_bot()
    api.faults.add(replace(Fault.DROP_BEFORE, delay=PATIENCE), times=None)
    await bot.start()
    await bot.has_made(1)
    assert await bot.stop() == 0


async def test_stopped_before_telegram_was_ever_met_it_lets_go_of_all_and_tries_nothing_more(
    api: BotApi, bot: BotProcess
) -> None:
    await api.stop()
    await bot.start()
    await bot.says("Telegram cannot be reached")
    assert await bot.stop() == 0
    assert "could not be set" not in bot.stderr
    assert "an error that nothing caught" not in bot.stderr


async def test_a_menu_that_is_refused_does_not_keep_the_bot_from_serving(api: BotApi, bot: BotProcess) -> None:
    api.faults.add(Fault.error(500, "Internal Server Error"), method="setMyCommands", times=None)
    api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_for_message(7)
    assert 'could not be set error=NetworkError what="the menu of commands"' in bot.stderr
