"""Working days and hours, in any zone, across changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance import workdays
from bot.guidance.facts import Hours

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")
PING = Hours(time(9), time(20))

zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})).map(ZoneInfo)
instants = st.datetimes(
    min_value=datetime(2005, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    max_value=datetime(2037, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.dates(min_value=date(2005, 1, 1), max_value=date(2037, 12, 31))
times = st.times()
all_hours = st.builds(Hours, times, times)
countries = st.sampled_from([None, "DE", "US", "IN", "JP", "SA", "XX", "de"])


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        ("2026-03-03", "09:00", BERLIN, "2026-03-03 08:00"),
        ("2026-07-03", "09:00", BERLIN, "2026-07-03 07:00"),
        ("2026-03-29", "02:30", BERLIN, "2026-03-29 01:30"),  # skipped: 03:30 summer time
        ("2026-10-25", "02:30", BERLIN, "2026-10-25 00:30"),  # twice: the first
        ("2026-03-08", "02:30", NEW_YORK, "2026-03-08 07:30"),
        ("2011-12-30", "10:00", APIA, "2011-12-30 20:00"),  # Samoa had no such day: 10:00 on the 31st
        ("2026-01-01", "00:00", KIRITIMATI, "2025-12-31 10:00"),
    ],
)
def test_instant(day: str, at: str, zone: ZoneInfo, expected: str) -> None:
    assert workdays.instant(date.fromisoformat(day), time.fromisoformat(at), zone) == utc(expected)


def test_the_second_of_two_equal_wall_times_can_be_meant() -> None:
    twice, skipped = time(2, 30, fold=1), time(2, 30, fold=1)
    assert workdays.instant(date(2026, 10, 25), twice, BERLIN) == utc("2026-10-25 01:30")
    assert workdays.instant(date(2026, 3, 29), skipped, BERLIN) == utc("2026-03-29 01:30")


@given(days, times, zones)
def test_an_instant_shows_the_wall_time_or_one_moved_out_of_a_gap(day: date, at: time, zone: ZoneInfo) -> None:
    there = workdays.instant(day, at, zone).astimezone(zone).replace(tzinfo=None, fold=0)
    wall = datetime.combine(day, at.replace(fold=0))
    assert timedelta(0) <= there - wall <= timedelta(days=1)


@given(instants, zones)
def test_local_day_holds_its_instant(at: datetime, zone: ZoneInfo) -> None:
    day = workdays.local_day(at, zone)
    assert day == at.astimezone(zone).date()
    assert abs(at - workdays.instant(day, time(12), zone)) < timedelta(hours=37)


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        ("2026-03-03 07:59:59", PING, False),
        ("2026-03-03 08:00", PING, True),
        ("2026-03-03 18:59:59", PING, True),
        ("2026-03-03 19:00", PING, False),
        ("2026-07-03 07:00", PING, True),
        ("2026-03-03 22:30", Hours(time(22), time(6)), True),  # over midnight
        ("2026-03-03 04:59", Hours(time(22), time(6)), True),
        ("2026-03-03 05:00", Hours(time(22), time(6)), False),
        ("2026-03-03 22:59", Hours(time(9), time(0)), True),  # until midnight
        ("2026-03-03 23:00", Hours(time(9), time(0)), False),
        ("2026-03-03 05:00", Hours(time(9), time(9)), True),  # the whole day
    ],
)
def test_within_in_berlin(at: str, hours: Hours, expected: bool) -> None:
    assert workdays.within(utc(at), hours, BERLIN) is expected


@pytest.mark.parametrize(
    ("at", "hours", "zone", "expected"),
    [
        ("2026-03-03 12:00", PING, BERLIN, "2026-03-03 12:00"),
        ("2026-03-03 05:00", PING, BERLIN, "2026-03-03 08:00"),
        ("2026-03-03 19:00", PING, BERLIN, "2026-03-04 08:00"),
        ("2026-03-28 20:00", PING, BERLIN, "2026-03-29 07:00"),  # the clocks go forward in the night
        ("2026-10-24 20:00", PING, BERLIN, "2026-10-25 08:00"),  # and back
        ("2026-03-29 00:30", Hours(time(2, 30), time(5)), BERLIN, "2026-03-29 01:30"),  # opens in the gap
        ("2026-03-29 00:30", Hours(time(2), time(2, 30)), BERLIN, "2026-03-30 00:00"),  # all of it is in the gap
        ("2026-10-25 01:10", Hours(time(2, 30), time(2, 45)), BERLIN, "2026-10-25 01:30"),  # opens twice
        ("2011-12-30 09:59", PING, APIA, "2011-12-30 19:00"),  # Thursday night; Friday was left out
    ],
)
def test_next_within(at: str, hours: Hours, zone: ZoneInfo, expected: str) -> None:
    assert workdays.next_within(utc(at), hours, zone) == utc(expected)


@given(instants, all_hours, zones)
def test_next_within_is_within_and_not_before(at: datetime, hours: Hours, zone: ZoneInfo) -> None:
    found = workdays.next_within(at, hours, zone)
    assert found >= at
    assert workdays.within(found, hours, zone)
    assert found - at <= timedelta(days=3)
    assert workdays.next_within(found, hours, zone) == found


@given(instants, zones)
def test_next_within_leaves_out_no_minute_of_the_usual_hours(at: datetime, zone: ZoneInfo) -> None:
    found = workdays.next_within(at, PING, zone)
    minute = at
    while minute < found:
        assert not workdays.within(minute, PING, zone)
        minute += timedelta(minutes=15)


@pytest.mark.parametrize(
    ("day", "country", "expected"),
    [
        ("2026-03-02", None, True),  # Monday
        ("2026-03-07", None, False),  # Saturday
        ("2026-03-08", "SA", False),  # Sunday, a working day there; here weekends are Saturday and Sunday
        ("2026-05-01", None, True),
        ("2026-05-01", "DE", False),
        ("2026-05-01", "de", False),
        ("2026-05-01", "US", True),
        ("2026-07-03", "US", False),  # Independence Day, kept on the Friday
        ("2026-12-25", "XX", True),  # no such country: no holidays
        ("2050-08-15", "IN", False),
        ("2050-08-16", "IN", True),  # beyond what is known of a country's lunar days: no warning
    ],
)
def test_is_workday(day: str, country: str | None, expected: bool) -> None:
    assert workdays.is_workday(date.fromisoformat(day), country) is expected


@pytest.mark.parametrize(
    ("day", "country", "following", "on_or_after"),
    [
        ("2026-03-03", None, "2026-03-04", "2026-03-03"),
        ("2026-03-06", None, "2026-03-09", "2026-03-06"),
        ("2026-03-07", None, "2026-03-09", "2026-03-09"),
        ("2026-04-03", "DE", "2026-04-07", "2026-04-07"),  # Good Friday to Easter Monday
        ("2026-04-02", "DE", "2026-04-07", "2026-04-02"),
    ],
)
def test_next_workday(day: str, country: str | None, following: str, on_or_after: str) -> None:
    assert workdays.next_workday(date.fromisoformat(day), country).isoformat() == following
    assert workdays.on_or_after_workday(date.fromisoformat(day), country).isoformat() == on_or_after


@pytest.mark.parametrize(
    ("day", "count", "country", "expected"),
    [
        ("2026-03-03", 0, None, "2026-03-03"),
        ("2026-03-07", 0, None, "2026-03-07"),
        ("2026-03-03", 5, None, "2026-03-10"),
        ("2026-03-07", 1, None, "2026-03-09"),
        ("2026-12-18", 5, None, "2026-12-25"),
        ("2026-12-18", 5, "DE", "2026-12-28"),
        ("2026-12-18", 10, "US", "2027-01-05"),
    ],
)
def test_add_workdays(day: str, count: int, country: str | None, expected: str) -> None:
    assert workdays.add_workdays(date.fromisoformat(day), count, country).isoformat() == expected


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="negative"):
        workdays.add_workdays(date(2026, 3, 3), -1, None)


@given(days, st.integers(min_value=1, max_value=40), countries)
def test_add_workdays_counts_each_working_day_once(day: date, count: int, country: str | None) -> None:
    end = workdays.add_workdays(day, count, country)
    passed = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert workdays.is_workday(end, country)
    assert sum(workdays.is_workday(each, country) for each in passed) == count


@pytest.mark.parametrize(
    ("code", "expected"),
    [("DE", True), ("us", True), ("GB", True), ("UK", False), ("DEU", False), ("XX", False), ("", False), ("§", False)],
)
def test_is_country(code: str, expected: bool) -> None:
    assert workdays.is_country(code) is expected


def test_easter_monday_is_a_holiday_where_most_of_a_country_has_it() -> None:
    assert not workdays.is_workday(date(2026, 4, 6), "GB")
    assert workdays.is_workday(date(2026, 4, 6), "US")
