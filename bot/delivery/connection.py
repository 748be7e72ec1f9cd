"""The way to Telegram and back. It can ask for updates before anybody is there to take them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from telegram import Update
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.delivery.polling import ALLOWED_UPDATES, LONG_POLL_SECONDS, PollingRequest
from bot.delivery.transport import AiohttpRequest

_CONNECTIONS = 256
_POLL_ANSWERED_WITHIN = 5.0
"""Seconds beyond those for which Telegram holds a request for updates."""
_ANSWER_WITHIN = 10.0
"""Seconds; what Telegram answers later counts as unknown, and is sent again."""


class TelegramConnection:
    """The bot as Telegram's library has it, over kept connections or a `transport` of one's own."""

    def __init__(self, token: str, api_url: str, transport: BaseRequest | None = None) -> None:
        self.polling = PollingRequest(api_url, 1, _POLL_ANSWERED_WITHIN)
        self.bot: ExtBot[None] = ExtBot(
            token,
            base_url=api_url,
            base_file_url=f"{api_url.removesuffix('/bot')}/file/bot",
            request=transport or AiohttpRequest(api_url, _CONNECTIONS, _ANSWER_WITHIN),
            get_updates_request=transport or self.polling,
        )
        self.first: asyncio.Task[Sequence[Update]] | None = None
        """A request for updates that is on its way, or what came of it. It confirms none."""

    def ask_ahead(self) -> None:
        """Ask for updates now, for the poller to take them once there is one."""
        self.first = asyncio.create_task(self._ask())

    async def _ask(self) -> Sequence[Update]:
        await self.polling.initialize()
        return await self.bot.get_updates(timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED_UPDATES)

    async def close(self) -> None:
        """Let go of what was asked ahead."""
        if self.first:
            self.first.cancel()
            # What is wrong with it, the poller has been told.
            with suppress(Exception, asyncio.CancelledError):
                await self.first
        await self.polling.shutdown()
