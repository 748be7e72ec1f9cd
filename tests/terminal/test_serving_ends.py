"""The bot behind the terminal dies while somebody sits at the prompt."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest
from rich.console import Console

from bot.terminal.clock import MovableClock
from bot.terminal.screen import Screen
from bot.terminal.session import Session
from storage import Store
from tests.patience import PATIENCE


class DyingBot:
    """Takes nothing, and dies after a while."""

    def __init__(self) -> None:
        self.dies = asyncio.Event()
        self.closed = False

    async def start(self, stop: asyncio.Event) -> None:
        """See RunningBot."""

    async def serve(self, stop: asyncio.Event) -> None:
        """See RunningBot."""
        await self.dies.wait()
        raise ValueError("a fault")

    async def close(self) -> None:
        """See RunningBot."""
        self.closed = True

    async def answered(self) -> None:
        """See RunningBot."""

    async def tick(self) -> int:
        """See RunningBot."""
        return 0


@pytest.mark.parametrize("says", [True, False], ids=["waiting for an answer", "waiting for a line"])
async def test_it_is_said_and_ends_the_sitting(tmp_path: Path, says: bool) -> None:
    store = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await store.open()
    # Whoever is known is not greeted, so nothing but the lines is waited for.
    await store.run(lambda uow: uow.people.add(1, {"time_zone": "UTC"}, 1, MovableClock()()))
    shown, bot = io.StringIO(), DyingBot()
    session = Session(store, lambda *_: bot, Screen(Console(file=shown, width=200)), MovableClock(), 1)

    async def lines() -> AsyncGenerator[str, None]:
        asyncio.get_running_loop().call_later(0.05, bot.dies.set)
        if says:
            yield "/help"
        await asyncio.Event().wait()

    async with aclosing(lines()) as said:
        with pytest.raises(ValueError, match="a fault"):
            await asyncio.wait_for(session.run(said), PATIENCE)
    assert "The bot has stopped" in shown.getvalue()
    assert bot.closed
    await store.close()
