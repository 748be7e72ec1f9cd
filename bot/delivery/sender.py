"""One attempt at sending a letter, and what is known of it afterwards."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from html import escape

from telegram import Bot, InlineKeyboardMarkup, KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.delivery.transport import NEVER_LEFT
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

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


class Fate(StrEnum):
    """What has become of a letter."""

    ARRIVED = "arrived"
    UNKNOWN = "unknown"
    NOT_SENT = "not-sent"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TOKEN_REFUSED = "token-refused"  # noqa: S105 - not a secret


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known after an attempt; `retry_after` is how long to wait before another.

    `left` is what is still to be sent where only a part of a letter was, and that has arrived.
    """

    fate: Fate
    message_id: int = 0
    retry_after: timedelta = _PAUSE
    left: Letter | None = None


class Gate:
    """Telegram's request to wait, obeyed by everything that sends; `news` is set while this process alone knows."""

    def __init__(self) -> None:
        self._open_at = 0.0
        self._replies = 0
        self.news = asyncio.Event()

    def hold(self, pause: timedelta) -> None:
        """Let nothing through for a while: Telegram has asked this process for it."""
        self.learn(pause)
        self.news.set()

    def count_reply(self) -> None:
        """A reply is going out; those are not held back for the sake of pings, but pings for theirs."""
        self._replies += 1

    def take_replies(self) -> int:
        """How many replies went out since this was asked last."""
        count, self._replies = self._replies, 0
        return count

    def learn(self, pause: timedelta) -> None:
        """Let nothing through for a while: another process was asked for it."""
        self._open_at = max(self._open_at, asyncio.get_running_loop().time() + pause.total_seconds())

    @property
    def left(self) -> timedelta:
        """How long nothing is let through; zero when sending is welcome."""
        return timedelta(seconds=max(0.0, self._open_at - asyncio.get_running_loop().time()))

    async def wait(self) -> None:
        """Wait until sending is welcome, however often that is put off meanwhile."""
        while left := self.left:  # noqa: ASYNC110 - it is the time itself that is awaited, and it may move
            await asyncio.sleep(left.total_seconds())


class Sender:
    """Sends letters through a bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.gate = Gate()

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
            return self._asked_to_wait(retry_after(error))
        except Exception as error:
            # An answer that is not Telegram's breaks the library's reading of it in any way.
            return self._asked_to_wait(_PAUSE) if _too_many(error) else _receipt_of(error)

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message, where that can be done at once; they do no harm, so failing is no matter."""
        if self.gate.left:
            return
        try:
            await self._bot.edit_message_reply_markup(chat_id, message_id)
        except RetryAfter as error:
            self.gate.hold(retry_after(error))
        except Exception as error:
            logger.debug("the buttons of a message stay", person=chat_id, error=type(error).__name__)

    def _asked_to_wait(self, pause: timedelta) -> Receipt:
        self.gate.hold(pause)
        logger.warning("Telegram asks to wait", seconds=round(pause.total_seconds()))
        return Receipt(Fate.NOT_SENT, retry_after=pause)

    async def _answer_tap(self, letter: Letter, query_id: str) -> Letter:
        """Stop the button's waiting sign; gives what is left to say.

        A tap that cannot be answered any more costs only that sign: what would be said there alone is a message then.
        """
        try:
            await self._bot.answer_callback_query(query_id, text=letter.toast[:_TOAST_MOST] or None)
        except RetryAfter:
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
        markup = _markup(letter)
        if letter.edits is None:
            sent = await self._post(letter, file, parse_mode, markup)
            return Receipt(Fate.ARRIVED, sent.message_id)
        await self._bot.edit_message_text(
            letter.text,
            letter.chat_id,
            letter.edits,
            parse_mode=parse_mode,
            reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        )
        return Receipt(Fate.ARRIVED, letter.edits)

    async def _post(self, letter: Letter, file: bytes | None, parse_mode: str | None, markup: Markup) -> Message:
        """Send a new message."""
        to, bot = letter.chat_id, self._bot
        if letter.attachment is None or file is None:
            return await bot.send_message(
                to,
                letter.new_text,
                parse_mode=parse_mode,
                reply_markup=markup,
                disable_notification=letter.silent or None,
            )
        send = bot.send_photo if letter.attachment.kind == PHOTO else bot.send_document
        return await send(
            to,
            file,
            caption=letter.new_text,
            filename=letter.attachment.filename,
            parse_mode=parse_mode,
            reply_markup=markup,
            disable_notification=letter.silent or None,
        )


def _markup(letter: Letter) -> Markup:
    if letter.keyboard:
        return InlineKeyboardMarkup.de_json({"inline_keyboard": letter.keyboard}, None)
    if letter.keyboard_below:
        rows = [[KeyboardButton.de_json(button, None) for button in row] for row in letter.keyboard_below]
        return ReplyKeyboardMarkup(
            rows, resize_keyboard=True, one_time_keyboard=True, input_field_placeholder=OR_A_CITY
        )
    return ReplyKeyboardRemove() if letter.clears_below else None


def _cut(html: str, most: int) -> str:
    """The words alone, cut to what a message holds with its mark; the limit counts UTF-16 units."""
    return plain(html).encode("utf-16-le")[: 2 * (most - len(REPEAT_MARK))].decode("utf-16-le", "ignore")


def _found(known: Sequence[str], error: BadRequest) -> str:
    """Which of the known problems Telegram's description tells of; empty for none of them."""
    description = error.message.casefold()
    return next((words for words in known if words in description), "")


def _too_many(error: Exception) -> bool:
    """A 429 that does not say how long to wait."""
    return isinstance(error, NetworkError) and "Too Many Requests" in str(error)


def _receipt_of(error: Exception) -> Receipt:
    """Sort an error by the one thing that matters: whether the message may have arrived."""
    if isinstance(error, InvalidToken):
        return Receipt(Fate.TOKEN_REFUSED)
    if isinstance(error, Forbidden):
        return Receipt(Fate.UNREACHABLE)
    if isinstance(error, BadRequest):
        return Receipt(Fate.UNREACHABLE if _found(_UNREACHABLE, error) else Fate.REFUSED)
    never_left = isinstance(error, NetworkError) and isinstance(error.__cause__, NEVER_LEFT)
    return Receipt(Fate.NOT_SENT if never_left else Fate.UNKNOWN)


def retry_after(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait. The library is changing its type; both are understood."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = error.retry_after
    return value if isinstance(value, timedelta) else timedelta(seconds=value)
