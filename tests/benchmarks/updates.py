"""Updates, from being handed out to being answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.running import Program, Started, running
from tests.benchmarks.subjects import ASKED, CALLED, FACT, READ

Figures = dict[str, float]
_PATIENCE, _QUIET = 120.0, 20.0
_ASKED_BEFORE = 30


def load(started: Started, texts: Sequence[tuple[int, str]], rate: float | None = None, delay: float = 0.0) -> Figures:
    """Have people write, and wait until each is answered; gives what was measured."""
    cpu = started.cpu_seconds
    started.double.order("load", updates=list(texts), rate=rate, delay=delay)
    report = started.double.order("wait", sent=len(texts), patience=_PATIENCE, quiet=_QUIET)
    latencies = sorted(report["latencies"]) or [float("nan")]
    return {
        "a second": report["sent"] / max(report["seconds"], 1e-9),
        "CPU ms": 1000 * (started.cpu_seconds - cpu) / len(texts),
        "p50 ms": 1000 * latencies[len(latencies) // 2],
        "p99 ms": 1000 * latencies[min(len(latencies) - 1, len(latencies) * 99 // 100)],
        "answered": report["sent"] / len(texts),
        "double's CPU": report["cpu"] / max(report["elapsed"], 1e-9),
    }


def _warmed(started: Started, people: int) -> None:
    started.seconds_to_first_poll()
    load(started, [(person_id, FACT) for person_id in range(1, people + 1)])
    # Who runs for long has been asked everything before.
    for text in (FACT, CALLED, ASKED):
        load(started, [(people + person_id, text) for person_id in range(1, _ASKED_BEFORE + 1)])


def throughput(program: Program, folder: Path, people: int) -> dict[str, Figures]:
    """As many updates as it takes: a recording, then a question, by each person once."""
    with running(program, folder) as started:
        _warmed(started, people)
        return {
            text: load(started, [(person_id, text) for person_id in range(1, people + 1)]) for text in (CALLED, ASKED)
        }


def offered(program: Program, folder: Path, people: int, rate: float) -> dict[str, Figures]:
    """So many updates a second, each at its moment."""
    with running(program, folder) as started:
        _warmed(started, people)
        return {CALLED: load(started, [(person_id, CALLED) for person_id in range(1, people + 1)], rate)}


def far_away(program: Program, folder: Path, people: int, delay: float) -> dict[str, Figures]:
    """Every call to the Bot API takes so many seconds longer."""
    with running(program, folder) as started:
        _warmed(started, people)
        return {CALLED: load(started, [(person_id, CALLED) for person_id in range(1, people + 1)], delay=delay)}


def start_and_size(program: Program, folder: Path, updates: int) -> Figures:
    """From exec to the first request for updates and to the first answer; memory idle, warm, after so many updates."""
    with running(program, folder) as started:
        started.seconds_to_first_poll()
    with running(program, folder) as started:
        answered = started.seconds_to_first_answer(FACT)
    with running(program, folder) as started:
        seconds = started.seconds_to_first_poll()
        started.wait_until_quiet()
        idle = started.resident_mb
        _warmed(started, 100)
        load(started, [(1, text) for text in READ])
        started.wait_until_quiet()
        warm = started.resident_mb
        # Each chat gets its answers at a person's pace, once there are many.
        load(started, [(1 + n % 1000, ASKED) for n in range(updates)])
        return {
            "start s": seconds,
            "answer s": answered,
            "idle MB": idle,
            "warm MB": warm,
            "after MB": started.resident_mb,
        }
