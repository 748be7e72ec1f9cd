"""What every call to the Bot API has in common: an answer to one of them may concern all that the bot does."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import EndPointNotFound, InvalidToken, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.gate import Gate
from bot.logs import logger_for

logger = logger_for(__name__)

REFUSED_TOKEN = "Telegram refuses the token. Check TELEGRAM_BOT_TOKEN with BotFather."  # noqa: S105 - no secret
TOKEN_ERRORS = (InvalidToken, EndPointNotFound)
"""What a refused token is to those who call by `do_api_request`: of a 401 or a 404 that makes the second."""
GET_UPDATES, SEND_MESSAGE, EDIT_MESSAGE_TEXT = "get_Updates", "send_Message", "edit_Message_Text"
"""Methods for `do_api_request`, which takes and gives plain values, and makes the Bot API's names of these.

Given those, it warns that the library has methods of its own, which make objects of all that goes and comes.
"""
UNSAID = timedelta(seconds=5)
"""How long to wait where Telegram asks for it and does not say how long."""
_UNKNOWN_METHOD = "method not found"
"""A Bot API server of one's own that is older than the bot says this with the same 404 as of a token."""
_LIMITED_BY_ITSELF = ("setMyCommands", "setMyDescription", "setMyShortDescription")
"""How the bot introduces itself: Telegram limits that apart, to so few times that it may ask for hours to pass."""


class Calls(BaseRateLimiter[None]):
    """python-telegram-bot lets every call but getUpdates pass through here.

    A request to wait shuts the gate, and while that is shut no call is made: Telegram says of no 429 whether the method
    alone is meant or the bot, and who goes on all the same is made to wait longer. The introduction's methods are the
    exception: they wait for the gate like all others, but only they themselves heed what is answered to them.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.token_refused = asyncio.Event()
        """Set once Telegram has refused the token, whatever was asked of it."""

    async def initialize(self) -> None:
        """See BaseRateLimiter."""

    async def shutdown(self) -> None:
        """See BaseRateLimiter."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a call; see BaseRateLimiter. Raises RetryAfter at once where none is to be made."""
        if left := self._gate.left:
            raise _wait(left)
        try:
            return await callback(*args, **kwargs)
        except InvalidToken as error:
            if _UNKNOWN_METHOD not in error.message:
                self.token_refused.set()
            raise
        except RetryAfter as error:
            self.asked_to_wait(endpoint, retry_after(error))
            raise
        except NetworkError as error:
            if "Too Many Requests" not in error.message:
                raise
            self.asked_to_wait(endpoint, UNSAID)
            raise _wait(UNSAID) from error

    def asked_to_wait(self, method: str, pause: timedelta) -> None:
        """Telegram has answered a call with a request to wait."""
        logger.warning("Telegram asks to wait", what=method, seconds=round(pause.total_seconds()))
        if method not in _LIMITED_BY_ITSELF:
            self._gate.hold(pause)


def retry_after(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait. The library is changing its type; both are understood."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = error.retry_after
    return value if isinstance(value, timedelta) else timedelta(seconds=value)


def _wait(pause: timedelta) -> RetryAfter:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RetryAfter(pause)
