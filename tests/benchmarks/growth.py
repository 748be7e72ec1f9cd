"""What a tick, an update and a person cost among ever more people."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter, process_time

from bot.app import App
from storage import Store
from tests.benchmarks.filling import app_on, fill, say, set_due, size_of
from tests.benchmarks.results import Figures
from tests.benchmarks.subjects import ASKED, CALLED, FACT

GROWTH = "growth"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HISTORY = (FACT, "/interviewed Beacon", "/interviewed Cobalt", "/thanked Acme")
"""What everybody has said."""
_DUE = 100
_TICKS = 5


async def growth(url: str, count: int) -> Figures:
    """What a tick and an update cost among so many people, and what a person takes in the database."""
    store = Store(url)
    await store.open()
    await store.close()
    empty, began = size_of(url), perf_counter()
    await fill(url, count, NOON, HISTORY)
    filled, size = perf_counter() - began, size_of(url)
    due_at, far = NOON + timedelta(hours=3), NOON + timedelta(days=900)
    set_due(url, far)
    # What was filled is not to be on its way to the disk while others wait for it.
    os.sync()
    await store.open()
    app = await app_on(store, lambda: due_at)
    await app.tick()
    idle = await _timed_ticks(app, lambda _: None)
    step = max(1, count // _DUE)
    due = [1 + n * step for n in range(min(_DUE, count))]
    busy = await _timed_ticks(app, lambda nth: set_due(url, due_at, [min(count, person_id + nth) for person_id in due]))
    update = await _timed_updates(app, count)
    await app.close()
    await store.close()
    return {
        "filled s": filled,
        "idle tick ms": 1000 * idle[1],
        "tick with 100 due ms": 1000 * busy[1],
        "tick with 100 due CPU ms": 1000 * busy[0],
        "update ms": 1000 * update,
        "bytes a person": (size - empty) / count,
    }


async def _timed_ticks(app: App, set_up: Callable[[int], None]) -> tuple[float, float]:
    """The median CPU and wall seconds of a tick; before each its number is told."""
    cpu, wall = [], []
    for nth in range(_TICKS):
        await asyncio.to_thread(set_up, nth)
        began, spent = perf_counter(), process_time()
        await app.tick()
        cpu.append(process_time() - spent)
        wall.append(perf_counter() - began)
    return median(cpu), median(wall)


async def _timed_updates(app: App, count: int) -> float:
    """The median seconds of a recording by a person among them."""
    times = []
    for n in range(40):
        began = perf_counter()
        await say(app, 1 + (n * 7919) % count, CALLED if n % 2 else ASKED)
        times.append(perf_counter() - began)
    return median(times[10:])
