"""Telegram's limits over several processes: slots without a crowd, and one's wait is everybody's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.delivery.gate import Gate
from bot.delivery.limits import Limits
from storage import Store, StoreUnavailable
from tests.delivery.doubles import until
from tests.postgres import Server

PROCESSES = 3


@pytest_asyncio.fixture
async def stores(postgresql: Server) -> AsyncIterator[list[Store]]:
    url = postgresql.new_database()
    opened = [Store(url) for _ in range(PROCESSES)]
    for store in opened:
        await store.open()
    yield opened
    for store in opened:
        await store.close()


async def test_all_processes_together_send_no_more_than_they_may(
    stores: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, a_second = asyncio.get_running_loop(), 2
    slots: list[float] = []

    async def noted(seconds: float) -> None:
        """Stands in for the wait until a slot."""
        slots.append(loop.time() + seconds)

    monkeypatch.setattr("bot.delivery.limits.asyncio.sleep", noted)
    made = [Limits(store, Gate(), a_second) for store in stores]
    await asyncio.gather(*(limits.slot() for limits in made for _ in range(15)))
    slots.sort()
    assert len(slots) == 45
    # Some seconds on either side are for a busy machine, which hears late of a slot.
    assert slots[-1] - slots[0] >= 44 / a_second - 5
    busiest = max(sum(begin <= at < begin + 10 for at in slots) for begin in slots)
    assert busiest <= (10 + 5) * a_second


async def test_slots_are_taken_many_at_a_time(stores: list[Store], monkeypatch: pytest.MonkeyPatch) -> None:
    asked, run = [], stores[0].run

    async def counted(*args: object, **options: object) -> object:
        asked.append(args)
        return await run(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(stores[0], "run", counted)
    limits = Limits(stores[0], Gate(), 1000)
    await asyncio.gather(*(limits.slot() for _ in range(200)))
    assert len(asked) <= 3


async def test_one_is_asked_to_wait_and_all_do(stores: list[Store]) -> None:
    gates = [Gate() for _ in stores]
    made = [Limits(store, gate, 25) for store, gate in zip(stores, gates, strict=True)]
    stop = asyncio.Event()
    running = [asyncio.create_task(limits.run(stop)) for limits in made]
    gates[0].hold(timedelta(seconds=90))
    await until(lambda: all(gate.left > timedelta(seconds=80) for gate in gates))
    stop.set()
    await asyncio.gather(*running)
    newcomer = Gate()
    await Limits(stores[0], newcomer, 25).exchange()
    assert newcomer.left > timedelta(seconds=80)


async def test_a_wait_that_could_not_be_told_is_told_later(
    stores: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, other = Gate(), Gate()
    limits = Limits(stores[0], gate, 25)

    async def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("away")

    gate.hold(timedelta(seconds=90))
    with monkeypatch.context() as broken:
        broken.setattr(stores[0], "run", away)
        with pytest.raises(StoreUnavailable):
            await limits.exchange()
    await limits.exchange()
    await Limits(stores[1], other, 25).exchange()
    assert other.left > timedelta(seconds=80)


async def test_replies_go_before_pings(stores: list[Store]) -> None:
    gate = Gate()
    for _ in range(5):
        gate.count_reply()
    began = asyncio.get_running_loop().time()
    await Limits(stores[0], gate, 10).slot()
    assert asyncio.get_running_loop().time() - began >= 0.4
