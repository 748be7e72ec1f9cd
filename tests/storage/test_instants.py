"""Instants go in aware and come back aware, in UTC; a naive one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from storage import Store, UnitOfWork
from storage.tables import Instant

from .rows import ANN, NOW, add_interview, add_people, record

BERLIN = ZoneInfo("Europe/Berlin")


async def kept(store: Store, at: datetime) -> datetime:
    def work(uow: UnitOfWork) -> datetime:
        add_people(uow)
        interview_id, change_id, _ = add_interview(uow)
        record(uow, interview_id, change_id, "called", at=at)
        return uow.journal.interviews_of(ANN)[0].events[1].at

    return await store.run(work)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 23, 14, 0, 0, 123456, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=UTC),
    ],
)
async def test_the_same_instant_comes_back_in_utc(store: Store, at: datetime) -> None:
    back = await kept(store, at)
    assert back.tzinfo is UTC
    assert back == at.astimezone(UTC)


async def test_a_naive_one_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(Exception, match="a naive datetime is not an instant"):
        await kept(store, datetime(2026, 11, 23, 14, 0))  # noqa: DTZ001 - what is refused
    assert await store.run(lambda uow: uow.people.ids(), write=False) == []


async def test_instants_are_compared_as_instants_whatever_zone_they_are_given_in(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        uow.people.set_alarm(ANN, NOW.astimezone(BERLIN), 1)
        tokyo = NOW.astimezone(ZoneInfo("Asia/Tokyo"))
        assert uow.people.claim_due(tokyo - timedelta(microseconds=1), tokyo, 10) == []
        assert uow.people.claim_due(tokyo, tokyo + timedelta(minutes=1), 10) == [ANN]

    await store.run(work)


def test_postgresql_is_given_and_gives_aware_instants() -> None:
    at = NOW.astimezone(BERLIN)
    assert Instant().process_bind_param(at, postgresql.dialect()).utcoffset() == timedelta(0)
    assert Instant().process_result_value(at, postgresql.dialect()).tzinfo is UTC
    assert Instant().process_bind_param(None, postgresql.dialect()) is None


@pytest.mark.parametrize("at", [NOW, NOW.replace(microsecond=7), datetime(987, 1, 2, tzinfo=UTC)])
def test_sqlite_keeps_the_text_that_sqlalchemy_makes_of_it(at: datetime) -> None:
    own, ours = sqlite.DATETIME().bind_processor(sqlite.dialect()), Instant().bind_processor(sqlite.dialect())
    assert ours(at.astimezone(BERLIN)) == own(at.replace(tzinfo=None))
