"""The moment that a text names, or that ends it, as the words of a command do: "Acme Friday 14:00"."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.guidance.workdays import local_day
from bot.language.lexicon import weekday_of
from bot.language.moments import Direction, ImpossibleMoment, Moment, Reading
from bot.language.regex import regex
from bot.language.times import find_times
from bot.language.when import Point, Recurrence, Unclear, When

_LEADING = frozenset(
    {"on", "at", "@", "by", "in", "around", "about", "until", "till", "from", "since", "the", "for", "this", ","}
)
_BEFORE = " \t\r\n,;:–—-("
_EDGE = " \t\r\n.,;:!?()\"'”’…–—-"
_FAR = timedelta(days=183)
_NEAR = {True: timedelta(days=120), False: timedelta(days=45)}
"""How near the other day has to be where it lies ahead, and where it has passed."""
_OTHER_WAY = {
    Direction.PAST: Direction.FUTURE,
    Direction.FUTURE: Direction.PAST,
    Direction.NEAREST: Direction.NEAREST,
}
_HOUR_FIRST = regex(r"^\s*(\d{1,2}) (?:on )?((?:next |this |coming )?[^\W\d_]{3,})\s*$")
_HOUR_LAST = regex(r"(?P<day>.*[^\W\d_]) (?P<hour>\d{1,2})")
_HOURS_A_DAY = 24
_WEEKS_NEAR = 5
_NOW = ("just now", "right now", "now")


def read_moment(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    direction: Direction,
    country: str | None = None,
    day_first: bool | None = None,
) -> Moment | None:
    """The moment that the whole text names, of a range both its ends; None for none. Raises ImpossibleMoment."""
    for words in dict.fromkeys((text, _HOUR_FIRST.sub(r"\2 \1", text))):
        reading = split_moment(words, now=now, zone=zone, direction=direction, country=country, day_first=day_first)
        if reading.moment and not reading.rest:
            return reading.moment
    return None


def split_moment(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    direction: Direction,
    country: str | None = None,
    day_first: bool | None = None,
) -> Reading:
    """The moment at the end of a text and what stands before it. Raises ImpossibleMoment."""
    if not text.strip():
        return Reading(None, "")

    def last(toward: Direction) -> When | None:
        found = find_times(text, now=now, zone=zone, direction=toward, country=country, day_first=day_first)
        return found[-1] if found and not text[found[-1].place[1] :].strip(_EDGE) else None

    when = last(direction)
    if when is None:
        whereabouts = {"now": now, "zone": zone, "country": country, "day_first": day_first}
        return _with_bare_hour(text, direction, whereabouts) or _now(text, now.astimezone(zone))
    rest = _rest(text[: when.place[0]])
    match when:
        case Unclear():
            start, end = when.place
            raise ImpossibleMoment(_less_leading(text[start:end]), when.reason, rest)
        case Recurrence():
            return Reading(None, text.strip())
    today = local_day(now, zone)
    if isinstance(when, Point) and not when.day_said:
        return Reading(Moment(today, when.at, day_said=False), rest)
    if abs(when.start - today) > _FAR:
        other = last(_OTHER_WAY[direction])
        # A day without a year, most of a year off, is the near one: that its direction is wrong is the caller's to ask.
        if isinstance(other, Point) and abs(other.start - today) < _NEAR[other.start > today]:
            when = other
    return Reading(Moment(when.start, when.at, when.end if when.end > when.start else None), rest)


def _with_bare_hour(text: str, direction: Direction, whereabouts: dict[str, Any]) -> Reading | None:
    """The moment at the end of a text whose hour is a bare number after its day: "tomorrow 9", "fri 14".

    Where the number may be the day of the month as well, as in "Friday 4" before a Friday the 4th, it is not guessed.
    """
    found = _HOUR_LAST.fullmatch(text.rstrip(_EDGE))
    if found is None or int(found["hour"]) >= _HOURS_A_DAY:
        return None
    try:
        day = split_moment(found["day"], direction=direction, **whereabouts).moment
    except ImpossibleMoment:
        return None
    if day is None or not day.day_said or day.at or day.last or _may_be_dated(found, day.on, direction):
        return None
    reading = split_moment(f"{found['day']} at {found['hour']}", direction=direction, **whereabouts)
    return reading if reading.moment and reading.moment.at else None


def _may_be_dated(found: re.Match[str], on: date, direction: Direction) -> bool:
    """Whether the number after a weekday is the date of one of its next days, or of its last ones."""
    last, first = (direction is not Direction.PAST) * _WEEKS_NEAR, (direction is not Direction.FUTURE) * _WEEKS_NEAR
    near = (on + timedelta(weeks=week) for week in range(-first, last + 1))
    dated = any(day.day == int(found["hour"]) for day in near)
    return dated and weekday_of(found["day"].split()[-1].casefold()) is not None


def _now(text: str, now: datetime) -> Reading:
    """The moment of "now" at the end of a text; with a capital letter it is the end of a name."""
    text = text.strip()
    bare = text.rstrip(_EDGE)
    said = next((word for word in _NOW if bare == word or bare.endswith(f" {word}")), None)
    if said is None:
        return Reading(None, text)
    return Reading(Moment(now.date(), now.time().replace(second=0, microsecond=0)), _rest(bare.removesuffix(said)))


def _rest(text: str) -> str:
    """What stands before a moment, without the words and marks that lead to it."""
    words = text.rstrip(_BEFORE).split(" ")
    while words and words[-1].casefold() in _LEADING:
        words.pop()
    return " ".join(words).strip().rstrip(_BEFORE)


def _less_leading(words: str) -> str:
    head, _, more = words.partition(" ")
    return _less_leading(more) if more and head.casefold() in _LEADING else words
