"""What the double refuses, and that it takes what Telegram takes."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from . import BotApi
from .client import Client
from .keyboard import checked_markup
from .markup import CannotParseError, parse_html

HI = {"chat_id": 7, "text": "Hi"}


def _keyboard(**button: Any) -> dict[str, Any]:
    return {**HI, "reply_markup": {"inline_keyboard": [[button]]}}


def _below(row: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {**HI, "reply_markup": {"keyboard": [row], **more}}


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {**HI, "txt": 1}, 'unknown field "txt" in sendMessage'),
    ("sendMessage", {**HI, "reply_to_message_id": 1}, 'unknown field "reply_to_message_id"'),
    ("sendMessage", {"text": "Hi"}, 'required field "chat_id" is missing'),
    ("sendMessage", {"chat_id": 7}, 'required field "text" is missing'),
    ("sendMessage", {**HI, "chat_id": 7.5}, 'field "chat_id" must be of type Integer or String'),
    ("sendMessage", {**HI, "text": 5}, 'field "text" must be of type String'),
    ("sendMessage", {**HI, "text": None}, 'field "text" must be of type String'),
    ("sendMessage", {**HI, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
    ("sendMessage", {**HI, "disable_notification": "yes"}, 'field "disable_notification" must be a boolean'),
    ("sendMessage", {**HI, "disable_notification": 1}, 'field "disable_notification" must be a boolean'),
    ("sendMessage", {**HI, "text": ""}, "message text is empty"),
    ("sendMessage", {**HI, "text": " \n"}, "message text is empty"),
    ("sendMessage", {**HI, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ("sendMessage", {**HI, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {**HI, "text": "\N{WAVING HAND SIGN}" * 2049}, "message is too long"),
    ("sendMessage", {**HI, "parse_mode": "XML"}, "unsupported parse_mode"),
    ("sendMessage", {**HI, "parse_mode": "MarkdownV2"}, "does not parse Markdown"),
    ("sendMessage", {**HI, "text": "a < b", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
    ("sendMessage", {**HI, "link_preview_options": {"is_off": True}}, 'unknown field "link_preview_options.is_off"'),
    ("sendMessage", {**HI, "reply_markup": "{"}, 'field "reply_markup" is not valid JSON'),
    ("sendMessage", {**HI, "reply_markup": {}}, 'field "reply_markup" must be of type'),
    ("sendMessage", {**HI, "reply_markup": {"inline_keyboard": [{"text": "a"}]}}, "must be an array"),
    ("sendMessage", _keyboard(callback_data="x"), 'required field "reply_markup.inline_keyboard[0][0].text"'),
    ("sendMessage", _keyboard(text="a", data="x"), 'unknown field "reply_markup.inline_keyboard[0][0].data"'),
    ("sendMessage", _keyboard(text="a"), "Text buttons are unallowed"),
    ("sendMessage", _keyboard(text="a", callback_data=""), "Text buttons are unallowed"),
    ("sendMessage", _keyboard(text=" ", callback_data="x"), "text must be non-empty"),
    ("sendMessage", _keyboard(text="a", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    ("sendMessage", _keyboard(text="a", callback_data="\N{WAVING HAND SIGN}" * 17), "BUTTON_DATA_INVALID"),
    ("sendMessage", _keyboard(text="a", callback_data="x", url="https://a.b"), "exactly one action"),
    ("sendMessage", _keyboard(text="a", url="a.b"), "Wrong HTTP URL"),
    ("sendMessage", _keyboard(text="a", callback_data=5), "callback_data\" must be of type String"),
    ("sendMessage", _below([], input_field_placeholder="x" * 65), "input_field_placeholder must be of 1 to 64"),
    ("sendMessage", _below([{"text": "a", "request_location": True, "request_contact": True}]), "exactly one request"),
    ("sendMessage", _below([{"request_location": True}]), 'required field "reply_markup.keyboard[0][0].text"'),
    ("editMessageText", {"text": "Hi"}, "message identifier is not specified"),
    ("editMessageText", {"chat_id": 7, "message_id": "x", "text": "Hi"}, 'field "message_id" must be an integer'),
    ("editMessageReplyMarkup", {"chat_id": 7}, "message identifier is not specified"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("answerCallbackQuery", {}, 'required field "callback_query_id"'),
    ("sendChatAction", {"chat_id": 7, "action": "thinking"}, "wrong parameter action"),
    ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "start", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "start"}]}, 'required field "commands[0].description"'),
    ("setMyCommands", {"commands": [], "scope": {"type": "all"}}, 'unknown scope type "all"'),
    ("setMyCommands", {"commands": [], "language_code": "deu"}, "invalid language code"),
    ("setMyDescription", {"description": "x" * 513}, "at most 512"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "at most 120"),
    ("setWebhook", {"url": "http://127.0.0.1:8443"}, "HTTPS URL must be provided"),
    ("setWebhook", {"url": "https://127.0.0.1:9000"}, "only on ports 80, 88, 443 or 8443"),
    ("getMe", {"x": 1}, 'unknown field "x" in getMe'),
    ("getUpdates", {"timeout": "soon"}, 'field "timeout" must be an integer'),
    ("sendPhoto", {"chat_id": 7, "photo": "attach://a"}, "names a part that is not there"),
    ("sendDocument", {"chat_id": 7, "document": "x", "caption": "x" * 1025}, "message caption is too long"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "complaint"), WRONG, ids=lambda value: str(value)[:40])
async def test_wrong_requests_are_refused_and_recorded(
    api: BotApi, client: Client, method: str, params: dict[str, Any], complaint: str
) -> None:
    api.user(7).says("hello")
    refusal = await client.refusal(method, **params)
    assert refusal.startswith("400 Bad Request: ")
    assert complaint in refusal
    assert [f"400 {violation.description}" for violation in api.violations] == [refusal]
    assert (api.messages, api.requests[-1].done, api.requests[-1].status) == ([], False, 400)


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "\N{WAVING HAND SIGN}" * 2048},
        {"text": "<b>" + "&lt;" * 4096 + "</b>", "parse_mode": "html"},
        {"text": "a < b & c"},
        {"chat_id": "7", "text": "Hi", "link_preview_options": json.dumps({"is_disabled": True})},
        _keyboard(text="a", callback_data="x" * 64),
        _keyboard(text="a", url="https://127.0.0.1/x"),
        {"text": "Hi", "reply_markup": {"inline_keyboard": []}},
        {"text": "Hi", "reply_markup": {"remove_keyboard": True}},
        {"text": "Hi", "reply_markup": json.dumps({"force_reply": True})},
        {"text": "Hi", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        {"text": "Hi", "reply_parameters": {"message_id": 1}},
        {"text": "Hi", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
    ],
    ids=lambda value: str(value)[:40],
)
async def test_right_requests_are_taken(api: BotApi, client: Client, params: dict[str, Any]) -> None:
    api.user(7).says("hello")
    await client.result("sendMessage", **{"chat_id": 7, **params})
    assert (len(api.messages), api.violations) == (1, [])


async def test_what_is_not_there(api: BotApi, client: Client) -> None:
    assert await client.refusal("sendDice", chat_id=7) == "404 Not Found"
    assert [violation.method for violation in api.violations] == ["sendDice"]
    async with client.session.get(client.url("getMe", token="1:wrong")) as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")
    async with client.session.get(f"{api.base_url}/elsewhere") as response:
        assert response.status == 404
    async with client.session.get(client.url("getme")) as response:
        assert (await response.json())["result"]["id"] == 123456
    assert "replied not found" in await _after_hello(api, client, {**HI, "reply_parameters": {"message_id": 99}})


async def _after_hello(api: BotApi, client: Client, params: dict[str, Any]) -> str:
    api.user(7).says("hello")
    return await client.refusal("sendMessage", **params)


@pytest.mark.parametrize(
    ("body", "content_type", "complaint"),
    [
        (b"{", "application/json", "can't parse JSON object"),
        (b"[]", "application/json", "the body must be a JSON object"),
        (b"chat_id=7", "text/plain", "a body of type text/plain is not understood"),
        (b"chat_id=7&chat_id=8&text=a", "application/x-www-form-urlencoded", 'field "chat_id" is given twice'),
    ],
)
async def test_unreadable_bodies(client: Client, body: bytes, content_type: str, complaint: str) -> None:
    headers = {"Content-Type": content_type}
    async with client.session.post(client.url("sendMessage"), data=body, headers=headers) as response:
        assert complaint in (await response.json())["description"]
    assert len(client.api.violations) == 1


async def test_an_undescribed_part_is_refused(api: BotApi, client: Client) -> None:
    form: aiohttp.FormData = client.form("picture", b"x", {"chat_id": "7", "photo": "x"})
    async with client.session.post(client.url("sendPhoto"), data=form) as response:
        assert 'unknown field "picture"' in (await response.json())["description"]
    assert len(api.violations) == 1


async def test_commands_are_kept_by_scope_and_language(client: Client) -> None:
    english = [{"command": "start", "description": "Begin"}]
    await client.result("setMyCommands", commands=english, scope={"type": "all_private_chats"})
    await client.result("setMyCommands", commands=[], language_code="de", scope={"type": "chat", "chat_id": 7})
    assert await client.result("getMyCommands") == []
    assert await client.result("getMyCommands", scope={"type": "all_private_chats"}) == english


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<b>a<i>b</i></b>", "ab", ["bold", "italic"]),
        ("<STRONG>a</strong><em>b</em>", "ab", ["bold", "italic"]),
        ("<u>a</u><ins>b</ins>", "ab", ["underline", "underline"]),
        ("<s>c</s><strike>d</strike><del>e</del>", "cde", ["strikethrough"] * 3),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", ["spoiler", "spoiler"]),
        ("<a href='https://a.b/?c=1&amp;d=2'>a</a>", "a", ["text_link"]),
        ("<code>a</code><pre>b</pre>", "ab", ["code", "pre"]),
        ('<pre><code class="language-python">a</code></pre>', "a", ["pre"]),
        ("<blockquote>a</blockquote>", "a", ["blockquote"]),
        ("<blockquote expandable>b</blockquote>", "b", ["expandable_blockquote"]),
        ('<tg-emoji emoji-id="5368324170671202286">a</tg-emoji>', "a", ["custom_emoji"]),
        ('<tg-time unix="1647531900" format="wDT">a</tg-time>', "a", ["date_time"]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42; &nbsp; & > &unknown", '<>&"AB &nbsp; & > &unknown', []),
        ("<b>a</>", "a", ["bold"]),
        ("<b></b>a", "a", []),
    ],
)  # fmt: skip
def test_html_is_read_as_telegram_reads_it(source: str, text: str, kinds: list[str]) -> None:
    parsed = parse_html(source)
    assert (parsed.text, [entity["type"] for entity in parsed.entities]) == (text, kinds)


def test_entities_are_counted_in_utf16_units() -> None:
    parsed = parse_html("  \N{WAVING HAND SIGN} <a href='https://a.b?c&amp;d'>\N{WAVING HAND SIGN}x </a>")
    assert parsed.entities == ({"type": "text_link", "offset": 3, "length": 3, "url": "https://a.b?c&d"},)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("\N{WAVING HAND SIGN}<br>", 'Unsupported start tag "br" at byte offset 4'),
        ("a<3 b>", 'Unsupported start tag "3" at byte offset 1'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix=x>a</tg-time>", 'Tag "tg-time" must have a valid "unix" at byte offset 0'),
        ("<tg-time unix=1 format=ymd>a</tg-time>", 'Tag "tg-time" must have a valid "format" at byte offset 0'),
        ("<tg-time unix=2147483648>a</tg-time>", 'Tag "tg-time" must have a valid "format" at byte offset 0'),
    ],
)
def test_html_that_telegram_refuses(source: str, complaint: str) -> None:
    with pytest.raises(CannotParseError) as caught:
        parse_html(source)
    assert str(caught.value) == complaint


def test_an_inline_keyboard_without_buttons_is_none() -> None:
    assert checked_markup({"inline_keyboard": [[], []]}) is None


def _article(**more: Any) -> dict[str, Any]:
    return {"type": "article", "id": "a", "title": "A", "input_message_content": {"message_text": "Hi"}, **more}


@pytest.mark.parametrize(
    ("results", "complaint"),
    [
        ([_article(), _article()], "RESULT_ID_DUPLICATE"),
        ([_article(id="")], "RESULT_ID_INVALID"),
        ([_article(id="x" * 65)], "RESULT_ID_INVALID"),
        ([_article(id=str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([_article(title=" ")], "each has a title"),
        ([_article(text="Hi")], 'unknown field "results[0].text"'),
        ([_article(input_message_content={"message_text": "x" * 4097})], "message is too long"),
        ([_article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})], "can't parse entities"),
    ],
)
async def test_answers_to_inline_queries_that_are_refused(
    api: BotApi, client: Client, results: list[dict[str, Any]], complaint: str
) -> None:
    api.user(7).asks_inline("Hi?")
    refusal = await client.refusal("answerInlineQuery", inline_query_id=api.inline_queries[0].id, results=results)
    assert complaint in refusal
    assert len(api.violations) == 1


async def test_an_inline_query_is_answered_once(api: BotApi, client: Client) -> None:
    api.user(7).asks_inline("Hi?")
    (query,) = api.inline_queries
    await client.result("answerInlineQuery", inline_query_id=query.id, results=[_article()])
    assert query.texts == ["Hi"]
    assert "query is too old" in await client.refusal("answerInlineQuery", inline_query_id=query.id, results=[])
    assert api.violations == []
