"""After an upgrade the alarms of an older release become those of this one, while people are served."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

import bot.delivery.renewal as renewal_module
from bot.delivery.renewal import Renewal
from bot.guidance.etiquette import RULES_VERSION
from bot.services import pings
from storage import Store, StoreUnavailable, UnitOfWork
from storage.tables import people
from tests.delivery.doubles import MONDAY, told
from tests.dialogs.conversation import Clock
from tests.logged import logged

EVERYBODY = range(1, 2 * pings.RENEWED_AT_ONCE + 4)
ODD = MONDAY + timedelta(days=999)


async def alarms(store: Store) -> dict[int, tuple[datetime | None, int]]:
    """Everybody's alarm, and by which rules it was worked out."""

    def read(uow: UnitOfWork) -> dict[int, tuple[datetime | None, int]]:
        found = {person_id: uow.people.get(person_id) for person_id in EVERYBODY}
        return {person_id: (person.wake_at, person.rules_version) for person_id, person in found.items() if person}

    return await store.run(read, write=False)


async def from_an_older_release(store: Store) -> dict[int, tuple[datetime | None, int]]:
    """People with alarms of older rules; gives the alarms that these rules work out."""
    await told(store, EVERYBODY, "/interviewed Acme")
    expected = await alarms(store)
    older = update(people).values(wake_at=ODD, rules_version=RULES_VERSION - 1)
    await store.run(lambda uow: uow._connection.execute(older))
    return expected


async def test_everybodys_alarm_is_worked_out_anew(store: Store) -> None:
    expected = await from_an_older_release(store)
    await Renewal(store, Clock(MONDAY)).run(asyncio.Event())
    assert await alarms(store) == expected


async def test_whoever_cannot_be_reached_is_left_alone(store: Store) -> None:
    await from_an_older_release(store)
    await store.run(lambda uow: uow.people.park(1, MONDAY))
    await Renewal(store, Clock(MONDAY)).run(asyncio.Event())
    assert (await alarms(store))[1] == (None, RULES_VERSION)


async def test_whoever_was_seen_to_since_keeps_their_alarm(store: Store) -> None:
    await from_an_older_release(store)
    snoozed = MONDAY + timedelta(days=5)
    await store.run(lambda uow: uow.people.move_alarm(1, snoozed, RULES_VERSION))
    await store.run(lambda uow: pings.renew(uow, 1, MONDAY))
    assert (await alarms(store))[1] == (snoozed, RULES_VERSION)


async def test_a_person_for_whom_it_fails_keeps_nobody_from_theirs(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = await from_an_older_release(store)
    renew = pings.renew

    def fails_for_one(uow: UnitOfWork, person_id: int, now: datetime) -> None:
        if person_id == 1:
            raise ValueError("somebody's words")
        renew(uow, person_id, now)

    monkeypatch.setattr(pings, "renew", fails_for_one)
    await Renewal(store, Clock(MONDAY)).run(asyncio.Event())
    found = await alarms(store)
    assert found.pop(1) == (MONDAY + renewal_module.AFTER_FAULT, RULES_VERSION)
    assert found == {person_id: alarm for person_id, alarm in expected.items() if person_id != 1}
    said = " ".join(logged(caplog))
    assert "an alarm could not be worked out; it waits an hour" in said
    assert "somebody's words" not in said


async def test_a_store_that_is_away_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = await from_an_older_release(store)
    monkeypatch.setattr(renewal_module, "TICK", timedelta(0))
    run, failures = store.run, [StoreUnavailable("away")] * 3

    async def away_at_first(*arguments: object, **options: object) -> object:
        if failures:
            raise failures.pop()
        return await run(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "run", away_at_first)
    await Renewal(store, Clock(MONDAY)).run(asyncio.Event())
    assert not failures
    assert await alarms(store) == expected


async def test_told_to_stop_it_leaves_the_rest_for_the_next_start(store: Store) -> None:
    await from_an_older_release(store)
    stop = asyncio.Event()
    stop.set()
    await Renewal(store, Clock(MONDAY)).run(stop)
    assert all(version < RULES_VERSION for _, version in (await alarms(store)).values())
