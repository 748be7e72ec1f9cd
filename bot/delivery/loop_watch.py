"""Notices when the event loop stands still: everybody waits then, and nothing else would tell why."""

from __future__ import annotations

import asyncio

from bot.delivery.pausing import pause_unless
from bot.logs import logger_for

logger = logger_for(__name__)

_LOOKS_EVERY = 0.5
WORTH_SAYING = 1.5
"""Seconds of standing still that a person who waits for an answer notices."""


async def watch_loop(stop: asyncio.Event) -> None:
    """Say whenever the loop stood still, and for how long, until told to stop."""
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        began = loop.time()
        await pause_unless(stop, _LOOKS_EVERY)
        stood = loop.time() - began - _LOOKS_EVERY
        if stood > WORTH_SAYING:
            logger.warning("the event loop stood still, and all who wrote waited", seconds=round(stood, 1))
