"""One attempt at sending a letter, and what is known of it afterwards."""

from __future__ import annotations

import asyncio
import logging
import re
import warnings
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from html import unescape

import httpx
from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.handlers.letter import Letter

logger = logging.getLogger(__name__)

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_PAUSE = timedelta(seconds=5)
_UNREACHABLE = ("chat not found", "user is deactivated", "bot can't initiate conversation", "peer_id_invalid")
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_TOAST_MOST = 200


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
    """What is known after an attempt; `retry_after` is how long to wait before another."""

    fate: Fate
    message_id: int = 0
    retry_after: timedelta = _PAUSE


class Gate:
    """Telegram's request to wait, obeyed by everything that sends."""

    def __init__(self) -> None:
        self._open_at = 0.0

    def hold(self, pause: timedelta) -> None:
        """Let nothing through for a while."""
        self._open_at = max(self._open_at, asyncio.get_running_loop().time() + pause.total_seconds())

    async def wait(self) -> None:
        """Wait until sending is welcome."""
        await asyncio.sleep(max(0.0, self._open_at - asyncio.get_running_loop().time()))


class Sender:
    """Sends letters through a bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.gate = Gate()

    async def send(self, letter: Letter) -> Receipt:
        """Try once to send a letter, and say what is known of it. Never raises for what Telegram or the net does."""
        await self.gate.wait()
        if letter.callback_query_id:
            await self._answer_tap(letter)
        if not letter.text:
            return Receipt(Fate.ARRIVED)
        try:
            return await self._deliver(letter)
        except RetryAfter as error:
            pause = retry_after(error)
            self.gate.hold(pause)
            logger.warning("Telegram asks to wait %.0f s", pause.total_seconds())
            return Receipt(Fate.NOT_SENT, retry_after=pause)
        except (TelegramError, KeyError) as error:
            return _receipt_of(error)

    async def _answer_tap(self, letter: Letter) -> None:
        """Stop the button's waiting sign. A tap that cannot be answered any more costs only that sign."""
        try:
            await self._bot.answer_callback_query(
                letter.callback_query_id or "", text=letter.toast[:_TOAST_MOST] or None
            )
        except (TelegramError, KeyError) as error:
            logger.info("a tap could not be answered: %s", type(error).__name__)

    async def _deliver(self, letter: Letter) -> Receipt:
        try:
            return await self._write(letter, letter.text, ParseMode.HTML)
        except BadRequest as error:
            problem = error.message.casefold()
            if "not modified" in problem:
                return Receipt(Fate.ARRIVED, letter.edits or 0)
            if any(words in problem for words in _GONE):
                return await self._new(letter, letter.text, ParseMode.HTML)
            if "can't parse entities" in problem:
                logger.error("a reply's markup was refused; it goes out as plain text")
                return await self._write(letter, _plain(letter.text), None)
            raise

    async def _write(self, letter: Letter, text: str, parse_mode: str | None) -> Receipt:
        if letter.edits is None:
            return await self._new(letter, text, parse_mode)
        await self._bot.edit_message_text(
            text, letter.chat_id, letter.edits, parse_mode=parse_mode, reply_markup=_markup(letter)
        )
        return Receipt(Fate.ARRIVED, letter.edits)

    async def _new(self, letter: Letter, text: str, parse_mode: str | None) -> Receipt:
        sent: Message = await self._bot.send_message(
            letter.chat_id, text, parse_mode=parse_mode, reply_markup=_markup(letter)
        )
        return Receipt(Fate.ARRIVED, sent.message_id)


def _markup(letter: Letter) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json({"inline_keyboard": letter.keyboard}, None) if letter.keyboard else None


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def _receipt_of(error: Exception) -> Receipt:
    """Sort an error by the one thing that matters: whether the message may have arrived."""
    if isinstance(error, InvalidToken):
        return Receipt(Fate.TOKEN_REFUSED)
    if isinstance(error, Forbidden):
        return Receipt(Fate.UNREACHABLE)
    if isinstance(error, BadRequest):
        unreachable = any(words in error.message.casefold() for words in _UNREACHABLE)
        return Receipt(Fate.UNREACHABLE if unreachable else Fate.REFUSED)
    never_left = isinstance(error.__cause__, _NEVER_LEFT) or "Too Many Requests" in str(error)
    if never_left and isinstance(error, NetworkError):
        return Receipt(Fate.NOT_SENT)
    return Receipt(Fate.UNKNOWN)


def retry_after(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait. The library is changing its type; both are understood."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = error.retry_after
    return value if isinstance(value, timedelta) else timedelta(seconds=value)
