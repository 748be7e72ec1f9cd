"""Readers of dates in figures or with a month's name: "3/4", "14.12.", "March 3rd", "3-8 December"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language import lexicon
from bot.language.dates.calendars import existing, in_year_near
from bot.language.dates.figures import Figures, Stamp, figures_at, year_first_at
from bot.language.dates.guards import is_month
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable, day
from bot.language.lexicon import words_of
from bot.language.moments import Direction, Refusal

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW", "JP", "CN", "KR", "TW", "HU", "LT", "MN"})
_EITHER_COUNTRIES = frozenset({"CA", "KE", "GH", "PA"})
_MORE_FIGURES_AFTER = frozenset("-/.:")
_COUNTED = words_of("of done way hour hours cup time times stars rounds round interviews calls candidates page %")
# "10/10" is full marks sooner than a day, unless something says that it is one.
_BEFORE_SCORES = words_of("on by until before since from after the for is friday monday tuesday wednesday thursday")
_NO_DATE_BEFORE = words_of(
    "round rounds apt unit room suite no stage step part page gpa version v score scored rating $ # +"
)
_SCORES = words_of("gpa score scored grade grades rating rated marks test quiz exam it that which what this")
_AFTER_WAS = words_of("at @ and but with in around from to so they he she we i then hopefully panel")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)} | {"thirtieth": 30}
_NEAR = timedelta(days=180)
_LAST_DAY = 31
_TENS = {"twenty": 20, "thirty": 30}
_YEARS = {"last": -1, "this": 0, "next": 1}
_RANGE_MARKS = frozenset({"-", "–", "—", "to", "and", "or", "until", "through", "thru", "/"})


# --- dates in figures --------------------------------------------------------------------------------------


def iso(scene: Scene, at: int) -> Found | None:
    """2026-03-03, 2026-03-03T14:00."""
    found = year_first_at(scene.tokens, at)
    if found is None:
        return None
    piece, end = found
    try:
        if isinstance(piece, Stamp):
            # Machines write like this, people hardly ever, and it takes a while to load.
            from dateutil.parser import isoparse

            then = isoparse(piece.iso.upper().rstrip(".-+:"))
            there = then if then.tzinfo is None else then.astimezone(scene.now.tzinfo)
            return day(there.date(), Kind.DATE, there.time().replace(tzinfo=None)), end
        return day(date(piece.year, piece.month, piece.day), Kind.DATE), end
    except (ValueError, OverflowError):
        raise Unreadable(end) from None


def in_figures(scene: Scene, at: int) -> Found | None:
    """3/4, 3.4., 25/12/2026, 7-8-26."""
    if scene.tokens.number(at) is None or (
        scene.word(at - 1) in _MORE_FIGURES_AFTER and scene.tokens.glued(at - 1, at)
    ):
        return None
    piece, end = _short_figures(scene, at) or figures_at(scene.tokens, at) or (None, at)
    if piece is None:
        return None
    if scene.word(end) in {"-", "/"} and scene.tokens.glued(end - 1, end) and scene.tokens.number(end + 1) is not None:
        return None
    if piece.first == piece.second and piece.first in {5, 10} and scene.word(at - 1) not in _BEFORE_SCORES:
        return None
    if piece.year is None and (scene.word(end) in _COUNTED or scene.word(at - 1) in _NO_DATE_BEFORE):
        return None
    if piece.year is None and scene.word(at - 1) in {"is", "was"} and not _tells_day(scene, at, end):
        return None
    return _ordered(scene, piece, at, end), end


def _tells_day(scene: Scene, at: int, end: int) -> bool:
    """Whether "was 3/4" tells a day, as of an interview, and no mark or share."""
    after = scene.word(end)
    free = not after.isalpha() or after in _AFTER_WAS
    return free and not any(scene.word(index) in _SCORES for index in range(max(0, at - 4), at - 1))


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
    if scene.day_first is None and day_first is False and scene.word(end - 1) == ".":
        # "3.4." is no way to write the fourth of March, yet the country's way is.
        day_first = None
    if max(first, second) > 12:
        day_first = first > 12
    fitting = None if scene.day_first is not None or max(first, second) > 12 else _by_weekday(scene, piece, at)
    if fitting is not None:
        return day(fitting, Kind.DATE)
    if day_first is not None or first == second:
        number, month = (first, second) if day_first else (second, first)
        return _written(scene, month, number, piece.year, at, end)
    both = (_written(scene, second, first, piece.year, at, end), _written(scene, first, second, piece.year, at, end))
    raise Unreadable(end, Refusal.AMBIGUOUS, tuple(sorted(each.start for each in both)))


def _by_weekday(scene: Scene, piece: Figures, at: int) -> date | None:
    """The one of the two days that 3/12 may be that falls on the weekday before it, where only one near does."""
    number = lexicon.weekday_of(scene.word(at - 1 - (scene.word(at - 1) in {",", "the"})))
    if number is None:
        return None
    years = (piece.year,) if piece.year else range(scene.today.year - 1, scene.today.year + 2)
    pairs = ((piece.first, piece.second), (piece.second, piece.first))
    days = (existing(year, month, number_of) for year in years for month, number_of in pairs)
    near = {on for on in days if on and on.weekday() == number and abs(on - scene.today) < _NEAR}
    return near.pop() if len(near) == 1 else None


def _day_first(scene: Scene) -> bool | None:
    """Whether the person writes the day before the month: as they said, else as their country does."""
    if scene.day_first is not None or scene.country is None:
        return scene.day_first
    country = scene.country.upper()
    return None if country in _EITHER_COUNTRIES else country not in _MONTH_FIRST_COUNTRIES


# --- dates with a month's name -----------------------------------------------------------------------------


def month_then_day(scene: Scene, at: int) -> Found | None:
    """March 3, Mar. 3rd, March the 3rd, March 3-8, March 3, 2027."""
    month = lexicon.month_of(scene.word(at))
    if month is None or not is_month(scene, at, numbered=True):
        return None
    at_day = past_dot(scene, at + 1)
    at_day += scene.word(at_day) == "the"
    found = number_at(scene, at_day)
    if found is None or (found[1] == at_day + 1 and scene.word(at_day + 1) in {":", "am", "pm", "%"}):
        return None
    number, end = found
    second = _second_number(scene, end)
    both = second and _days_of_month(scene, month, number, second[0], at, second[1])
    if both:
        return both
    year, end = _year(scene, end)
    return _written(scene, month, number, year, at, end), end


def day_then_month(scene: Scene, at: int) -> Found | None:
    """3 March, 3rd of March, the third of March, 3-8 March."""
    at_day = at + (scene.word(at) == "the")
    found = number_at(scene, at_day)
    if found is None or (scene.word(at - 1) in {":", "/"} and scene.tokens.glued(at - 1, at)):
        return None
    number, end = found
    second = _second_number(scene, end)
    at_month = second[1] if second else end
    at_month += scene.word(at_month) in {"of", "-", "."}
    month = lexicon.month_of(scene.word(at_month))
    if month is None or scene.word(at_month) == "sun":
        return None
    year, end = _year(scene, past_dot(scene, at_month + 1))
    both = second and _days_of_month(scene, month, number, second[0], at, end)
    if both:
        return both
    return _written(scene, month, number, year, at, end), end


def _second_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """The second day of "3-8" or "3rd to the 8th"."""
    link = scene.word(at)
    listed = link == "," and scene.word(at + 2) in {"or", "and"}
    if link == "and" and not any(scene.word(index) in {"between", ","} for index in range(max(0, at - 5), at)):
        return None
    if link not in _RANGE_MARKS and not listed:
        return None
    found = number_at(scene, at + 1 + (scene.word(at + 1) == "the"))
    if found is not None and listed:
        return _second_number(scene, found[1])
    if found is None:
        return None
    number, end = found
    after = scene.word(end)
    if after == "." and lexicon.month_of(scene.word(end + 1)) is not None:
        return number, end + 1
    return None if after in {":", "am", "pm", "a", "p", "."} or after in lexicon.UNITS else found


def _days_of_month(scene: Scene, month: int, first: int, last: int, at: int, end: int) -> Found | None:
    stretch = _written(scene, month, first, None, at, end)
    until = existing(stretch.start.year, month, last)
    if until is None or until < stretch.start:
        return None
    return Stretch(stretch.start, until, Kind.PERIOD), end


def number_at(scene: Scene, at: int) -> tuple[int, int] | None:
    """The number of a day: 3, 3rd, third, with the index after it."""
    if scene.word(at) in ORDINAL_WORDS:
        return ORDINAL_WORDS[scene.word(at)], at + 1
    if scene.word(at) in _TENS:
        one = at + 1 + (scene.word(at + 1) == "-")
        more = ORDINAL_WORDS.get(scene.word(one), 10)
        return (_TENS[scene.word(at)] + more, one + 1) if more < 10 else None
    number = scene.tokens.number(at)
    if number is None or len(scene.word(at)) > 2 or number > _LAST_DAY:
        return None
    end = at + 1 + _is_ordinal(scene, at)
    # The dot of "14.-18. September" belongs to the number.
    return number, end + (scene.word(end) == "." and scene.word(end + 1) in {"-", "–"})


def _is_ordinal(scene: Scene, at: int) -> bool:
    return scene.word(at + 1) in lexicon.ORDINAL_ENDINGS and scene.tokens.glued(at, at + 1)


def _year(scene: Scene, at: int) -> tuple[int | None, int]:
    """The year after a date, if there is one; of another length than four figures it is none that exists."""
    of = at + (scene.word(at) in {"of", ","})
    if scene.word(of) in _YEARS and scene.word(of + 1) == "year":
        return scene.today.year + _YEARS[scene.word(of)], of + 2
    at_year = at + (scene.word(at) == ",")
    digits = scene.word(at_year)
    if not digits.isdecimal() or len(digits) < 4 or scene.word(at_year + 1) in {"hrs", "h", "hours"}:
        return None, at
    if len(digits) > 4:
        raise Unreadable(at_year + 1)
    if 1900 <= int(digits) < 2200:
        return int(digits), at_year + 1
    if int(digits) % 100 > 59:
        raise Unreadable(at_year + 1)
    return None, at


def past_dot(scene: Scene, at: int) -> int:
    return at + (scene.word(at) == "." and scene.tokens.glued(at - 1, at))


def _written(scene: Scene, month: int, number: int, year: int | None, at: int, end: int) -> Stretch:
    if year is not None:
        fixed = existing(year, month, number)
        if fixed is None:
            raise Unreadable(end)
        return day(fixed, Kind.DATE)
    choices = in_year_near(scene.today, month, number, scene.toward(at, end))
    wrong = bool(choices) and choices[0] > scene.today and scene.toward(at, end) is Direction.PAST
    if not choices or wrong:
        raise Unreadable(end)
    return Stretch(choices[0], choices[0], Kind.DATE, choices=choices)
