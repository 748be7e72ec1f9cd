"""A new release on a database of many people: its tables are migrated, and everybody's alarm is worked out anew."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, perf_counter

from alembic import command
from alembic.config import Config

import storage
from storage import Store
from storage.engine import open_engine, read_url
from tests.benchmarks.answers import ask_gently
from tests.benchmarks.filling import count_of_new_rules, fill, make_rules_old
from tests.benchmarks.growth import HISTORY
from tests.benchmarks.results import Add, Figures
from tests.benchmarks.running import Program, running
from tests.benchmarks.scale import Scale

MIGRATION, REDERIVATION = "migration", "re-derivation of all alarms"
_FIRST = "0001"
"""The tables of the first release."""


def migrated(folder: Path, scale: Scale, add: Add) -> None:
    """How long a database with the first release's tables takes to have this one's; nobody is answered meanwhile."""
    url, count = f"sqlite:///{folder / 'bot.sqlite3'}", scale.growth[-1]
    asyncio.run(fill(url, count, datetime.now(UTC), HISTORY))
    _downgrade(url)
    began = perf_counter()
    asyncio.run(_open(url))
    seconds = perf_counter() - began
    figures = {"people": float(count), "seconds": seconds, "a second": count / seconds}
    add(MIGRATION, "", f"{count:,} people, SQLite", figures)


def _downgrade(url: str) -> None:
    """Give a database the first release's tables."""
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    engine = open_engine(read_url(url))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        with connection.begin():
            command.downgrade(config, _FIRST)
    engine.dispose()


async def _open(url: str) -> None:
    store = Store(url)
    await store.open()
    await store.close()


def rederived(program: Program, folder: Path, scale: Scale, add: Add) -> None:
    """A release with new rules works out everybody's alarm anew while people ask."""
    url = f"sqlite:///{folder / 'bot.sqlite3'}"
    asyncio.run(fill(url, scale.rederived, datetime.now(UTC), HISTORY))
    with running(program, folder, scale.limit) as started:
        started.seconds_to_first_poll()
        add(REDERIVATION, "", "idle", ask_gently(started, scale))
    for pings_a_second in scale.rederived_beside:
        make_rules_old(url)
        told = program.told(PINGS_A_SECOND=pings_a_second)
        figures = {"people": float(scale.rederived), **_rederived(told, folder, scale, url)}
        add(REDERIVATION, "", f"meanwhile, {pings_a_second} pings a second", figures)


def _rederived(program: Program, folder: Path, scale: Scale, url: str) -> Figures:
    """The bot starts, and works alarms out anew for as long as people ask it; how many, and how they are answered."""
    with running(program, folder, scale.limit) as started:
        first_poll = started.seconds_to_first_poll()
        done, began = count_of_new_rules(url), monotonic()
        figures = ask_gently(started, scale)
        rate = (count_of_new_rules(url) - done) / (monotonic() - began)
    return {**figures, "first poll s": first_poll, "alarms a second": rate}
