"""Readers of single days anywhere in a text: each looks for one form at one token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.parser import isoparse

from bot.language import lexicon
from bot.language.dates.calendars import day_of_month_near, existing, in_year_near, months_from, week_of, weekday_near
from bot.language.dates.feasts import feast_at, feast_near
from bot.language.dates.guards import is_month, is_weekday, ordinal_stands
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable, day, in_bounds
from bot.language.lexicon import words_of
from bot.language.moments import Direction, Refusal
from bot.language.phrases import figures, year_first
from bot.language.pieces import Figures, Stamp, Written

Reader = Callable[[Scene, int], Found | None]

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW", "JP", "CN", "KR", "TW", "HU", "LT", "MN"})
_EITHER_COUNTRIES = frozenset({"CA", "KE", "GH", "PA"})
_MORE_FIGURES_AFTER = frozenset("-/.:")
_COUNTED = words_of("of done way hour hours cup time times stars rounds round interviews calls candidates page %")
_NO_DATE_BEFORE = words_of("round interview stage step part call page gpa version v score scored rating is was $ # +")
_BEFORE_DATE = words_of("on by until before since from am the after for to around is and or , ( - of @ till w")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)} | {"thirtieth": 30}
_RANGE_MARKS = frozenset({"-", "–", "—", "to", "and", "or", "until", "through", "thru", "/"})


def day_at(scene: Scene, at: int) -> Found | None:
    """The longest single day that begins at a token, or the range of two days of one month. Raises Unreadable."""
    best: Found | None = None
    for reader in _READERS:
        found = reader(scene, at)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return None if best is None else in_bounds(*best)


# --- dates in figures --------------------------------------------------------------------------------------


def _iso(scene: Scene, at: int) -> Found | None:
    """2026-03-03, 2026-03-03T14:00."""
    found = year_first(scene.tokens, at)
    if found is None:
        return None
    piece, end = found
    try:
        if isinstance(piece, Stamp):
            then = isoparse(piece.iso.upper().rstrip(".-+:"))
            there = then if then.tzinfo is None else then.astimezone(scene.now.tzinfo)
            return day(there.date(), Kind.DATE, there.time().replace(tzinfo=None)), end
        if isinstance(piece, Written) and piece.year is not None:
            return day(date(piece.year, piece.month, piece.day), Kind.DATE), end
    except (ValueError, OverflowError):
        raise Unreadable(end) from None
    return None


def _in_figures(scene: Scene, at: int) -> Found | None:
    """3/4, 3.4., 25/12/2026, 7-8-26."""
    if scene.tokens.number(at) is None or (
        scene.word(at - 1) in _MORE_FIGURES_AFTER and scene.tokens.glued(at - 1, at)
    ):
        return None
    piece, end = _short_figures(scene, at) or figures(scene.tokens, at) or (None, at)
    if not isinstance(piece, Figures):
        return None
    if scene.word(end) in {"-", "/"} and scene.tokens.glued(end - 1, end) and scene.tokens.number(end + 1) is not None:
        return None
    if piece.year is None and (scene.word(end) in _COUNTED or scene.word(at - 1) in _NO_DATE_BEFORE):
        return None
    return _ordered(scene, piece, at, end), end


def _short_figures(scene: Scene, at: int) -> tuple[Figures, int] | None:
    """3.4. and 14.12., 14.12.26, and 3.4 or 3-4 after a word that stands before dates."""
    first, second = scene.tokens.number(at), scene.tokens.number(at + 2)
    mark = scene.word(at + 1)
    if first is None or second is None or mark not in {".", "-", "/"} or not scene.tokens.glued(at, at + 2):
        return None
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31 and len(scene.word(at + 2)) <= 2):
        return None
    end = at + 3
    year = scene.tokens.number(at + 4)
    if scene.word(end) == mark and scene.tokens.glued(end - 1, end + 1) and year is not None:
        return (Figures(first, second, 2000 + year), at + 5) if len(scene.word(at + 4)) == 2 else None
    if mark == "." and scene.word(end) == "." and scene.tokens.glued(end - 1, end):
        return Figures(first, second), end + 1
    dated = scene.word(at - 1) in {"on", "by", "until", "before", "since", "the"} and scene.word(end) not in {"%", "-"}
    return (Figures(first, second), end) if mark == "." and dated else None


def _ordered(scene: Scene, piece: Figures, at: int, end: int) -> Stretch:
    first, second = piece.first, piece.second
    day_first = _day_first(scene)
    if max(first, second) > 12:
        day_first = first > 12
    if day_first is not None or first == second:
        number, month = (first, second) if day_first else (second, first)
        return _written(scene, month, number, piece.year, at, end)
    both = (_written(scene, second, first, piece.year, at, end), _written(scene, first, second, piece.year, at, end))
    raise Unreadable(end, Refusal.AMBIGUOUS, tuple(sorted(each.start for each in both)))


def _day_first(scene: Scene) -> bool | None:
    """Whether the person writes the day before the month: as they said, else as their country does."""
    if scene.day_first is not None or scene.country is None:
        return scene.day_first
    country = scene.country.upper()
    return None if country in _EITHER_COUNTRIES else country not in _MONTH_FIRST_COUNTRIES


# --- dates with a month's name -----------------------------------------------------------------------------


def _month_then_day(scene: Scene, at: int) -> Found | None:
    """March 3, Mar. 3rd, March the 3rd, March 3-8, March 3, 2027."""
    month = lexicon.month_of(scene.word(at))
    if month is None or not is_month(scene, at, numbered=True):
        return None
    at_day = _past_dot(scene, at + 1)
    at_day += scene.word(at_day) == "the"
    found = _number(scene, at_day)
    if found is None or (found[1] == at_day + 1 and scene.word(at_day + 1) in {":", "am", "pm", "%"}):
        return None
    number, end = found
    second = _second_number(scene, end)
    if second is not None:
        return _days_of_month(scene, month, number, second[0], at, second[1])
    year, end = _year(scene, end)
    return _written(scene, month, number, year, at, end), end


def _day_then_month(scene: Scene, at: int) -> Found | None:
    """3 March, 3rd of March, the third of March, 3-8 March."""
    at_day = at + (scene.word(at) == "the")
    found = _number(scene, at_day)
    if found is None or scene.word(at - 1) in {":", "/"}:
        return None
    number, end = found
    second = _second_number(scene, end)
    at_month = second[1] if second else end
    at_month += scene.word(at_month) in {"of", "-", "."}
    month = lexicon.month_of(scene.word(at_month))
    if month is None or scene.word(at_month) == "sun":
        return None
    year, end = _year(scene, _past_dot(scene, at_month + 1))
    if second is not None:
        return _days_of_month(scene, month, number, second[0], at, end)
    return _written(scene, month, number, year, at, end), end


def _second_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """The second day of "3-8" or "3rd to the 8th"."""
    if scene.word(at) not in _RANGE_MARKS:
        return None
    found = _number(scene, at + 1 + (scene.word(at + 1) == "the"))
    if (
        found is None
        or scene.word(found[1]) in {":", "am", "pm", "a", "p", "."}
        or scene.word(found[1]) in lexicon.UNITS
    ):
        return None
    return found


def _days_of_month(scene: Scene, month: int, first: int, last: int, at: int, end: int) -> Found:
    stretch = _written(scene, month, first, None, at, end)
    until = existing(stretch.start.year, month, last)
    if until is None or until < stretch.start:
        raise Unreadable(end)
    return Stretch(stretch.start, until, Kind.PERIOD), end


def _number(scene: Scene, at: int) -> tuple[int, int] | None:
    """The number of a day: 3, 3rd, third, with the index after it."""
    if scene.word(at) in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[scene.word(at)], at + 1
    number = scene.tokens.number(at)
    if number is None or len(scene.word(at)) > 2:
        return None
    return number, at + 1 + _is_ordinal(scene, at)


def _is_ordinal(scene: Scene, at: int) -> bool:
    return scene.word(at + 1) in lexicon.ORDINAL_ENDINGS and scene.tokens.glued(at, at + 1)


def _year(scene: Scene, at: int) -> tuple[int | None, int]:
    """The year after a date, if there is one; of another length than four figures it is none that exists."""
    at_year = at + (scene.word(at) == ",")
    digits = scene.word(at_year)
    if not digits.isdecimal() or len(digits) < 4 or scene.word(at_year + 1) in {"hrs", "h", "hours"}:
        return None, at
    if len(digits) > 4:
        raise Unreadable(at_year + 1)
    return (int(digits), at_year + 1) if 1900 <= int(digits) < 2200 else (None, at)


def _past_dot(scene: Scene, at: int) -> int:
    return at + (scene.word(at) == "." and scene.tokens.glued(at - 1, at))


def _written(scene: Scene, month: int, number: int, year: int | None, at: int, end: int) -> Stretch:
    if year is not None:
        fixed = existing(year, month, number)
        if fixed is None:
            raise Unreadable(end)
        return day(fixed, Kind.DATE)
    choices = in_year_near(scene.today, month, number, scene.toward(at, end))
    if not choices:
        raise Unreadable(end)
    return Stretch(choices[0], choices[0], Kind.DATE, choices=choices)


# --- other days --------------------------------------------------------------------------------------------


def _ordinal(scene: Scene, at: int) -> Found | None:
    """The 15th, on the 3rd of next month, the third (of this month)."""
    led = scene.word(at) == "the"
    found = _number(scene, at + led)
    if found is None or (found[1] == at + led + 1 and not (led and scene.word(at + led) in _ORDINAL_WORDS)):
        return None
    number, end = found
    for words, months in ((("next",), 1), (("this",), 0), (("the",), 0), (("last",), -1), (("the", "following"), 1)):
        if scene.has(end, "of", *words, "month"):
            start, last = months_from(scene.today, months)
            if months or scene.word(end + 1) == "this":
                return (day(start.replace(day=number), Kind.DATE), end + 3) if number <= last.day else None
            end += 3
    if not ordinal_stands(scene, at, led, end, spelt=scene.word(at + led) in _ORDINAL_WORDS):
        return None
    on = day_of_month_near(scene.today, number, scene.side(at, end))
    if on is None:
        raise Unreadable(end)
    return day(on, Kind.DATE), end


def _weekday(scene: Scene, at: int) -> Found | None:
    """Friday, last Friday, this coming Friday, next Fri, Friday week, the Friday after next."""
    start = at
    while scene.word(at) in {"this", "the", "coming", "upcoming", "next", "last", "past", "following", "previous"}:
        at += 1
    said = {scene.word(index) for index in range(start, at)}
    number = lexicon.weekday_of(scene.word(at))
    if number is None or not is_weekday(scene, at, led=bool(said - {"the"})):
        return None
    end = _past_dot(scene, at + 1) if len(scene.word(at)) <= 4 and scene.word(at + 2) else at + 1
    on = _weekday_of(scene, number, said, start, end)
    if scene.word(end) == "week" or scene.has(end, "after", "next"):
        weeks = 1 if scene.word(end) == "week" or "next" in said else 2
        end += 1 + (scene.word(end) == "after")
        base = weekday_near(scene.today, number, Direction.FUTURE)
        return day(base + timedelta(weeks=weeks if scene.word(end - 1) == "week" else 1)), end
    return Stretch(on, on, Kind.RELATIVE if said - {"the"} else Kind.WEEKDAY), end


def _weekday_of(scene: Scene, number: int, said: set[str], at: int, end: int) -> date:
    if said & {"last", "past", "previous"}:
        return weekday_near(scene.today, number, Direction.PAST)
    if "next" in said and "coming" not in said:
        return week_of(scene.today, 1)[0] + timedelta(days=number)
    if said & {"coming", "upcoming", "following"}:
        return weekday_near(scene.today, number, Direction.FUTURE)
    if "this" in said:
        this_week = week_of(scene.today)[0] + timedelta(days=number)
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
            return day(scene.today + timedelta(days=days), after_noon=after_noon), at + len(words)
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
    if led and scene.has(at + 1, "new", "year") and scene.word(at - 1) not in {"after", "before", "by"}:
        return None
    days = feast_near(feast, scene.today, scene.side(at, end), scene.country)
    if days is None or scene.word(end) == "week":
        return None
    kind = Kind.DATE if days[0] == days[1] else Kind.PERIOD
    return Stretch(*days, kind), end


_READERS: tuple[Reader, ...] = (
    *(_iso, _in_figures, _month_then_day, _day_then_month, _ordinal, _weekday, _named, _feast),
)
