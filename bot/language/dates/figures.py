"""Dates in figures as they are written, before it is known which number is the month."""

from __future__ import annotations

from msgspec import Struct

from bot.language.tokens import Tokens

_SEPARATORS = frozenset("-/.")
_ISO_MARKS = frozenset("-:.+")
_YEAR_DIGITS = 4
_LAST_DAY = 31
_LAST_MONTH = 12


class Written(Struct, frozen=True):
    """A date whose parts are known for what they are."""

    month: int
    day: int
    year: int


class Figures(Struct, frozen=True):
    """A date of two numbers, one of which is the month: 3/4/2026."""

    first: int
    second: int
    year: int | None = None


class Stamp(Struct, frozen=True):
    """An ISO 8601 date with a time, and perhaps an offset from UTC."""

    iso: str


def year_first_at(tokens: Tokens, at: int) -> tuple[Written | Stamp, int] | None:
    """2026-03-03, 2026/3/3, 2026-03-03T14:00+01:00."""
    year, month, day = tokens.number(at), tokens.number(at + 2), tokens.number(at + 4)
    separator = tokens.word(at + 1)
    if year is None or month is None or day is None or len(tokens.word(at)) < _YEAR_DIGITS:
        return None
    if separator not in _SEPARATORS or tokens.word(at + 3) != separator or not tokens.glued(at, at + 4):
        return None
    if tokens.word(at + 5) == "t" and tokens.glued(at + 4, at + 6):
        end = at + 6
        while tokens.glued(end - 1, end) and (tokens.word(end).isdecimal() or tokens.word(end) in {*_ISO_MARKS, "z"}):
            end += 1
        return Stamp(tokens.text(at, end)), end
    return Written(month, day, year), at + 5


def figures_at(tokens: Tokens, at: int) -> tuple[Figures, int] | None:
    """25/12/2026, 25.12.2026, 12-25-2026, 25/12/26, 25/12."""
    first, second = tokens.number(at), tokens.number(at + 2)
    separator = tokens.word(at + 1)
    if first is None or second is None or separator not in _SEPARATORS or not tokens.glued(at, at + 2):
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
