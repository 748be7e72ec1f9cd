"""Every day, stretch of days and repetition that a text names, with its place: what the ground rules are read around.

The days themselves are read by `times`; here the words before them that say how they are meant are set apart from them,
so that "until" in "until Friday" can be seen.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.ground_rules import CallEveryDays, CallEveryMonth, CallEveryWeekday, Series
from bot.guidance.workdays import local_day
from bot.language.lexicon import weekday_of
from bot.language.moments import Direction
from bot.language.regex import regex
from bot.language.times import find_times
from bot.language.when import Point, Range, Recurrence, Unclear, When

DAY, HOUR, OFTEN, NUMBER, DONE = "\x01", "\x03", "\x02", "\x04", "\x00"
"""What stands in a marked text for each letter of a day, an hour, a repetition, a number, and of what has been read."""

_LEADING = regex(
    r"(?:(?:or|on|not|by|until|till|til|before|after|in|within|around|about|at|the latest|latest"
    r"|no later than|come|from"
    r"|starting|up to|sometime|roughly|for|the)\b[ ,]*)+",
    re.IGNORECASE,
)
_ABOUT = regex(r"\b(?:around|about|roughly|circa|or so|ish|approximately)\b", re.IGNORECASE)
_AFTER = regex(r"(?<!or )\bafter\b", re.IGNORECASE)
_PART = regex(r"\b(?:early|mid|middle|late|end|first|second|third|beginning|start)\b|-", re.IGNORECASE)
_LENGTH = (
    r"(?=(?:about |another |roughly |at least )*(?:\d+|an?|one|two|three|four|five|six|ten|a couple of"
    r"|a few) \w)"
)
_BEFORE_LENGTH = regex(
    r"\b(?:no sooner than|no earlier than|at least|for|another"
    rf"|than) {_LENGTH}",
    re.IGNORECASE,
)
_ANOTHER = regex(r"\banother(?= (?:week|month|day|fortnight)\b)", re.IGNORECASE)
_NOT_A_DAY = regex(
    r"\b(?:not|never)(?: on)?(?= (?:mon|tues|wednes|thurs|fri|satur|sun|week)(?:day|end)s?\b)", re.IGNORECASE
)
_PIECE = regex(r"(?:(?! but )[^,.;!?\n]){3,}")
_UNTIL_DAY = regex(r"\b(?:until|till|til) ", re.IGNORECASE)
_UNTIL_MONTH = regex(
    r"\b(?:until|till|til) (?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_ORDINAL = regex(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_LONGEST_DAY = 4
_FIRST_WEEK = regex(r"\b(?:first week|start|beginning) of (?:the )?$", re.IGNORECASE)
_AND_NEXT = regex(r" and (?:the )?next(?: week| one)?\b", re.IGNORECASE)
_NAME_OF_A_PERSON = regex(r"(?:Jan|April|May|June|August) [A-Z][a-z]+")
_WEEKDAY_CODES = {code: number for number, code in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


class Mark(Struct, frozen=True):
    """A place in a text that names days, or how often; `odd` where the day has passed, is none, or one of `choices`.

    `first` and `last` are the same where one day is named. `after` is true where it is the working day
    after the one in the words; `part` where they are a part of a longer time, "mid December".
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    often: Series | None = None
    about: bool = False
    after: bool = False
    part: bool = False
    odd: bool = False
    choices: tuple[date, ...] = ()

    @property
    def range_start(self) -> date | None:
        """The first of several days."""
        return self.first if self.first != self.last else None


def find_marks(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> tuple[Mark, ...]:
    """What a text names of days to come and repetitions, from its beginning, none of them overlapping."""
    plain = _NOT_A_DAY.sub(lambda found: "on".ljust(len(found.group())), text)
    plain = _BEFORE_LENGTH.sub(lambda found: "in".ljust(len(found.group())), plain)
    plain = _ANOTHER.sub("in a   ", plain)
    times = partial(find_times, now=now, zone=zone, direction=Direction.FUTURE, country=country, day_first=day_first)
    found = (_mark(text, plain, when, local_day(now, zone), times) for when in _all_times(plain, times))
    return tuple(_paired(text, [mark for mark in found if mark]))


def _all_times(text: str, times: Callable[[str], tuple[When, ...]]) -> list[When]:
    """What the whole text names, and what its pieces do by themselves: a rule is seldom about what stands beside it."""
    found = list(times(text))
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if any(when.place[0] < end and start < when.place[1] for when in found):
            continue
        found.extend(_moved(when, start) for when in times(piece.group()))
    return sorted(found, key=lambda when: when.place)


def _moved(when: When, by: int) -> When:
    return replace(when, place=(when.place[0] + by, when.place[1] + by))


def _mark(text: str, plain: str, when: When, today: date, times: Callable[[str], tuple[When, ...]]) -> Mark | None:
    start, end = when.place
    words = plain[start:end]
    leading = _LEADING.match(words)
    inner = start + (leading.end() if leading and leading.end() < len(words) else 0)
    while inner > start and text[inner - 1].isalnum():
        inner -= 1
    if isinstance(when, Unclear):
        return Mark(inner, end, odd=True, choices=when.choices)
    if isinstance(when, Recurrence):
        series, end = _ended(text, when, times)
        if _FIRST_WEEK.search(text[:start]):
            series = CallEveryMonth((1,)) if isinstance(series, CallEveryMonth) else None
        return Mark(inner, end, often=series, odd=series is None)
    if start == inner and _NAME_OF_A_PERSON.match(text, start):
        return None
    range_of_days, first, last = isinstance(when, Range), when.start, when.end
    if last < today and weekday_of(text[inner:end].casefold().split(" ")[0]) is not None:
        # What they said is about days to come, however it is told.
        first, last = first + timedelta(weeks=1), last + timedelta(weeks=1)
    if range_of_days and "week" in words and (further := _AND_NEXT.match(text, end)):
        end, last = further.end(), last + timedelta(weeks=1)
    after = not range_of_days and bool(_AFTER.search(words[: inner - start]))
    return Mark(
        inner,
        end,
        first,
        last,
        about=bool(_ABOUT.search(text[max(0, start - 10) : end + 6])),
        after=after,
        part=range_of_days and bool(_PART.search(text[inner:end])),
        odd=last < today,
    )


def _paired(text: str, marks: list[Mark]) -> list[Mark]:
    """The 1st and the 15th, without a month: those of every month."""
    for one, other in itertools.pairwise(marks):
        ordinals = [_ORDINAL.fullmatch(text[mark.start : mark.end]) for mark in (one, other)]
        if all(ordinals) and re.fullmatch(r" (?:and|&) (?:on )?(?:the )?", text[one.end : other.start]):
            numbers = sorted(int(ordinal[1]) for ordinal in ordinals if ordinal)
            both = Mark(one.start, other.end, often=CallEveryMonth(tuple(numbers)))
            return [both if mark is one else mark for mark in marks if mark is not other]
    return marks


def _ended(text: str, when: Recurrence, times: Callable[[str], tuple[When, ...]]) -> tuple[Series | None, int]:
    """The series with its end, and where its words end; "until the 20th that's when we close" ends on the 20th."""
    start, end = when.place
    series, said = _series(when), _UNTIL_DAY.search(text, start, end)
    if series and series.until and _UNTIL_MONTH.search(text[start:end]):
        return replace(series, until=series.until.replace(day=1) - timedelta(days=1)), end
    if series and said and when.until == "answer":
        words = text[said.end() : end].split()
        for count in range(min(len(words), _LONGEST_DAY), 0, -1):
            piece = " ".join(words[:count])
            day = next((each for each in times(piece) if isinstance(each, Point) and each.place[1] == len(piece)), None)
            if day:
                return replace(series, until=day.start), said.end() + len(piece)
    return series, end


def _series(when: Recurrence) -> Series | None:
    """The rule of RFC 5545 as one of theirs; None where there is none like it."""
    parts = dict(part.split("=", 1) for part in when.rrule.split(";"))
    until = when.until if isinstance(when.until, date) else None
    every, weekdays = int(parts.get("INTERVAL", 1)), parts.get("BYDAY", "")
    match parts["FREQ"]:
        case "DAILY":
            return CallEveryDays(every, until)
        case "WEEKLY" if weekdays:
            first, *also = sorted(_WEEKDAY_CODES[code] for code in weekdays.split(","))
            return CallEveryWeekday(first, tuple(also), every, until)
        case "WEEKLY":
            return CallEveryDays(7 * every, until)
        case "MONTHLY" if "BYMONTHDAY" in parts and every == 1:
            numbers = sorted(int(number) for number in parts["BYMONTHDAY"].split(","))
            return CallEveryMonth(tuple(numbers), until) if numbers[0] > 0 else None
        case "MONTHLY" if not weekdays:
            return CallEveryMonth((when.first.day,), until) if every == 1 else CallEveryDays(30 * every, until)
    return None
