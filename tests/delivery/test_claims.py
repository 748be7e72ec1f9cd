"""Whom the pinger claims, how many at once, and until when; and two of them on one store."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest

from bot.delivery.pinger import SIDE_BY_SIDE, Pinger
from bot.services import pings
from storage import Store, StoreUnavailable, UnitOfWork
from tests.delivery.doubles import DUE, MARK, FakeSender, pinger_at, sending_to, told, until
from tests.dialogs.conversation import Clock


async def test_more_people_than_a_claim_takes_are_all_told(store: Store) -> None:
    people = range(1, SIDE_BY_SIDE + 6)
    await told(store, people, "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    assert await pinger.tick() == len(people)
    assert {person_id for person_id, _ in sender.sent} == set(people)


async def test_one_that_takes_long_holds_up_nobody_else(store: Store) -> None:
    people = range(1, 2 * SIDE_BY_SIDE + 6)
    await told(store, people, "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    arrives = asyncio.Event()
    sender.plan(1, arrives)
    tick = asyncio.create_task(pinger.tick())
    await until(lambda: {person_id for person_id, _ in sender.sent} >= set(people) - {1})
    assert not tick.done()
    arrives.set()
    assert await tick == len(people)


async def test_where_no_claim_can_be_made_what_was_claimed_is_still_sent(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(store, range(1, SIDE_BY_SIDE + 2), "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    claim, claimed = pings.claim, list[pings.Claim]()

    def once(uow: UnitOfWork, now: datetime, most: int) -> list[pings.Claim]:
        if claimed:
            raise StoreUnavailable("the disk is full")
        claimed.extend(claim(uow, now, most))
        return claimed

    monkeypatch.setattr(pings, "claim", once)
    with pytest.raises(StoreUnavailable):
        await pinger.tick()
    assert len(sender.sent) == SIDE_BY_SIDE


async def test_no_more_are_claimed_than_there_are_to_send(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The claims of the others would run out while only few are let out."""
    people = range(1, 3 * SIDE_BY_SIDE)
    await told(store, people, "/interviewed Acme")
    claim, claimed, let_out, waiting = pings.claim, list[pings.Claim](), count(), list[int]()

    async def slot() -> None:
        waiting.append(len(claimed) - next(let_out))

    def counted(uow: UnitOfWork, now: datetime, most: int) -> list[pings.Claim]:
        claimed.extend(made := claim(uow, now, most))
        return made

    monkeypatch.setattr(pings, "claim", counted)
    sender = FakeSender()
    assert await Pinger(store, sender, Clock(DUE), slot).tick() == len(people)  # type: ignore[arg-type]
    assert max(waiting) == SIDE_BY_SIDE


async def test_those_who_fall_due_while_one_is_sent_are_sent_side_by_side(store: Store) -> None:
    await told(store, [1], "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    tick, arrives = await sending_to(1, pinger, sender)
    await told(store, range(2, 32), "/interviewed Acme")
    arrives.set()
    assert await tick == 1
    all_of_them = asyncio.Event()
    for person_id in range(2, 32):
        sender.plan(person_id, all_of_them)
    tick = asyncio.create_task(pinger.tick())
    await until(lambda: len(sender.sent) == 31)
    all_of_them.set()
    assert await tick == 30


async def test_claims_are_made_once_sending_is_welcome(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pinger.CLAIM_HOLDS", 0.05)
    await told(store, range(1, 6), "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    sender.gate.hold(timedelta(seconds=0.2))
    assert await pinger.tick() == 5


async def test_two_pingers_on_one_store_tell_everyone_once(store: Store) -> None:
    people = range(1, 31)
    await told(store, people, "/interviewed Acme")
    first, sender, _ = pinger_at(store, DUE)
    second, other, _ = pinger_at(store, DUE)
    assert sum(await asyncio.gather(first.tick(), second.tick())) == len(people)
    sent = [person_id for person_id, _ in sender.sent + other.sent]
    assert sorted(sent) == list(people)


async def test_a_sending_that_outlasts_its_claim_is_repeated_only_with_a_mark(store: Store) -> None:
    await told(store, [1], "/interviewed Acme")
    slow, sender, _ = pinger_at(store, DUE)
    quick, other, clock = pinger_at(store, DUE)
    ticking, arrives = await sending_to(1, slow, sender)
    assert await quick.tick() == 0
    clock.at += pings.LEASE
    assert await quick.tick() == 1
    arrives.set()
    await ticking
    assert MARK not in sender.texts(1)[0]
    assert [MARK in text for text in other.texts(1)] == [True]
    clock.at += timedelta(hours=1)
    assert await quick.tick() == 0


async def test_a_claim_that_is_about_to_end_is_not_sent_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waited long at the gate may have lost the person to another process."""
    monkeypatch.setattr("bot.delivery.pinger.CLAIM_HOLDS", -1.0)
    await told(store, [1], "/interviewed Acme")
    pinger, sender, clock = pinger_at(store, DUE)
    assert await pinger.tick() == 0
    assert sender.sent == []
    monkeypatch.undo()
    clock.at += pings.LEASE
    assert await pinger.tick() == 1
    assert MARK not in sender.texts(1)[0]


async def test_nothing_is_claimed_once_it_is_to_stop(store: Store) -> None:
    await told(store, range(1, 31), "/interviewed Acme")
    pinger, sender, _ = pinger_at(store, DUE)
    stop, held = asyncio.Event(), asyncio.Event()
    for person_id in range(1, 31):
        sender.plan(person_id, held)
    running = asyncio.create_task(pinger.run(stop))
    await until(lambda: sender.sent)
    stop.set()
    held.set()
    await running
    assert 0 < len(sender.sent) <= 10


async def test_what_a_killed_process_left_is_taken_up(store: Store) -> None:
    await told(store, [1, 2], "/interviewed Acme")
    for claim in await store.run(partial(pings.claim, now=DUE, most=2)):
        assert await store.run(partial(pings.prepare, claim=claim, now=DUE))
    # Recording something sets their alarm anew, as if the ping in flight had told them.
    await told(store, [1], "/interviewed Beacon", now=DUE)
    await store.run(lambda uow: uow.people.release_claims(DUE))
    pinger, sender, _ = pinger_at(store, DUE)
    assert await pinger.tick() == 2
    assert all(MARK in text for _, text in sender.sent)
