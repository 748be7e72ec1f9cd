"""The benchmark itself: that everything it measures gives figures, and that README's tables are what it writes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from tests.benchmarks import histories, replicas, subjects, updates
from tests.benchmarks.__main__ import run
from tests.benchmarks.measures import turns
from tests.benchmarks.plot import draw
from tests.benchmarks.readme import BEGIN, END, Run, section, written_into
from tests.benchmarks.results import Results, read
from tests.benchmarks.scale import QUICK
from tests.benchmarks.subjects import ASKED, CALLED
from tests.postgres import Server
from tests.readme import README

TINY = replace(
    QUICK,
    people=6,
    pings=6,
    reminders=6,
    updates_for_memory=6,
    seconds_asked=0.5,
    growth=(20, 40),
    growth_on_postgresql=(20, 40),
    rederived=20,
    interviews=4,
    events=20,
    limit=120,
    limit_of_pings=60,
)
NUMBER = re.compile(r"\d[\d.,]*%?(?:e\+\d+)?")


def sample() -> Run:
    """A run in which everything was measured."""
    results = Results()
    every = ("a second", "p50 ms", "p99 ms", "CPU ms", "start s", "idle MB", "warm MB", "after MB", "double's CPU")
    growing = ("idle tick ms", "tick with 100 due ms", "update ms", "bytes a person")
    figures = dict.fromkeys((*every, *growing, "due", "sent", "alarms a second"), 2.0)
    ours = (subjects.ON_SQLITE, subjects.ON_POSTGRESQL)
    programs = (*(program.name for program in subjects.PEERS), *ours)
    for measure, commands, names in (
        (updates.THROUGHPUT, (CALLED, ASKED), programs),
        (updates.OFFERED, (CALLED,), programs),
        (updates.FAR_AWAY, (CALLED,), programs),
        (updates.START, ("",), programs),
        ("pings due at once", ("",), ("python-telegram-bot JobQueue", *ours)),
        ("answers while pings go out", ("",), ("idle", "6 pings due")),
        ("re-derivation of all alarms", ("",), ("idle", "meanwhile, 25 pings a second")),
        ("migration", ("",), ("40 people, SQLite",)),
        (replicas.REPLICAS, (CALLED, ASKED), tuple(replicas.COUNTS.values())),
        ("growth", ("SQLite", "PostgreSQL"), ("20 people", "40 people")),
        (histories.HISTORY, ("/status", ASKED, "a ping"), ("one interview", "4 interviews, all open")),
    ):
        for command in commands:
            for name in [*names, *names]:
                results.add(measure, command, name, figures)
    return Run({"machine": "Linux, 2 cores, Python 3.11.7", "date": "2026-11-23", "figures": results.values})


def form(text: str) -> list[str]:
    """The lines of a text, whatever numbers stand in them."""
    return [NUMBER.sub("#", line) for line in text.splitlines()]


def test_readmes_tables_have_the_form_in_which_a_run_writes_them() -> None:
    readme = README.read_text(encoding="utf-8")
    shown = form(readme.partition(BEGIN)[2].partition(END)[0])
    written = form(section(sample()))
    first = written[: written.index("", 2)]
    assert shown[: len(first)] == first


def test_a_run_replaces_what_an_earlier_one_wrote_and_nothing_else() -> None:
    readme = f"before\n{BEGIN}old\n{END}\nafter"
    assert written_into(readme, sample()) == f"before\n{BEGIN}{section(sample())}{END}\nafter"


def test_a_table_leaves_out_what_was_not_measured() -> None:
    nothing = section(Run({"machine": "Linux", "date": "2026-11-23", "figures": {}}))
    assert [line for line in nothing.splitlines() if line.startswith("| ") and "ratio" not in line] == [
        "| --- | ---: | ---: |",
        "| --- | ---: | ---: | ---: |",
    ]


async def test_a_person_is_measured_by_what_they_wait_for(tmp_path: Path) -> None:
    results = Results()
    await histories.long_history(tmp_path, TINY, results.add)
    assert list(results.values[histories.HISTORY]) == ["/status", ASKED, "a ping"]
    assert all(len(programs) == 3 for programs in results.values[histories.HISTORY].values())


def test_updates_are_counted_from_hand_out_to_answer(tmp_path: Path) -> None:
    results = Results()
    updates.answered(subjects.ours(), tmp_path, TINY, results.add)
    for measure in (updates.THROUGHPUT, updates.OFFERED, updates.FAR_AWAY):
        assert results.values[measure][CALLED][subjects.ON_SQLITE]["answered"] == [1.0]


@pytest.mark.slow
def test_everything_measured_of_the_bot_gives_figures(postgresql: Server, tmp_path: Path) -> None:
    peers = {program.name for program in (*subjects.PEERS, *subjects.jobs(0), subjects.queue(0))}
    wanted = [turn for turn in turns(TINY, postgresql.new_database) if turn.who not in peers]
    results = Results()
    run(results, wanted, 1, Progress(console=Console(quiet=True)))
    assert results.faults == []
    results.write(tmp_path / "figures.json", date(2026, 11, 23))
    written = read(tmp_path / "figures.json")
    assert {"pings due at once", "answers while pings go out", replicas.REPLICAS, "growth"} <= written["figures"].keys()
    assert "worked out anew" in section(Run(written))
    draw(written["figures"])
