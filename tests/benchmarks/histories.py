"""People with a long history, beside those who have a single interview."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from statistics import median
from time import process_time

from storage import Store
from tests.benchmarks.filling import app_on, record, say
from tests.benchmarks.growth import NOON
from tests.benchmarks.results import Add
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import ASKED, FACT

HISTORY = "a long history"
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def _name(n: int) -> str:
    """A company's name, unlike all others."""
    return sha256(str(n).encode()).hexdigest()[:9].translate(_LETTERS).capitalize()


async def long_history(folder: Path, scale: Scale, add: Add) -> None:
    """What one with so many interviews and events waits, beside one who has a single interview."""
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    await store.open()
    app = await app_on(store, lambda: NOON)
    await record(store, NOON, 1, [FACT])
    companies = [_name(n) for n in range(scale.interviews)]
    await record(store, NOON, 2, [f"/interviewed {company}" for company in companies])
    for n in range(scale.events // scale.interviews - 1):
        await record(store, NOON, 2, [f"/heard {company} they said {n}" for company in companies])
    for command in ("/status", ASKED):
        one, many = [], []
        for _ in range(7):
            for person_id, times in ((1, one), (2, many)):
                began = process_time()
                await say(app, person_id, command)
                times.append(process_time() - began)
        add(
            HISTORY,
            "",
            command,
            {"one ms": 1000 * median(one), "long ms": 1000 * median(many), "ratio": median(many) / median(one)},
        )
    await app.close()
    await store.close()
