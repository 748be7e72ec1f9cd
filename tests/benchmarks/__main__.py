"""Measures the bot beside its peers: `uv run --group bench python -m tests.benchmarks [--quick] [--json FILE]`.

Each figure is the median of several rounds, in each of which everybody has a turn, so that a busy machine is busy for
all. Numbers differ between machines; the ratios to python-telegram-bot's echo are what can be compared.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from tests.benchmarks import pings, subjects, updates
from tests.benchmarks.running import Program, folder
from tests.benchmarks.updates import Figures

UNIT = subjects.PTB
_SHOWN = {
    "throughput": ("a second", "CPU ms", "double's CPU"),
    "offered 200 a second": ("p50 ms", "p99 ms"),
    "with 50 ms added": ("a second",),
    "pings due at once": ("a second", "CPU ms", "sent"),
    "start and size": ("start s", "answer s", "idle MB", "warm MB", "after MB"),
}


@dataclass(frozen=True)
class Scale:
    """How much is done."""

    rounds: int
    people: int
    pings: int
    seconds_offered: int
    updates_for_memory: int
    growth: tuple[int, ...]
    history: tuple[int, int]


QUICK = Scale(1, 300, 1000, 3, 1000, (1_000, 10_000), (20, 100))
WHOLE = Scale(3, 1000, 3000, 5, 10_000, (1_000, 10_000, 100_000, 1_000_000), (200, 2800))


class Results:
    """Figures of all rounds: measure → command → program → figure → values."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, dict[str, dict[str, list[float]]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        )

    def add(self, measure: str, program: str, figures: dict[str, Figures]) -> None:
        """Add a round's figures of a program."""
        for command, found in figures.items():
            for name, value in found.items():
                self.values[measure][command][program][name].append(value)

    def tables(self) -> Iterator[Table]:
        """A table for each measure and command: medians, their spread, and ratios to the unit."""
        for measure, commands in self.values.items():
            for command, programs in commands.items():
                yield _table(f"{measure}: {command}", programs, _SHOWN.get(measure))


def _table(title: str, programs: dict[str, dict[str, list[float]]], shown: tuple[str, ...] | None) -> Table:
    names = shown or tuple(next(iter(programs.values())))
    table = Table("", *names, title=title, title_justify="left")
    for program, figures in programs.items():
        unit = programs.get(UNIT)
        cells = [_cell(figures[name], unit[name] if unit and program != UNIT else None) for name in names]
        table.add_row(program, *cells)
    return table


def _cell(values: list[float], unit: list[float] | None) -> str:
    if not values:
        return ""
    spread = f" ({min(values):.3g}-{max(values):.3g})" if len(values) > 1 else ""
    ratio = f"  x{median(values) / median(unit):.2f}" if unit and median(unit) else ""
    return f"{median(values):.4g}{spread}{ratio}"


def _measured(scale: Scale, postgresql: Callable[[], str] | None) -> list[tuple[str, str, Callable[[Path], Any]]]:
    """One round: what is measured, of which program, and how."""
    ours = [subjects.ours()]
    programs = [*subjects.PEERS, *ours]
    turns: list[tuple[str, str, Callable[[Path], Any]]] = []

    def turn(measure: str, program: Program, do: Callable[[Program, Path], Any]) -> None:
        turns.append((measure, program.name, lambda path: do(program, path)))

    for program in programs:
        turn("throughput", program, lambda one, path: updates.throughput(one, path, scale.people))
    if postgresql:
        server = subjects.ours(name="should-i-call, PostgreSQL")
        turn("throughput", server, lambda one, path: updates.throughput(one.on(postgresql()), path, scale.people))
    for program in programs:
        count = 200 * scale.seconds_offered
        turn("offered 200 a second", program, lambda one, path, n=count: updates.offered(one, path, n, 200.0))
    for program in programs:
        turn("with 50 ms added", program, lambda one, path: updates.far_away(one, path, scale.people // 3, 0.05))
    for program in (subjects.ECHO, *ours):
        turn(
            "start and size",
            program,
            lambda one, path: {"": updates.start_and_size(one, path, scale.updates_for_memory)},
        )
    for program in subjects.jobs(scale.pings):
        turn("pings due at once", program, lambda one, path: {"": pings.drain(one, path, scale.pings)})
    if postgresql:
        queue = subjects.queue(scale.pings)
        turn("pings due at once", queue, lambda one, path: {"": pings.drain(one.on(postgresql()), path, scale.pings)})
    turn("pings due at once", ours[0], lambda one, path: {"": _our_pings(one, path, scale.pings)})
    return turns


def _our_pings(program: Program, path: Path, count: int) -> Figures:
    pings.filled_with_due(f"sqlite:///{path / 'bot.sqlite3'}", count)
    return pings.drain(program, path, count)


@contextmanager
def _postgresql(wanted: bool) -> Iterator[Callable[[], str] | None]:
    """The tests' own PostgreSQL server, where it can run here; gives a way to new databases."""
    if not wanted:
        yield None
        return
    server = importlib.import_module("tests.postgres")
    with server.running() as started:
        yield started.new_database


def _grow(results: Results, scale: Scale, advance: Callable[[str], None]) -> None:
    for count in scale.growth:
        advance(f"{count:,} people")
        with folder() as path:
            figures = asyncio.run(pings.growth(f"sqlite:///{path / 'bot.sqlite3'}", count))
        results.add("growth, SQLite", f"{count:,} people", {"": figures})
    advance("a long history")
    with folder() as path:
        history = asyncio.run(pings.long_history(f"sqlite:///{path / 'bot.sqlite3'}", *scale.history))
    results.add("a long history", "CPU", history)


def _run(scale: Scale, only: str, progress: Progress, postgresql: Callable[[], str] | None) -> Results:
    results = Results()
    turns = [turn for turn in _measured(scale, postgresql) if only in turn[0]]
    growing = only in "growth, a long history"
    total = len(turns) * scale.rounds + (len(scale.growth) + 1 if growing else 0)
    bar: TaskID = progress.add_task("", total=total)
    for _ in range(scale.rounds):
        for measure, name, do in turns:
            progress.update(bar, description=f"{measure}: {name}")
            with folder() as path:
                results.add(measure, name, do(path))
            progress.advance(bar)
    if growing:

        def advance(what: str) -> None:
            progress.update(bar, description=what, advance=1)

        _grow(results, scale, advance)
    return results


def main() -> None:
    """Measure, print the tables, and write the figures as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a little of everything, in under two minutes")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the measures with these words in their name")
    parser.add_argument("--rounds", type=int, help="how often everybody has a turn")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--no-postgresql", action="store_true", help="leave PostgreSQL out")
    asked = parser.parse_args()
    scale = QUICK if asked.quick else WHOLE
    if asked.rounds:
        scale = Scale(**{**scale.__dict__, "rounds": asked.rounds})
    with (
        _postgresql(not asked.no_postgresql) as postgresql,
        Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress,
    ):
        results = _run(scale, asked.only, progress, postgresql)
    console = Console(width=None if sys.stdout.isatty() else 160)
    machine = f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    console.print(f"{machine}. Medians of {scale.rounds} rounds (least-most), x: times {UNIT}.\n")
    for table in results.tables():
        console.print(table)
    if asked.json:
        asked.json.write_text(json.dumps({"machine": machine, "figures": results.values}, indent=1))


if __name__ == "__main__":
    main()
