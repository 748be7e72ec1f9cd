"""Bots over the transport."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.delivery.transport import ReqwestRequest
from tests.botapi import TOKEN
from tests.patience import PATIENCE


@asynccontextmanager
async def bot_at(url: str, *, connections: int = 4, read_timeout: float = PATIENCE) -> AsyncIterator[Bot]:
    """A bot over the transport, at an address."""
    request = ReqwestRequest(f"{url}/bot", connections, read_timeout)
    bot = Bot(
        TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", request=request, get_updates_request=request
    )
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()
