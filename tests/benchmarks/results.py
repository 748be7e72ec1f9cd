"""The figures of all rounds, as tables and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table

from tests.benchmarks import subjects

Figures = dict[str, float]
Add = Callable[[str, str, str, Figures], None]
"""Takes the figures of a measure, a command and a program; what was added is kept whatever fails later."""

_SHOWN = {
    "throughput": ("a second", "CPU ms", "double's CPU"),
    "offered 200 a second": ("p50 ms", "p99 ms"),
    "with 50 ms added": ("a second", "answered"),
}

_UNITS = (subjects.PTB, "idle", "one process")
"""What the others of a table are compared with."""


class Results:
    """Figures of all rounds: measure → command → program → figure → values; and what could not be measured."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, dict[str, dict[str, list[float]]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        )
        self.faults: list[str] = []
        self.seconds: dict[str, float] = defaultdict(float)
        """How long each turn took."""

    def add(self, measure: str, command: str, program: str, figures: Figures) -> None:
        """Add figures of a program."""
        for name, value in figures.items():
            self.values[measure][command][program][name].append(value)

    def tables(self) -> Iterator[Table]:
        """A table for each measure and command: medians, their spread, and ratios to the unit."""
        for measure, commands in self.values.items():
            for command, programs in commands.items():
                yield _table(f"{measure}: {command}".removesuffix(": "), programs, _SHOWN.get(measure))

    def write(self, path: Path, on: date) -> None:
        """Write all figures as JSON, with the machine and the day of the run."""
        whole = {
            "machine": machine(),
            "date": on.isoformat(),
            "faults": self.faults,
            "seconds": self.seconds,
            "figures": self.values,
        }
        path.write_text(json.dumps(whole, indent=1), encoding="utf-8")


def machine() -> str:
    """What this runs on."""
    return f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def read(path: Path) -> dict[str, Any]:
    """What a run has written."""
    written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return written


def _table(title: str, programs: dict[str, dict[str, list[float]]], shown: tuple[str, ...] | None) -> Table:
    names = shown or tuple(dict.fromkeys(name for figures in programs.values() for name in figures))
    table = Table("", *names, title=title, title_justify="left")
    unit = next((programs[name] for name in _UNITS if name in programs), None)
    for program, figures in programs.items():
        cells = [_cell(figures.get(name), unit.get(name) if unit and figures is not unit else None) for name in names]
        table.add_row(program, *cells)
    return table


def _cell(values: list[float] | None, unit: list[float] | None) -> str:
    if not values:
        return ""
    spread = f" ({min(values):.3g}-{max(values):.3g})" if len(values) > 1 else ""
    ratio = f"  x{median(values) / median(unit):.2f}" if unit and median(unit) else ""
    return f"{median(values):,.4g}{spread}{ratio}"
