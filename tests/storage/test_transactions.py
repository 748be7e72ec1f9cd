"""Units of work: whole or not at all, one writer after another, one state for a reader."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import weakref
from contextlib import closing

import pytest
from sqlalchemy import create_engine, make_url, text

from storage import Store, StoreFault, StoreUnavailable, UnitOfWork
from tests.patience import PATIENCE

from .rows import ANN, NOW, add_people

STEPS = 40


def add_one(uow: UnitOfWork) -> None:
    # What one person's units of work read stays true until they end; nothing else waits for anything on PostgreSQL.
    uow.people.get(ANN)
    uow.meta.set("count", str(int(uow.meta.get("count") or 0) + 1))


async def count(store: Store) -> int:
    return int(await store.run(lambda uow: uow.meta.get("count"), write=False) or 0)


async def test_an_exception_rolls_everything_back(store: Store) -> None:
    def fail(uow: UnitOfWork) -> None:
        add_people(uow)
        add_one(uow)
        raise LookupError("a fault of the caller's")

    with pytest.raises(LookupError, match="a fault of the caller's"):
        await store.run(fail)
    assert await store.run(lambda uow: uow.people.ids(), write=False) == []
    assert await count(store) == 0


async def test_what_a_unit_of_work_gives_back_is_committed(store: Store, other_store: Store) -> None:
    assert await store.run(lambda uow: (add_one(uow), "done")[1]) == "done"
    assert await count(other_store) == 1


async def test_a_unit_of_work_is_gone_with_its_end(store: Store) -> None:
    """It does not stay, with all that it read, until garbage is looked for."""
    parts: list[weakref.ref[object]] = []

    def look(uow: UnitOfWork) -> None:
        add_one(uow)
        parts.extend(map(weakref.ref, (uow, uow.people, uow.journal, uow.pings)))

    await store.run(add_people)
    gc.disable()
    try:
        await store.run(look)
        assert [part() for part in parts] == [None] * 4
    finally:
        gc.enable()


async def test_two_processes_lose_no_update(store: Store, other_store: Store) -> None:
    await store.run(add_people)

    async def work(mine: Store) -> None:
        for _ in range(STEPS):
            await mine.run(add_one)

    await asyncio.gather(work(store), work(other_store))
    assert await count(store) == 2 * STEPS


async def test_many_tasks_of_one_process_lose_no_update(store: Store) -> None:
    await store.run(add_people)
    await asyncio.gather(*(store.run(add_one) for _ in range(STEPS)))
    assert await count(store) == STEPS


async def test_a_reader_sees_one_state_while_another_writes(store: Store, url: str) -> None:
    await store.run(add_one)

    def read_twice(uow: UnitOfWork) -> tuple[str | None, str | None]:
        first = uow.meta.get("count")
        with engine.begin() as writer:
            writer.execute(text("UPDATE meta SET value = '99' WHERE key = 'count'"))
        return first, uow.meta.get("count")

    engine = create_engine(make_url(url).set(drivername="sqlite" if store.is_sqlite else "postgresql+psycopg"))
    assert await store.run(read_twice, write=False) == ("1", "1")
    assert await count(store) == 99
    engine.dispose()


async def test_a_unit_of_work_that_is_cancelled_is_whole_or_nothing_and_holds_nothing(store: Store) -> None:
    """At many moments: a connection that was just reading keeps its lock where it is merely dropped."""
    moments = 60

    def work(uow: UnitOfWork) -> None:
        add_one(uow)
        for _ in range(30):
            uow.meta.get("count")
        add_one(uow)

    for moment in range(moments):
        task = asyncio.create_task(store.run(work))
        await asyncio.sleep(moment * 0.0003)
        task.cancel()
        await asyncio.wait([task])
        await asyncio.wait_for(store.run(add_one), PATIENCE)
    assert (await count(store) - moments) % 2 == 0


async def test_a_busy_file_is_unavailable_and_free_again_later(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.PRAGMAS", ("PRAGMA journal_mode=WAL", "PRAGMA busy_timeout=50"))
    store = Store(sqlite_url)
    await store.open()
    with closing(sqlite3.connect(store.place, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="database is locked"):
            await store.run(add_one)
        assert await count(store) == 0, "readers go on"
        holder.execute("ROLLBACK")
    await store.run(add_one)
    assert await count(store) == 1
    await store.close()


async def test_a_store_that_is_not_open_is_unavailable(url: str) -> None:
    with pytest.raises(StoreUnavailable):
        await Store(url).run(add_one)


async def test_foreign_keys_are_on_for_every_connection(store: Store) -> None:
    with pytest.raises(StoreFault, match=r"(?i)foreign key constraint"):
        await store.run(lambda uow: uow.journal.add_interview(ANN, "Acme", "", sales=False))


async def test_a_person_is_deleted_with_all_that_is_theirs(store: Store) -> None:
    def work(uow: UnitOfWork) -> int:
        add_people(uow)
        uow.journal.add_change(ANN, uow.journal.add_interview(ANN, "Acme", "", sales=False), NOW)
        with closing(uow.meta._connection.exec_driver_sql("DELETE FROM people WHERE id = 1")):
            return uow.meta._connection.exec_driver_sql("SELECT count(*) FROM changes").scalar_one()

    assert await store.run(work) == 0
