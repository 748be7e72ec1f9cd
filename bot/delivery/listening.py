"""An HTTP server of aiohttp's for as long as it is needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.delivery.polling import Stopped


@asynccontextmanager
async def listening(
    served: web.Application, host: str, port: int, *, setting: str, patience: float
) -> AsyncIterator[None]:
    """Serve an application; at the end nothing new is accepted, and what is in hand has `patience` seconds.

    Raises Stopped, naming the `setting` that holds the address, where that cannot be listened on.
    """
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=patience)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise Stopped(f"{setting}: that address cannot be listened on: {error.strerror}") from None
        yield
    finally:
        await runner.cleanup()
