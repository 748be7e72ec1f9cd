"""A day with its time of day, in either order: "Friday March 6 at 2", "3pm tomorrow", "next week Tuesday"."""

from __future__ import annotations

from datetime import time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.language.dates.beside import beside_at
from bot.language.dates.calendars import ONE_DAY
from bot.language.dates.clocks import Hour, Part, hour_at, hours_at, no_hour_at, part_at
from bot.language.dates.days import day_at
from bot.language.dates.guards import is_title
from bot.language.dates.periods import period_at
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable
from bot.language.dates.shifts import shift_at
from bot.language.lexicon import UNITS, words_of
from bot.language.moments import Direction

_BETWEEN_PIECES = words_of("on at @ , ! ( around about the - – of in from after before by between")
_SHORT_ENDS = frozenset({"eod", "cob", "cop", "eob"})
_BEFORE_HOURS = frozenset({"at", "@", "around", "about", "after", "before", "by"})
_HOUR_FOLLOWERS = words_of("""
    on with w and to or but so my they i for tomorrow today tonight in the then he she we it's if when sharp please
    he's she's they're their our his her about monday tuesday wednesday thursday friday saturday sunday this next
    """)


class _Pieces(Struct, frozen=True):
    """A day, a time of day and a part of the day, as far as they have been seen."""

    day: Stretch | None = None
    hour: Hour | None = None
    after_noon: bool | None = None
    parted: bool = False
    ends_day: bool = False


def unit_at(scene: Scene, at: int) -> Found | None:
    """A day with its time of day, in either order, or a time of day alone."""
    pieces, end = _Pieces(), at
    here = at
    while here < len(scene.tokens):
        found = _more(scene, pieces, here, first=here == at)
        if found is not None:
            pieces, here = found
            end = here
        elif end > at and here - end < 5 and scene.word(here) in _BETWEEN_PIECES:
            here += 1
        else:
            break
    return None if end == at else _settled(scene, pieces, at, end)


def _more(scene: Scene, pieces: _Pieces, at: int, *, first: bool) -> tuple[_Pieces, int] | None:
    """The pieces with the one that begins at a token."""
    stretch = _stretch_at(scene, at)
    timed = pieces.hour is not None or (pieces.day is not None and pieces.day.at is not None)
    hour = None if timed else _clock_at(scene, at, pieces, first=first)
    if stretch is not None and (hour is None or stretch[1] >= hour[1]):
        merged = stretch[0] if pieces.day is None else _merged(pieces.day, stretch[0])
        if merged is None and pieces.day is not None and _belie(pieces.day, stretch[0]):
            raise Unreadable(stretch[1])
        if merged is None or (pieces.day is not None and scene.word(at - 1) in {"-", "–", "by", "from"}):
            return None
        after_noon = merged.after_noon if pieces.after_noon is None else pieces.after_noon
        return replace(pieces, day=merged, after_noon=after_noon), stretch[1]
    if hour is not None:
        return replace(pieces, hour=hour[0]), hour[1]
    part = None if pieces.parted else part_at(scene.tokens, at)
    if part is None or (first and _is_name(scene, part[0], at)):
        return None
    plain = scene.word(at) in _SHORT_ENDS or scene.word(at - 1) in {"by", "until", "before"}
    ending = part[0].ends_day and (plain or not first or scene.has(at - 2, "by", "the"))
    if first and not ending and not _is_led(scene, part[1]):
        return None
    said = part[0]
    after_noon = said.after_noon if pieces.after_noon is None else pieces.after_noon
    return replace(pieces, after_noon=after_noon, parted=said.after_noon is not None, ends_day=ending), part[1]


def _is_name(scene: Scene, part: Part, at: int) -> bool:
    """Whether a part of the day is of a name sooner: "Late Night Friday", "Early yesterday" of a company Early."""
    vague = part.after_noon is None and not part.ends_day
    return scene.is_capital(at) and (vague or scene.is_capital(at - 1))


def _is_led(scene: Scene, at: int) -> bool:
    """Whether a day or a time comes after words such as "first thing"."""
    at += scene.word(at) in {"on", "of", "the", ","}
    return _stretch_at(scene, at) is not None


def _stretch_at(scene: Scene, at: int) -> Found | None:
    best: Found | None = None
    for reader in (day_at, period_at, shift_at, beside_at):
        found = reader(scene, at)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _clock_at(scene: Scene, at: int, pieces: _Pieces, *, first: bool) -> tuple[Hour, int] | None:
    """The time of day at a token; a number alone is one only next to a day or after "at"."""
    before = scene.word(at - 1)
    both = hours_at(scene.tokens, at) if before in {"between", "from"} else None
    if both is not None and (pieces.day is not None or _is_led(scene, both[1])):
        return both
    if no_hour_at(scene.tokens, at):
        raise Unreadable(at + 3)
    if is_title(scene, at):
        return None
    found = hour_at(scene.tokens, at, dotted=pieces.day is not None and pieces.day.kind is not Kind.PERIOD)
    if found is None or found[0].sure or found[0].half is not None:
        return found
    end = found[1]
    if _is_count(scene, end):
        return None
    introduced = scene.word(at) in {"at", "@"}
    if not first:
        listed = before == "," and pieces.day is not None and scene.word(at).isdecimal()
        return found if introduced or listed or scene.word(at) in _BEFORE_HOURS or before in _BEFORE_HOURS else None
    if _is_led(scene, end):
        return found if introduced or scene.word(at) in _BEFORE_HOURS or before in _BEFORE_HOURS else None
    aged = before in {"is", "am", "was", "are"} and scene.word(end)
    return found if introduced and not aged else None


def _is_count(scene: Scene, at: int) -> bool:
    """Whether what follows a number makes it a number of something."""
    word = scene.word(at)
    if word in UNITS or word == "%" or (word in {"-", "/"} and scene.tokens.glued(at - 1, at)):
        return True
    free = not word or not (word[0].isalpha() or word.isdecimal()) or word in _HOUR_FOLLOWERS or "'" in word
    return not free and part_at(scene.tokens, at) is None


def _merged(first: Stretch, second: Stretch) -> Stretch | None:
    """Two ways of naming one day taken together: "Friday March 6", "Tuesday next week". None where they do not fit."""
    if first.kind is Kind.PERIOD and second.kind is Kind.DATE:
        inside = [on for on in second.choices or (second.start,) if first.start <= on <= first.end]
        return replace(second, start=inside[0], end=inside[0]) if inside else None
    weekday = first if first.kind is Kind.WEEKDAY else second if second.kind is Kind.WEEKDAY else None
    other = second if weekday is first else first
    if weekday is None or other.kind is Kind.WEEKDAY:
        same = first.start == second.start and first.end == second.end
        return first if same and first.kind is not Kind.SPAN else None
    number = weekday.start.weekday()
    if other.kind in {Kind.WEEK, Kind.PERIOD}:
        on = other.start + timedelta(days=(number - other.start.weekday()) % 7)
        within = other.kind is Kind.WEEK or (on <= other.end and (other.end - other.start).days < 7)
        return replace(other, start=on, end=on, kind=Kind.IN_WEEK, deadline=None) if within else None
    fitting = [on for on in other.choices or (other.start,) if on.weekday() == number]
    if fitting:
        return replace(other, start=fitting[0], end=fitting[0])
    return None


def _belie(first: Stretch, second: Stretch) -> bool:
    """Whether a weekday and the date right after it cannot be the same day: "Friday, March 31" on a Tuesday."""
    return first.kind is Kind.WEEKDAY and second.kind is Kind.DATE


def _by_the_clock(scene: Scene, day: Stretch, clock: time) -> Stretch:
    """The weekday that today is, with a time: today while that is still to come, for what was promised."""
    told, other = day.choices
    late = clock > scene.now.time()
    on = other if late else told
    return replace(day, start=on, end=on)


def _settled(scene: Scene, pieces: _Pieces, at: int, end: int) -> Found | None:
    clock = None
    if pieces.hour is not None:
        clock = pieces.hour.at(pieces.after_noon)
        if clock is None:
            return None
    if pieces.day is not None and pieces.day.kind is Kind.WEEKDAY and pieces.day.choices and clock is not None:
        return replace(_by_the_clock(scene, pieces.day, clock), at=clock, after_noon=pieces.after_noon), end
    if pieces.day is not None:
        return replace(pieces.day, at=clock or pieces.day.at, after_noon=pieces.after_noon), end
    if clock is None:
        return (Stretch(scene.today, scene.today, Kind.RELATIVE), end) if pieces.ends_day else None
    on = scene.today
    side = scene.toward(at, end)
    passed = clock <= scene.now.time()
    if side is Direction.PAST and not passed:
        on -= ONE_DAY
    elif side is not Direction.PAST and passed:
        on += ONE_DAY
    return Stretch(on, on, Kind.HOUR, clock), end
