"""Readers of stretches of days: "next week", "mid-January", "the end of the month", "the week of the 14th", "Q1"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language.dates.bases import STEPS, base_at, unit_of
from bot.language.dates.calendars import (
    FRIDAY,
    Days,
    deadline_of,
    is_week,
    months_from,
    part_of,
    quarter_of,
    week_of,
)
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, in_bounds, period
from bot.language.moments import Direction

_PARTS = {
    "early": "early",
    "beginning of": "early",
    "beginning": "early",
    "start of": "early",
    "first half of": "early",
    "first part of": "early",
    "mid": "mid",
    "mid -": "mid",
    "middle of": "mid",
    "middle": "mid",
    "half way through": "mid",
    "halfway through": "mid",
    "late": "late",
    "second half of": "late",
    "latter half of": "late",
    "latter part of": "late",
    "end of": "end",
    "ends of": "end",
    "back end of": "end",
    "tail end of": "end",
    "very end of": "end",
    "last days of": "end",
    "last few days of": "end",
    "first few days of": "early",
    "first days of": "early",
    "end": "end",
}
_PART_WORDS = sorted(((tuple(words.split()), part) for words, part in _PARTS.items()), key=lambda each: -len(each[0]))
_PARTS_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _each in _PART_WORDS:
    _PARTS_BY_FIRST.setdefault(_each[0][0], []).append(_each)
_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}


def period_at(scene: Scene, at: int) -> Found | None:
    """The stretch of days that begins at a token. Raises Unreadable."""
    found = _short(scene, at) or _part(scene, at) or _later(scene, at) or _nth_week(scene, at) or _whole(scene, at)
    return None if found is None else in_bounds(*found)


def _part(scene: Scene, at: int) -> Found | None:
    """Early next week, mid-January, towards the end of the month."""
    at += scene.word(at) in {"towards", "toward", "around", "about", "at", "sometime", "very"}
    at += scene.word(at) == "the"
    for words, part in _PARTS_BY_FIRST.get(scene.word(at), ()):
        if not scene.has(at, *words):
            continue
        start = at + len(words)
        start += scene.word(start) in {"in", "on", "-", "of"}
        start += scene.word(start) == "in"
        start += scene.word(start) == "week" and scene.word(start + 1) in STEPS and scene.word(start + 2) == "week"
        later = _later_part(scene, start)
        found = base_at(scene, start if later is None else later[1], part=True)
        if found is not None and later is not None:
            return period((part_of(found[0], part)[0], part_of(found[0], later[0])[1])), found[1]
        if found is not None:
            days, end = found
            if is_week(days) and part == "end" and scene.today > days[0] + timedelta(days=FRIDAY):
                days = week_of(scene.today, 1) if days == week_of(scene.today) else days
            deadline = deadline_of(days) if part == "end" else None
            return period(_yet_to_come(scene, part_of(days, part), at, end), deadline), end
    return None


def _yet_to_come(scene: Scene, days: Days, at: int, end: int) -> Days:
    """What is left of the days where they are said of the future and have begun."""
    start, last = days
    begun = start < scene.today <= last and scene.side(at, end) is Direction.FUTURE
    return (scene.today, last) if begun else days


def _later_part(scene: Scene, at: int) -> tuple[str, int] | None:
    """The second part of "mid to late January", and the index after it."""
    if scene.word(at) not in {"to", "or", "/"} and scene.word(at - 1) not in {"to", "or", "/", "-"}:
        return None
    at += scene.word(at) in {"to", "or", "/"}
    at += scene.word(at) == "the"
    for words, part in _PARTS_BY_FIRST.get(scene.word(at), ()):
        if scene.has(at, *words):
            return part, at + len(words)
    return None


def _short(scene: Scene, at: int) -> Found | None:
    """EOW, EOM, month end, midweek."""
    today, word = scene.today, scene.word(at)
    if word in {"eow", "eom", "eoy", "eoq"}:
        following = scene.word(at + 1) == "next"
        return _closing(_end_of(scene, word[-1], int(following))), at + 1 + 2 * following
    if word in {"month", "months", "month's"} and scene.word(at + 1) == "end":
        days = months_from(today, 0)
        return period(_yet_to_come(scene, part_of(days, "end"), at, at + 2), days[1]), at + 2
    if word in {"year", "year's"} and scene.word(at + 1) == "end":
        return _closing(_end_of(scene, "y", 0)), at + 2
    if word in {"midweek", "midmonth"}:
        days = week_of(today, today.weekday() > 2) if word == "midweek" else months_from(today, today.day > 20)
        if word == "midweek" and scene.word(at + 1) in STEPS and scene.word(at + 2) == "week":
            return period(part_of(week_of(today, STEPS[scene.word(at + 1)]), "mid")), at + 3
        return period(part_of(days, "mid")), at + 1
    return None


def _closing(last: date) -> Stretch:
    return Stretch(last, last, Kind.RELATIVE, deadline=last)


def _end_of(scene: Scene, unit: str, ahead: int) -> date:
    """The last day of this week, month, quarter or year, or of the one so many ahead."""
    today = scene.today
    match unit:
        case "w":
            return _friday(scene, ahead)
        case "m":
            return months_from(today, ahead)[1]
        case "q":
            return quarter_of(today.year, (today.month + 2) // 3)[1]
        case _:
            return date(today.year, 12, 31)


def _friday(scene: Scene, weeks: int) -> date:
    late = scene.today.weekday() > FRIDAY
    return week_of(scene.today, weeks + late)[0] + timedelta(days=FRIDAY)


def _later(scene: Scene, at: int) -> Found | None:
    """Later this week, the rest of the month, earlier this week."""
    word = scene.word(at)
    rest = scene.has(at, "rest", "of", "the") or scene.has(at, "rest", "of", "this")
    if word not in {"later", "earlier"} and not rest:
        return None
    start = at + (3 if rest else 1)
    start += scene.word(start) in {"in", "on"}
    start += scene.word(start) in {"the", "this"}
    unit = scene.word(start)
    if unit not in {"week", "month", "year"}:
        found = base_at(scene, start, part=True)
        return None if found is None else (period(found[0]), found[1])
    days = unit_of(scene, unit, 0)
    if unit == "week":
        days = week_of(scene.today)
    if word == "earlier":
        last = scene.today - timedelta(days=1)
        return period((min(days[0], last), last)), start + 1
    first = scene.today + timedelta(days=1)
    last = max(first, deadline_of(days))
    return period((first, last)), start + 1


def _nth_week(scene: Scene, at: int) -> Found | None:
    """The first week of December, the last week of next month."""
    at += scene.word(at) == "the"
    word = scene.word(at)
    split = scene.word(at + 1) if word.isdecimal() else ""
    nth, at_week = _NTH.get(word + split), at + 1 + bool(split)
    if nth is None or scene.word(at_week) not in {"week", "weekend"} or scene.word(at_week + 1) not in {"of", "in"}:
        return None
    found = base_at(scene, at_week + 2, part=True)
    if found is None:
        return None
    (start, last), end = found
    if nth < 0:
        return period((last - timedelta(days=6), last)), end
    first = start + timedelta(weeks=nth)
    return period((first, min(last, first + timedelta(days=6)))), end


def _whole(scene: Scene, at: int) -> Found | None:
    found = base_at(scene, at, part=False)
    if found is None:
        return None
    days, end = found
    if is_week(days):
        return Stretch(days[0], deadline_of(days), Kind.WEEK), end
    return period(days), end
