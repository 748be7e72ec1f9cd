"""The bot in this process, facing the double, on a clock that the test moves; it can be stopped and started again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.guidance.facts import Preferences
from bot.handlers.admission import Admission
from storage import Store
from tests.botapi import BotApi, Message
from tests.dialogs.conversation import BERLIN, Clock

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)


class Running:
    """A running bot whose pings go out when the test ticks."""

    def __init__(self, api: BotApi, app: App, clock: Clock) -> None:
        self.api = api
        self.app = app
        self.clock = clock

    async def settled(self, update_id: int) -> None:
        """Wait until an update is confirmed and its answer has arrived."""
        await self.api.wait_until_confirmed(update_id)
        await self.app.answered()

    async def says(self, person_id: int, text: str) -> Message:
        """Have a person say something; gives the bot's answer."""
        await self.settled(self.api.user(person_id).says(text))
        return self.api.chat(person_id).last

    async def later(self, **span: float) -> list[Message]:
        """Move the clock in one leap and tick; gives what came."""
        before = len(self.api.messages)
        self.clock.at += timedelta(**span)
        await self.app.pinger.tick()
        return self.api.messages[before:]


@asynccontextmanager
async def running(
    api: BotApi, folder: Path, clock: Clock, zone: ZoneInfo = BERLIN, admission: Admission | None = None
) -> AsyncIterator[Running]:
    """Run the bot on the database of a folder."""
    api.clock = clock
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    await store.open()
    app = App(
        token=api.token,
        api_url=f"{api.base_url}/bot",
        store=store,
        clock=clock,
        newcomer=Preferences(zone),
        admission=admission,
    )
    stop = asyncio.Event()
    await app.start(stop)
    poller = asyncio.create_task(app.poller.run(stop))
    try:
        yield Running(api, app, clock)
    finally:
        stop.set()
        await poller
        await app.close()
        await store.close()
