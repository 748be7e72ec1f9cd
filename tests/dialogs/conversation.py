"""A conversation over days: the whole bot in this process, on a clock that the test moves, facing the double."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.guidance.facts import Preferences
from storage import Store
from tests.botapi import BotApi, Message, User
from tests.guidance.cases import moment

BERLIN = ZoneInfo("Europe/Berlin")
_MACHINES_OWN = {"updates", "drafts", "meta", "alembic_version", "sqlite_sequence"}
"""Tables of which a person has nothing: what was taken, what was asked, and the store's own."""


_ASIDE = {"draft_id", "revision"}
"""Columns of people that say nothing of what they recorded."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Conversation:
    """One person and the bot. Every act waits until the bot has answered it."""

    def __init__(self, api: BotApi, database: Path, clock: Clock, zone: ZoneInfo, user: User) -> None:
        self.api = api
        self.clock = clock
        self.user = user
        self._database = database
        self._zone = zone
        self._stop = asyncio.Event()

    # --- the bot's side ----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Start the bot on the conversation's database."""
        store = Store(f"sqlite:///{self._database}")
        await store.open()
        self.app = App(
            token=self.api.token,
            api_url=f"{self.api.base_url}/bot",
            store=store,
            clock=self.clock,
            newcomer=Preferences(self._zone),
        )
        self._stop = asyncio.Event()
        await self.app.start(self._stop)
        self._poller = asyncio.create_task(self.app.poller.run(self._stop))

    async def stop(self) -> None:
        """Stop the bot."""
        self._stop.set()
        await self._poller
        await self.app.close()
        await self.app.store.close()

    async def restart(self) -> None:
        """Stop the bot and start it again on the same database."""
        await self.stop()
        await self.start()

    def facts(self) -> dict[str, list[tuple[object, ...]]]:
        """All that is kept of people and what they recorded, table by table."""
        with closing(sqlite3.connect(self._database)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = {name: connection.execute(f"SELECT * FROM {name}") for name in tables if name not in _MACHINES_OWN}  # noqa: S608
            columns = {name: [column[0] for column in cursor.description] for name, cursor in kept.items()}
            return {
                name: [
                    tuple(value for column, value in zip(columns[name], row, strict=True) if column not in _ASIDE)
                    for row in cursor
                ]
                for name, cursor in kept.items()
            }

    # --- the person's side -------------------------------------------------------------------------------

    async def says(self, text: str) -> Message:
        """Send a text; gives the bot's answer."""
        return await self._answered(self.user.says(text))

    async def shares_location(self, latitude: float, longitude: float) -> Message:
        """Share a place; gives the bot's answer."""
        return await self._answered(self.user.shares_location(latitude, longitude))

    async def sends_document(self, filename: str, content: bytes, caption: str = "", **said: object) -> Message:
        """Send a file; gives the bot's answer. `said` is what Telegram says of it otherwise than it is."""
        return await self._answered(self.user.sends_document(filename, content, caption, **said))

    async def presses(self, label: str, message: Message | None = None) -> Message:
        """Tap a button of a message, the latest with a keyboard by default; gives what it has become."""
        return await self._answered(self.user.presses(label, message))

    async def presses_data(self, data: str, message: Message) -> str:
        """Send callback data as if the message had such a button; gives the word shown where it was tapped."""
        await self.settled(self.user.presses_data(data, message))
        assert not self.api.violations, self.api.violations
        return self.toast

    @property
    def toast(self) -> str:
        """The word shown where a button was tapped last; the double knows whether the tap was answered at all."""
        callback = self.api.callbacks[-1]
        assert callback.answer is not None, "the tap was not answered"
        return str(callback.answer.get("text", ""))

    @property
    def messages(self) -> list[Message]:
        """What the bot has said to the person."""
        return self.user.messages

    # --- time --------------------------------------------------------------------------------------------

    async def later(self, **span: float) -> list[Message]:
        """Move the clock on, ticking wherever something comes due; gives what came unasked."""
        return await self.until(self.clock() + timedelta(**span))

    async def until(self, at: datetime | str) -> list[Message]:
        """Move the clock on to an instant, in words like "Mon 30 Nov 10:00" or aware; gives what came unasked."""
        at = moment(at, self._zone) if isinstance(at, str) else at
        assert at >= self.clock.at, f"{at} has passed"
        before = len(self.messages)
        while (alarm := await self.next_alarm()) is not None and alarm <= at:
            self.clock.at = max(alarm, self.clock.at)
            if not await self.app.pinger.tick() and await self.next_alarm() == alarm:
                raise AssertionError(f"an alarm at {alarm} sends nothing and stays")
        self.clock.at = at
        await self.app.pinger.tick()
        assert not self.api.violations, self.api.violations
        return self.messages[before:]

    async def next_alarm(self) -> datetime | None:
        return await self.app.store.run(lambda uow: uow.people.next_alarm(), write=False)

    async def settled(self, update_id: int) -> None:
        """Wait until an update is confirmed and its answer has arrived."""
        await self.api.wait_until_confirmed(update_id)
        await self.app.answered()

    async def _answered(self, update_id: int) -> Message:
        await self.settled(update_id)
        latest = max(self.messages, key=lambda message: message.said)
        assert not self.api.violations, self.api.violations
        return latest


@asynccontextmanager
async def conversation(
    folder: Path, at: datetime, *, zone: ZoneInfo = BERLIN, user_id: int = 100
) -> AsyncIterator[Conversation]:
    """Start the bot on a new database, with a clock that stands at `at`."""
    clock = Clock(at)
    if not _new_database:
        _new_database.append(await _migrated(folder / "new.sqlite3"))
    database = folder / "bot.sqlite3"
    database.write_bytes(_new_database[0])
    async with BotApi() as api:
        api.clock = clock
        talk = Conversation(api, database, clock, zone, api.user(user_id))
        await talk.start()
        try:
            yield talk
        finally:
            await talk.stop()
            assert not api.violations, api.violations
            assert not api.unanswered_callbacks


_new_database: list[bytes] = []
"""An empty database as the migrations make it, made once: it takes longer than most dialogs."""


async def _migrated(path: Path) -> bytes:
    store = Store(f"sqlite:///{path}")
    await store.open()
    await store.close()
    return path.read_bytes()


def shown_at(messages: list[Message], zone: ZoneInfo = BERLIN) -> list[str]:
    """When messages came: "Mon 30 Nov 10:00"."""
    there = [message.at.astimezone(zone) for message in messages]
    return [f"{at:%a} {at.day} {at:%b %H:%M}" for at in there]
