"""The double as a whole: chats, edits, presses, people, and a real bot that talks to it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from . import BotApi, Message
from .client import Client

KEYBOARD = {
    "inline_keyboard": [[{"text": "Sent it", "callback_data": "sent:1"}, {"text": "Later", "url": "https://a.b"}]]
}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x64\x00\x00\x00\x32"


async def test_a_delivered_message_is_kept_raw_and_plain(api: BotApi, client: Client) -> None:
    api.clock = lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    api.user(7).says("/start")
    sent = await client.result("sendMessage", chat_id=7, text=" <b>Yes</b> &amp; no ", parse_mode="HTML")
    message = api.chat(7).last
    assert (message.raw_text, message.text) == (" <b>Yes</b> &amp; no ", "Yes & no")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert sent["date"] == int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp())
    assert api.chat(7).texts == ["Yes & no"]
    assert (api.violations, api.calls("sendMessage")[0].done) == ([], True)


@pytest.mark.parametrize("how", ["data", "json", "params"])
async def test_every_encoding_is_read(api: BotApi, client: Client, how: str) -> None:
    api.user(7).says("hello")
    params = {"chat_id": "7", "text": "Hi", "disable_notification": "true"}
    async with client.session.post(client.url("SENDmessage"), **{how: params}) as response:  # type: ignore[arg-type]
        assert (await response.json())["ok"]
    assert api.requests[-1].method == "sendMessage"
    assert api.requests[-1].params == {"chat_id": 7, "text": "Hi", "disable_notification": True}
    assert api.chat(7).last.silent


async def test_whom_the_bot_may_write_to(api: BotApi, client: Client) -> None:
    dana, eve = api.user(7, first_name="Dana"), api.user(8, first_name="Eve")
    assert await client.refusal("sendMessage", chat_id=7, text="Hi") == "400 Bad Request: chat not found"
    dana.says("hello")
    eve.says_in_group("hello", -100)
    dana.blocks()
    assert await client.refusal("sendMessage", chat_id=7, text="Hi") == "403 Forbidden: bot was blocked by the user"
    assert "can't initiate" in await client.refusal("sendMessage", chat_id=8, text="Hi")
    with pytest.raises(ValueError, match="has blocked"):
        dana.says("hello?")
    dana.unblocks()
    await client.result("sendMessage", chat_id=7, text="Hi")
    await client.result("sendMessage", chat_id=-100, text="Hi all")
    assert [message.chat["type"] for message in api.messages] == ["private", "supergroup"]
    assert api.violations == []


async def test_edits_are_remembered_and_must_change_something(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    sent = await client.result("sendMessage", chat_id=7, text="One", reply_markup=KEYBOARD)
    here = {"chat_id": 7, "message_id": sent["message_id"]}
    same = await client.refusal("editMessageText", **here, text="<b></b>One", parse_mode="HTML", reply_markup=KEYBOARD)
    assert same.startswith("400 Bad Request: message is not modified: specified new message content")
    edited = await client.result("editMessageText", **here, text="Two")
    assert edited["edit_date"] >= edited["date"]
    assert "reply_markup" not in edited
    await client.result("editMessageReplyMarkup", **here, reply_markup=KEYBOARD)
    message = api.chat(7).last
    assert [version.text for version in message.versions] == ["One", "Two", "Two"]
    assert (len(message.edits), message.labels) == (2, ["Sent it", "Later"])
    missing = await client.refusal("editMessageText", chat_id=7, message_id=999, text="Two")
    assert missing == "400 Bad Request: message to edit not found"
    assert "can't be edited" in await client.refusal("editMessageText", chat_id=7, message_id=1, text="Two")


async def test_deleting(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    first, second = [(await client.result("sendMessage", chat_id=7, text=text))["message_id"] for text in "ab"]
    assert await client.result("deleteMessage", chat_id=7, message_id=first) is True
    assert await client.result("deleteMessage", chat_id=7, message_id=1) is True
    assert "to delete not found" in await client.refusal("deleteMessage", chat_id=7, message_id=first)
    later = datetime.now(UTC) + timedelta(hours=49)
    api.clock = lambda: later
    assert "can't be deleted" in await client.refusal("deleteMessage", chat_id=7, message_id=second)
    assert (api.chat(7).texts, [message.deleted for message in api.messages]) == (["b"], [True, False])


async def test_a_press_is_answered_once(api: BotApi, client: Client) -> None:
    dana = api.user(7)
    dana.says("hello")
    await client.result("sendMessage", chat_id=7, text="Done?", reply_markup=KEYBOARD)
    dana.presses("Sent")
    query = (await client.result("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("sent:1", 7, "Done?")
    assert [callback.data for callback in api.unanswered_callbacks] == ["sent:1"]
    await client.result("answerCallbackQuery", callback_query_id=query["id"], text="Good")
    assert api.unanswered_callbacks == []
    assert api.callbacks[0].answer == {"callback_query_id": query["id"], "text": "Good"}
    dana.presses_data("forged", api.chat(7).last)
    api.callbacks[1].expired = True
    for query_id in (query["id"], "1234", api.callbacks[1].id):
        refusal = await client.refusal("answerCallbackQuery", callback_query_id=query_id)
        assert refusal == "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_presses_grow_too_old_to_answer_and_then_to_be_handed_out(api: BotApi, client: Client) -> None:
    now = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    api.clock = lambda: now
    api.taps_answerable_for, api.taps_kept_for = timedelta(seconds=15), timedelta(minutes=2)
    dana = api.user(7)
    dana.says("hello")
    await client.result("sendMessage", chat_id=7, text="Done?", reply_markup=KEYBOARD)
    pressed = dana.presses("Sent")
    now += timedelta(seconds=16)
    assert [update["update_id"] for update in await client.result("getUpdates")][-1] == pressed
    refusal = await client.refusal("answerCallbackQuery", callback_query_id=api.callbacks[0].id)
    assert refusal == "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    now += timedelta(minutes=2)
    assert pressed not in [update["update_id"] for update in await client.result("getUpdates")]
    assert api.updates.dropped == {pressed}


async def test_presses_must_find_their_button(api: BotApi, client: Client) -> None:
    dana = api.user(7)
    dana.says("hello")
    with pytest.raises(LookupError, match="has buttons"):
        dana.presses("Sent it")
    await client.result("sendMessage", chat_id=7, text="Done?", reply_markup=KEYBOARD)
    for label, complaint in (("Never", "0 buttons"), ("t", "2 buttons"), ("Later", "no callback query")):
        with pytest.raises(LookupError, match=complaint):
            dana.presses(label)
    await client.result("sendMessage", chat_id=7, text="Pick", reply_markup={"keyboard": [[{"text": "Yes"}]]})
    dana.presses("Yes")
    assert (await client.result("getUpdates"))[-1]["message"]["text"] == "Yes"


async def test_what_people_send_looks_like_telegram(api: BotApi, client: Client) -> None:
    dana = api.user(7, first_name="Dana", username="dana", language_code="de")
    dana.says("\N{WAVING HAND SIGN} /start@should_i_call_bot now a/b")
    dana.sends_photo("Me")
    dana.sends_sticker()
    dana.blocks()
    api.put_raw_update({"poll": {"id": "1"}})
    updates: list[dict[str, Any]] = await client.result("getUpdates")
    numbers = [update["update_id"] for update in updates]
    assert numbers == list(range(numbers[0], numbers[0] + 5))
    assert updates[0]["message"]["entities"] == [{"type": "bot_command", "offset": 3, "length": 24}]
    assert updates[0]["message"]["from"] == {
        "id": 7, "is_bot": False, "first_name": "Dana", "language_code": "de", "username": "dana",
    }  # fmt: skip
    parsed = [Update.de_json(update, None) for update in updates[:4]]
    photo, sticker, blocked = parsed[1].message, parsed[2].message, parsed[3].my_chat_member
    assert photo is not None
    assert sticker is not None
    assert blocked is not None
    assert (bool(photo.photo), photo.caption, sticker.sticker is not None) == (True, "Me", True)
    assert blocked.new_chat_member.status == "kicked"


async def test_waiting_for_messages_and_calls(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    waiting = asyncio.create_task(api.wait_for_message(7, lambda message: message.text == "Two"))
    sent = await client.result("sendMessage", chat_id=7, text="One")
    mark = api.mark
    await client.result("editMessageText", chat_id=7, message_id=sent["message_id"], text="Two")
    assert (await waiting).message_id == sent["message_id"]
    assert (await api.wait_for_message(7, since=mark)).text == "Two"
    assert (await api.wait_for_call(lambda call: call.method == "editMessageText")).done
    with pytest.raises(TimeoutError, match=r"the chat has \['Two'\]"):
        await api.wait_for_message(7, timeout=0.01, since=api.mark)


async def test_pictures_and_documents(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    for name, params in {"photo": {}, "part": {"photo": "attach://part"}}.items():
        form = client.form(name, PNG, {"chat_id": "7", "caption": "<i>Plan</i>", "parse_mode": "HTML", **params})
        async with client.session.post(client.url("sendPhoto"), data=form) as response:
            shown = (await response.json())["result"]
        assert (shown["photo"][0]["width"], shown["photo"][0]["height"], shown["caption"]) == (100, 50, "Plan")
    again = await client.result("sendDocument", chat_id=7, document=shown["photo"][0]["file_id"])
    assert again["document"]["file_name"] == "plan.png"
    last: Message = api.chat(7).last
    assert last.file is not None
    assert (last.kind, last.file.content, last.text) == ("document", PNG, "")
    assert "wrong file identifier" in await client.refusal("sendPhoto", chat_id=7, photo="nothing")
    assert api.violations == []
    form = client.form("photo", b"text", {"chat_id": "7"})
    async with client.session.post(client.url("sendPhoto"), data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def _start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sent it", callback_data="sent:1")]])
    await update.message.reply_html("Did you <b>write</b>?", reply_markup=keyboard, do_quote=True)


async def _pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Good")
    await update.callback_query.edit_message_text("Noted.")


async def test_a_real_bot_holds_a_conversation(api: BotApi) -> None:
    bot: Any = Application.builder().token(api.token).base_url(f"{api.base_url}/bot").build()
    bot.add_handler(CommandHandler("start", _start))
    bot.add_handler(CallbackQueryHandler(_pressed))
    dana = api.user(7, first_name="Dana")
    async with bot:
        await bot.bot.set_my_commands([("start", "Begin")])
        await bot.bot.set_my_description("Says whether to call.")
        await bot.start()
        await bot.updater.start_polling(timeout=5, allowed_updates=["message", "callback_query"])
        dana.says("/start")
        asked = await api.wait_for_message(dana.id, lambda message: message.text == "Did you write?")
        pressed = dana.presses("Sent it")
        noted = await api.wait_for_message(dana.id, lambda message: message.text == "Noted.")
        await api.wait_until_confirmed(pressed)
        await bot.bot.send_document(dana.id, b"BEGIN:VCALENDAR", filename="plan.ics", caption="Your plan")
        await bot.updater.stop()
        await bot.stop()
    assert (asked is noted, api.unanswered_callbacks, api.violations) == (True, [], [])
    assert dana.messages[-1].file is not None
    assert dana.messages[-1].file.filename == "plan.ics"
