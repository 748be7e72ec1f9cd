"""A message in free text understood: what it wants, about which company, of which days it speaks, what it asks.

The one way from a text to all of this, for the bot and for `should-i-call understand` alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any

from msgspec import Struct

from bot.language.dates.scenes import NAME
from bot.language.intents import Intent, IntentReading, ranker
from bot.language.lexicon import NUMBERS
from bot.language.mentions import CompanyKind, CompanyReading, masked
from bot.language.messages import Clause, is_anchored, read_message
from bot.language.moments import Direction
from bot.language.questions import Ranking, known, rank_topics
from bot.language.times import find_times
from bot.language.when import When

_TOWARD = {
    Intent.PLAN_INTERVIEW: Direction.FUTURE,
    Intent.SET_RULE: Direction.FUTURE,
    Intent.REMIND: Direction.FUTURE,
    Intent.LOG_INTERVIEW: Direction.PAST,
    Intent.LOG_THANKS: Direction.PAST,
    Intent.LOG_CALL: Direction.PAST,
    Intent.LOG_EMAIL: Direction.PAST,
    Intent.REJECTED: Direction.PAST,
}
_ANY_YEAR = 2026


class Understanding(Struct, frozen=True, dict=True):
    """What was understood of a text; it has a `__dict__` for what is worked out when first asked for."""

    text: str
    intent: IntentReading
    """What it wants, and about which company."""
    times: tuple[When, ...]
    """The days, ranges and recurrences in it, in its order, with those that the person has to be asked about."""
    parts: tuple[Understanding, ...] = ()
    """The things that it tells, wants and asks, where there are several; the places in them are those of their text."""
    idle: tuple[str, ...] = ()
    """The words of it that add nothing."""

    @property
    def complete(self) -> bool:
        """Whether it tells, wants or asks something by itself, whatever stands before it."""
        return bool(self.parts) or self.intent.special is not None or is_anchored(self.intent)

    @cached_property
    def questions(self) -> Ranking:
        """The topics that it may ask about; ranked when first asked for, which takes longer than all the rest."""
        company = self.intent.company
        return rank_topics(masked(self.text, company, " the company ") if company.ids else self.text)


def understand(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    companies: Mapping[int, str],
    other_names: Mapping[int, Sequence[str]] | None = None,
    direction: Direction | None = None,
    day_first: bool | None = None,
    country: str | None = None,
) -> Understanding:
    """Understand a text; `companies` are the person's by id, `other_names` what else the person calls them.

    Without a `direction`, what was done lies in the past, and what is planned, promised or to be remembered ahead.
    What they said back, and an offer, come with days of both kinds.
    """
    whole, clauses = read_message(text, companies, other_names)

    def read(part: str, reading: IntentReading, **more: Any) -> Understanding:
        times = find_times(
            _without_names(part, reading.company),
            now=now,
            zone=zone,
            direction=direction or toward(reading.intent),
            day_first=day_first,
            country=country,
        )
        return Understanding(part, reading, times, **more)

    def read_part(clause: Clause) -> Understanding:
        return read(text[slice(*clause.place)], clause.reading, idle=_words(text, clause))

    if len(clauses) == 1:
        return read(text, whole, idle=_words(text, clauses[0]))
    return read(text, whole, parts=tuple(map(read_part, clauses)))


def _words(text: str, clause: Clause) -> tuple[str, ...]:
    return tuple(text[slice(*place)].strip() for place in clause.idle)


def learn() -> None:
    """Learn from all the examples, which else happens when the first text is understood, and takes some 0.3 s."""
    ranker()
    known()


def toward(intent: Intent) -> Direction:
    """Where a date lies that neither its own words nor those around it place."""
    return _TOWARD.get(intent, Direction.NEAREST)


def _looks_like_name(name: str) -> bool:
    now = datetime(_ANY_YEAR, 1, 1, tzinfo=UTC)
    times = find_times(name, now=now, zone=UTC, direction=Direction.FUTURE)
    dated = name.casefold() in NUMBERS or any(when.place == (0, len(name)) for when in times)
    return name[:1].isupper() and not dated


def _without_names(text: str, company: CompanyReading) -> str:
    """The text with each name in it made into a sign and spaces, so that all the rest stays in its place.

    A new name is a guess: in small letters it may be any words, and "Eleven" the rest of "7 Eleven".
    """
    for start, end in company.spans:
        if company.kind is CompanyKind.NEW and not _looks_like_name(text[start:end]):
            continue
        text = text[:start] + NAME.ljust(end - start) + text[end:]
    return text
