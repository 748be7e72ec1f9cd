"""How fast somebody is answered while the bot has other work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.filling import set_due
from tests.benchmarks.pings import fill_with_due
from tests.benchmarks.results import Add, Figures
from tests.benchmarks.running import Program, Started, running
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import ASKED
from tests.benchmarks.updates import load

ANSWERS = "answers while pings go out"
_PEOPLE = 100
"""Who ask, by turns; nothing is due for them."""
_RATE = 20.0
_LIMIT_OF_TELEGRAM = "25"


def ask_gently(started: Started, scale: Scale) -> Figures:
    """Have some people ask, one after the other; gives how long they wait."""
    # Who runs for long has been asked before, and has learnt what it reads words with.
    load(started, [(1 + n, ASKED) for n in range(min(_PEOPLE, int(2 * _RATE * scale.seconds_asked)))], 2 * _RATE)
    asked = [(1 + n % _PEOPLE, ASKED) for n in range(int(_RATE * scale.seconds_asked))]
    figures = load(started, asked, _RATE)
    return {name: figures[name] for name in ("p50 ms", "p99 ms", "answered")}


def while_pings_go_out(program: Program, folder: Path, scale: Scale, add: Add) -> None:
    """People ask while nobody is to be pinged, and while many are, at the rate that Telegram admits."""
    url = f"sqlite:///{folder / 'bot.sqlite3'}"
    fill_with_due(url, scale.pings + _PEOPLE)
    far = datetime.now(UTC) + timedelta(days=30)
    set_due(url, far)
    ordinary = program.told(PINGS_A_SECOND=_LIMIT_OF_TELEGRAM)
    with running(ordinary, folder, scale.limit) as started:
        started.seconds_to_first_poll()
        idle = ask_gently(started, scale)
    add(ANSWERS, "", "idle", idle)
    set_due(url, datetime.now(UTC), range(_PEOPLE + 1, _PEOPLE + scale.pings + 1))
    with running(ordinary, folder, scale.limit) as started:
        started.seconds_to_first_poll()
        busy = ask_gently(started, scale)
        report = started.double.order("report")
    pinged = (report["sent"] - report["answered"]) / report["elapsed"]
    add(ANSWERS, "", f"{scale.pings:,} pings due", {**busy, "pings a second": pinged})
