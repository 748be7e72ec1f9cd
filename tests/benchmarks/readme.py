"""README's tables of "How fast", written from a run: `uv run python -m tests.benchmarks.readme figures.json`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import results
from tests.benchmarks.subjects import (
    AIOGRAM,
    ASKED,
    CALLED,
    CONCURRENT,
    ECHO,
    FAST,
    FAST_CORE,
    ON_POSTGRESQL,
    ON_SQLITE,
    ORM,
)
from tests.benchmarks.updates import FAR_AWAY, OFFERED, START, THROUGHPUT
from tests.readme import README

BEGIN, END = "<!-- benchmark -->\n", "<!-- /benchmark -->"
_PROGRAMS = {
    "python-telegram-bot, echo, no database": (ECHO.name, CALLED),
    "the same with `concurrent_updates`": (CONCURRENT.name, CALLED),
    "the same with one insert and commit through SQLAlchemy's ORM": (ORM.name, CALLED),
    "aiogram, echo, no database": (AIOGRAM.name, CALLED),
    "python-telegram-bot, echo over this bot's transport, many side by side": (FAST.name, CALLED),
    "the same with one insert, committed with others": (FAST_CORE.name, CALLED),
    "this bot, `/called Acme no answer`: recorded, planned, committed to the disk": (ON_SQLITE, CALLED),
    "this bot, `/should_i_call`": (ON_SQLITE, ASKED),
    "this bot on PostgreSQL, `/called Acme no answer`": (ON_POSTGRESQL, CALLED),
    "this bot on PostgreSQL, `/should_i_call`": (ON_POSTGRESQL, ASKED),
}
"""The rows of the first table: whose figure is meant."""


@dataclass(frozen=True)
class Run:
    """A run's figures, as it wrote them."""

    written: dict[str, Any]

    def programs(self, measure: str, command: str = "") -> dict[str, dict[str, list[float]]]:
        """Whose figures there are, in the order in which they were taken."""
        found: dict[str, dict[str, list[float]]] = self.written["figures"].get(measure, {}).get(command, {})
        return found

    def values(self, measure: str, command: str, program: str, figure: str) -> list[float]:
        """A figure in each round; none where it was not measured."""
        return self.programs(measure, command).get(program, {}).get(figure, [])

    def value(self, measure: str, command: str, program: str, figure: str) -> float | None:
        """The median of a figure; None where it was not measured."""
        values = self.values(measure, command, program, figure)
        return median(values) if values else None

    @property
    def busiest_double(self) -> float:
        """The largest share of a processor that the double took."""
        measured = [programs for commands in self.written["figures"].values() for programs in commands.values()]
        figures = [found for programs in measured for found in programs.values()]
        return max((max(found["double's CPU"]) for found in figures if "double's CPU" in found), default=0.0)


Row = tuple[str, float | None, str, float | None]
"""What is measured, the bot's figure, what it is beside, and that one's; None where nothing was measured."""


def section(run: Run) -> str:
    """What stands between the marks in README."""
    first = (
        f"Measured on {run.written['date']}: {run.written['machine']}; medians, "
        "in the first table with the least and most of the rounds. "
        f"The double took at most {run.busiest_double:.0%} of a processor."
    )
    rows = "\n".join(_line(row) for row in _others(run) if row[1] is not None)
    return (
        f"{first}\n\n| from hand-out to answer | updates a second | ratio |\n| --- | ---: | ---: |\n"
        + "\n".join(_throughput(run))
        + f"\n\n| | this bot | beside | ratio |\n| --- | ---: | ---: | ---: |\n{rows}\n"
    )


def _throughput(run: Run) -> Iterator[str]:
    for label, (program, command) in _PROGRAMS.items():
        rates = run.values(THROUGHPUT, command, program, "a second")
        unit = run.value(THROUGHPUT, command, ECHO.name, "a second")
        if rates and unit:
            spread = f" ({_number(min(rates))}-{_number(max(rates))})" if len(rates) > 1 else ""
            yield f"| {label} | {_number(median(rates))}{spread} | {_number(median(rates) / unit)} |"


def _line(row: Row) -> str:
    label, own, beside, other = row
    if other is None:
        return f"| {label} | {_number(own or 0.0)} | | |"
    ratio = _number(own / other) if own and other else "-"
    return f"| {label} | {_number(own or 0.0)} | {beside}: {_number(other)} | {ratio} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _others(run: Run) -> Iterator[Row]:
    """The rows of the second table, in the order of the first one's subjects: updates, pings, growth, people, size."""
    best = max(run.value(FAR_AWAY, CALLED, echo.name, "a second") or 0.0 for echo in (ECHO, CONCURRENT)) or None
    label = "with 50 ms added to every call to the Bot API, recordings a second"
    own = run.value(FAR_AWAY, CALLED, ON_SQLITE, "a second")
    yield label, own, "python-telegram-bot at its best", best
    yield label, own, "aiogram, echo", run.value(FAR_AWAY, CALLED, AIOGRAM.name, "a second")
    for figure in ("p50 ms", "p99 ms"):
        label = f"recordings at a steady 200 a second, {figure}"
        own, echo = (run.value(OFFERED, CALLED, program, figure) for program in (ON_SQLITE, ECHO.name))
        yield label, own, "the bare echo", echo
    yield from _of_pings(run)
    yield from _of_answers(run)
    yield from _of_growth(run)
    yield from _of_histories(run)
    for label, figure in (
        ("from start to the first request for updates, s", "start s"),
        ("memory, idle, MB", "idle MB"),
    ):
        own, echo = (run.value(START, "", program, figure) for program in (ON_SQLITE, ECHO.name))
        yield label, own, "the bare echo", echo
    warm, after = (run.value(START, "", ON_SQLITE, figure) for figure in ("warm MB", "after MB"))
    yield "memory after many updates, MB", after, "warm, before them", warm


def _of_pings(run: Run) -> Iterator[Row]:
    measure = "pings due at once"
    for program in run.programs(measure):
        if program != ON_SQLITE:
            due, others = (run.value(measure, "", whose, "due") or 0.0 for whose in (ON_SQLITE, program))
            many = f"{_number(due)} pings due at once" + (f", {_number(others)} of the other" if others != due else "")
            for label, figure in (("a second", "a second"), ("the share that arrived", "sent")):
                own, other = (run.value(measure, "", whose, figure) for whose in (ON_SQLITE, program))
                yield f"{many}: {label}", own, program, other


def _of_answers(run: Run) -> Iterator[Row]:
    for measure in ("answers while pings go out", "re-derivation of all alarms"):
        for busy in list(run.programs(measure))[1:]:
            for figure in ("p50 ms", "p99 ms"):
                own, idle = (run.value(measure, "", program, figure) for program in (busy, "idle"))
                yield f"`/should_i_call`, {_doing(measure, busy)}, {figure}", own, "idle", idle
    for program in list(run.programs("re-derivation of all alarms"))[1:]:
        rate = run.value("re-derivation of all alarms", "", program, "alarms a second")
        yield f"alarms worked out anew a second ({program})", rate, "", None
    for program in run.programs("migration"):
        label = f"people a second, migrating from the first release's tables ({program})"
        yield label, run.value("migration", "", program, "a second"), "", None
    for command in (CALLED, ASKED):
        one, *several = run.programs("replicas by webhook", command) or ["one process"]
        for program in several:
            own, alone = (run.value("replicas by webhook", command, whose, "a second") for whose in (program, one))
            yield f"{program} by webhook on one PostgreSQL, `{command}` a second", own, one, alone


def _doing(measure: str, busy: str) -> str:
    return f"while alarms are worked out anew ({busy})" if measure.startswith("re-") else f"with {busy}"


def _of_growth(run: Run) -> Iterator[Row]:
    for engine in ("SQLite", "PostgreSQL"):
        sizes = list(run.programs("growth", engine))
        if not sizes:
            continue
        for figure in ("idle tick ms", "tick with 100 due ms", "update ms", "bytes a person"):
            own, other = (run.value("growth", engine, size, figure) for size in (sizes[-1], sizes[0]))
            yield f"{engine}, {sizes[-1]}: {figure}", own, f"{sizes[0]}", other


def _of_histories(run: Run) -> Iterator[Row]:
    for command in ("/status", ASKED, "a ping"):
        one, *long = run.programs("a long history", command) or ["one interview"]
        for program in long:
            own, short = (run.value("a long history", command, whose, "CPU ms") for whose in (program, one))
            yield f"{program}: {command}, CPU ms", own, one, short


def written_into(readme: str, run: Run) -> str:
    """README with the tables of a run."""
    return re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: BEGIN + section(run) + END, readme, flags=re.S)


def main() -> None:
    """Write the tables into README."""
    run = Run(results.read(Path(sys.argv[1])))
    README.write_text(written_into(README.read_text(encoding="utf-8"), run), encoding="utf-8")


if __name__ == "__main__":
    main()
