"""A conversation with the bot in the terminal: the same Application, over a transport that is your keyboard."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from rich.console import Console
from tzlocal import get_localzone_name

from bot.guidance.facts import Preferences
from bot.language.snooze import read_span
from bot.services.mapping import preferences_from_json
from bot.terminal.chat import PERSON_ID, Chat
from bot.terminal.clock import MovableClock
from bot.terminal.screen import Screen
from bot.terminal.transport import TerminalTransport
from bot.views.help import COMMANDS
from storage import Store, UnitOfWork

_AHEAD = "terminal_clock_ahead_s"
_HINT = "Type a command, or a button’s number. :later 3 days moves the clock on, :now sets it back, :quit leaves."
_LONGEST = timedelta(days=366)


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
        self._bot = build(TerminalTransport(self._chat), clock, Preferences(self._zone))

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Converse until the lines end, or `:quit`."""
        stop = asyncio.Event()
        await self._bot.start(stop)
        serving = asyncio.create_task(self._bot.serve(stop))
        try:
            await self._open()
            async for line in lines:
                if line.strip() == ":quit":
                    break
                await self._take(line.strip())
        finally:
            stop.set()
            await serving
            await self._bot.close()

    async def _open(self) -> None:
        self._screen.say(f"Your data is kept in {self._store.place}")
        self._screen.say(_HINT)
        if self._clock.ahead:
            await self._show_clock()
        if await self._store.run(lambda uow: uow.people.get(PERSON_ID) is None, write=False):
            await self._settled(await self._chat.says("/start"))

    async def _take(self, line: str) -> None:
        if line.startswith(":"):
            await self._own_command(line)
        elif line.isdigit():
            update_id = await self._chat.presses(int(line))
            if update_id is None:
                self._screen.say(f"No button has the number {line}.")
            else:
                await self._settled(update_id)
        elif line:
            await self._settled(await self._chat.says(line))

    async def _settled(self, update_id: int) -> None:
        """Wait until an update is taken and answered."""
        await self._chat.taken(update_id)
        await self._bot.answered()

    async def _own_command(self, line: str) -> None:
        self._chat.attends()
        command, _, words = line.partition(" ")
        span = read_span(words) if command == ":later" else None
        if span and span <= _LONGEST:
            await self._later(span)
        elif command == ":now":
            await self._set_ahead(timedelta(0))
        else:
            self._screen.say(_HINT)

    async def _later(self, span: timedelta) -> None:
        """Move the clock on, stopping wherever something comes due."""
        target = self._clock() + span
        while (alarm := await self._next_alarm()) and alarm <= target:
            self._clock.move_to(alarm)
            await self._show_clock()
            if not await self._bot.tick() and await self._next_alarm() == alarm:
                break
        self._clock.move_to(target)
        await self._set_ahead(self._clock.ahead)

    async def _next_alarm(self) -> datetime | None:
        return await self._store.run(lambda uow: uow.people.next_alarm(), write=False)

    async def _set_ahead(self, ahead: timedelta) -> None:
        self._clock.ahead = ahead
        await self._store.run(lambda uow: uow.meta.set(_AHEAD, str(ahead.total_seconds())))
        await self._show_clock()

    async def _show_clock(self) -> None:
        zone = await self._store.run(self._zone_of_person, write=False)
        self._screen.clock(self._clock().astimezone(zone))

    def _zone_of_person(self, uow: UnitOfWork) -> ZoneInfo:
        person = uow.people.get(PERSON_ID)
        return preferences_from_json(person.preferences).time_zone if person else self._zone


def local_zone() -> ZoneInfo:
    """This machine's time zone; UTC where it does not say."""
    try:
        return ZoneInfo(get_localzone_name() or "UTC")
    except (LookupError, ValueError):
        return ZoneInfo("UTC")


async def converse(store: Store, build: BuildBot) -> None:
    """Converse on standard input and output, which may be piped."""
    kept = await store.run(lambda uow: uow.meta.get(_AHEAD), write=False)
    clock = MovableClock(timedelta(seconds=float(kept or 0)))
    first_update_id = int(datetime.now(UTC).timestamp() * 1000)
    typed = sys.stdin.isatty()
    screen = Screen(Console(highlight=False, soft_wrap=False, emoji=False))
    session = Session(store, build, screen, clock, first_update_id)
    await session.run(_typed() if typed else _piped(screen))


async def _piped(screen: Screen) -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip():
            screen.heard(line.strip())
            yield line


async def _typed() -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.patch_stdout import patch_stdout

    words = [f"/{command.name}" for command in COMMANDS] + [":later", ":now", ":quit"]
    prompt: PromptSession[str] = PromptSession("you › ", completer=WordCompleter(words, sentence=True))
    with patch_stdout(raw=True):
        while True:
            try:
                yield await prompt.prompt_async()
            except (EOFError, KeyboardInterrupt):
                return
