"""Readers of days told by others: "the first Monday in January", "the day after Christmas", "three Fridays ago"."""

from __future__ import annotations

from datetime import timedelta

from bot.language import lexicon
from bot.language.dates.calendars import ONE_DAY, SATURDAY, months_from, weekday_near
from bot.language.dates.days import day_at
from bot.language.dates.periods import period_at
from bot.language.dates.scenes import Found, Kind, Scene, day, period
from bot.language.lexicon import NUMBERS
from bot.language.moments import Direction

_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "1": 0, "2": 1, "3": 2, "4": 3}
_SIDES = {"after": 1, "following": 1, "before": -1}


def beside_at(scene: Scene, at: int) -> Found | None:
    """The day that begins at a token and is told by another. Raises Unreadable."""
    return _nth_weekday(scene, at) or _after_day(scene, at) or _weekdays_away(scene, at)


def _nth_weekday(scene: Scene, at: int) -> Found | None:
    """The first Monday in January, the 3rd Thursday of next month, the last Friday of the month."""
    at += scene.word(at) == "the"
    nth = _NTH.get(scene.word(at))
    at_weekday = at + 1 + (scene.word(at + 1) in lexicon.ORDINAL_ENDINGS)
    at_weekday += scene.word(at_weekday) in {"business", "working"}
    number = lexicon.weekday_of(scene.word(at_weekday))
    working = number is None and scene.word(at_weekday) == "day"
    any_day = working and scene.word(at_weekday - 1) not in {"business", "working"}
    if nth is None or not (number is not None or working) or scene.word(at_weekday + 1) not in {"of", "in"}:
        return None
    if scene.word(at_weekday + 2) in {"every", "each"}:
        return None
    start = at_weekday + 2
    found = (period(months_from(scene.today, 0)), start + 2) if scene.has(start, "the", "month") else None
    found = found or period_at(scene, start)
    if found is None:
        return None
    (first, last), end = (found[0].start, found[0].end), found[1]
    fitting = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    fitting = [on for on in fitting if any_day or (on.weekday() < SATURDAY if working else on.weekday() == number)]
    return (day(fitting[nth], Kind.DATE), end) if -len(fitting) <= nth < len(fitting) else None


def _after_day(scene: Scene, at: int) -> Found | None:
    """The day after Christmas, the Friday after Thanksgiving, the morning after Labor Day."""
    at += scene.word(at) == "the"
    number = lexicon.weekday_of(scene.word(at))
    side = _SIDES.get(scene.word(at + 1))
    if side is None or (number is None and scene.word(at) not in {"day", "morning"}):
        return None
    anchor = day_at(scene, at + 2)
    if anchor is None and number is not None:
        anchor = period_at(scene, at + 2)
    if anchor is None or anchor[0].kind in {Kind.WEEKDAY, Kind.RELATIVE}:
        return None
    stretch, end = anchor
    edge = stretch.end if side > 0 else stretch.start
    if number is None:
        return day(edge + side * ONE_DAY, Kind.DATE), end
    return day(weekday_near(edge, number, Direction.FUTURE if side > 0 else Direction.PAST), Kind.DATE), end


def _weekdays_away(scene: Scene, at: int) -> Found | None:
    """Three Fridays ago, two Mondays from now."""
    count = scene.tokens.number(at) or NUMBERS.get(scene.word(at))
    weekday = scene.word(at + 1)
    number = lexicon.weekday_of(weekday[:-1]) if weekday.endswith("s") else None
    if count is None or number is None or not 0 < count < 60:
        return None
    weeks = timedelta(weeks=count - 1)
    if scene.word(at + 2) in {"ago", "back"}:
        return day(weekday_near(scene.today, number, Direction.PAST) - weeks), at + 3
    if scene.has(at + 2, "from", "now"):
        return day(weekday_near(scene.today, number, Direction.FUTURE) + weeks), at + 4
    return None
