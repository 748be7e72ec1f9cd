"""Spans of time: "3 days", "2h", "a week", "half an hour"."""

from __future__ import annotations

from msgspec import Struct

from bot.language.lexicon import NUMBERS, UNITS
from bot.language.tokens import Tokens


class Span(Struct, frozen=True):
    """So many of a unit, which is a plural as relativedelta and timedelta name it: minutes … years."""

    count: int
    unit: str


def span_at(tokens: Tokens, at: int) -> tuple[Span, int] | None:
    """The span that begins at a token, with the index after it."""
    if tokens.starts_with(at, "half", "an", "hour"):
        return Span(30, "minutes"), at + 3
    count = count_at(tokens, at)
    unit = UNITS.get(tokens.word(at + 1))
    return (Span(count, unit), at + 2) if count is not None and unit else None


def count_at(tokens: Tokens, at: int) -> int | None:
    """The whole number at a token, in digits or as a word up to twelve."""
    number = tokens.number(at)
    return NUMBERS.get(tokens.word(at)) if number is None else number
