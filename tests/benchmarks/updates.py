"""Updates, from being handed out to being answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.results import Add, Figures
from tests.benchmarks.running import NotMeasured, Program, Started, running
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import ASKED, CALLED, FACT, READ

THROUGHPUT, OFFERED, FAR_AWAY = "throughput", "offered 200 a second", "with 50 ms added"
START = "start and size"
_QUIET = 5.0
_RATE, _DELAY = 200.0, 0.05
_ASKED_BEFORE = 30
_PACED = 1000
"""People over whom many questions are spread: each chat gets its answers at a person's pace, once there are many."""


def load(started: Started, texts: Sequence[tuple[int, str]], rate: float | None = None, delay: float = 0.0) -> Figures:
    """Have people write, and wait until each is answered; gives what was measured.

    Raises NotMeasured where its time is over before.
    """
    if not started.left:
        raise NotMeasured(f"{started.limit:.0f} seconds were over before {texts[0][1]}")
    cpu = started.cpu_seconds
    started.double.order("load", updates=list(texts), rate=rate, delay=delay)
    report = started.wait("answered", len(texts), _QUIET)
    latencies = sorted(report["latencies"]) or [float("nan")]
    return {
        "a second": report["answered"] / max(report["seconds"], 1e-9),
        "CPU ms": 1000 * (started.cpu_seconds - cpu) / len(texts),
        "p50 ms": 1000 * latencies[len(latencies) // 2],
        "p99 ms": 1000 * latencies[min(len(latencies) - 1, len(latencies) * 99 // 100)],
        "answered": report["answered"] / len(texts),
        "double's CPU": report["cpu"] / max(report["elapsed"], 1e-9),
    }


def warm(started: Started, people: int) -> None:
    """Have everybody say that they had an interview, and some all that is asked later."""
    started.seconds_to_first_poll()
    load(started, _from(1, people, FACT))
    # Who runs for long has been asked everything before.
    for text in (FACT, CALLED, ASKED):
        load(started, _from(people + 1, _ASKED_BEFORE, text))


def answered(program: Program, folder: Path, scale: Scale, add: Add) -> None:
    """As many updates as it takes, then 200 a second, then with every call to the Bot API 50 ms longer.

    Each is by other people: a chat gets one message a second, and who tells the same twice in a day is asked about it.
    """
    count = scale.people
    with running(program, folder, scale.limit) as started:
        warm(started, 4 * count)
        for text, first in ((CALLED, 1), (ASKED, count + 1)):
            add(THROUGHPUT, text, program.name, load(started, _from(first, count, text)))
        add(OFFERED, CALLED, program.name, load(started, _from(2 * count + 1, count, CALLED), _RATE))
        # A second and more of each.
        far = count // 5 if program.one_at_a_time else count
        add(FAR_AWAY, CALLED, program.name, load(started, _from(3 * count + 1, far, CALLED), delay=_DELAY))


def _from(first: int, count: int, text: str) -> list[tuple[int, str]]:
    """So many people saying the same."""
    return [(person_id, text) for person_id in range(first, first + count)]


def start_and_size(program: Program, folder: Path, scale: Scale, add: Add) -> None:
    """From exec to the first request for updates and to the first answer; memory idle, warm, after many updates."""
    seconds, answers = [], []
    for _ in range(1 + scale.starts):
        with running(program, folder, scale.limit) as started:
            seconds.append(started.seconds_to_first_poll())
        with running(program, folder, scale.limit) as started:
            answers.append(started.seconds_to_first_answer(FACT))
    with running(program, folder, scale.limit) as started:
        started.seconds_to_first_poll()
        started.wait_until_quiet()
        idle = started.resident_mb
        warm(started, 100)
        load(started, [(1, text) for text in READ])
        started.wait_until_quiet()
        warmed = started.resident_mb
        load(started, [(1 + n % _PACED, ASKED) for n in range(scale.updates_for_memory)])
        after = started.resident_mb
    # The first start makes the database.
    figures = {"start s": median(seconds[1:]), "answer s": median(answers), "idle MB": idle, "warm MB": warmed}
    add(START, "", program.name, {**figures, "after MB": after, "after, times warm": after / warmed})
