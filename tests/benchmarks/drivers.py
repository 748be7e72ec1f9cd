"""psycopg 3 against asyncpg, as the store uses a driver: `uv run --with asyncpg python -m tests.benchmarks.drivers`."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from sqlalchemy import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import Store, UnitOfWork
from storage.pings import SENT, NewStep
from tests.postgres import running

UNITS, SIDE_BY_SIDE, ROUNDS = 1000, 4, 3
NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def work(connection: Connection, number: int) -> None:
    """About what an update that records something has the database do."""
    uow = UnitOfWork(connection)
    uow.inbox.take(number, NOW)
    person_id = number % 100
    if uow.people.get(person_id) is None:
        uow.people.add(person_id, {"time_zone": "UTC"}, 1, NOW)
    uow.journal.interviews_of(person_id)
    uow.pings.told(person_id, [1, 2])
    uow.pings.unsure(person_id)
    uow.pings.add(person_id, SENT, [NewStep(1, "note", 1, 1, NOW)], NOW, unasked=True)
    uow.people.move_alarm(person_id, NOW, 1)
    uow.inbox.owe(number, {"text": "answer"}, "me", NOW + timedelta(minutes=1))


async def run(engine: AsyncEngine, numbers: range) -> None:
    """Run units of work, some side by side."""
    left = iter(numbers)

    async def worker() -> None:
        for number in left:
            async with engine.begin() as connection:
                await connection.run_sync(work, number)

    await asyncio.gather(*(worker() for _ in range(SIDE_BY_SIDE)))


async def measure(url: str, driver: str) -> tuple[float, float]:
    """The least time that the units take, and this process's part of it, in milliseconds each."""
    store = Store(url)
    await store.open()
    await store.close()
    engine = create_async_engine(make_url(url).set(drivername=f"postgresql+{driver}"))
    await run(engine, range(100))
    times = []
    for n in range(1, ROUNDS + 1):
        began, busy = perf_counter(), process_time()
        await run(engine, range(n * UNITS, (n + 1) * UNITS))
        times.append((perf_counter() - began, process_time() - busy))
    await engine.dispose()
    wall, processor = (min(column) / UNITS * 1000 for column in zip(*times, strict=True))
    return wall, processor


def main() -> None:
    """Print what each driver takes."""
    with running() as server:
        for driver in ("psycopg", "asyncpg"):
            wall, processor = asyncio.run(measure(server.new_database(), driver))
            print(f"{driver}: {wall:.2f} ms a unit of work, {processor:.2f} ms of them this process's")


if __name__ == "__main__":
    main()
