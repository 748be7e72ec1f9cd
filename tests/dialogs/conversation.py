"""A conversation over days: the whole bot in this process, on a clock that the test moves, facing the double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.guidance.facts import Preferences
from storage import Store
from tests.botapi import BotApi, Message, User

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Conversation:
    """One person and the bot. Every act waits until the bot has answered it."""

    def __init__(self, api: BotApi, app: App, clock: Clock, user: User) -> None:
        self.api = api
        self.app = app
        self.clock = clock
        self.user = user

    async def says(self, text: str) -> Message:
        """Send a text; gives the bot's answer."""
        return await self._answered(self.user.says(text))

    async def presses(self, label: str, message: Message | None = None) -> Message:
        """Tap a button of a message, the latest with a keyboard by default; gives what it has become."""
        return await self._answered(self.user.presses(label, message))

    async def later(self, **span: float) -> list[Message]:
        """Move the clock on, ticking wherever something comes due; gives what came unasked."""
        return await self.until(self.clock() + timedelta(**span))

    async def until(self, at: datetime) -> list[Message]:
        """Move the clock on to an instant; gives what came unasked."""
        before = len(self.user.messages)
        while (alarm := await self.next_alarm()) is not None and alarm <= at:
            self.clock.at = max(alarm, self.clock.at)
            if not await self.app.pinger.tick() and await self.next_alarm() == alarm:
                raise AssertionError(f"an alarm at {alarm} sends nothing and stays")
        self.clock.at = at
        await self.app.pinger.tick()
        return self.user.messages[before:]

    async def next_alarm(self) -> datetime | None:
        return await self.app.store.run(lambda uow: uow.people.next_alarm(), write=False)

    async def settled(self, update_id: int) -> None:
        """Wait until an update is confirmed and its answer has arrived."""
        await self.api.wait_until_confirmed(update_id)
        await self.app.outbox.drain()

    async def _answered(self, update_id: int) -> Message:
        await self.settled(update_id)
        latest = max(self.user.messages, key=lambda message: message.changed)
        assert not self.api.violations, self.api.violations
        return latest


@asynccontextmanager
async def conversation(
    folder: Path, at: datetime, *, zone: ZoneInfo = BERLIN, user_id: int = 100
) -> AsyncIterator[Conversation]:
    """Start the bot on a new database, with a clock that stands at `at`."""
    clock = Clock(at)
    async with BotApi() as api:
        api.clock = clock
        store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
        await store.open()
        app = App(
            token=api.token,
            api_url=f"{api.base_url}/bot",
            store=store,
            clock=clock,
            newcomer=Preferences(zone),
        )
        stop = asyncio.Event()
        await app.start(stop)
        poller = asyncio.create_task(app.poller.run(stop))
        try:
            yield Conversation(api, app, clock, api.user(user_id))
        finally:
            stop.set()
            await poller
            await app.close()
            await store.close()
            assert not api.violations, api.violations
            assert not api.unanswered_callbacks
