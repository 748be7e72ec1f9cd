"""Readers of weeks, weekends, months, quarters and years, before "early", "mid" or "the end of" is said of them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language import lexicon
from bot.language.dates.calendars import (
    FRIDAY,
    Days,
    month_near,
    month_of_year,
    months_from,
    quarter_of,
    week_of,
    weekend_of,
    weekend_with,
)
from bot.language.dates.days import day_at
from bot.language.dates.feasts import NEW_YEAR_OPENS, feast_at, feast_near
from bot.language.dates.guards import is_month
from bot.language.dates.scenes import NAME, Scene, Unreadable
from bot.language.lexicon import words_of
from bot.language.moments import FIRST_YEAR, LAST_YEAR, Direction

Period = tuple[Days, int]

STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}
_UNITS = frozenset({"week", "month", "year", "quarter", "weekend"})
_FOUNDED = words_of("founded born established est started opened since built made set began")
_NUMBERED = words_of("zip code room no number ext extension id ref dc post job suite box pin")
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def base_at(scene: Scene, at: int, *, part: bool) -> Period | None:
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
    if feast is not None and scene.word(feast[1]) in {"week", "weekend"}:
        days = feast_near(feast[0], scene.today, scene.side(at, feast[1]), scene.country)
        if days is None:
            return None
        of_week = scene.word(feast[1]) == "week"
        return week_of(days[0]) if of_week else weekend_with(days[0]), feast[1] + 1
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
        return unit_of(scene, scene.word(at + 3), 2), at + 4
    steps, end = STEPS.get(scene.word(at)), at + 1
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
        return unit_of(scene, unit, 2), end + 3
    return unit_of(scene, unit, steps), end + 1


def unit_of(scene: Scene, unit: str, steps: int) -> Days:
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
    if scene.word(end + 1) == "year" and scene.word(end) in STEPS:
        return month_of_year(scene.today.year + STEPS[scene.word(end)], month), end + 2
    toward = {"next": Direction.FUTURE, "last": Direction.PAST}.get(which) or scene.toward(at, end)
    days = month_near(scene.today, month, toward)
    return days, end


def _quarter(scene: Scene, at: int) -> Period | None:
    """Q1, Q1 2027, first quarter."""
    word = scene.word(at)
    number = scene.tokens.number(at + 1) if word == "q" and scene.tokens.glued(at, at + 1) else None
    end = at + 2
    if scene.word(at + 1) == "quarter" and word in _QUARTERS:
        number = _QUARTERS[word]
    if number is None or not 1 <= number <= 4:
        return None
    year = scene.tokens.number(end + (scene.word(end) == "of"))
    if year is not None and 1970 <= year < 2200:
        return quarter_of(year, number), end + 1 + (scene.word(end) == "of")
    later = end + (scene.word(end) == "of")
    if scene.word(later) in STEPS and scene.word(later + 1) == "year":
        return quarter_of(scene.today.year + STEPS[scene.word(later)], number), later + 2
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
    """In 2027, early 2027. Raises Unreadable for one in which nobody here is interviewed."""
    year = scene.tokens.number(at)
    if year is not None and _is_absurd(scene, at):
        raise Unreadable(at + 1)
    if year is None or not 1990 <= year <= 2100 or not (part or scene.word(at - 1) in {"in", "until", "of"}):
        return None
    return _year_of(date(year, 1, 1), 0), at + 1


def _is_absurd(scene: Scene, at: int) -> bool:
    """Whether a number is meant for a year and is none to live in: "in 1926", "20226" at the end."""
    word, before = scene.word(at), scene.word(at - 1)
    if len(word) == 5 and word.startswith("202"):
        return before == "in" or (
            at == len(scene.tokens) - 1 and before not in _NUMBERED and (before.isalpha() or before == NAME)
        )
    born = scene.word(at - 2) in _FOUNDED
    return len(word) == 4 and before == "in" and not born and not FIRST_YEAR <= int(word) <= LAST_YEAR


def _season(scene: Scene, at: int, *, part: bool) -> Period | None:
    """This summer, in the fall."""
    month = _SEASONS.get(scene.word(at + (scene.word(at) in {"this", "next", "last"})))
    if month is None or not (part or scene.word(at) in {"this", "next", "last"} or scene.word(at - 1) in {"the", "in"}):
        return None
    start = month_near(scene.today, month, scene.toward(at, at + 1))[0]
    return (start, months_from(start, 2)[1]), at + 1 + (scene.word(at) in {"this", "next", "last"})
