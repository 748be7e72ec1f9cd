"""Units of work that are committed together: each is kept or undone as if it were alone."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store, StoreFault, StoreUnavailable, UnitOfWork
from tests.patience import PATIENCE
from tests.storage.rows import NOW

PREFERENCES = {"time_zone": "UTC"}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await opened.open()
    yield opened
    await opened.close()


async def held_up(store: Store, release: threading.Event) -> asyncio.Task[None]:
    """A unit of work that has begun, and keeps all others waiting until it is released."""
    begun = threading.Event()

    def wait(_: UnitOfWork) -> None:
        begun.set()
        release.wait(PATIENCE)

    task = asyncio.create_task(store.run(wait))
    await asyncio.to_thread(begun.wait, PATIENCE)
    return task


def added(person_id: int, fault: Exception | None = None) -> object:
    def unit(uow: UnitOfWork) -> int:
        uow.people.add(person_id, PREFERENCES, 1, NOW)
        if fault:
            raise fault
        return person_id

    return unit


async def people_of(store: Store) -> set[int]:
    return set(await store.run(lambda uow: uow.people.ids(), write=False))


async def test_what_waits_together_and_fails_takes_nobody_with_it(store: Store) -> None:
    release = threading.Event()
    first = await held_up(store, release)
    waiting = [
        asyncio.create_task(store.run(added(person_id, ValueError(person_id) if person_id % 5 == 0 else None)))  # type: ignore[arg-type]
        for person_id in range(1, 41)
    ]
    await asyncio.sleep(0)
    release.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await first
    fine = {person_id for person_id in range(1, 41) if person_id % 5}
    assert {outcome for outcome in outcomes if isinstance(outcome, int)} == fine
    assert [outcome.args for outcome in outcomes if isinstance(outcome, ValueError)] == [(n,) for n in range(5, 41, 5)]
    assert await people_of(store) == fine


async def test_what_the_database_refuses_takes_nobody_with_it(store: Store) -> None:
    def refused(uow: UnitOfWork) -> int:
        return uow.journal.add_interview(99, "Acme", "", sales=False)

    release = threading.Event()
    first = await held_up(store, release)
    waiting = [asyncio.create_task(store.run(unit)) for unit in (added(1), refused, added(2))]  # type: ignore[arg-type]
    await asyncio.sleep(0)
    release.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await first
    assert [type(outcome) for outcome in outcomes] == [int, StoreFault, int]
    assert await people_of(store) == {1, 2}


@pytest.fixture
async def hasty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """A store that waits two seconds for whoever holds the file."""
    pragmas = ("PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=ON", "PRAGMA busy_timeout=2000")
    monkeypatch.setattr("storage.engine.PRAGMAS", pragmas)
    opened = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await opened.open()
    yield opened
    await opened.close()


async def test_while_the_file_is_held_all_that_wait_fail_as_one(hasty_store: Store) -> None:
    """More than are committed together, and one that begins while the others wait."""
    with closing(sqlite3.connect(hasty_store.place, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        began = asyncio.get_running_loop().time()
        waiting = [asyncio.create_task(hasty_store.run(added(person_id))) for person_id in range(1, 51)]  # type: ignore[arg-type]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert asyncio.get_running_loop().time() - began < 3.9, "a second wait would make it four seconds"
        assert {type(outcome) for outcome in outcomes} == {StoreUnavailable}
        holder.execute("ROLLBACK")
    assert await people_of(hasty_store) == set()
    assert await hasty_store.run(added(1)) == 1  # type: ignore[arg-type]


async def test_a_store_that_fails_in_the_middle_fails_for_all(store: Store) -> None:
    tried: list[int] = []

    def full(uow: UnitOfWork) -> None:
        tried.append(0)
        uow.meta._connection.exec_driver_sql("PRAGMA max_page_count=1")
        uow.meta.set("much", "x" * 10**7)

    def counted(person_id: int) -> object:
        def unit(uow: UnitOfWork) -> int:
            tried.append(person_id)
            return added(person_id)(uow)  # type: ignore[operator,no-any-return]

        return unit

    release = threading.Event()
    first = await held_up(store, release)
    units = (counted(1), full, counted(2))
    waiting = [asyncio.create_task(store.run(unit)) for unit in units]  # type: ignore[arg-type]
    await asyncio.sleep(0)
    release.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await first
    assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 3
    assert tried == [1, 0]


async def test_where_one_fails_the_others_are_told_as_each_is_done(store: Store) -> None:
    """They are committed one by one, so that the first need not wait for the last."""
    release, last = threading.Event(), threading.Event()

    def waits(uow: UnitOfWork) -> int:
        if asked:
            last.wait(PATIENCE)
        asked.append(1)
        return added(3)(uow)  # type: ignore[operator,no-any-return]

    asked: list[int] = []
    first = await held_up(store, release)
    units = (added(1), waits, added(2, ValueError(2)))
    fine, slow, failing = (asyncio.create_task(store.run(unit)) for unit in units)  # type: ignore[arg-type]
    await asyncio.sleep(0)
    release.set()
    assert await asyncio.wait_for(fine, PATIENCE) == 1
    assert not slow.done()
    last.set()
    assert await slow == 3
    with pytest.raises(ValueError, match="2"):
        await failing
    await first


async def test_what_is_cancelled_before_it_begins_is_not_done(store: Store) -> None:
    release = threading.Event()
    first = await held_up(store, release)
    given_up = asyncio.create_task(store.run(added(1)))  # type: ignore[arg-type]
    kept = asyncio.create_task(store.run(added(2)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    release.set()
    assert await kept == 2
    await first
    assert await people_of(store) == {2}


async def test_what_has_begun_is_seen_through_though_its_caller_is_cancelled(store: Store) -> None:
    release = threading.Event()
    first = await held_up(store, release)
    first.cancel()
    await asyncio.sleep(0)
    assert not first.done()
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_what_was_read_is_read_anew_after_a_savepoint_is_rolled_back(store: Store) -> None:
    def unit(uow: UnitOfWork) -> tuple[object, object]:
        uow.people.add(1, PREFERENCES, 1, NOW)
        interview_id = uow.journal.add_interview(1, "Acme", "", sales=False)
        change_id = uow.journal.add_change(1, interview_id, NOW)
        told = {"kind": "interviewed", "at": NOW, "day_only": False, "data": {}}
        uow.journal.add_event(1, interview_id, change_id, **told)
        before = uow.people.get(1), uow.journal.interviews_of(1)
        trial = uow.savepoint()
        uow.journal.add_event(1, interview_id, change_id, **told)
        uow.people.move_alarm(1, NOW, 1)
        assert (uow.people.get(1), uow.journal.interviews_of(1)) != before
        trial.rollback()
        return before, (uow.people.get(1), uow.journal.interviews_of(1))

    before, after = await store.run(unit)
    assert before == after


async def test_what_was_written_is_seen_as_it_is_kept(store: Store) -> None:
    def unit(uow: UnitOfWork) -> tuple[object, object]:
        uow.people.add(1, PREFERENCES, 1, NOW)
        assert uow.journal.interviews_of(1) == []
        interview_id = uow.journal.add_interview(1, "Acme", "Clerk", sales=True)
        change_id = uow.journal.add_change(1, interview_id, NOW)
        for data in ({"names": ("Ann", "Ben")}, {}):
            uow.journal.add_event(1, interview_id, change_id, kind="met", at=NOW, day_only=True, data=data)
        uow.people.set_draft(1, 7)
        return uow.people.get(1), uow.journal.interviews_of(1)

    seen = await store.run(unit)
    assert seen == await store.run(lambda uow: (uow.people.get(1), uow.journal.interviews_of(1)), write=False)
