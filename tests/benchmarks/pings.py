"""Pings: handing out what is due, what a tick costs among many people, and people with a long history."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from bot.app import App
from storage import Store
from tests.benchmarks.filling import app_on, fill, record, say, set_due, size_of
from tests.benchmarks.running import Program, running
from tests.benchmarks.subjects import ASKED, CALLED, FACT
from tests.benchmarks.updates import Figures

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
_HISTORY = (FACT, "/interviewed Beacon", "/interviewed Cobalt", "/thanked Acme")
_DUE = 100
_TICKS = 5
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def drain(program: Program, folder: Path, count: int) -> Figures:
    """So many reminders that are due at once, from the first message to the last."""
    with running(program, folder) as started:
        started.seconds_to_first_poll()
        cpu = started.cpu_seconds
        report = started.double.order("wait", sent=count, patience=180.0, quiet=10.0)
        cpu = started.cpu_seconds - cpu
    return {
        "a second": report["sent"] / max(report["span"], 1e-9),
        "CPU ms": 1000 * cpu / count,
        "sent": report["sent"] / count,
    }


def filled_with_due(url: str, count: int) -> None:
    """A database in which everybody is to be pinged at once."""
    now = datetime.now(UTC)
    # It is early afternoon where they live, so that they may be pinged.
    east = (14 - now.hour + 11) % 24 - 11
    zone = ZoneInfo(f"Etc/GMT{-east:+d}" if east else "Etc/GMT")
    asyncio.run(fill(url, count, now - timedelta(hours=3), [FACT], zone))


async def _timed_ticks(app: App, set_up: Callable[[], None]) -> tuple[float, float]:
    """The median CPU and wall seconds of a tick."""
    cpu, wall = [], []
    for _ in range(_TICKS):
        await asyncio.to_thread(set_up)
        began, spent = perf_counter(), process_time()
        await app.tick()
        cpu.append(process_time() - spent)
        wall.append(perf_counter() - began)
    return median(cpu), median(wall)


async def growth(url: str, count: int) -> Figures:
    """What a tick and an update cost among so many people, and what a person takes in the database."""
    began = perf_counter()
    await fill(url, count, NOON, _HISTORY)
    filled = perf_counter() - began
    due_at, far = NOON + timedelta(hours=3), NOON + timedelta(days=900)
    store = Store(url)
    await store.open()
    app = await app_on(store, lambda: due_at)
    set_due(url, far)
    await app.tick()
    idle = await _timed_ticks(app, lambda: None)
    step = max(1, count // _DUE)
    due = [1 + n * step for n in range(min(_DUE, count))]
    busy: list[tuple[float, float]] = []
    for n in range(_TICKS):
        some = [min(count, person_id + n) for person_id in due]
        await asyncio.to_thread(set_due, url, due_at, some)
        began, spent = perf_counter(), process_time()
        await app.tick()
        busy.append((process_time() - spent, perf_counter() - began))
    update = await _timed_updates(app, count)
    await app.close()
    await store.close()
    return {
        "filled s": filled,
        "idle tick ms": 1000 * idle[1],
        "tick with 100 due ms": 1000 * median(wall for _, wall in busy),
        "tick with 100 due CPU ms": 1000 * median(cpu for cpu, _ in busy),
        "update ms": 1000 * update,
        "bytes a person": size_of(url) / count,
    }


async def _timed_updates(app: App, count: int) -> float:
    """The median seconds of a recording by a person among them."""
    times = []
    for n in range(40):
        began = perf_counter()
        await say(app, 1 + (n * 7919) % count, CALLED if n % 2 else ASKED)
        times.append(perf_counter() - began)
    return median(times[10:])


def _name(n: int) -> str:
    """A company's name, unlike all others."""
    return sha256(str(n).encode()).hexdigest()[:9].translate(_LETTERS).capitalize()


async def long_history(url: str, interviews: int, events: int) -> dict[str, Figures]:
    """What one with so many interviews and events waits, beside one who has a single interview."""
    store = Store(url)
    await store.open()
    app = await app_on(store, lambda: NOON)
    await record(store, NOON, 1, [FACT])
    companies = [_name(n) for n in range(interviews)]
    await record(store, NOON, 2, [f"/interviewed {company}" for company in companies])
    for n in range(events // interviews - 1):
        await record(store, NOON, 2, [f"/heard {company} they said {n}" for company in companies])
    figures: dict[str, Figures] = {}
    for command in ("/status", ASKED):
        one, many = [], []
        for _ in range(7):
            for person_id, times in ((1, one), (2, many)):
                began = process_time()
                await say(app, person_id, command)
                times.append(process_time() - began)
        figures[command] = {"one ms": 1000 * median(one), "long ms": 1000 * median(many)}
        figures[command]["ratio"] = median(many) / median(one)
    await app.close()
    await store.close()
    return figures
