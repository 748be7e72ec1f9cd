"""A conversation with the bot in the terminal: the same Application, over a transport that is your keyboard."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from rich.console import Console
from tzlocal import get_localzone_name

from bot.guidance.facts import Preferences
from bot.language.snooze import read_span
from bot.language.spans import span_at
from bot.language.tokens import tokenise
from bot.language.zones import known_zone
from bot.services.mapping import preferences_from_json
from bot.terminal.chat import PERSON_ID, Chat
from bot.terminal.clock import MovableClock
from bot.terminal.files import folder_beside, read
from bot.terminal.keyboard import is_typed, piped, typed
from bot.terminal.screen import Screen
from bot.terminal.transport import TerminalTransport
from bot.views.help import COMMANDS
from storage import Store, StoreUnavailable, UnitOfWork

_AHEAD = "terminal_clock_ahead_s"
_HINT = (
    "Type a command, or a button’s number; “5” in quotation marks is the number itself. :later 3 days moves the "
    "clock on, :now sets it back, :quit leaves. :location 52.5 13.4 shares a place, :file PATH sends a file, "
    ":inline QUESTION asks as one does from other chats."
)
_HOW_LATER = "How much later? Such as :later 2 hours, :later 3 days, :later 1 month; at the most a year at a time."
_HOW_LOCATED = "Where? Latitude and longitude in degrees, such as :location 52.5 13.4"
_PLACE = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]+)?)[,\s]+(-?[0-9]{1,3}(?:\.[0-9]+)?)")
_NOWHERE = float("inf")
_LONGEST = timedelta(days=366)
_MOST_DIGITS = 4
"""A longer number, such as that of a telephone, is something to say, not a button."""
_QUOTED_NUMBER = re.compile(r"[\"“”']([0-9]+)[\"“”']")

T = TypeVar("T")


class _BotStopped(Exception):
    """Nothing will be answered any more."""


class RunningBot(Protocol):
    """What the terminal needs of the bot that it is the transport of."""

    async def start(self, stop: asyncio.Event) -> None:
        """Make ready."""

    async def serve(self, stop: asyncio.Event) -> None:
        """Take updates and send pings until told to stop."""

    async def close(self) -> None:
        """Let go of everything."""

    async def answered(self) -> None:
        """Wait until no reply is on its way."""

    async def tick(self) -> int:
        """Send what is due now; gives how many pings were sent."""


BuildBot = Callable[[TerminalTransport, MovableClock, Preferences], RunningBot]


class Session:
    """One sitting at the terminal."""

    def __init__(
        self, store: Store, build: BuildBot, screen: Screen, clock: MovableClock, first_update_id: int
    ) -> None:
        self._store = store
        self._screen = screen
        self._clock = clock
        self._zone = local_zone()
        self._chat = Chat(clock, first_update_id, screen.show, screen.toast)
        self._bot = build(TerminalTransport(self._chat, folder_beside(store)), clock, Preferences(self._zone))

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Converse until the lines end, or `:quit`."""
        stop = asyncio.Event()
        await self._bot.start(stop)
        self._serving = asyncio.create_task(self._bot.serve(stop))
        try:
            await self._open()
            while (line := await self._while_serving(anext(lines, None))) is not None:
                if line.strip() == ":quit":
                    break
                await self._take_or_say(line)
        except _BotStopped:
            self._screen.say("The bot has stopped; nothing is answered any more. What was recorded is kept.")
        finally:
            stop.set()
            try:
                await self._serving
            finally:
                await self._bot.close()

    async def _while_serving(self, waiting: Awaitable[T]) -> T:
        """Wait for something that may never come once the bot has stopped. Raises _BotStopped then."""
        task = asyncio.ensure_future(waiting)
        try:
            await asyncio.wait({task, self._serving}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise _BotStopped
            return task.result()
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def _open(self) -> None:
        self._screen.say(f"Your data is kept in {self._store.place}")
        self._screen.say(_HINT)
        if self._clock.ahead:
            self._screen.say("The clock is ahead, as you left it:")
            self._screen.clock(self._clock().astimezone(await self._zone_now()))
        if await self._store.run(lambda uow: uow.people.get(PERSON_ID) is None, write=False):
            await self._settled(await self._chat.says("/start"))

    async def _take_or_say(self, line: str) -> None:
        """Take a line; where the store is away, say so and go on."""
        try:
            # What a keyboard sends need not be text; half a character cannot be kept.
            await self._take(line.encode(errors="replace").decode().strip())
        except StoreUnavailable as error:
            self._screen.say(f"The data cannot be reached ({error}). Try that again.")

    async def _take(self, line: str) -> None:
        if line.startswith(":"):
            await self._own_command(line)
        elif line:
            await self._settled(await self._press_or_say(line))

    async def _press_or_say(self, line: str) -> int:
        """Press the button of a number; a number that no button has is something to say, and so is a quoted one."""
        is_short_number = line.isdecimal() and len(line) <= _MOST_DIGITS
        pressed = await self._chat.presses(int(line)) if is_short_number else None
        if pressed is not None:
            return pressed
        quoted = _QUOTED_NUMBER.fullmatch(line)
        return await self._chat.says(quoted[1] if quoted else line)

    async def _settled(self, update_id: int) -> None:
        """Wait until an update is taken and answered."""
        await self._while_serving(self._chat.taken(update_id))
        await self._bot.answered()
        self._chat.rests()

    async def _own_command(self, line: str) -> None:
        command, *words = line.split(maxsplit=1)
        if command == ":later":
            target = after(self._clock(), " ".join(words))
            if target is None:
                self._screen.say(_HOW_LATER)
            else:
                await self._later(target)
        elif command == ":now":
            await self._set_ahead(timedelta(0))
        elif command == ":location":
            await self._share_location(" ".join(words))
        elif command == ":inline":
            await self._settled(await self._chat.asks_inline(" ".join(words)))
        elif command == ":file":
            await self._send_file(" ".join(words))
        else:
            self._screen.say(_HINT)

    async def _share_location(self, words: str) -> None:
        found = _PLACE.fullmatch(words)
        latitude, longitude = map(float, found.groups()) if found else (_NOWHERE, _NOWHERE)
        if abs(latitude) > 90 or abs(longitude) > 180:
            self._screen.say(_HOW_LOCATED)
        else:
            await self._settled(await self._chat.shares_location(latitude, longitude))

    async def _send_file(self, words: str) -> None:
        try:
            filename, content, size = read(words)
        except (OSError, ValueError) as error:
            self._screen.say(f"That file cannot be read ({type(error).__name__}). Such as :file ~/export.zip")
        else:
            await self._settled(await self._chat.sends_file(filename, content, size))

    async def _later(self, target: datetime) -> None:
        """Move the clock on, as far as it is to go or not at all."""
        before = self._clock.ahead
        try:
            if not await self._go_through(target):
                self._screen.say("Nothing came.")
            await self._set_ahead(self._clock.ahead)
        except StoreUnavailable:
            self._clock.ahead = before
            raise
        finally:
            self._screen.clock_before_next(None)
            self._chat.rests()

    async def _go_through(self, target: datetime) -> int:
        """Move the clock on, stopping wherever something comes due; gives how many pings came."""
        zone = await self._zone_now()
        sent = 0
        self._chat.attends()
        while (alarm := await self._next_alarm()) and alarm <= target:
            self._clock.move_to(alarm)
            self._screen.clock_before_next(self._clock().astimezone(zone))
            came = await self._bot.tick()
            sent += came
            if not came and await self._next_alarm() == alarm:
                break
        self._clock.move_to(target)
        return sent

    async def _next_alarm(self) -> datetime | None:
        return await self._store.run(lambda uow: uow.people.next_alarm(), write=False)

    async def _set_ahead(self, ahead: timedelta) -> None:
        self._clock.ahead = ahead
        await self._store.run(lambda uow: uow.meta.set(_AHEAD, str(ahead.total_seconds())))
        self._screen.clock(self._clock().astimezone(await self._zone_now()))

    async def _zone_now(self) -> ZoneInfo:
        """The person's time zone, which they may have changed."""
        return await self._store.run(self._zone_of_person, write=False)

    def _zone_of_person(self, uow: UnitOfWork) -> ZoneInfo:
        person = uow.people.get(PERSON_ID)
        return preferences_from_json(person.preferences).time_zone if person else self._zone


def after(now: datetime, words: str) -> datetime | None:
    """So much later than `now`; None for words that are no length of time, or more than a year."""
    tokens = tokenise(words).trimmed()
    found = span_at(tokens, 0)
    try:
        if found and found[1] == len(tokens):
            target = now + relativedelta(**{found[0].unit: found[0].count})  # type: ignore[arg-type]
        else:
            target = now + (read_span(words) or timedelta(0))
    except (OverflowError, ValueError):
        return None
    return target if now < target <= now + _LONGEST else None


def local_zone() -> ZoneInfo:
    """This machine's time zone; UTC where it does not say."""
    try:
        return known_zone(get_localzone_name() or "") or ZoneInfo("UTC")
    except (LookupError, ValueError):
        return ZoneInfo("UTC")


async def converse(store: Store, build: BuildBot) -> None:
    """Converse on standard input and output, which may be piped. Ends with 1 for the store of a bot on Telegram."""
    ahead_s, last_update_id, ids = await store.run(
        lambda uow: (uow.meta.get(_AHEAD), uow.inbox.last_id(), uow.people.ids()), write=False
    )
    if set(ids) - {PERSON_ID}:
        # Their pings would come here instead of to them.
        sys.exit(
            f"{store.place} has the data of a bot on Telegram. Set DATABASE_URL to another file to try things out."
        )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    clock = MovableClock(timedelta(seconds=float(ahead_s or 0)))
    # Higher than any before, even if the machine's clock was set back since.
    first_update_id = max(int(datetime.now(UTC).timestamp() * 1000), (last_update_id or 0) + 1)
    screen = Screen(Console(highlight=False, emoji=False))
    session = Session(store, build, screen, clock, first_update_id)
    words = [f"/{command.name}" for command in COMMANDS] + [":later", ":now", ":location", ":file", ":inline", ":quit"]
    async with aclosing(typed(words) if is_typed() else piped(screen.heard)) as lines:
        await session.run(lines)
