"""After an upgrade: alarms that an older release worked out are worked out anew, while people are served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.delivery.pausing import pause_unless
from bot.delivery.pinger import AFTER_FAULT, TICK
from bot.logs import logger_for, place_of
from bot.services import pings
from storage import Store, StoreUnavailable

logger = logger_for(__name__)


class Renewal:
    """Goes through the people of older rules, a few at a time. Until it is somebody's turn their alarm holds."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Go on until nobody is left, or told to stop; a store that is away is tried again."""
        begun = False
        while not stop.is_set():
            try:
                people = await self._store.run(pings.of_older_rules, write=False)
                if not people:
                    break
                if not begun:
                    begun = True
                    logger.info("the alarms of an older release are worked out anew")
                await asyncio.gather(*map(self._renew, people))
            except StoreUnavailable as error:
                logger.error("the store is away, alarms of an older release wait", error=str(error))
                await pause_unless(stop, TICK.total_seconds())
        if begun and not stop.is_set():
            logger.info("all alarms are those of this release")

    async def _renew(self, person_id: int) -> None:
        """Renew one person's alarm; where that fails it is theirs alone, and looked at again in an hour."""
        now = self._clock()
        try:
            await self._store.run(partial(pings.renew, person_id=person_id, now=now))
        except StoreUnavailable:
            raise
        except Exception as error:
            logger.error("an alarm could not be worked out; it waits an hour", person=person_id, error=place_of(error))
            await self._store.run(partial(pings.put_off, person_id=person_id, until=now + AFTER_FAULT))
