"""People with a long history, beside one who has a single interview."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time, sleep

from bot.app import App
from storage import Store
from tests.benchmarks.filling import app_on, fill, forget_pings, make_one, record, say, set_due
from tests.benchmarks.growth import NOON
from tests.benchmarks.results import Add
from tests.benchmarks.running import NotMeasured
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import ASKED, FACT

HISTORY = "a long history"
_NOTE_DUE = timedelta(hours=3)
"""After which everybody's one open thank-you note is due."""
_OF_A_CHAT = 1.1
"""Seconds after which whoever was told something is told more."""


@dataclass
class _Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class _Life:
    """A person, numbered 1, in a database of their own."""

    url: str
    app: App


async def long_history(folder: Path, scale: Scale, add: Add) -> None:
    """What those wait who have recorded as much as is kept, beside one who has a single interview."""
    others = scale.interviews - 1
    told = scale.events // scale.interviews - 3
    said = [FACT, "/thanked Acme", *(f"/heard Acme they said {n}" for n in range(told))]
    people = {
        "one interview": (0, []),
        f"{scale.interviews} interviews, one of them open": (others, [*said, "/close Acme"]),
        f"{scale.interviews} interviews, all open": (others, [*said, "/heard Acme not yet"]),
    }
    clock = _Clock(NOON)
    async with asyncio.timeout(scale.limit), AsyncExitStack() as stack:
        lives = {}
        for n, (name, (count, said)) in enumerate(people.items()):
            lives[name] = await _live(f"sqlite:///{folder / str(n)}.sqlite3", clock, count, said, stack)
        for command in ("/status", ASKED):
            await _compared(command, lives, lambda life, said=command: say(life.app, 1, said), add, scale.repeats)
        clock.now = NOON + _NOTE_DUE
        await _compared("a ping", lives, _ping, add, scale.repeats, lambda life: _make_due(life, clock.now))


async def _live(url: str, clock: _Clock, count: int, said: list[str], stack: AsyncExitStack) -> _Life:
    """Have somebody say the same about so many interviews, and then speak of one more, whom they have not thanked."""
    if count:
        await fill(url, count, NOON, said)
        make_one(url)
    store = Store(url)
    await store.open()
    stack.push_async_callback(store.close)
    await record(store, NOON, 1, ["/interviewed Beacon"])
    app = await app_on(store, clock)
    stack.push_async_callback(app.close)
    return _Life(url, app)


def _make_due(life: _Life, now: datetime) -> None:
    # In what is measured, to wait for one's turn would hide the rest.
    sleep(_OF_A_CHAT)
    forget_pings(life.url)
    set_due(life.url, now + timedelta(days=900))
    set_due(life.url, now, [1])


async def _ping(life: _Life) -> None:
    if await life.app.tick() != 1:
        raise NotMeasured("somebody was not pinged")


async def _compared(
    what: str,
    lives: dict[str, _Life],
    do: Callable[[_Life], Awaitable[None]],
    add: Add,
    repeats: int,
    set_up: Callable[[_Life], None] = lambda _: None,
) -> None:
    """What something takes for each of the people, in processor time, by turns."""
    taken: dict[str, list[float]] = {name: [] for name in lives}
    for _ in range(repeats):
        for name, life in lives.items():
            await asyncio.to_thread(set_up, life)
            began = process_time()
            await do(life)
            taken[name].append(process_time() - began)
    one = median(next(iter(taken.values())))
    for name, seconds in taken.items():
        add(HISTORY, what, name, {"CPU ms": 1000 * median(seconds), "times one": median(seconds) / one})
