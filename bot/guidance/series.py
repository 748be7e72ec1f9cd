"""Days for calls that come again and again."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from bot.guidance.ground_rules import CallEveryDays, CallEveryMonth, CallEveryWeekday, Series

_ONE_WEEK = timedelta(weeks=1)


def days_after(after: date, series: Series, given: date) -> Iterator[date]:
    """The days of a series that was asked for on the day `given`, after another day, in order, up to its end."""
    start = max(after, given - timedelta(days=1))
    match series:
        case CallEveryWeekday():
            days = _weekly(series, given, start)
        case CallEveryDays(days=distance):
            days = _every(timedelta(days=distance), given, max(after, given))
        case CallEveryMonth(month_days=numbers):
            days = _monthly(numbers, start)
    until = series.until
    return days if until is None else takewhile(lambda day: day <= until, days)


def _weekly(series: CallEveryWeekday, given: date, after: date) -> Iterator[date]:
    """Weeks are counted from the one in which the first of its days falls."""
    first = min(given + timedelta(days=(weekday - given.weekday()) % 7) for weekday in series.weekdays)
    monday = first - timedelta(days=first.weekday())
    passed = max(0, (after - monday).days) // (7 * series.every)
    monday += _ONE_WEEK * series.every * passed
    while True:
        for weekday in series.weekdays:
            day = monday + timedelta(days=weekday)
            if day > after:
                yield day
        monday += _ONE_WEEK * series.every


def _every(distance: timedelta, given: date, after: date) -> Iterator[date]:
    day = given + distance * ((after - given) // distance + 1)
    while True:
        yield day
        day += distance


def _monthly(numbers: tuple[int, ...], after: date) -> Iterator[date]:
    year, month = after.year, after.month
    while True:
        length = calendar.monthrange(year, month)[1]
        for day in sorted({date(year, month, min(number, length)) for number in numbers}):
            if day > after:
                yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
