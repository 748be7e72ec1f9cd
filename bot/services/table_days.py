"""Days and times in a table's cells, and whether its days or its months come first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil import parser

from bot.guidance.workdays import instant, local_day
from bot.services.file_faults import FileFault, Untakable

_NUMBERS = re.compile(r"\s*(\d{1,2})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b.*", re.DOTALL)
_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T\s].*)?", re.DOTALL)
_MONTH = re.compile(r"[^\W\d_]{3,}")
_CLOCK = re.compile(r"(?<![\d:.+\-])(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\b)?", re.IGNORECASE)
_MIDNIGHT = time(0)
"""What programs write where no hour is known."""
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
    day = _day(words, day_first=day_first)
    aware = _aware(words)
    if aware:
        return local_day(aware, zone), aware
    at = _clock(words) or _clock(clock)
    return day, instant(day, at, zone) if at else None


def _day(words: str, *, day_first: bool) -> date:
    if iso := _ISO.fullmatch(words):
        return date(*map(int, iso.groups()))
    if numbers := _NUMBERS.fullmatch(words):
        one, other, year = (int(numbers[at]) for at in (1, 3, 4))
        day, month = (one, other) if day_first else (other, one)
        return date(year + 2000 if year < 100 else year, month, day)
    # With the month as a word; what else dateutil reads it would complete by guessing.
    if not (_MONTH.search(words) and re.search(r"\b\d{4}\b", words)) or len(words) > _LONGEST:
        raise ValueError(words)
    try:
        return parser.parse(words, dayfirst=day_first, default=datetime(2000, 1, 1), ignoretz=True).date()  # noqa: DTZ001
    except OverflowError as error:
        raise ValueError(words) from error


def _aware(words: str) -> datetime | None:
    """The instant of a timestamp that says its distance from UTC."""
    try:
        read = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return read.astimezone(UTC) if read.tzinfo and read.time() != _MIDNIGHT else None


def _clock(words: str) -> time | None:
    """The wall time at the words' end, if any."""
    for hour, minute, half in _CLOCK.findall(words.replace("T", " ")):
        if not (minute or half) or not (1 <= int(hour) <= 12 if half else int(hour) < 24) or int(minute or 0) > 59:
            continue
        later = 12 if half[:1] in ("p", "P") else 0
        at = time(int(hour) % 12 + later if half else int(hour), int(minute or 0))
        return None if at == _MIDNIGHT else at
    return None
