"""The gate: slots that all processes share, and a wait that all obey."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Double, literal, select, update

from storage import Store, UnitOfWork, gate
from storage.gate import Slots
from storage.tables import people, send_gate

from .rows import ANN, BEN, NOW, add_people

A_SECOND = 10
MOMENT = 0.001
"""Seconds; what is left of a fraction in a large number."""


@pytest.fixture
def _clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock stands still, so that no busy machine counts."""
    stands = literal(NOW.timestamp(), Double())
    statements = gate._Statements(stands)
    monkeypatch.setattr(gate, "_BY_DIALECT", {"postgresql": statements, "sqlite": statements})


def reserve(uow: UnitOfWork, slots: int, replies: int = 0) -> Slots:
    return uow.gate.reserve(slots, A_SECOND, replies)


@pytest.mark.usefixtures("_clock_stands")
async def test_slots_follow_each_other(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert reserve(uow, 5).first_in == pytest.approx(0, abs=MOMENT)
        assert reserve(uow, 5).first_in == pytest.approx(0.5, abs=MOMENT)
        assert reserve(uow, 20).first_in == pytest.approx(1, abs=MOMENT)
        assert reserve(uow, 1).first_in == pytest.approx(3, abs=MOMENT)

    await store.run(work)


@pytest.mark.usefixtures("_clock_stands")
async def test_two_processes_get_different_slots(store: Store, other_store: Store) -> None:
    async def slot(mine: Store) -> float:
        return (await mine.run(lambda uow: uow.gate.reserve(1, 1, 0))).first_in

    slots = sorted(await asyncio.gather(*map(slot, [store, other_store] * 10)))
    assert slots == pytest.approx(list(range(20)), abs=MOMENT)


@pytest.mark.usefixtures("_clock_stands")
async def test_replies_take_their_slots_first_but_never_all(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert reserve(uow, 1, replies=5).first_in == pytest.approx(0.5, abs=MOMENT)
        assert reserve(uow, 1, replies=500).first_in == pytest.approx(1, abs=MOMENT)
        assert reserve(uow, 30, replies=500).first_in == pytest.approx(1.1, abs=MOMENT)
        assert reserve(uow, 1, replies=500).first_in == pytest.approx(4.1, abs=MOMENT)

    await store.run(work)


@pytest.mark.usefixtures("_clock_stands")
async def test_the_longest_wait_that_was_asked_for_is_what_counts(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.gate.shut_for() <= 0
        for asked, left in ((50, 50), (20, 50), (70, 70)):
            uow.gate.shut(asked)
            assert uow.gate.shut_for() == pytest.approx(left, abs=MOMENT)
        assert reserve(uow, 1).shut_for == pytest.approx(70, abs=MOMENT)

    await store.run(work)


@pytest.mark.usefixtures("_clock_stands")
async def test_what_was_kept_before_the_clock_stepped_back_is_not_honoured(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        reserve(uow, 1)
        uow.gate.shut(5)
        row = send_gate.c
        hour = {"next_at": row.next_at + 3600, "open_at": row.open_at + 3600, "asked_at": row.asked_at + 3600}
        uow.meta._connection.execute(update(send_gate).values(hour))
        assert uow.gate.shut_for() <= 0
        assert reserve(uow, 1).first_in == pytest.approx(0, abs=MOMENT)

    await store.run(work)


@pytest.mark.usefixtures("_clock_stands")
async def test_a_chats_turns_are_one_a_second_for_all_processes(postgresql_store: Store, postgresql_url: str) -> None:
    other = Store(postgresql_url)
    await other.open()
    await postgresql_store.run(add_people)
    turns = [await store.run(lambda uow: uow.gate.turn(ANN)) for store in (postgresql_store, other) * 3]
    assert turns == pytest.approx([0, 1, 2, 3, 4, 5], abs=MOMENT)
    assert await other.run(lambda uow: uow.gate.turn(BEN)) == 0
    assert await other.run(lambda uow: uow.gate.turn(99)) == 0, "whoever is not known has no turns"
    await other.run(lambda uow: _step_back(uow, 3600))
    assert await other.run(lambda uow: uow.gate.turn(ANN)) == 0
    await other.close()


def _step_back(uow: UnitOfWork, seconds: float) -> None:
    """The database's clock, by as much."""
    uow.meta._connection.execute(update(people).values(paced_until=people.c.paced_until + seconds))


async def test_it_goes_by_the_databases_own_clock(store: Store) -> None:
    await store.run(lambda uow: uow.gate.shut(50))
    assert 0 < await store.run(lambda uow: uow.gate.shut_for()) <= 50
    first = await store.run(lambda uow: reserve(uow, 500))
    assert first.first_in <= (await store.run(lambda uow: reserve(uow, 1))).first_in <= 50


async def test_a_file_is_not_asked_for_turns(sqlite_store: Store) -> None:
    await sqlite_store.run(add_people)
    turns = await sqlite_store.run(lambda uow: [uow.gate.turn(ANN) for _ in range(9)])
    assert turns == [0.0] * 9
    assert (
        await sqlite_store.run(lambda uow: uow.meta._connection.execute(select(people.c.paced_until)).scalar()) is None
    )
