"""Days and times in a table's cells, and whether its days or its months come first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.guidance.workdays import instant, local_day
from bot.language.regex import regex
from bot.services.file_faults import FileFault, Untakable

_TIME = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?"
_AT = rf"(?:(?:[T,\s]|at)+(?P<time>{_TIME}))?\s*"
_NUMBERS = regex(r"\s*(\d{1,2})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b" + _AT, re.IGNORECASE)
_ISO = regex(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})" + _AT, re.IGNORECASE)
_IN_WORDS = regex(r"(.*[^\W\d_]{3,}.*?)" + _AT, re.IGNORECASE)
_MIDNIGHT = time(0)
"""What programs write where no hour is known."""
_HALF_A_DAY = 12
_LONGEST = 40


class DayOrder(StrEnum):
    """Whether 3/4 is a day in April or in March."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


def ambiguous_date(days: Iterable[str]) -> str:
    """A date that can be two days, where no other of them says which; "" for none."""
    pairs = [(words, numbers) for words in days if (numbers := _NUMBERS.fullmatch(words))]
    if any(int(numbers[1]) > 12 or int(numbers[3]) > 12 for _, numbers in pairs):
        return ""
    return next((words for words, numbers in pairs if numbers[1] != numbers[3]), "")


def is_day_first(days: Iterable[str], order: DayOrder | None) -> bool:
    """What the dates themselves say, where one has a number that is no month; else the order that was said.

    Raises Untakable where they say both.
    """
    numbers = [match for words in days if (match := _NUMBERS.fullmatch(words))]
    first, second = (any(int(match[at]) > 12 for match in numbers) for at in (1, 3))
    if first and second:
        raise Untakable(FileFault.BAD_DATES, numbers[0][0])
    return first or (order is not DayOrder.MONTH_FIRST and not second)


def read_when(words: str, clock: str, *, day_first: bool, zone: ZoneInfo) -> tuple[date, datetime | None]:
    """The day that a cell names, and the instant where its hour is told there, or in a cell for the hour.

    Raises ValueError for words that are no date.
    """
    day, told = _read(words, day_first=day_first)
    aware = _aware(words)
    if aware:
        return local_day(aware, zone), aware
    at = _clock(told) or _clock(re.fullmatch(_TIME, clock, re.IGNORECASE))
    return day, instant(day, at, zone) if at else None


def _read(words: str, *, day_first: bool) -> tuple[date, re.Match[str]]:
    """The day, and the match in which a time after it is. Raises ValueError."""
    if iso := _ISO.fullmatch(words):
        return date(*map(int, iso.groups()[:3])), iso
    if numbers := _NUMBERS.fullmatch(words):
        one, other, year = (int(numbers[at]) for at in (1, 3, 4))
        day, month = (one, other) if day_first else (other, one)
        return date(year + 2000 if year < 100 else year, month, day), numbers
    named = _IN_WORDS.fullmatch(words)
    if named is None or len(words) > _LONGEST:
        raise ValueError(words)
    return _with_named_month(named[1], day_first=day_first), named


def _with_named_month(words: str, *, day_first: bool) -> date:
    """A day with its month as a word. What dateutil would complete by guessing is none. Raises ValueError."""
    from dateutil import parser

    guesses = (datetime(2000, 1, 1), datetime(2003, 2, 15))  # noqa: DTZ001
    try:
        read = {parser.parse(words, dayfirst=day_first, default=guess, ignoretz=True) for guess in guesses}
    except OverflowError as error:
        raise ValueError(words) from error
    if len(read) > 1:
        raise ValueError(words)
    return read.pop().date()


def _aware(words: str) -> datetime | None:
    """The instant of a timestamp that says its distance from UTC."""
    try:
        read = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return read.astimezone(UTC) if read.tzinfo and read.time() != _MIDNIGHT else None


def _clock(told: re.Match[str] | None) -> time | None:
    """The wall time that was told; none for midnight. Raises ValueError for one that there is none of."""
    if told is None or told["hour"] is None:
        return None
    hour, minute, half = int(told["hour"]), told["minute"], (told["half"] or "").casefold()
    if not (minute or half) or (half and not 1 <= hour <= _HALF_A_DAY):
        raise ValueError(told[0])
    at = time(hour % _HALF_A_DAY + _HALF_A_DAY * (half[0] == "p") if half else hour, int(minute or 0))
    return None if at == _MIDNIGHT else at
