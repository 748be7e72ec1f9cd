"""Pings: handing out what is due at once, beside those who keep reminders."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.benchmarks.filling import fill
from tests.benchmarks.results import Add
from tests.benchmarks.running import Program, running
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import FACT

DUE = "pings due at once"


def drain(program: Program, folder: Path, due: int, scale: Scale, add: Add) -> None:
    """So many reminders that are due at once, from the first message to the last."""
    with running(program, folder, scale.limit_of_pings) as started:
        started.seconds_to_first_poll()
        cpu = started.cpu_seconds
        report = started.wait("sent", due, scale.quiet)
        cpu = started.cpu_seconds - cpu
    figures = {
        "a second": report["sent"] / report["span"] if report["sent"] > 1 else 0.0,
        "CPU ms": 1000 * cpu / max(report["sent"], 1),
        "due": float(due),
        "sent": report["sent"] / due,
    }
    add(DUE, "", program.name, figures)


def ours(program: Program, folder: Path, scale: Scale, add: Add) -> None:
    """The same of the bot, with somebody waiting for each."""
    fill_with_due(f"sqlite:///{folder / 'bot.sqlite3'}", scale.pings)
    drain(program, folder, scale.pings, scale, add)


def fill_with_due(url: str, count: int) -> None:
    """A database in which everybody is to be pinged at once."""
    now = datetime.now(UTC)
    # It is early afternoon where they live, so that they may be pinged.
    east = (14 - now.hour + 11) % 24 - 11
    zone = ZoneInfo(f"Etc/GMT{-east:+d}" if east else "Etc/GMT")
    asyncio.run(fill(url, count, now - timedelta(hours=3), [FACT], zone))
