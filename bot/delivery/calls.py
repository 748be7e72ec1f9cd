"""What every call to the Bot API has in common: an answer to one of them may concern all that the bot does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import BaseRateLimiter

REFUSED_TOKEN = "Telegram refuses the token. Check TELEGRAM_BOT_TOKEN with BotFather."  # noqa: S105 - no secret
_UNKNOWN_METHOD = "method not found"
"""A Bot API server of one's own that is older than the bot says this with the same 404 as of a token."""


class Calls(BaseRateLimiter[None]):
    """python-telegram-bot lets every call but getUpdates pass through here."""

    def __init__(self) -> None:
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
        """Make a call; see BaseRateLimiter."""
        try:
            return await callback(*args, **kwargs)
        except InvalidToken as error:
            if _UNKNOWN_METHOD not in error.message:
                self.token_refused.set()
            raise
