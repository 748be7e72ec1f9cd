"""README's conversation, made by the program itself: `uv run python -m tests.readme` writes it anew."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.app import App
from bot.guidance.facts import Preferences
from bot.terminal.chat import PERSON_ID
from bot.terminal.clock import MovableClock
from bot.terminal.screen import Screen
from bot.terminal.session import Session
from bot.terminal.transport import TerminalTransport
from storage import Store

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- conversation -->\n```text\n", "```\n<!-- /conversation -->"
BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 11, 25, 14, 0, tzinfo=BERLIN)
SAID = (
    "/interviewed Acme",
    ":later 2 hours",
    "/thanked Acme",
    "/should_i_call Acme",
    ":later 6 days",
    "1",
    ":later 22 hours",
    "1",
    ":later 1 week",
    "2",
    ":later 1 week",
    "1",
    "/should_i_call Acme",
)


class StandingClock(MovableClock):
    """A clock that goes on only when it is moved."""

    def __call__(self) -> datetime:
        """The conversation's instant."""
        return WEDNESDAY + self.ahead


async def converse(folder: Path) -> str:
    """Hold the conversation on a new database; gives what the terminal shows."""
    output = io.StringIO()
    screen = Screen(Console(file=output, width=88, highlight=False, emoji=False))
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    await store.open()
    try:
        await _greeted(store, output, screen)
    finally:
        await store.close()
    return "\n".join(line.rstrip() for line in output.getvalue().strip().splitlines()) + "\n"


async def _greeted(store: Store, output: io.StringIO, screen: Screen) -> None:
    async def lines() -> AsyncIterator[str]:
        # The greeting and the place of the file differ from machine to machine; what follows does not.
        output.seek(0)
        output.truncate()
        for line in SAID:
            screen.heard(line)
            yield line

    def build(transport: TerminalTransport, clock: MovableClock, _: Preferences) -> App:
        return App.over(transport, store, clock, Preferences(BERLIN))

    session = Session(store, build, screen, StandingClock(timedelta(0)), PERSON_ID)
    await session.run(lines())


def shown_in(readme: str) -> str:
    """The conversation that README shows."""
    found = re.search(re.escape(BEGIN) + "(.*?)" + re.escape(END), readme, re.DOTALL)
    return found.group(1) if found else ""


def main() -> None:
    """Write the conversation into README."""
    with TemporaryDirectory() as folder:
        conversation = asyncio.run(converse(Path(folder)))
    readme = README.read_text(encoding="utf-8")
    before, rest = readme.split(BEGIN)
    README.write_text(before + BEGIN + conversation + END + rest.split(END)[1], encoding="utf-8")
    sys.stdout.write(conversation)


if __name__ == "__main__":
    main()
