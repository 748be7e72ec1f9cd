"""The grammar of dates and times: what is written, not yet what it means.

A phrase is a row of pieces with joiners between them. A reader looks for one kind of piece at one token; to widen the
grammar, add a reader to `_READERS`, a piece to `pieces` where none fits, and its meaning to `moments`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.language import lexicon
from bot.language.pieces import Clock, Figures, PartOfDay, Phrase, Piece, Shift, Stamp, Weekday, Which, Written
from bot.language.spans import Span, span_at
from bot.language.tokens import Tokens

MOST_TOKENS = 24

_DATE_SEPARATORS = frozenset("-/.")
_ISO_MARKS = frozenset("-:.+")
_YEAR_DIGITS = 4
_LAST_HOUR = 23
_LAST_DAY = 31
_LAST_MONTH = 12


Found = tuple[Piece, int]
Reader = Callable[[Tokens, int], Found | None]


def read_phrase(tokens: Tokens, start: int) -> Phrase | None:
    """The phrase that all the tokens from `start` on make up, or None."""
    phrase: Phrase | None = Phrase()
    at = start
    ended = start
    while phrase is not None and at < len(tokens):
        found = _piece_at(tokens, at)
        if found is not None:
            phrase = _joined(phrase, found[0])
            at = ended = found[1]
        elif tokens.word(at) in lexicon.JOINERS:
            at += 1
        else:
            return None
    return phrase if start < ended == len(tokens) else None


def _piece_at(tokens: Tokens, at: int) -> Found | None:
    found = [each for each in (reader(tokens, at) for reader in _READERS) if each is not None]
    return max(found, key=lambda each: each[1], default=None)


def _joined(phrase: Phrase, piece: Piece) -> Phrase | None:
    """The phrase with one more piece, or None where that piece has no place in it."""
    match piece:
        case Clock():
            return replace(phrase, clock=piece) if phrase.clock is None else None
        case PartOfDay():
            # A part of the day says nothing alone, and at the front it may belong to a name.
            fits = phrase.part is None and (phrase.day is not None or phrase.clock is not None)
            return replace(phrase, part=piece) if fits else None
        case Written() | Figures() if isinstance(phrase.day, Weekday) and phrase.day.which is Which.BARE:
            return replace(phrase, day=piece, check=phrase.day)
        case Shift(part=PartOfDay()) if phrase.part is None and phrase.day is None:
            return replace(phrase, day=piece, part=piece.part)
        case _:
            return replace(phrase, day=piece) if phrase.day is None else None


# --- readers -----------------------------------------------------------------------------------------------


def year_first(tokens: Tokens, at: int) -> Found | None:
    """2026-03-03, 2026/3/3, 2026-03-03T14:00+01:00."""
    year, month, day = tokens.number(at), tokens.number(at + 2), tokens.number(at + 4)
    separator = tokens.word(at + 1)
    if year is None or month is None or day is None or len(tokens.word(at)) < _YEAR_DIGITS:
        return None
    if separator not in _DATE_SEPARATORS or tokens.word(at + 3) != separator or not tokens.glued(at, at + 4):
        return None
    if tokens.word(at + 5) == "t" and tokens.glued(at + 4, at + 6):
        end = at + 6
        while tokens.glued(end - 1, end) and (tokens.word(end).isdecimal() or tokens.word(end) in {*_ISO_MARKS, "z"}):
            end += 1
        return Stamp(tokens.text(at, end)), end
    return Written(month, day, year), at + 5


def figures(tokens: Tokens, at: int) -> Found | None:
    """25/12/2026, 25.12.2026, 12-25-2026, 25/12/26, 25/12."""
    first, second = tokens.number(at), tokens.number(at + 2)
    separator = tokens.word(at + 1)
    if first is None or second is None or separator not in _DATE_SEPARATORS or not tokens.glued(at, at + 2):
        return None
    if len(tokens.word(at)) > 2 or len(tokens.word(at + 2)) > 2:
        return None
    if tokens.word(at + 3) == separator and tokens.glued(at + 2, at + 4):
        digits, year = len(tokens.word(at + 4)), tokens.number(at + 4)
        if year is not None and digits >= _YEAR_DIGITS:
            return Figures(first, second, year), at + 5
        return (Figures(first, second, 2000 + year), at + 5) if year and digits == 2 and separator == "/" else None
    low, high = sorted((first, second))
    is_day = 1 <= low <= _LAST_MONTH and high <= _LAST_DAY and (first, second) != (24, 7)
    return (Figures(first, second), at + 3) if is_day and separator == "/" else None


def _month_first(tokens: Tokens, at: int) -> Found | None:
    """March 3, Mar. 3rd, March the 3rd, March 3, 2027."""
    month = lexicon.month_of(tokens.word(at))
    if month is None:
        return None
    at = _past_dot(tokens, at + 1)
    day = _day_of_month(tokens, at + 1 if tokens.word(at) == "the" else at)
    return None if day is None else _with_year(tokens, day[1], month, day[0])


def _day_first(tokens: Tokens, at: int) -> Found | None:
    """3 March, 3rd of March, 3. March 2027."""
    day = _day_of_month(tokens, at)
    if day is None or day[0] > _LAST_DAY:
        return None
    at = _past_dot(tokens, day[1])
    at += tokens.word(at) == "of"
    month = lexicon.month_of(tokens.word(at))
    return None if month is None else _with_year(tokens, _past_dot(tokens, at + 1), month, day[0])


def _weekday(tokens: Tokens, at: int) -> Found | None:
    """Friday, last Friday, next Fri."""
    word = tokens.word(at)
    which = Which(word) if word in {Which.THIS, Which.LAST, Which.NEXT} else Which.BARE
    at += which is not Which.BARE
    number = lexicon.weekday_of(tokens.word(at))
    return None if number is None else (Weekday(number, which), _past_dot(tokens, at + 1))


def _named_day(tokens: Tokens, at: int) -> Found | None:
    """today, the day after tomorrow, tonight, this morning, last night, just now."""
    for words, days in lexicon.DAYS_FROM_TODAY.items():
        if tokens.starts_with(at, *words):
            return Shift(Span(days, "days")), at + len(words)
    part = lexicon.PARTS_OF_DAY.get(tokens.word(at + 1))
    if tokens.word(at) == "this" and part is not None:
        return Shift(Span(0, "days"), part=PartOfDay(part)), at + 2
    if tokens.word(at) == "tonight":
        return Shift(Span(0, "days"), part=PartOfDay(after_noon=True)), at + 1
    if tokens.starts_with(at, "last", "night"):
        return Shift(Span(-1, "days"), part=PartOfDay(after_noon=True)), at + 2
    now = at + (tokens.word(at) in {"just", "right"})
    return (Shift(Span(0, "minutes")), now + 1) if tokens.word(now) == "now" else None


def _shift(tokens: Tokens, at: int) -> Found | None:
    """in 3 days, 2 weeks ago, a week from now."""
    ahead = tokens.word(at) == "in"
    found = span_at(tokens, at + ahead)
    if found is None:
        return None
    span, end = found
    if ahead:
        return Shift(span), end
    if tokens.word(end) == "ago":
        return Shift(span, sign=-1), end + 1
    return (Shift(span), end + 2) if tokens.starts_with(end, "from", "now") else None


def _clock(tokens: Tokens, at: int) -> Found | None:
    """14:00, 2:30 pm, 2.30pm, 2pm, noon."""
    if tokens.word(at) in {"noon", "midday"}:
        return Clock(12), at + 1
    hour = tokens.number(at)
    if hour is None or len(tokens.word(at)) > 2:
        return None
    minute, end = _sixtieths(tokens, at + 1, ":.")
    colon = end > at + 1 and tokens.word(at + 1) == ":"
    second, end = _sixtieths(tokens, end, ":") if colon else (0, end)
    half = _half(tokens, end)
    if half is not None:
        return Clock(hour, minute, second, half[0]), half[1]
    return (Clock(hour, minute, second), end) if colon else None


def _hour(tokens: Tokens, at: int) -> Found | None:
    """at 14, 14 o'clock."""
    introduced = tokens.word(at) in {"at", "@"}
    at += introduced
    hour = tokens.number(at)
    if hour is None or hour > _LAST_HOUR or any(reader(tokens, at) for reader in _NUMERIC):
        return None
    named = tokens.word(at + 1) == "o'clock"
    return (Clock(hour, hour_only=True), at + 1 + named) if introduced or named else None


def _part_of_day(tokens: Tokens, at: int) -> Found | None:
    """morning, in the evening, at night."""
    if tokens.starts_with(at, "in", "the"):
        at += 2
    part = lexicon.PARTS_OF_DAY.get(tokens.word(at))
    return None if part is None else (PartOfDay(part), at + 1)


_NUMERIC: tuple[Reader, ...] = (year_first, figures, _day_first, _shift, _clock)
_READERS: tuple[Reader, ...] = (*_NUMERIC, _month_first, _weekday, _named_day, _hour, _part_of_day)


# --- parts of readers --------------------------------------------------------------------------------------


def _past_dot(tokens: Tokens, at: int) -> int:
    return at + (tokens.word(at) == "." and tokens.glued(at - 1, at))


def _day_of_month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A number of one or two digits that is no time of day, its ordinal ending passed over."""
    day = tokens.number(at)
    if day is None or len(tokens.word(at)) > 2 or _clock(tokens, at) is not None:
        return None
    ordinal = tokens.word(at + 1) in lexicon.ORDINAL_ENDINGS and tokens.glued(at, at + 1)
    return day, at + 1 + ordinal


def _with_year(tokens: Tokens, end: int, month: int, day: int) -> Found:
    at = end + (tokens.word(end) == ",")
    year = tokens.number(at)
    if year is None or len(tokens.word(at)) < _YEAR_DIGITS or year_first(tokens, at):
        return Written(month, day), end
    return Written(month, day, year), at + 1


def _sixtieths(tokens: Tokens, at: int, marks: str) -> tuple[int, int]:
    """The minutes or seconds that a mark at a token introduces, and the index after them; 0 where there are none."""
    value = tokens.number(at + 1)
    present = tokens.word(at) and tokens.word(at) in marks and tokens.glued(at - 1, at + 1)
    return (value, at + 2) if present and value is not None and len(tokens.word(at + 1)) == 2 else (0, at)


def _half(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """am or pm, also as a.m. and p.m.: the hours it adds, and the index after it."""
    word = tokens.word(at)
    if word in {"am", "pm"}:
        return 12 * (word == "pm"), at + 1
    if word in {"a", "p"} and tokens.starts_with(at + 1, ".", "m") and tokens.glued(at, at + 2):
        return 12 * (word == "p"), _past_dot(tokens, at + 3)
    return None
