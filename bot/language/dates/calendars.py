"""Sums with days: weeks, months and their parts, and the nearest day that fits. Weeks begin on Monday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bot.guidance.workdays import add_workdays, is_workday
from bot.language.moments import Direction

Days = tuple[date, date]

ONE_DAY = timedelta(days=1)
FRIDAY = 4
SATURDAY = 5
_MOST_WORKDAYS = 400


def week_of(day: date, weeks: int = 0) -> Days:
    """The week that holds a day, or the one so many weeks from it."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def is_week(days: Days) -> bool:
    """Whether these are the days of a week, from its Monday to its Sunday."""
    return (days[1] - days[0]).days == 6 and days[0].weekday() == 0


def weekend_of(day: date, weeks: int = 0) -> Days:
    """The Saturday and Sunday of a day's week, or of the one so many weeks from it."""
    sunday = week_of(day, weeks)[1]
    return sunday - ONE_DAY, sunday


def weekend_with(day: date) -> Days:
    """The weekend nearest to a day, made longer by that day where it is right before or after."""
    saturday = day + timedelta(days=(SATURDAY - day.weekday() + 3) % 7 - 3)
    return min(saturday, max(day, saturday - ONE_DAY)), max(saturday + ONE_DAY, min(day, saturday + 2 * ONE_DAY))


def month_of_year(year: int, month: int) -> Days:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_from(day: date, months: int) -> Days:
    """The month that is so many months from a day's."""
    then = _months_on(day.replace(day=1), months)
    return month_of_year(then.year, then.month)


def _months_on(day: date, months: int) -> date:
    # Loaded with the first day that is so far away.
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def quarter_of(year: int, quarter: int) -> Days:
    """The first and the last day of a quarter of a year."""
    return date(year, quarter * 3 - 2, 1), month_of_year(year, quarter * 3)[1]


def moved(day: date, count: int, unit: str, country: str | None) -> date:
    """The day that lies so many days, workdays, weeks, months or years away; back for a negative count."""
    match unit:
        case "workdays":
            return _workdays_from(day, max(-_MOST_WORKDAYS, min(count, _MOST_WORKDAYS)), country)
        case "weeks":
            return day + timedelta(weeks=count)
        case "months":
            return _months_on(day, count)
        case "years":
            return _months_on(day, 12 * count)
        case _:
            return day + timedelta(days=count)


def _workdays_from(day: date, count: int, country: str | None) -> date:
    if count >= 0:
        return add_workdays(day, count, country)
    while count:
        day -= ONE_DAY
        count += is_workday(day, country)
    return day


def weekday_near(today: date, number: int, toward: Direction) -> date:
    """The last or next day of that weekday, never today itself: who means today says so."""
    if toward is Direction.PAST:
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def days_of_month_near(today: date, number: int, toward: Direction) -> tuple[date, ...]:
    """The days of that number in this month and the next ones on the right side of today, the nearest first."""
    step = -1 if toward is Direction.PAST else 1
    months = (months_from(today, step * months) for months in range(4))
    days = [start.replace(day=number) for start, end in months if 0 < number <= end.day]
    return tuple(day for day in days if day == today or (day < today) == (toward is Direction.PAST))


def in_year_near(today: date, month: int, day: int, toward: Direction) -> tuple[date, ...]:
    """The days of that month and number in the years around, that on the right side of today first."""
    days = [found for year in (-1, 0, 1) if (found := existing(today.year + year, month, day)) is not None]
    past, future = toward is Direction.PAST, toward is Direction.FUTURE

    def distance(found: date) -> tuple[bool, int]:
        wrong = (past and found > today) or (future and found < today)
        return wrong, abs(found - today).days

    return tuple(sorted(days, key=distance))


def month_near(today: date, month: int, toward: Direction) -> Days:
    """The month of that number on the right side of today; this month is on both."""
    this = today.year
    if month == today.month or toward is Direction.NEAREST:
        ahead = (month - today.month) % 12
        year = this + (month < today.month)
        return month_of_year(year if ahead <= 9 else year - 1, month)
    if toward is Direction.PAST:
        return month_of_year(this - (month > today.month), month)
    return month_of_year(this + (month < today.month), month)


def existing(year: int, month: int, day: int) -> date | None:
    """The date, where there is such a one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def part_of(days: Days, part: str) -> Days:
    """The early, mid or late days of a week, of a month, or of longer; "end" are the last few."""
    start, end = days
    length = (end - start).days + 1
    if length <= 2:
        return days
    if length <= 7:
        first, last = {"early": (0, 1), "mid": (1, 3), "late": (3, 4), "end": (3, 4)}[part]
        return start + timedelta(days=first), start + timedelta(days=last)
    if length <= 31:
        if part == "end":
            return end - timedelta(days=6), end
        first, last = {"early": (0, 9), "mid": (10, 19), "late": (20, length - 1)}[part]
        return start + timedelta(days=first), start + timedelta(days=last)
    if part == "end":
        return months_from(end, 0)
    months = length // 28
    first, last = {"early": (0, months // 4), "mid": (months // 3, months - months // 3), "late": (0, 0)}[part]
    if part == "late":
        return months_from(end, -max(0, months // 4 - 1))[0], end
    return months_from(start, first)[0], months_from(start, max(first, last - 1))[1]


def deadline_of(days: Days) -> date:
    """The last day of a stretch on which anything is done: of a week its Friday."""
    return days[0] + timedelta(days=FRIDAY) if is_week(days) else days[1]
