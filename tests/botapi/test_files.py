"""What people send that is no text, and what of it a bot can fetch."""

from __future__ import annotations

from telegram import Bot

from . import BotApi
from .client import Client

BELOW = {"keyboard": [[{"text": "Here I am", "request_location": True}], [{"text": "Berlin"}]]}


async def test_a_place_and_a_file_look_like_telegrams(api: BotApi, client: Client) -> None:
    dana = api.user(7)
    dana.shares_location(52.5, 13.4)
    dana.sends_document("mine.zip", b"content", "Take it")
    place, file = [update["message"] for update in await client.result("getUpdates")]
    assert place["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert (file["document"]["file_name"], file["document"]["file_size"], file["caption"]) == ("mine.zip", 7, "Take it")


async def test_a_file_is_downloaded_with_the_token_alone(api: BotApi, client: Client) -> None:
    api.user(7).sends_document("mine.zip", b"content")
    (update,) = await client.result("getUpdates")
    file_id = update["message"]["document"]["file_id"]
    assert "invalid file_id" in await client.refusal("getFile", file_id="nothing")
    bot = Bot(api.token, base_url=f"{api.base_url}/bot", base_file_url=f"{api.base_url}/file/bot")
    async with bot:
        file = await bot.get_file(file_id)
        assert (file.file_size, bytes(await file.download_as_bytearray())) == (7, b"content")
    async with client.session.get(f"{api.base_url}/file/bot1:wrong/documents/{file_id}") as refused:
        assert refused.status == 404
    api.user(7).sends_document("huge.zip", bytes(20 * 1024 * 1024 + 1))
    assert "file is too big" in await client.refusal("getFile", file_id="document-1")
    assert api.violations == []


async def test_a_keyboard_below_stays_until_it_is_taken_away(api: BotApi, client: Client) -> None:
    dana = api.user(7)
    dana.says("hello")
    sent = await client.result("sendMessage", chat_id=7, text="Where?", reply_markup=BELOW)
    await client.result("sendMessage", chat_id=7, text="Hm", reply_markup={"inline_keyboard": []})
    assert api.chat(7).keyboard_below == ["Here I am", "Berlin"]
    refusal = await client.refusal("editMessageText", chat_id=7, message_id=sent["message_id"], text="There?")
    assert "can't be edited" in refusal
    await client.result("sendMessage", chat_id=7, text="Thanks", reply_markup={"remove_keyboard": True})
    assert api.chat(7).keyboard_below == []
