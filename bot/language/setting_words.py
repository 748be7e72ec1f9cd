"""What people write for a setting: hours of the day, working days, yes or no, the order of day and month."""

from __future__ import annotations

from datetime import time

from bot.guidance.facts import Hours
from bot.language.regex import regex

_TIME = r"(?:([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(am|pm)?|(midnight|noon))"
_SPAN = regex(rf"(?:from\s+)?{_TIME}\s*(?:-|–|−|—|to|till|until)\s*{_TIME}(?:\s*(?:h|hours|o'clock))?")
_COUNT = r"(?:after\s+)?([0-9]{1,6}|[a-z]+)"
_DAYS = regex(rf"{_COUNT}(?:\s*(?:(?:working|work|business)?\s*-?days?|workdays?))?")
_WEEKS = regex(rf"{_COUNT}\s+weeks?")
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_WORKDAYS_A_WEEK = 5
_YES = frozenset({"on", "yes", "y", "please", "yes please", "weekly", "again"})
_NO = frozenset({"off", "no", "n", "none", "stop", "never"})
_DAY_FIRST = frozenset({"day first", "day month", "day/month", "dd/mm", "d/m", "dmy", "european", "3 april", "day"})
_MONTH_FIRST = frozenset(
    {"month first", "month day", "month/day", "mm/dd", "m/d", "mdy", "american", "us", "4 march", "march 4", "month"}
)


def read_hours(text: str) -> Hours | None:
    """The hours that the text names, "8-18" or "8:30am to 9pm"; None where it names none.

    Hours that end at midnight end a minute before it. They may be impossible: see `hours_stand`.
    """
    found = _SPAN.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return None
    start, end = _time(*found.groups()[:4]), _time(*found.groups()[4:])
    if start is None or end is None:
        return None
    return Hours(start, time(23, 59) if end == time(0) else end)


def hours_stand(hours: Hours) -> bool:
    """Whether they are at least an hour of one day."""
    return _minutes(hours.end) - _minutes(hours.start) >= 60


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(hour: str | None, minute: str | None, half: str | None, named: str | None) -> time | None:
    if named:
        return time(0) if named == "midnight" else time(12)
    count, minutes = int(hour or 0), int(minute or 0)
    if half:
        if not 1 <= count <= 12:
            return None
        count = count % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or count > 24 or (count == 24 and minutes):
        return None
    return time(count % 24, minutes)


def read_workdays(text: str) -> int | None:
    """How many working days the text names, be it a sensible number or not: "7", "7 days", "two weeks"."""
    words = " ".join(text.casefold().split())
    if weeks := _WEEKS.fullmatch(words):
        count = _number(weeks[1])
        return None if count is None else _WORKDAYS_A_WEEK * count
    days = _DAYS.fullmatch(words)
    return _number(days[1]) if days else None


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def read_switch(text: str) -> bool | None:
    """Yes or no; None where the text says neither."""
    words = " ".join(text.casefold().split())
    return True if words in _YES else False if words in _NO else None


def read_day_first(text: str) -> bool | None:
    """Whether the day stands before the month in 3/4; None where the text does not say."""
    words = " ".join(text.casefold().split())
    return True if words in _DAY_FIRST else False if words in _MONTH_FIRST else None
