"""One attempt at sending a letter, and what is known of it afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from html import escape
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.delivery.calls import EDIT_MESSAGE_TEXT, SEND_MESSAGE, TOKEN_ERRORS, retry_after
from bot.delivery.gate import Gate
from bot.delivery.pace import Pace
from bot.delivery.transport import NeverLeft
from bot.handlers.letter import Letter
from bot.logs import logger_for, place_of
from bot.views.attachments import PHOTO, make
from bot.views.reply import MOST_CHARACTERS, MOST_IN_CAPTION, OR_A_CITY, REPEAT_MARK, plain

logger = logger_for(__name__)

_PAUSE = timedelta(seconds=5)
_UNREACHABLE = ("chat not found", "user is deactivated", "bot can't initiate conversation", "peer_id_invalid")
_NO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid", "no text in the message")
"""The message is gone, or it is a file's, whose caption does not become another message's text."""
_NOT_AS_HTML = ("can't parse entities", "message is too long", "caption is too long")
_TOO_OLD = ("query is too old", "query id is invalid")
_TOAST_MOST = 200


Markup = dict[str, Any]


class Fate(StrEnum):
    """What has become of a letter."""

    ARRIVED = "arrived"
    UNKNOWN = "unknown"
    NOT_SENT = "not-sent"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


class Receipt(Struct, frozen=True):
    """What is known after an attempt; `retry_after` is how long to wait before another.

    `left` is what is still to be sent where only a part of a letter was, and that has arrived.
    """

    fate: Fate
    message_id: int = 0
    retry_after: timedelta = _PAUSE
    left: Letter | None = None


class Sender:
    """Sends letters through a bot."""

    def __init__(self, bot: Bot, gate: Gate, pace: Pace) -> None:
        self._bot = bot
        self.gate = gate
        self.pace = pace

    async def send(self, letter: Letter) -> Receipt:
        """Try once to send a letter, and say what is known of it. Never raises for what Telegram or the net does.

        While the gate is shut nothing is sent: whoever waited with a letter in hand might send what no longer stands.
        """
        if left := self.gate.left:
            return Receipt(Fate.NOT_SENT, retry_after=left)
        try:
            if letter.callback_query_id:
                letter = await self._answer_tap(letter, letter.callback_query_id)
            return await self._send_parts(letter) if letter.text else Receipt(Fate.ARRIVED)
        except RetryAfter as error:
            return Receipt(Fate.NOT_SENT, retry_after=retry_after(error))
        except Exception as error:
            # An answer that is not Telegram's breaks the library's reading of it in any way.
            return _receipt_of(error)

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message, where that can be done at once; they do no harm, so failing is no matter."""
        if self.gate.left:
            return
        try:
            await self._bot.edit_message_reply_markup(chat_id, message_id)
        except Exception as error:
            logger.debug("the buttons of a message stay", person=chat_id, error=type(error).__name__)

    async def _answer_tap(self, letter: Letter, query_id: str) -> Letter:
        """Stop the button's waiting sign; gives what is left to say.

        A tap that cannot be answered any more costs only that sign: what would be said there alone is a message then.
        """
        try:
            await self._bot.answer_callback_query(query_id, text=letter.toast[:_TOAST_MOST] or None)
        except (RetryAfter, InvalidToken):
            raise
        except Exception as error:
            logger.info("a tap could not be answered", update=letter.update_id, error=type(error).__name__)
            too_old = isinstance(error, BadRequest) and _found(_TOO_OLD, error)
            if too_old and not letter.text:
                return replace(letter, text=escape(letter.toast, quote=False), keyboard=[], edits=None)
        return letter

    async def _send_parts(self, letter: Letter) -> Receipt:
        """Send a letter, or its file with the words that go under it; a file that cannot be made costs nothing else."""
        first, left = letter.parted()
        file = None
        if first.attachment:
            try:
                file = await asyncio.to_thread(make, first.attachment)
            except Exception as error:
                logger.error("a file could not be made", maker=first.attachment.maker, error=place_of(error))
                first, left = letter.without_file().parted()
        return replace(await self._deliver(first, file), left=left)

    async def _deliver(self, letter: Letter, file: bytes | None, parse_mode: str | None = ParseMode.HTML) -> Receipt:
        try:
            return await self._write(letter, file, parse_mode)
        except ChatMigrated as error:
            # A group has become a supergroup, under another number.
            return await self._write(replace(letter, chat_id=error.new_chat_id, edits=None), file, parse_mode)
        except BadRequest as error:
            if _found(("not modified",), error):
                return Receipt(Fate.ARRIVED, letter.edits or 0)
            if letter.edits is not None and _found(_NO_EDIT, error):
                await self.strip(letter.chat_id, letter.edits)
                return await self._deliver(replace(letter, edits=None), file, parse_mode)
            if parse_mode and (problem := _found(_NOT_AS_HTML, error)):
                # Telegram's own words may have some of the message's in them.
                logger.error(
                    "a message was refused as it is; it goes out as plain text", person=letter.chat_id, error=problem
                )
                most = MOST_CHARACTERS if file is None else MOST_IN_CAPTION
                return await self._deliver(replace(letter, text=_cut(letter.text, most)), file, None)
            if file is not None and not _found(_UNREACHABLE, error):
                logger.error("a file was refused; its words go out alone", person=letter.chat_id)
                letter = letter.without_file()
                return await self._deliver(letter, None, parse_mode) if letter.text else Receipt(Fate.ARRIVED)
            raise

    async def _write(self, letter: Letter, file: bytes | None, parse_mode: str | None) -> Receipt:
        if letter.edits is None:
            return Receipt(Fate.ARRIVED, await self._post(letter, file, parse_mode))
        await self._call(
            EDIT_MESSAGE_TEXT,
            chat_id=letter.chat_id,
            message_id=letter.edits,
            text=letter.text,
            parse_mode=parse_mode,
            reply_markup={"inline_keyboard": letter.keyboard} if letter.keyboard else None,
        )
        return Receipt(Fate.ARRIVED, letter.edits)

    async def _post(self, letter: Letter, file: bytes | None, parse_mode: str | None) -> int:
        """Send a new message; gives its number."""
        markup, silent = _markup(letter), letter.silent or None
        if letter.attachment is None or file is None:
            sent = await self._call(
                SEND_MESSAGE,
                chat_id=letter.chat_id,
                text=letter.new_text,
                parse_mode=parse_mode,
                disable_notification=silent,
                reply_markup=markup,
            )
            return int(sent["message_id"])
        send = self._bot.send_photo if letter.attachment.kind == PHOTO else self._bot.send_document
        message = await send(
            letter.chat_id,
            file,
            caption=letter.new_text,
            filename=letter.attachment.filename,
            parse_mode=parse_mode,
            disable_notification=silent,
            api_kwargs={"reply_markup": markup},
        )
        return message.message_id

    async def _call(self, method: str, **parameters: Any) -> Any:
        """Call a method with plain values."""
        return await self._bot.do_api_request(method, parameters)


def _markup(letter: Letter) -> Markup | None:
    if letter.keyboard:
        return {"inline_keyboard": letter.keyboard}
    if letter.keyboard_below:
        sized = {"resize_keyboard": True, "one_time_keyboard": True, "input_field_placeholder": OR_A_CITY}
        return {"keyboard": letter.keyboard_below, **sized}
    return {"remove_keyboard": True} if letter.clears_below else None


def _cut(html: str, most: int) -> str:
    """The words alone, cut to what a message holds with its mark; the limit counts UTF-16 units."""
    return plain(html).encode("utf-16-le")[: 2 * (most - len(REPEAT_MARK))].decode("utf-16-le", "ignore")


def _found(known: Sequence[str], error: BadRequest) -> str:
    """Which of the known problems Telegram's description tells of; empty for none of them."""
    description = error.message.casefold()
    return next((words for words in known if words in description), "")


def _receipt_of(error: Exception) -> Receipt:
    """Sort an error by the one thing that matters: whether the message may have arrived."""
    if isinstance(error, TOKEN_ERRORS):
        # It stays owed: the bot stops, and starts again with another token.
        return Receipt(Fate.NOT_SENT)
    if isinstance(error, Forbidden):
        return Receipt(Fate.UNREACHABLE)
    if isinstance(error, BadRequest):
        return Receipt(Fate.UNREACHABLE if _found(_UNREACHABLE, error) else Fate.REFUSED)
    never_left = isinstance(error, NetworkError) and isinstance(error.__cause__, NeverLeft)
    return Receipt(Fate.NOT_SENT if never_left else Fate.UNKNOWN)
