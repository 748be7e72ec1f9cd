"""Measures the bot beside its peers: `uv run --group bench python -m tests.benchmarks [--quick] [--json FILE]`.

Each figure is the median of several rounds, in each of which everybody has a turn, so that a busy machine is busy for
all. Numbers differ between machines; the ratios to python-telegram-bot's echo are what can be compared.
"""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import Progress

from tests.benchmarks import subjects
from tests.benchmarks.measures import NewDatabase, Turn, turns
from tests.benchmarks.results import Results, machine
from tests.benchmarks.running import folder
from tests.benchmarks.scale import QUICK, WHOLE


@contextmanager
def _postgresql(wanted: bool) -> Iterator[NewDatabase | None]:
    """The tests' own PostgreSQL server, where it can run here; gives a way to new databases."""
    if not wanted:
        yield None
        return
    server = importlib.import_module("tests.postgres")
    with server.running() as started:
        yield started.new_database


def run(results: Results, wanted: list[Turn], rounds: int, progress: Progress) -> None:
    """Have everybody take their turns; who cannot be measured is passed over."""
    due = [turn for nth in range(rounds) for turn in wanted if nth == 0 or not turn.once]
    bar = progress.add_task("", total=len(due))
    for turn in due:
        name, began = f"{turn.measure}: {turn.who}", monotonic()
        progress.update(bar, description=name)
        with folder() as path:
            try:
                turn.do(path, results.add)
            except Exception as fault:
                # What the others showed in half an hour is not to be lost with it.
                results.faults.append(f"{name}: {type(fault).__name__}: {fault}")
        results.seconds[name] += monotonic() - began
        progress.advance(bar)


def main() -> None:
    """Measure, print the tables, and write the figures as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a little of everything, in under two minutes")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the measures with these words in their name")
    parser.add_argument("--rounds", type=int, help="how often everybody has a turn")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--no-postgresql", action="store_true", help="leave PostgreSQL out")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    scale = QUICK if asked.quick else WHOLE
    scale = replace(scale, rounds=asked.rounds or scale.rounds)
    results = Results()
    with (
        _postgresql(not asked.no_postgresql) as new_database,
        Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress,
        # Whoever ends it early gets what there is.
        suppress(KeyboardInterrupt),
    ):
        every = turns(scale, new_database)
        wanted = [turn for turn in every if asked.only in turn.measure]
        if not wanted:
            parser.error("no such measure; there are: " + ", ".join(dict.fromkeys(turn.measure for turn in every)))
        run(results, wanted, scale.rounds, progress)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(f"{machine()}. Medians of {scale.rounds} rounds (least-most), x: times {subjects.PTB}.\n")
    for table in results.tables():
        console.print(table)
    for fault in results.faults:
        console.print(f"NOT MEASURED: {fault}", markup=False)
    if asked.json:
        results.write(asked.json, datetime.now(UTC).date())


if __name__ == "__main__":
    main()
