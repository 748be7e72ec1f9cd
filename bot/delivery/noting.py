"""Noting in the store what has happened outside already, and so must not be forgotten while the store is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.logs import logger_for
from storage import Store, StoreUnavailable, UnitOfWork

logger = logger_for(__name__)

_LONGEST_PAUSE = 30.0


async def note(store: Store, work: Callable[[UnitOfWork], None]) -> None:
    """Run a unit of work until the store takes it."""
    pause = 0.5
    while True:
        try:
            return await store.run(work)
        except StoreUnavailable as error:
            logger.error("the store is away, what was sent is noted later", error=str(error))
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
