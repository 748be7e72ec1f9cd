"""What an operator's machines ask: the metrics, whether the process lives, and whether it is ready to serve."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.delivery.listening import listening
from bot.delivery.metrics import Metrics
from storage import Store, StoreFault, StoreUnavailable

PATIENCE = 2.0
"""Seconds that the store has to answer."""
_FORMAT = "text/plain; version=0.0.4; charset=utf-8"

Overdue = tuple[int, datetime | None]


class Health:
    """Serves `/metrics`, `/healthz` and `/readyz`."""

    def __init__(
        self, store: Store, metrics: Metrics, clock: Callable[[], datetime], has_met_telegram: Callable[[], bool]
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._clock = clock
        self._has_met_telegram = has_met_telegram
        self._asking: asyncio.Task[Overdue | None] | None = None

    def listening(self, host: str, port: int) -> contextlib.AbstractAsyncContextManager[None]:
        """Serve at an address. Raises Stopped where it cannot be listened on."""
        served = web.Application(client_max_size=1024)
        served.router.add_get("/metrics", self._show_metrics)
        served.router.add_get("/healthz", self._show_health)
        served.router.add_get("/readyz", self._show_readiness)
        return listening(served, host, port, setting="METRICS_LISTEN", patience=PATIENCE)

    async def _show_metrics(self, _: web.Request) -> web.Response:
        overdue, has_met_telegram = await self._overdue(), self._has_met_telegram()
        shown = self._metrics.shown(overdue, self._clock(), has_met_telegram=has_met_telegram)
        return web.Response(body=shown, headers={"Content-Type": _FORMAT})

    async def _show_health(self, _: web.Request) -> web.Response:
        """Alive: whoever answers has a loop that goes round."""
        return web.Response(text="alive\n")

    async def _show_readiness(self, _: web.Request) -> web.Response:
        store, telegram = await self._overdue() is not None, self._has_met_telegram()
        said = f"store: {'reached' if store else 'away'}\nTelegram: {'met' if telegram else 'not met'}\n"
        return web.Response(text=said, status=200 if store and telegram else 503)

    async def _overdue(self) -> Overdue | None:
        """How many alarms have rung, and the first; None where the store is away or too slow to say.

        Nobody asks while another waits, so that questions do not pile up before a store that hangs.
        """
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        await asyncio.wait({self._asking}, timeout=PATIENCE)
        return self._asking.result() if self._asking.done() else None

    async def _ask(self) -> Overdue | None:
        now = self._clock()
        try:
            return await self._store.run(lambda uow: uow.people.overdue(now), write=False)
        except (StoreUnavailable, StoreFault):
            return None
