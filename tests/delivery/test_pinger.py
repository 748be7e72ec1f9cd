"""The pinger: ticks, what becomes of a ping, clocks that jump, stores that are away."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial

import pytest

import bot.delivery.pinger as pinger_module
from bot.delivery.pinger import TICK
from bot.delivery.sender import Fate, Receipt
from bot.services import pings
from bot.services.outcomes import PingMessage
from bot.views.reply import Reply
from storage import Store, StoreUnavailable
from tests.delivery.doubles import DUE, MARK, MONDAY, UNKNOWN, fails_first, pinger_at, sending_to, told
from tests.logged import logged


async def state_of(store: Store, person_id: int) -> tuple[datetime | None, datetime | None]:
    """When a person is looked at again, and since when they are parked."""
    person = await store.run(lambda uow: uow.people.get(person_id), write=False)
    assert person
    return person.wake_at, person.parked_at


async def test_a_tick_sends_what_is_due_once(store: Store) -> None:
    await told(store, [1, 2], "/interviewed Acme")
    pinger, sender, clock = pinger_at(store, DUE - timedelta(seconds=1))
    assert await pinger.tick() == 0
    clock.at = DUE
    assert await pinger.tick() == 2
    assert await pinger.tick() == 0
    assert {person_id for person_id, _ in sender.sent} == {1, 2}
    assert "⏰" not in sender.texts(1)[0]


@pytest.mark.parametrize(
    ("fate", "pause"),
    [(Fate.UNKNOWN, 30), (Fate.NOT_SENT, 5), (Fate.REFUSED, 3600)],
)
async def test_what_has_not_surely_arrived_follows_after_a_pause(store: Store, fate: Fate, pause: int) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, clock = pinger_at(store, DUE)
    sender.plan(1, Receipt(fate))
    assert await pinger.tick() == 0
    assert await state_of(store, 1) == (DUE + timedelta(seconds=pause), None)
    clock.at += timedelta(seconds=pause - 1)
    assert await pinger.tick() == 0
    clock.at += timedelta(seconds=1)
    assert await pinger.tick() == 1
    assert [MARK in text for text in sender.texts(1)] == [False, fate is Fate.UNKNOWN]


async def test_every_unknown_arrival_is_followed_by_one_marked_repeat(store: Store) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, clock = pinger_at(store, DUE)
    sender.plan(1, UNKNOWN, UNKNOWN, Receipt(Fate.NOT_SENT), UNKNOWN)
    for _ in range(8):
        await pinger.tick()
        clock.at += timedelta(seconds=30)
    assert [MARK in text for text in sender.texts(1)] == [False, True, True, True, True]


async def test_who_cannot_be_reached_is_parked(store: Store) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    sender.plan(1, Receipt(Fate.UNREACHABLE))
    assert await pinger.tick() == 0
    assert await state_of(store, 1) == (None, DUE)


async def test_a_fault_with_one_person_is_theirs_alone(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await told(store, [1, 2], "/interviewed Acme")
    pinger, sender, clock = pinger_at(store, DUE)
    sender.plan(1, ValueError("somebody's words"))
    assert await pinger.tick() == 1
    assert sender.texts(2)
    (line,) = logged(caplog)
    assert line.startswith("a ping failed error=ValueError at doubles.py:")
    assert line.endswith("person=1")
    clock.at += pings.LEASE
    assert await pinger.tick() == 1
    assert [MARK in text for text in sender.texts(1)] == [False, True]


async def test_what_was_sent_is_noted_however_long_the_store_is_away(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    ticking, arrives = await sending_to(1, pinger, sender)
    failures: list[Exception] = [StoreUnavailable("away")] * 3
    fails_first(store, failures, monkeypatch)
    monkeypatch.setattr("bot.delivery.noting.asyncio.sleep", partial(_pass, asyncio.sleep))
    arrives.set()
    assert await ticking == 1
    assert not failures
    assert await pinger.tick() == 0


async def _pass(sleep: object, _seconds: float) -> None:
    await sleep(0)  # type: ignore[operator]


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(hours=-5)], ids=["forwards", "back"])
async def test_a_clock_that_jumps_is_noticed_and_pings_still_go(
    store: Store, jump: timedelta, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    pinger, sender, clock = pinger_at(store, MONDAY)

    async def waited(waiting: asyncio.Future[bool], seconds: float) -> None:
        """Stands in for the pause between two ticks: the clock jumps in the first one."""
        pauses.append(seconds)
        clock.at += timedelta(seconds=seconds) if len(pauses) > 1 else jump
        if sender.sent or len(pauses) > 2000:
            stop.set()
        await asyncio.sleep(0)
        waiting.close()  # type: ignore[attr-defined]
        raise TimeoutError

    monkeypatch.setattr("bot.delivery.pinger.asyncio.wait_for", waited)
    stop = asyncio.Event()
    await told(store, [1], "/interviewed Acme", now=MONDAY + min(jump, timedelta(0)))
    # A claim from before the jump back ends long after it by the new clock.
    await store.run(lambda uow: uow.people.claim_due(MONDAY + timedelta(days=1), MONDAY + pings.LEASE, 50))
    await pinger.run(stop)
    moved = "the clock has moved since the last tick; what is due follows"
    assert f"{moved} seconds={jump.total_seconds()}" in logged(caplog)
    assert len(sender.texts(1)) == 1
    assert clock.at - (MONDAY + min(jump, timedelta(0)) + timedelta(hours=2)) < timedelta(hours=3, minutes=5)
    assert max(pauses) <= TICK.total_seconds()


async def test_a_tick_is_due_at_least_every_twenty_seconds_and_when_something_comes_due(store: Store) -> None:
    assert timedelta(seconds=20) >= TICK
    pinger, _, clock = pinger_at(store, MONDAY)
    assert await pinger._pause() == TICK
    await told(store, [1], "/interviewed Acme")
    assert await pinger._pause() == TICK
    clock.at = DUE - timedelta(seconds=7)
    assert await pinger._pause() == timedelta(seconds=7)
    clock.at = DUE + timedelta(hours=1)
    assert await pinger._pause() == timedelta(seconds=1)


async def test_a_store_that_is_away_or_a_fault_of_its_own_does_not_end_the_pinger(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pinger, _, _ = pinger_at(store, MONDAY)
    outcomes: list[Exception] = [StoreUnavailable("away"), ValueError("somebody's words")]

    async def run(*_: object, **__: object) -> object:
        if outcomes:
            raise outcomes.pop(0)
        stop.set()
        return []

    async def no_pause(waiting: asyncio.Future[bool], _seconds: float) -> None:
        waiting.close()  # type: ignore[attr-defined]
        await asyncio.sleep(0)

    stop = asyncio.Event()
    monkeypatch.setattr(store, "run", run)
    monkeypatch.setattr("bot.delivery.pinger.asyncio.wait_for", no_pause)
    await pinger.run(stop)
    away, failed, *_ = logged(caplog)
    assert away == "the store is away, pings wait error=away"
    assert failed.startswith("a tick failed error=ValueError at ")


async def test_a_ping_is_worked_out_after_the_wait_at_the_gate(store: Store) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    sender.gate.hold(timedelta(seconds=0.1))
    ticking = asyncio.create_task(pinger.tick())
    await asyncio.sleep(0)
    await told(store, [1], "/thanked Acme", now=DUE)
    await ticking
    assert sender.sent == []


async def test_updates_that_are_long_done_are_forgotten_and_replies_that_are_owed_are_not(store: Store) -> None:
    for update_id in (1, 2):
        await store.run(lambda uow, update_id=update_id: uow.inbox.take(update_id, MONDAY))
    await store.run(lambda uow: uow.inbox.owe(2, {"text": "owed"}, "me", MONDAY))
    pinger, _, _ = pinger_at(store, MONDAY + timedelta(days=4))
    await pinger.tick()
    assert await store.run(lambda uow: [uow.inbox.take(update_id, MONDAY) for update_id in (1, 2)]) == [True, False]


async def test_a_ping_that_cannot_be_written_was_never_in_flight(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await told(store, [1], "/interviewed Acme")
    await told(store, [2], "/interviewed Beacon")
    pinger, sender, clock = pinger_at(store, DUE)
    render = pinger_module.render

    def fail_for_acme(message: PingMessage) -> Reply:
        if "Acme" in str(message):
            raise ValueError("somebody's words")
        return render(message)

    with monkeypatch.context() as patch:
        patch.setattr(pinger_module, "render", fail_for_acme)
        assert await pinger.tick() == 1
    (line,) = logged(caplog)
    assert line.startswith("a ping could not be made; it waits an hour error=ValueError at test_pinger.py:")
    clock.at += timedelta(minutes=59)
    assert await pinger.tick() == 0
    clock.at += timedelta(minutes=1)
    assert await pinger.tick() == 1
    assert not [text for _, text in sender.sent if MARK in text]


async def test_who_has_not_been_here_for_an_hour_is_not_kept_in_memory(store: Store) -> None:
    pinger, _, clock = pinger_at(store, MONDAY)
    await pinger.tick()
    await told(store, [1, 2], "/interviewed Acme")
    for minutes in (29, 58):
        clock.at = MONDAY + timedelta(minutes=minutes)
        await pinger.tick()
        assert store.kept.get(1), "to ask is to use it"
    clock.at = MONDAY + timedelta(minutes=89)
    await pinger.tick()
    assert store.kept.get(1)
    assert store.kept.get(2) is None
