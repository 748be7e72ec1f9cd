"""For how long: "3 days", "2h", "a day and 2 hours"."""

from __future__ import annotations

from datetime import timedelta

from bot.language.spans import Span, span_at
from bot.language.tokens import tokenise

_EXACT = frozenset({"minutes", "hours", "days", "weeks"})
_BETWEEN = frozenset({"and", ","})
_BEFORE = frozenset({"in", "for"})


def read_span(text: str) -> timedelta | None:
    """The length of time that the whole text names, longer than nothing; None where it names none.

    Months and years are not read: how long they are depends on when they begin.
    """
    tokens = tokenise(text).trimmed()
    at = 1 if tokens.word(0) in _BEFORE else 0
    total = timedelta(0)
    while at < len(tokens):
        found = span_at(tokens, at)
        if found is None or found[0].unit not in _EXACT:
            return None
        total += _length(found[0])
        at = found[1]
        if tokens.word(at) in _BETWEEN and at + 1 < len(tokens):
            at += 1
    return total or None


def _length(span: Span) -> timedelta:
    return timedelta(**{span.unit: span.count})
