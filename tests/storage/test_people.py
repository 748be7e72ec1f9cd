"""People, their alarms, and the claims on them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from storage import PersonRecord, Store, UnitOfWork

from .rows import ANN, BEN, HOUR, NOW, OtherUnit, add_people, waits_for_a_lock

LEASE = timedelta(minutes=1)


def wake_both(uow: UnitOfWork) -> None:
    add_people(uow)
    uow.people.set_alarm(ANN, NOW, 1)
    uow.people.set_alarm(BEN, NOW - HOUR, 1)


def claim(uow: UnitOfWork, now: datetime = NOW, limit: int = 10) -> list[int]:
    return uow.people.claim_due(now, now + LEASE, limit)


async def test_a_person_as_they_were_kept(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        uow.people.set_preferences(ANN, {"zone": "Europe/Berlin", "muted": True})
        uow.people.set_draft(ANN, 7)
        uow.people.set_alarm(ANN, NOW + HOUR, 3)
        ann = uow.people.get(ANN)
        assert ann.preferences == {"zone": "Europe/Berlin", "muted": True}
        assert (ann.draft_id, ann.wake_at, ann.parked_at) == (7, NOW + HOUR, None)
        assert uow.people.get(BEN).preferences == {"zone": "UTC"}
        assert uow.people.get(3) is None

    await store.run(work)


async def test_a_newcomer_met_by_two_processes_at_once_is_one_person(
    postgresql_store: Store, other_unit: OtherUnit
) -> None:
    other_unit.people.add(ANN, {"zone": "UTC"}, 1, NOW)

    def meet(uow: UnitOfWork) -> PersonRecord:
        assert uow.people.get(ANN) is None
        return uow.people.add(ANN, {"zone": "Europe/Berlin"}, 1, NOW)

    second = asyncio.create_task(postgresql_store.run(meet))
    await waits_for_a_lock(postgresql_store)
    other_unit.people.set_preferences(ANN, {"zone": "America/New_York"})
    other_unit.commit()
    assert (await second).preferences == {"zone": "America/New_York"}


async def test_who_is_due_is_claimed_once_the_longest_waiting_first(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        assert claim(uow, NOW - 2 * HOUR) == []
        assert claim(uow, limit=1) == [BEN]
        assert claim(uow) == [ANN]
        assert claim(uow) == []

    await store.run(work)


async def test_two_processes_never_claim_the_same_person(store: Store, other_store: Store) -> None:
    def many(uow: UnitOfWork) -> None:
        for person_id in range(1, 101):
            uow.people.add(person_id, {}, 1, NOW)
            uow.people.set_alarm(person_id, NOW, 1)

    await store.run(many)
    stores = [store, other_store] * 15
    claimed = await asyncio.gather(*(each.run(lambda uow: claim(uow, limit=7)) for each in stores))
    assert sorted(person_id for ids in claimed for person_id in ids) == list(range(1, 101))


async def test_a_claim_ends_with_its_lease(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        assert claim(uow, NOW + LEASE - timedelta(seconds=1)) == []
        assert claim(uow, NOW + LEASE) == [BEN, ANN]

    await store.run(work)


async def test_a_claim_from_before_the_clock_stepped_back_is_not_honoured(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        assert claim(uow, NOW - timedelta(minutes=10)) == [BEN, ANN]

    await store.run(work)


async def test_a_claim_of_a_process_whose_clock_is_ahead_is_honoured(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow, NOW + timedelta(seconds=5))
        assert claim(uow, NOW) == []

    await store.run(work)


async def test_a_left_claim_is_taken_up_even_where_the_alarm_was_moved_meanwhile(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        uow.people.move_alarm(BEN, NOW + 24 * HOUR, 1)
        uow.people.move_alarm(ANN, None, 1)
        assert sorted(claim(uow, NOW + LEASE)) == [ANN, BEN]

    await store.run(work)


async def test_a_claim_is_ended_by_its_own_lease_alone(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        claim(uow, NOW + LEASE)
        assert not uow.people.release(ANN, NOW + LEASE)
        assert uow.people.release(ANN, NOW + 2 * LEASE)
        assert not uow.people.release(ANN, NOW + 2 * LEASE)
        ann, ben = uow.people.get(ANN), uow.people.get(BEN)
        assert ann
        assert ben
        assert (ann.lease_until, ben.lease_until) == (None, NOW + 2 * LEASE)
        assert claim(uow, NOW + LEASE) == [ANN]

    await store.run(work)


async def test_setting_the_alarm_ends_a_claim_and_moving_it_does_not(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        uow.people.move_alarm(ANN, NOW, 1)
        uow.people.set_alarm(BEN, NOW, 1)
        assert claim(uow) == [BEN]

    await store.run(work)


async def test_claims_of_a_process_that_is_gone_are_released(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        claim(uow)
        uow.people.release_claims(NOW)
        assert claim(uow) == [BEN, ANN]

    await store.run(work)


async def test_who_is_parked_is_not_due_and_comes_back_with_an_alarm(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        wake_both(uow)
        uow.people.park(BEN, NOW)
        assert uow.people.get(BEN).parked_at == NOW
        assert claim(uow) == [ANN]
        uow.people.unpark(BEN)
        uow.people.set_alarm(BEN, NOW, 1)
        assert uow.people.get(BEN).parked_at is None
        assert claim(uow) == [BEN]

    await store.run(work)


async def test_the_next_alarm_is_the_earliest_and_aware(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.people.next_alarm() is None
        wake_both(uow)
        assert uow.people.next_alarm() == NOW - HOUR
        uow.people.set_alarm(BEN, None, 1)
        assert uow.people.next_alarm() == NOW

    await store.run(work)


async def test_who_is_of_older_rules_until_their_alarm_is_set(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        uow.people.add(3, {}, 2, NOW)
        uow.people.park(BEN, NOW)
        assert uow.people.get(ANN).rules_version == 1
        assert sorted(uow.people.of_older_rules(2, 9)) == [ANN, BEN]
        assert len(uow.people.of_older_rules(2, 1)) == 1
        uow.people.move_alarm(ANN, NOW + HOUR, 2)
        assert uow.people.of_older_rules(2, 9) == [BEN]

    await store.run(work)
