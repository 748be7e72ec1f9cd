"""A double on loopback and bots of their own processes before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi import BotApi
from tests.dialogs.conftest import nobody_is_paced
from tests.faults.nursery import CLOCK
from tests.faults.process import BotProcess, Command, Launcher, Nursery
from tests.faults.running import MONDAY
from tests.faults.stepped import Stepped

__all__ = ["nobody_is_paced"]

MakeBot = Callable[..., BotProcess]


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as served:
        yield served
        assert not served.violations, served.violations


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest_asyncio.fixture
async def make_bot(api: BotApi, nursery: Nursery, tmp_path: Path) -> AsyncIterator[MakeBot]:
    """Makes a bot that is yet to be started; those still running at the end are killed."""
    made: list[BotProcess] = []

    def make(launcher: Launcher | None = None, **settings: str) -> BotProcess:
        made.append(BotProcess(launcher or nursery, api, tmp_path, settings))
        return made[-1]

    yield make
    for bot in made:
        if bot.running:
            await bot.kill()


@pytest_asyncio.fixture
async def bot(make_bot: MakeBot) -> BotProcess:
    """A bot that is yet to be started."""
    return make_bot()


@pytest_asyncio.fixture
async def command_bot(make_bot: MakeBot) -> BotProcess:
    """A bot that is yet to be started, and will be as an operator does it."""
    return make_bot(Command())


@pytest_asyncio.fixture
async def stepped(api: BotApi, make_bot: MakeBot, tmp_path: Path) -> Stepped:
    """A bot that is yet to be started, on a clock that stands at MONDAY until it is moved."""
    now = tmp_path / "now"
    now.write_text(MONDAY.isoformat())
    return Stepped(api, make_bot(**{CLOCK: str(now)}), now)
