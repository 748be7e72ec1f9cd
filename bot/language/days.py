"""Every day, hour and repetition that a text names, with its place: what the ground rules are read around.

The dates themselves are read by `moments`; this is the one place that asks it, so that a wider reader can take over.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.guidance.ground_rules import CallEveryDays, CallEveryWeekday
from bot.guidance.workdays import local_day
from bot.language.lexicon import ORDINAL_ENDINGS, weekday_of
from bot.language.moments import Direction, ImpossibleMoment, read_moment
from bot.language.phrases import read_phrase
from bot.language.spans import count_at
from bot.language.times import find_times
from bot.language.tokens import Tokens, tokenise
from bot.language.when import Point, Range

MOST_TOKENS = 200
"""Only so many words and marks of a text are searched."""

_LONGEST = 9
_NOT_DAYS = frozenset({"now", "just now", "right now", "sat", "sun", "may"})
_UNIT_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "month": 30, "months": 30}
_LEAD_TO_SPAN = frozenset({"take", "takes", "need", "needs", "them", "to", "least", "wait"})
_OFTEN = {
    ("daily",): 1,
    ("weekly",): 7,
    ("once", "a", "week"): 7,
    ("twice", "a", "month"): 14,
    ("once", "a", "month"): 30,
}


@dataclass(frozen=True, slots=True)
class DaysFound:
    """A place in a text that names a day or a range of them, an hour, or how often; `odd` where the day cannot be."""

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    at: time | None = None
    often: CallEveryWeekday | CallEveryDays | None = None
    odd: bool = False


def find_days(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> tuple[DaysFound, ...]:
    """What a text names of days to come, hours and repetitions, from its beginning, none of them overlapping."""
    tokens = tokenise(text)
    found: list[DaysFound] = []
    at = 0
    while at < min(len(tokens), MOST_TOKENS):
        each = (
            _often(tokens, at) or _wide(tokens, at, local_day(now, zone)) or _moment(tokens, at, now, zone, day_first)
        )
        if each is None:
            at += 1
            continue
        found.append(each)
        while at < len(tokens) and tokens.items[at].start < each.end:
            at += 1
    wider = _wider(text, now, zone, country, day_first)
    further = [each for each in wider if all(each.end <= known.start or known.end <= each.start for known in found)]
    return tuple(sorted((*found, *further), key=lambda each: each.start))


def _wider(text: str, now: datetime, zone: ZoneInfo, country: str | None, day_first: bool | None) -> list[DaysFound]:
    """What only the reader of all dates knows: "after Thanksgiving", "mid December"."""
    today = local_day(now, zone)
    times = find_times(text, now=now, zone=zone, direction=Direction.FUTURE, day_first=day_first, country=country)
    return [
        DaysFound(*when.place, when.start, when.end, when.at, odd=when.end < today)
        for when in times
        if isinstance(when, Point | Range)
    ]


def _place(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    return tokens.items[at].start, tokens.items[end - 1].end


def _moment(tokens: Tokens, at: int, now: datetime, zone: ZoneInfo, day_first: bool | None) -> DaysFound | None:
    """The longest moment from a token on."""
    if tokens.items[at].glued and tokens.word(at - 1) not in {",", ";", "(", ":", "~"}:
        return None
    for end in range(min(len(tokens), at + _LONGEST), at, -1):
        words = tokens.text(at, end)
        piece = tokenise(words)
        phrase = read_phrase(piece, 0)
        if (
            phrase is None
            or words.casefold() in _NOT_DAYS
            or piece.word(0) in {"by", "until", "till", "on", ",", "from"}
        ):
            continue
        place = _place(tokens, at, end)
        try:
            moment = read_moment(words, now=now, zone=zone, direction=Direction.FUTURE, day_first=day_first)
        except ImpossibleMoment:
            return DaysFound(*place, odd=True)
        if moment is None:
            continue
        if phrase.day is None:
            return DaysFound(*place, at=moment.at)
        return DaysFound(*place, moment.on, moment.on, moment.at, odd=moment.on < local_day(now, zone))
    return None


# --- what `moments` does not read yet ----------------------------------------------------------------------


def _wide(tokens: Tokens, at: int, today: date) -> DaysFound | None:
    """The 12th, next week, end of the month, within ten days, in two weeks."""
    for reader in (_ordinal, _end_of, _week, _within):
        found = reader(tokens, at, today)
        if found:
            first, last, end = found
            return DaysFound(*_place(tokens, at, end), first, last)
    return None


def _ordinal(tokens: Tokens, at: int, today: date) -> tuple[date, date, int] | None:
    at += tokens.word(at) == "the"
    number = tokens.number(at)
    named = number is not None and 1 <= number <= 31 and tokens.word(at + 1) in ORDINAL_ENDINGS
    if not named or not tokens.glued(at, at + 1) or number is None or tokens.word(at + 2) == "of":
        return None
    if len(tokens) > at + 2 and read_phrase(tokenise(tokens.text(at, at + 3)), 0):
        return None
    year, month = today.year, today.month
    for _ in range(12):
        if number <= calendar.monthrange(year, month)[1] and (day := date(year, month, number)) >= today:
            return day, day, at + 2
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def _end_of(tokens: Tokens, at: int, today: date) -> tuple[date, date, int] | None:
    at += tokens.word(at) == "the"
    if not tokens.starts_with(at, "end", "of"):
        return None
    at += 2
    which = tokens.word(at) if tokens.word(at) in {"the", "this", "next"} else ""
    at += bool(which)
    ahead, unit = which == "next", tokens.word(at)
    if unit == "week":
        day = today + timedelta(days=7 * ahead + (4 - today.weekday()) % 7)
        return day, day, at + 1
    if unit in {"month", "year"}:
        year, month = (today.year + ahead, 12) if unit == "year" else (today.year, today.month + ahead)
        year, month = (year + 1, 1) if month > 12 else (year, month)
        day = date(year, month, calendar.monthrange(year, month)[1])
        return day, day, at + 1
    return None


def _week(tokens: Tokens, at: int, today: date) -> tuple[date, date, int] | None:
    if not tokens.starts_with(at, "next", "week"):
        return None
    monday = today + timedelta(days=7 - today.weekday())
    return monday, monday + timedelta(days=4), at + 2


def _within(tokens: Tokens, at: int, today: date) -> tuple[date, date, int] | None:
    start = at + (tokens.word(at) in {"within", "in", "another", "about", "after"})
    led = tokens.word(at - 1) in _LEAD_TO_SPAN
    start += tokens.word(start) in {"about", "another", "the", "next"}
    count, end = count_at(tokens, start), start + 1
    if count is None and tokens.word(start - 1) == "another" and tokens.word(start) in _UNIT_DAYS:
        count, end = 1, start
    end += tokens.word(end) in {"more", "working", "business"}
    days = _UNIT_DAYS.get(tokens.word(end))
    if (start == at and not led) or count is None or days is None or count * days > 730:
        return None
    length = count * days * (7 if tokens.word(end - 1) in {"working", "business"} else 5) // 5
    day = today + timedelta(days=length)
    return day, day, end + 1


def _often(tokens: Tokens, at: int) -> DaysFound | None:
    """Every Friday, every 3 days, every other week, on Fridays, weekly."""
    for words, days in _OFTEN.items():
        if tokens.starts_with(at, *words):
            return DaysFound(*_place(tokens, at, at + len(words)), often=CallEveryDays(days))
    plural = tokens.word(at).removesuffix("s")
    if tokens.word(at).endswith("days") and len(plural) > 3 and (number := weekday_of(plural)) is not None:
        return DaysFound(*_place(tokens, at, at + 1), often=CallEveryWeekday(number))
    if tokens.word(at) not in {"every", "each"}:
        return None
    other = tokens.word(at + 1) in {"other", "second"}
    next_at = at + 1 + other
    number = weekday_of(tokens.word(next_at)) if tokens.word(next_at) else None
    if number is not None:
        rule = CallEveryDays(14) if other else CallEveryWeekday(number)
        return DaysFound(*_place(tokens, at, next_at + 1), often=rule)
    count = 2 if other else count_at(tokens, next_at)
    next_at += count is not None and not other
    days = _UNIT_DAYS.get(tokens.word(next_at), 0) * (1 if count is None else count)
    return DaysFound(*_place(tokens, at, next_at + 1), often=CallEveryDays(days)) if 0 < days <= 366 else None
