"""Stand-ins for what delivery works with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.gate import Gate
from bot.delivery.limits import Limits
from bot.delivery.pace import Pace
from bot.delivery.pinger import Pinger
from bot.delivery.sender import Fate, Receipt
from bot.guidance.facts import Preferences
from bot.handlers.letter import Letter
from bot.services.account import open_account
from bot.services.commands import run
from bot.services.context import Context, Request
from storage import Store, UnitOfWork
from tests.dialogs.conversation import BERLIN, Clock
from tests.patience import PATIENCE

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)
DUE = MONDAY + timedelta(hours=2)
"""When the note after an interview told of on that Monday is due."""
MARK = "↻"
ARRIVED = Receipt(Fate.ARRIVED, 1)
UNKNOWN = Receipt(Fate.UNKNOWN)
NOT_SENT = Receipt(Fate.NOT_SENT, retry_after=timedelta(0))


def letter(chat_id: int, text: str, update_id: int | None = None) -> Letter:
    """A letter without buttons."""
    return Letter(chat_id, text, [], update_id)


async def always(_: Letter) -> bool:
    """Nobody else takes a letter over."""
    return True


async def at_once() -> None:
    """Telegram's limits are far off."""


class FakeSender:
    """Notes what it is to send, and answers with the receipts planned for a chat, then with arrivals."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.pace = Pace()
        self.sent: list[tuple[int, str]] = []
        self.stripped: list[tuple[int, int]] = []
        self.planned: dict[int, list[Receipt | Exception | asyncio.Event]] = {}

    def plan(self, chat_id: int, *outcomes: Receipt | Exception | asyncio.Event) -> None:
        """What happens to the next letters to a chat; an event is waited for first."""
        self.planned[chat_id] = list(outcomes)

    async def send(self, letter: Letter) -> Receipt:
        """See Sender."""
        self.sent.append((letter.chat_id, letter.new_text))
        planned = self.planned.get(letter.chat_id, [])
        while planned:
            outcome = planned.pop(0)
            if isinstance(outcome, asyncio.Event):
                await outcome.wait()
                continue
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        return ARRIVED

    async def strip(self, chat_id: int, message_id: int) -> None:
        """See Sender."""
        self.stripped.append((chat_id, message_id))

    def texts(self, chat_id: int) -> list[str]:
        """What was to be sent to a chat."""
        return [text for to, text in self.sent if to == chat_id]


class NoPauses:
    """Has every pause of the code pass at once, and notes how long it was."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float, result: Any = None) -> Any:
        self.pauses.append(seconds)
        return await _sleep(0, result)


async def told(store: Store, people: Sequence[int], *commands: str, now: datetime = MONDAY) -> None:
    """Have each person say the commands, without any Telegram."""

    def tell(uow: UnitOfWork) -> None:
        for person_id in people:
            for words in commands:
                command, _, text = words.removeprefix("/").partition(" ")
                account = open_account(uow, person_id, Preferences(BERLIN), now)
                run(Context(uow, account, now), Request(command, {"text": text}))

    await store.run(tell)


def pinger_at(store: Store, at: datetime) -> tuple[Pinger, FakeSender, Clock]:
    """A pinger with nothing real about it but its store."""
    sender, clock = FakeSender(), Clock(at)
    return Pinger(store, sender, clock, Limits(store, sender.gate, 1000).slot), sender, clock  # type: ignore[arg-type]


async def sending_to(person_id: int, pinger: Pinger, sender: FakeSender) -> tuple[asyncio.Task[int], asyncio.Event]:
    """A tick that has come to its sending to a person, and what lets that arrive."""
    arrives = asyncio.Event()
    sender.plan(person_id, arrives)
    tick = asyncio.create_task(pinger.tick())
    await until(lambda: sender.sent)
    return tick, arrives


def fails_first(store: Store, errors: list[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a store fail with these errors, the last of them first, before it works as it did."""
    run = store.run

    async def run_or_fail(*args: object, **options: object) -> object:
        if errors:
            raise errors.pop()
        return await run(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "run", run_or_fail)


@asynccontextmanager
async def open_store(folder: Path) -> AsyncIterator[Store]:
    """A store of its own."""
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    await store.open()
    try:
        yield store
    finally:
        await store.close()


_sleep = asyncio.sleep


async def until(look: Callable[[], object]) -> None:
    """Let the loop go round until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not look():
            await _sleep(0.001)
