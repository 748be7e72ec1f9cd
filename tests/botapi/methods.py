"""What each method does to the world, and when it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from . import settings
from .keyboard import checked_markup
from .markup import CannotParseError, Parsed, parse_html, trimmed
from .media import document_of, photo_of
from .model import Json, Message, Version, impossible, refused, utf16_length
from .world import World

Method = Callable[[World, Json], Awaitable[Any]]

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LONGEST_POLL = 50
_MOST_RESULTS = 50
_LARGEST_DOWNLOAD = 20 * 1024 * 1024
_DELETABLE_FOR = timedelta(hours=48)
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def _version(world: World, params: Json, field: str, longest: int) -> Version:
    """The text or caption as it would stand in the message; "" is left to the caller to judge."""
    raw = params.get(field, "")
    name = "entities" if field == "text" else "caption_entities"
    parsed = _parsed(raw, params.get("parse_mode"), params.get(name))
    if utf16_length(parsed.text) > longest:
        raise refused("message is too long" if field == "text" else "message caption is too long")
    markup = checked_markup(params.get("reply_markup"))
    return Version(raw, parsed.text, parsed.entities, markup, world.now())


def _parsed(raw: str, parse_mode: str | None, entities: list[Json] | None) -> Parsed:
    if not parse_mode:
        return trimmed(Parsed(raw, tuple(entities or ())))
    if entities is not None:
        raise refused("parse_mode and entities exclude each other")
    if parse_mode.lower() in {"markdown", "markdownv2"}:
        raise refused("the double does not parse Markdown")
    if parse_mode.lower() != "html":
        raise refused("unsupported parse_mode")
    try:
        return parse_html(raw)
    except CannotParseError as error:
        raise refused(f"can't parse entities: {error}") from None


def _text_version(world: World, params: Json) -> Version:
    if "rich_message" in params:
        raise refused("the double does not show rich messages")
    version = _version(world, params, "text", _LONGEST_TEXT)
    if not version.text:
        raise refused("message text is empty")
    return version


def _deliver(world: World, params: Json, message: Message) -> Json:
    reply: Json = params.get("reply_parameters", {})
    if reply:
        replied = reply["message_id"]
        known = (message.chat_id, replied) in world.incoming or world.message(message.chat_id, replied)
        if not known and not reply.get("allow_sending_without_reply"):
            raise impossible("message to be replied not found")
        message.reply_to = replied if known else None
    message.silent = params.get("disable_notification", False)
    message.message_id = world.new_message_id()
    world.messages.append(message)
    world.changed(message)
    return message.as_json()


async def _send_message(world: World, params: Json) -> Json:
    version = _text_version(world, params)
    chat = world.chat_to_write_to(params["chat_id"])
    return _deliver(world, params, Message(0, chat, "text", [version], world.me))


async def _send_photo(world: World, params: Json) -> Json:
    version = _version(world, params, "caption", _LONGEST_CAPTION)
    file, shown = photo_of(params, world.files)
    chat = world.chat_to_write_to(params["chat_id"])
    message = Message(0, chat, "photo", [version], world.me, file=file, media={"photo": shown})
    return _deliver(world, params, message)


async def _send_document(world: World, params: Json) -> Json:
    version = _version(world, params, "caption", _LONGEST_CAPTION)
    file, shown = document_of(params, world.files)
    chat = world.chat_to_write_to(params["chat_id"])
    message = Message(0, chat, "document", [version], world.me, file=file, media={"document": shown})
    return _deliver(world, params, message)


def _message_to_edit(world: World, params: Json) -> Message:
    if "inline_message_id" in params:
        raise impossible("MESSAGE_ID_INVALID")
    if "chat_id" not in params or "message_id" not in params:
        raise refused("message identifier is not specified")
    chat = world.chat_to_write_to(params["chat_id"])
    if (chat["id"], params["message_id"]) in world.incoming:
        raise impossible("message can't be edited")
    message = world.message(chat["id"], params["message_id"])
    if message is None:
        raise impossible("message to edit not found")
    if message.markup and "inline_keyboard" not in message.markup:
        raise impossible("message can't be edited")
    return message


def _edit(world: World, message: Message, version: Version, *, said: bool = True) -> Json:
    if version.same_as(message.versions[-1]):
        raise impossible(_NOT_MODIFIED)
    message.versions.append(version)
    world.changed(message, said=said)
    return message.as_json()


async def _edit_message_text(world: World, params: Json) -> Json:
    version = _text_version(world, params)
    message = _message_to_edit(world, params)
    if message.kind != "text":
        raise impossible("there is no text in the message to edit")
    return _edit(world, message, version)


async def _edit_message_reply_markup(world: World, params: Json) -> Json:
    markup = checked_markup(params.get("reply_markup"))
    message = _message_to_edit(world, params)
    now = message.versions[-1]
    return _edit(world, message, Version(now.raw_text, now.text, now.entities, markup, world.now()), said=False)


async def _delete_message(world: World, params: Json) -> bool:
    chat_id, message_id = params["chat_id"], params["message_id"]
    if chat_id not in world.chats:
        raise impossible("chat not found")
    if world.incoming.pop((chat_id, message_id), None) is not None:
        return True
    message = world.message(chat_id, message_id)
    if message is None:
        raise impossible("message to delete not found")
    if world.now() - message.at > _DELETABLE_FOR:
        raise impossible("message can't be deleted for everyone")
    message.deleted = True
    world.changed(message)
    return True


async def _answer_callback_query(world: World, params: Json) -> bool:
    if utf16_length(params.get("text", "")) > 200:
        raise refused("MESSAGE_TOO_LONG")
    world.expire_by_time()
    found = [callback for callback in world.callbacks if callback.id == params["callback_query_id"]]
    if not found or found[0].answer is not None or found[0].expired:
        raise impossible(_TOO_OLD)
    found[0].answer = params
    world.pulse()
    return True


async def _answer_inline_query(world: World, params: Json) -> bool:
    results, identities = params["results"], [result["id"] for result in params["results"]]
    if len(results) > _MOST_RESULTS:
        raise refused("RESULTS_TOO_MUCH")
    if len(set(identities)) != len(identities):
        raise refused("RESULT_ID_DUPLICATE")
    if not all(1 <= len(identity.encode()) <= 64 for identity in identities):
        raise refused("RESULT_ID_INVALID")
    if any(result["type"] != "article" or not result["title"].strip() for result in results):
        raise refused("the double shows only articles, and each has a title")
    if params.get("cache_time", 0) < 0:
        raise refused("cache_time must not be negative")
    texts = [_inline_text(world, result["input_message_content"]) for result in results]
    found = [query for query in world.inline_queries if query.id == params["inline_query_id"]]
    if not found or found[0].answer is not None:
        raise impossible(_TOO_OLD)
    found[0].answer, found[0].texts = params, texts
    world.pulse()
    return True


def _inline_text(world: World, content: Json) -> str:
    shared = {name: value for name, value in content.items() if name != "message_text"}
    return _text_version(world, {**shared, "text": content["message_text"]}).text


async def _get_file(world: World, params: Json) -> Json:
    file = world.received.get(params["file_id"])
    if file is None:
        raise impossible("invalid file_id")
    if len(file.content) > _LARGEST_DOWNLOAD:
        raise impossible("file is too big")
    shown = {"file_id": params["file_id"], "file_unique_id": params["file_id"][:16]}
    return {**shown, "file_size": len(file.content), "file_path": f"documents/{params['file_id']}"}


async def _send_chat_action(world: World, params: Json) -> bool:
    if params["action"] not in _ACTIONS:
        raise refused("wrong parameter action in request")
    world.chat_to_write_to(params["chat_id"])
    return True


async def _get_updates(world: World, params: Json) -> list[Json]:
    queue = world.updates
    poll = queue.begin_poll()
    queue.allow(params.get("allowed_updates"))
    queue.confirm(params.get("offset", 0))
    world.pulse()
    limit = min(max(params.get("limit", 100), 1), 100)
    deadline = asyncio.get_running_loop().time() + min(max(params.get("timeout", 0), 0), _LONGEST_POLL)
    while True:
        queue.check_poll(poll)
        world.expire_by_time()
        if queue.pending or world.closing or not await world.pulsed(deadline):
            return queue.pending[:limit]


METHODS: dict[str, Method] = {
    "sendMessage": _send_message,
    "sendPhoto": _send_photo,
    "sendDocument": _send_document,
    "editMessageText": _edit_message_text,
    "editMessageReplyMarkup": _edit_message_reply_markup,
    "deleteMessage": _delete_message,
    "answerCallbackQuery": _answer_callback_query,
    "sendChatAction": _send_chat_action,
    "answerInlineQuery": _answer_inline_query,
    "getFile": _get_file,
    "getUpdates": _get_updates,
    **settings.METHODS,
}
