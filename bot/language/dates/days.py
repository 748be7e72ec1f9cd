"""Readers of single days anywhere in a text: each looks for one form at one token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.language import lexicon
from bot.language.dates.calendars import days_of_month_near, months_from, week_of, weekday_near
from bot.language.dates.feasts import ANY_HOLIDAY, feast_at, feast_near
from bot.language.dates.guards import is_title, is_weekday, ordinal_stands
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable, day, in_bounds
from bot.language.dates.written import (
    ORDINAL_WORDS,
    day_then_month,
    in_figures,
    iso,
    month_then_day,
    number_at,
    past_dot,
)
from bot.language.moments import Direction

_BEFORE_WEEKDAY = lexicon.words_of("this the coming upcoming next last past following previous")
_MOST_BEFORE_WEEKDAY = 3
Reader = Callable[[Scene, int], Found | None]


def day_at(scene: Scene, at: int) -> Found | None:
    """The longest single day that begins at a token, or the range of two days of one month. Raises Unreadable."""
    best: Found | None = None
    for reader in _READERS:
        found = reader(scene, at)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return None if best is None else in_bounds(*best)


def _ordinal(scene: Scene, at: int) -> Found | None:
    """The 15th, on the 3rd of next month, the third (of this month)."""
    led = scene.word(at) == "the"
    found = number_at(scene, at + led)
    if found is None or (found[1] == at + led + 1 and not (led and scene.word(at + led) in ORDINAL_WORDS)):
        return None
    number, end = found
    for words, months in ((("next",), 1), (("this",), 0), (("the",), 0), (("last",), -1), (("the", "following"), 1)):
        if scene.has(end, "of", *words, "month"):
            start, last = months_from(scene.today, months)
            if months or scene.word(end + 1) == "this":
                return (day(start.replace(day=number), Kind.DATE), end + 3) if number <= last.day else None
            end += 3
    if not ordinal_stands(scene, at, led, end, spelt=scene.word(at + led) in ORDINAL_WORDS):
        return None
    choices = days_of_month_near(scene.today, number, scene.side(at, end))
    if not choices:
        raise Unreadable(end)
    return Stretch(choices[0], choices[0], Kind.DATE, choices=choices), end


def _weekday(scene: Scene, at: int) -> Found | None:
    """Friday, last Friday, this coming Friday, next Fri, Friday week, the Friday after next."""
    start = at
    while at - start < _MOST_BEFORE_WEEKDAY and scene.word(at) in _BEFORE_WEEKDAY:
        at += 1
    said = {scene.word(index) for index in range(start, at)}
    number = lexicon.weekday_of(scene.word(at))
    if number is None or not is_weekday(scene, at, led=bool(said - {"the"})):
        return None
    end = past_dot(scene, at + 1) if len(scene.word(at)) <= 4 and scene.word(at + 2) else at + 1
    if scene.has(end, "before", "last"):
        return day(weekday_near(scene.today, number, Direction.PAST) - timedelta(weeks=1)), end + 2
    if scene.word(end) == "fortnight":
        base = scene.today + timedelta(days=(number - scene.today.weekday() - 1) % 7 + 1)
        return day(base + timedelta(weeks=2)), end + 1
    if scene.word(end) == "week" or scene.has(end, "after", "next"):
        weeks = 1 if scene.word(end) == "week" or "next" in said else 2
        end += 1 + (scene.word(end) == "after")
        base = scene.today + timedelta(days=(number - scene.today.weekday()) % 7)
        return day(base + timedelta(weeks=weeks if scene.word(end - 1) == "week" else 1)), end
    if not said - {"the"} and number == scene.today.weekday():
        return _same_weekday(scene, start, end), end
    on = _weekday_of(scene, number, said, start, end)
    return Stretch(on, on, Kind.RELATIVE if said - {"the"} else Kind.WEEKDAY), end


def _same_weekday(scene: Scene, at: int, end: int) -> Stretch:
    """The weekday that today is: what has happened was today, what is to come is a week off; the hour may differ."""
    today = scene.today
    if scene.word(at - 1) in {"its", "it's"}:
        return day(today)
    past = scene.side(at, end) is Direction.PAST
    other = today + timedelta(weeks=-1 if past else 1)
    days = (today, other) if past else (other, today)
    return Stretch(days[0], days[0], Kind.WEEKDAY, choices=days)


def _weekday_of(scene: Scene, number: int, said: set[str], at: int, end: int) -> date:
    if said & {"last", "past", "previous"}:
        return weekday_near(scene.today, number, Direction.PAST)
    if "next" in said and "coming" not in said:
        return week_of(scene.today, 1)[0] + timedelta(days=number)
    if said & {"coming", "upcoming", "following"}:
        return weekday_near(scene.today, number, Direction.FUTURE)
    if "this" in said:
        this_week = week_of(scene.today)[0] + timedelta(days=number)
        if this_week > scene.today:
            return this_week
        if this_week == scene.today or scene.side(at, end) is Direction.PAST:
            return this_week if this_week <= scene.today else this_week - timedelta(weeks=1)
        return weekday_near(scene.today, number, Direction.FUTURE)
    return weekday_near(scene.today, number, scene.side(at, end))


_NAMED: dict[tuple[str, ...], tuple[int, bool | None]] = {
    ("today",): (0, None),
    ("earlier", "today"): (0, None),
    ("later", "today"): (0, None),
    ("tonight",): (0, True),
    ("this", "morning"): (0, False),
    ("this", "afternoon"): (0, True),
    ("this", "evening"): (0, True),
    ("this", "very", "day"): (0, None),
    ("first", "thing", "in", "the", "morning"): (1, False),
    ("this", "time", "next", "week"): (7, None),
    ("same", "time", "next", "week"): (7, None),
    ("this", "time", "tomorrow"): (1, None),
    ("this", "time", "last", "week"): (-7, None),
    ("this", "am"): (0, False),
    ("this", "pm"): (0, True),
    ("night", "before", "last"): (-2, True),
    ("the", "night", "before", "last"): (-2, True),
    ("tomorrow",): (1, None),
    ("yesterday",): (-1, None),
    ("last", "night"): (-1, True),
    ("last", "evening"): (-1, True),
    ("day", "after", "tomorrow"): (2, None),
    ("the", "day", "after", "tomorrow"): (2, None),
    ("overmorrow",): (2, None),
    ("day", "before", "yesterday"): (-2, None),
    ("the", "day", "before", "yesterday"): (-2, None),
    ("the", "other", "night"): (-2, None),
}
_NAMED_BY_FIRST = {first: [words for words in _NAMED if words[0] == first] for first in {words[0] for words in _NAMED}}


def _named(scene: Scene, at: int) -> Found | None:
    """Today, tomorrow, tonight, this morning, last night, just now."""
    for words in _NAMED_BY_FIRST.get(scene.word(at), ()):
        if scene.has(at, *words):
            days, after_noon = _NAMED[words]
            end = at + len(words)
            if is_title(scene, at):
                return None
            if words[-1] in {"today", "tomorrow"} and scene.word(end) == "week":
                return day(scene.today + timedelta(days=days + 7)), end + 1
            return day(scene.today + timedelta(days=days), after_noon=after_noon), end
    if scene.has(at, "just", "now"):
        return day(scene.today, at=scene.now.time().replace(second=0, microsecond=0)), at + 2
    return None


def _feast(scene: Scene, at: int) -> Found | None:
    """Thanksgiving, Christmas Eve, Easter Monday, the holidays."""
    led = scene.word(at) == "the" and not scene.has(at, "the", "holidays") and scene.word(at + 1) != "festive"
    found = feast_at(scene.tokens, at + led)
    if found is None:
        return None
    feast, end = found
    if feast == ANY_HOLIDAY and scene.word(at - 1) in {"a", "is", "any", "no"}:
        return None
    if led and scene.has(at + 1, "new", "year") and scene.word(at - 1) not in {"after", "before", "by"}:
        return None
    days = feast_near(feast, scene.today, scene.side(at, end), scene.country)
    if days is None or scene.word(end) in {"week", "weekend"}:
        return None
    kind = Kind.DATE if days[0] == days[1] else Kind.PERIOD
    return Stretch(*days, kind), end


_READERS: tuple[Reader, ...] = (*(iso, in_figures, month_then_day, day_then_month, _ordinal, _weekday, _named, _feast),)
