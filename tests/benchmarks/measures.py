"""All that is measured: who has a turn at what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks import answers, growth, histories, pings, replicas, subjects, updates, upgrades
from tests.benchmarks.results import Add
from tests.benchmarks.running import Program
from tests.benchmarks.scale import Scale

NewDatabase = Callable[[], str]
"""Gives the address of a new database on PostgreSQL."""


@dataclass(frozen=True)
class Turn:
    """Somebody's turn at a measure, in a folder of its own; some measures take one round alone."""

    measure: str
    who: str
    do: Callable[[Path, Add], None]
    once: bool = False


def turns(scale: Scale, new_database: NewDatabase | None) -> list[Turn]:
    """Everybody's turns in one round."""
    ours = subjects.ours()
    return [
        *_of_updates(scale, ours, new_database),
        *_of_start(scale, ours),
        *_of_pings(scale, ours, new_database),
        *_of_replicas(scale, new_database),
        *_of_growth(scale, new_database),
        Turn(
            answers.ANSWERS, ours.name, lambda path, add: answers.while_pings_go_out(ours, path, scale, add), once=True
        ),
        Turn(upgrades.MIGRATION, ours.name, lambda path, add: upgrades.migrated(path, scale, add), once=True),
        Turn(upgrades.REDERIVATION, ours.name, lambda path, add: upgrades.rederived(ours, path, scale, add), once=True),
        Turn(
            histories.HISTORY,
            ours.name,
            lambda path, add: asyncio.run(histories.long_history(path, scale, add)),
            once=True,
        ),
    ]


def _of_updates(scale: Scale, ours: Program, new_database: NewDatabase | None) -> Iterator[Turn]:
    for program in (*subjects.PEERS, ours):
        yield Turn("updates", program.name, lambda path, add, one=program: updates.answered(one, path, scale, add))
    if new_database:
        server = subjects.ours(name=subjects.ON_POSTGRESQL)
        yield Turn(
            "updates", server.name, lambda path, add: updates.answered(server.on(new_database()), path, scale, add)
        )


def _of_start(scale: Scale, ours: Program) -> Iterator[Turn]:
    for program in (subjects.ECHO, ours):
        yield Turn(
            updates.START,
            program.name,
            lambda path, add, one=program: updates.start_and_size(one, path, scale, add),
            once=True,
        )


def _of_pings(scale: Scale, ours: Program, new_database: NewDatabase | None) -> Iterator[Turn]:
    count = scale.reminders
    for program in subjects.jobs(count):
        yield Turn(
            pings.DUE, program.name, lambda path, add, one=program: pings.drain(one, path, count, scale, add), once=True
        )
    if new_database:
        queue = subjects.queue(count)
        yield Turn(
            pings.DUE,
            queue.name,
            lambda path, add: pings.drain(queue.on(new_database()), path, count, scale, add),
            once=True,
        )
    yield Turn(pings.DUE, ours.name, lambda path, add: pings.ours(ours, path, scale, add), once=True)


def _of_replicas(scale: Scale, new_database: NewDatabase | None) -> Iterator[Turn]:
    for count in scale.replicas if new_database else ():
        yield Turn(replicas.REPLICAS, replicas.COUNTS[count], partial(_shared, scale, new_database, count), once=True)


def _shared(scale: Scale, new_database: NewDatabase, count: int, path: Path, add: Add) -> None:
    replicas.shared(subjects.ours().on(new_database()), count, path, scale, add)


def _of_growth(scale: Scale, new_database: NewDatabase | None) -> Iterator[Turn]:
    for count in scale.growth:
        yield Turn(growth.GROWTH, f"{count:,} people", partial(_grown, "SQLite", count, _file), once=True)
    for count in scale.growth_on_postgresql if new_database else ():
        name = f"{count:,} people, PostgreSQL"
        yield Turn(growth.GROWTH, name, partial(_grown, "PostgreSQL", count, lambda _: new_database()), once=True)


def _file(path: Path) -> str:
    return f"sqlite:///{path / 'bot.sqlite3'}"


def _grown(engine: str, count: int, place: Callable[[Path], str], path: Path, add: Add) -> None:
    add(growth.GROWTH, engine, f"{count:,} people", asyncio.run(growth.growth(place(path), count)))
