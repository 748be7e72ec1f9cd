"""Working days, holidays and hours of the day: local dates to instants and back.

Days and wall times are local to a zone; instants are aware, and those given back are in UTC.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count as counting
from zoneinfo import ZoneInfo

from bot.guidance.facts import Hours

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show `at` on `day`.

    A wall time that the clocks skip moves forward by as much as they do; of one that they show twice it is the first,
    or the second where `at.fold` says so.
    """
    # Times that differ in their fold alone are equal, and would be taken for each other.
    return _instant(day, at, at.fold, zone)


@lru_cache(maxsize=4096)
def _instant(day: date, at: time, which: int, zone: ZoneInfo) -> datetime:
    first, second = (datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    return second if which and second > first else first


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The date that calendars in `zone` show at an instant."""
    return at.astimezone(zone).date()


def within(at: datetime, hours: Hours, zone: ZoneInfo) -> bool:
    """Whether clocks in `zone` are within `hours` at an instant.

    Hours whose end is not after their start run over midnight; with both the same they are the whole day.
    """
    wall = at.astimezone(zone).time()
    if hours.start < hours.end:
        return hours.start <= wall < hours.end
    return wall >= hours.start or wall < hours.end


def next_within(at: datetime, hours: Hours, zone: ZoneInfo) -> datetime:
    """`at` itself where it is within `hours`, else the instant of their next opening, in UTC."""
    if within(at, hours, zone):
        return at
    moment = at.astimezone(UTC)
    # Where clocks are set back over midnight, the day before comes a second time: hence one day back.
    for day in _days_from(local_day(at, zone) - ONE_DAY):
        for opening in _openings(day, hours, zone):
            if opening > moment:
                return opening
    raise OverflowError("no opening before the calendar ends")  # pragma: no cover


def within_or_before(at: datetime, hours: Hours, zone: ZoneInfo) -> datetime:
    """`at` itself where it is within `hours`, else an hour before the hours that ended last."""
    if within(at, hours, zone):
        return at
    day = local_day(at, zone)
    if at.astimezone(zone).time() < hours.start:
        day -= ONE_DAY
    return max(instant(day, hours.start, zone), instant(day, hours.end, zone) - timedelta(hours=1))


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166 alpha-2 country code whose public holidays are known; case does not matter."""
    return code.upper() in _countries()


def is_workday(day: date, country: str | None) -> bool:
    """Whether `day` is Monday to Friday and no public holiday of `country`.

    Without a country, or with one that is not known, there are no holidays.
    """
    if day.weekday() >= SATURDAY:
        return False
    return country is None or day not in _holidays(country.upper(), day.year)


def next_workday(day: date, country: str | None) -> date:
    """The first working day after `day`."""
    return on_or_after_workday(day + ONE_DAY, country)


def on_or_after_workday(day: date, country: str | None) -> date:
    """`day` itself where it is a working day, else the next one."""
    while not is_workday(day, country):
        day += ONE_DAY
    return day


def add_workdays(day: date, count: int, country: str | None) -> date:
    """The day that is `count` working days after `day`; `day` itself for none, be it a working day or not.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"count must not be negative: {count}")
    for _ in range(count):
        day = next_workday(day, country)
    return day


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=n) for n in counting())


@lru_cache(maxsize=4096)
def _openings(day: date, hours: Hours, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When `hours` open on a local day: once, or twice where clocks are set back over the opening, in order."""
    walls = (datetime.combine(day, hours.start.replace(fold=fold), tzinfo=zone) for fold in (0, 1))
    instants = sorted({wall.astimezone(UTC) for wall in walls})
    # An opening that clocks skip is moved, and may have moved before the start, or past the end, of short hours.
    return tuple(opening for opening in instants if within(opening, hours, zone))


# Where hardly a holiday holds for the whole country: Easter Monday is one of England, and not of Scotland.
_MOST_LIVE_IN = {"GB": "ENG"}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    import holidays  # slow to import, and needed only once a person has named a country

    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=1024)
def _holidays(country: str, year: int) -> frozenset[date]:
    if country not in _countries():
        return frozenset()
    import holidays

    with warnings.catch_warnings():
        # Some countries' lunar holidays are known for some decades only; beyond them the fixed ones have to do.
        warnings.simplefilter("ignore")
        return frozenset(holidays.country_holidays(country, subdiv=_MOST_LIVE_IN.get(country), years=year))
