"""A moment that ends a text, in the plain forms of `moments` first, then in all that `times` reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.guidance.workdays import local_day
from bot.language.moments import Direction, ImpossibleMoment, Moment, Reading, read_moment, split_moment
from bot.language.times import find_times
from bot.language.when import Point, Range, Unclear

_LEADING = frozenset(
    {"on", "at", "by", "in", "around", "about", "until", "till", "from", "since", "the", "for", "this"}
)
_BEFORE = " \t\r\n,;:–—-("
_FAR = timedelta(days=183)
_NEAR = {True: timedelta(days=120), False: timedelta(days=45)}
"""How near the other day has to be where it lies ahead, and where it has passed."""
_OTHER_WAY = {
    Direction.PAST: Direction.FUTURE,
    Direction.FUTURE: Direction.PAST,
    Direction.NEAREST: Direction.NEAREST,
}
_EDGE = " \t\r\n.,;:!?()–—-"


def read_wide_moment(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    direction: Direction,
    country: str | None,
    day_first: bool | None = None,
) -> Moment | None:
    """The moment that the whole text names, of a range its first day; None for none. Raises ImpossibleMoment."""
    plain = read_moment(text, now=now, zone=zone, direction=direction, day_first=day_first)
    if plain is not None:
        other = read_moment(text, now=now, zone=zone, direction=_OTHER_WAY[direction], day_first=day_first)
        return _nearer(plain, other, local_day(now, zone))
    reading = _at_the_end(text, now, zone, direction, country, day_first)
    return reading.moment if reading and not reading.rest else None


def split_wide_moment(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    direction: Direction,
    country: str | None,
    day_first: bool | None = None,
) -> Reading:
    """The moment at the end of a text and what stands before it. Raises ImpossibleMoment."""
    plain = split_moment(text, now=now, zone=zone, direction=direction, day_first=day_first)
    if plain.moment is not None:
        other = split_moment(text, now=now, zone=zone, direction=_OTHER_WAY[direction], day_first=day_first)
        plain = Reading(_nearer(plain.moment, other.moment, local_day(now, zone)), plain.rest)
    wide = _at_the_end(text, now, zone, direction, country, day_first)
    if wide is None or (plain.moment is not None and not _adds_words(wide.rest, plain.rest)):
        return plain
    return wide


def _adds_words(wide: str, plain: str) -> bool:
    """Whether the wider reading takes words in small letters off the plain one's rest: others may be a name."""
    more = plain[len(wide) :].strip()
    return bool(more) and more == more.casefold()


def _nearer(moment: Moment, other: Moment | None, today: date) -> Moment:
    """A day without a year that would lie most of a year off is the near one: its direction is the caller's to ask."""
    far = abs(moment.on - today) > _FAR
    return other if far and other is not None and abs(other.on - today) < _NEAR[other.on > today] else moment


def _at_the_end(
    text: str, now: datetime, zone: ZoneInfo, direction: Direction, country: str | None, day_first: bool | None
) -> Reading | None:
    found = find_times(text, now=now, zone=zone, direction=direction, day_first=day_first, country=country)
    last = found[-1] if found else None
    if isinstance(last, Unclear) and not text[last.place[1] :].strip(_EDGE):
        raise ImpossibleMoment(text[slice(*last.place)], last.reason, text[: last.place[0]].rstrip(_BEFORE))
    if not isinstance(last, Point | Range) or text[last.place[1] :].strip(_EDGE):
        return None
    words = text[: last.place[0]].rstrip(_BEFORE).split(" ")
    while words and words[-1].casefold() in _LEADING:
        words.pop()
    return Reading(Moment(last.start, last.at), " ".join(words).rstrip(_BEFORE))
