"""Readers of stretches of days: "next week", "mid-January", "the end of the month", "the week of the 14th", "Q1"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language import lexicon
from bot.language.dates.calendars import (
    FRIDAY,
    Days,
    deadline_of,
    month_near,
    month_of_year,
    months_from,
    part_of,
    quarter_of,
    week_of,
    weekend_of,
)
from bot.language.dates.days import day_at
from bot.language.dates.feasts import NEW_YEAR_OPENS, feast_at, feast_near
from bot.language.dates.guards import is_month
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, in_bounds, period
from bot.language.moments import Direction

Period = tuple[Days, int]

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
_STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}
_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}
_UNITS = frozenset({"week", "month", "year", "quarter", "weekend"})
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}


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
        start += scene.word(start) == "week" and scene.word(start + 1) in _STEPS and scene.word(start + 2) == "week"
        found = _base(scene, start, part=True)
        if found is not None:
            days, end = found
            if (days[1] - days[0]).days == 6 and part == "end" and scene.today > days[0] + timedelta(days=FRIDAY):
                days = week_of(scene.today, 1) if days == week_of(scene.today) else days
            return period(part_of(days, part), deadline_of(days) if part == "end" else None), end
    return None


def _short(scene: Scene, at: int) -> Found | None:
    """EOW, EOM, month end, midweek."""
    today, word = scene.today, scene.word(at)
    if word in {"eow", "eom", "eoy", "eoq"}:
        following = scene.word(at + 1) == "next"
        return _closing(_end_of(scene, word[-1], int(following))), at + 1 + 2 * following
    if word in {"month", "months", "month's"} and scene.word(at + 1) == "end":
        days = months_from(today, 0)
        return period(part_of(days, "end"), days[1]), at + 2
    if word in {"year", "year's"} and scene.word(at + 1) == "end":
        return _closing(_end_of(scene, "y", 0)), at + 2
    if word in {"midweek", "midmonth"}:
        days = week_of(today, today.weekday() > 2) if word == "midweek" else months_from(today, today.day > 20)
        if word == "midweek" and scene.word(at + 1) in _STEPS and scene.word(at + 2) == "week":
            return period(part_of(week_of(today, _STEPS[scene.word(at + 1)]), "mid")), at + 3
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
        found = _base(scene, start, part=True)
        return None if found is None else (period(found[0]), found[1])
    days = _unit(scene, unit, 0)
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
    found = _base(scene, at_week + 2, part=True)
    if found is None:
        return None
    (start, last), end = found
    if nth < 0:
        return period((last - timedelta(days=6), last)), end
    first = start + timedelta(weeks=nth)
    return period((first, min(last, first + timedelta(days=6)))), end


def _whole(scene: Scene, at: int) -> Found | None:
    found = _base(scene, at, part=False)
    if found is None:
        return None
    days, end = found
    return period(days), end


def _base(scene: Scene, at: int, *, part: bool) -> Period | None:
    """A week, weekend, month, quarter or year; after "early" and the like also "the week", "the month", a feast."""
    led = scene.word(at) == "the"
    at += led
    return (
        _week_of(scene, at)
        or _relative(scene, at, led=led, part=part)
        or _month(scene, at, part=part)
        or _quarter(scene, at)
        or _new_year(scene, at)
        or _year(scene, at, part=part)
        or _season(scene, at, part=part)
    )


def _week_of(scene: Scene, at: int) -> Period | None:
    """Week of the 14th, w/c 14 Dec, week after next, week after Thanksgiving, Thanksgiving week."""
    feast = feast_at(scene.tokens, at)
    if feast is not None and scene.word(feast[1]) == "week":
        days = feast_near(feast[0], scene.today, scene.side(at, feast[1]), scene.country)
        return None if days is None else (week_of(days[0]), feast[1] + 1)
    commencing = scene.has(at, "w", "/", "c") or scene.has(at, "wc")
    if commencing:
        at += 2 if scene.word(at) == "w" else 0
    elif scene.word(at) != "week":
        return None
    if scene.has(at, "week", "after", "next"):
        return week_of(scene.today, 2), at + 3
    if scene.has(at, "week", "before", "last"):
        return week_of(scene.today, -2), at + 3
    link = scene.word(at + 1)
    if not commencing and link not in {"of", "commencing", "beginning", "starting", "after", "before", "ending"}:
        return None
    start = at + 1 + (not commencing)
    start += scene.word(start) == "on"
    if link == "after" and scene.word(start) in {"", ".", ",", "!", "that"}:
        return week_of(scene.today, 2), at + 2
    anchor = day_at(scene, start)
    if anchor is None:
        return None
    weeks = {"after": 1, "before": -1}.get(link, 0)
    return week_of(anchor[0].start, weeks), anchor[1]


def _relative(scene: Scene, at: int, *, led: bool, part: bool) -> Period | None:
    """Next week, this month, last year, the coming weekend; next to next week."""
    if scene.has(at, "this", "week", "but", "next") and scene.word(at - 1) == "not":
        return week_of(scene.today, 1), at + 4 + (scene.word(at + 4) == "week")
    if scene.has(at, "next", "to", "next") and scene.word(at + 3) in {"week", "month"}:
        return _unit(scene, scene.word(at + 3), 2), at + 4
    steps, end = _STEPS.get(scene.word(at)), at + 1
    if steps is None:
        steps, end = 0, at
        lone = scene.word(at) in {"weekend", "month"} and scene.has(at + 1, "after", "next")
        lone = lone or (
            scene.word(at) == "weekend" and (led or scene.word(at - 1) in {"at", "over", "this", "by", "on"})
        )
        if not lone and not (part and scene.word(at) in _UNITS):
            return None
    elif scene.word(at) == "this" and scene.word(end) in {"coming", "upcoming", "past"}:
        steps, end = (-1 if scene.word(end) == "past" else 1), end + 1
    unit = scene.word(end)
    if unit not in _UNITS or (unit == "week" and scene.word(end + 1) == "day"):
        return None
    if unit == "weekend" and steps == 0 and scene.toward(at, end) is Direction.PAST and scene.today.weekday() < FRIDAY:
        steps = -1
    if unit == "weekend" and steps == 1 and scene.word(end - 1) == "coming":
        steps = 0
    if scene.has(end + 1, "after", "next") and unit in {"week", "weekend", "month"}:
        return _unit(scene, unit, 2), end + 3
    return _unit(scene, unit, steps), end + 1


def _unit(scene: Scene, unit: str, steps: int) -> Days:
    today = scene.today
    match unit:
        case "week":
            start, end = week_of(today, steps)
            ahead = 7 if today.weekday() == 6 and steps == 0 else 0
            return (max(start, today), end + timedelta(days=ahead)) if ahead else (start, end)
        case "weekend":
            return weekend_of(today, steps)
        case "month":
            return months_from(today, steps)
        case "quarter":
            number = today.year * 4 + (today.month - 1) // 3 + steps
            return quarter_of(number // 4, number % 4 + 1)
        case _:
            return _year_of(today, steps)


def _year_of(today: date, years: int) -> Days:
    return date(today.year + years, 1, 1), date(today.year + years, 12, 31)


def _month(scene: Scene, at: int, *, part: bool) -> Period | None:
    """January, in March, Jan 2027, next March."""
    which = scene.word(at) if scene.word(at) in {"next", "last", "this"} else ""
    at += bool(which)
    month = lexicon.month_of(scene.word(at))
    if month is None or not is_month(scene, at, part=(part and scene.word(at) != "may") or scene.word(at - 1) == "of"):
        return None
    end = at + 1
    end += scene.word(end) == "." and scene.tokens.glued(at, end) and len(scene.word(at)) <= 4
    year = scene.tokens.number(end)
    if year is not None and 1970 <= year < 2200:
        return month_of_year(year, month), end + 1
    if scene.word(end + 1) == "year" and scene.word(end) in _STEPS:
        return month_of_year(scene.today.year + _STEPS[scene.word(end)], month), end + 2
    toward = {"next": Direction.FUTURE, "last": Direction.PAST}.get(which) or scene.toward(at, end)
    days = month_near(scene.today, month, toward)
    return days, end


def _quarter(scene: Scene, at: int) -> Period | None:
    """Q1, Q1 2027, first quarter."""
    word = scene.word(at)
    number = scene.tokens.number(at + 1) if word == "q" and scene.tokens.glued(at, at + 1) else None
    end = at + 2
    if scene.word(at + 1) == "quarter" and word in {"first", "second", "third", "fourth"}:
        number = _NTH[word] + 1
    if number is None or not 1 <= number <= 4:
        return None
    year = scene.tokens.number(end + (scene.word(end) == "of"))
    if year is not None and 1970 <= year < 2200:
        return quarter_of(year, number), end + 1 + (scene.word(end) == "of")
    days = quarter_of(scene.today.year, number)
    ahead = days[1] < scene.today and scene.side(at, end) is Direction.FUTURE
    return quarter_of(scene.today.year + ahead, number), end


def _new_year(scene: Scene, at: int) -> Period | None:
    """In the new year, early in the new year; "after new year" is the day."""
    if (
        not scene.has(at, "new", "year")
        or scene.word(at - 1) != "the"
        or scene.word(at - 2) in {"after", "before", "by"}
    ):
        return None
    days = feast_near(NEW_YEAR_OPENS, scene.today, Direction.FUTURE, None)
    return None if days is None else (days, at + 2)


def _year(scene: Scene, at: int, *, part: bool) -> Period | None:
    """In 2027, early 2027."""
    year = scene.tokens.number(at)
    if year is None or not 1990 <= year <= 2100 or not (part or scene.word(at - 1) in {"in", "until", "since", "of"}):
        return None
    return _year_of(date(year, 1, 1), 0), at + 1


def _season(scene: Scene, at: int, *, part: bool) -> Period | None:
    """This summer, in the fall."""
    month = _SEASONS.get(scene.word(at + (scene.word(at) in {"this", "next", "last"})))
    if month is None or not (part or scene.word(at) in {"this", "next", "last"} or scene.word(at - 1) in {"the", "in"}):
        return None
    start = month_near(scene.today, month, scene.toward(at, at + 1))[0]
    return (start, months_from(start, 2)[1]), at + 1 + (scene.word(at) in {"this", "next", "last"})
