"""Pausing before something is done again."""

from __future__ import annotations

import asyncio
import contextlib


async def pause_unless(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
