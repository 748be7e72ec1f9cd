"""A message in free text understood: what it wants, about which company, of which days it speaks, what it asks.

The one way from a text to all of this, for the bot and for `should-i-call understand` alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property

from bot.language.dates.scenes import NAME
from bot.language.intents import Intent, IntentReading, read_intent
from bot.language.lexicon import NUMBERS
from bot.language.mentions import CompanyKind, CompanyReading, masked
from bot.language.moments import Direction
from bot.language.questions import Ranking, rank_topics
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


@dataclass(frozen=True)
class Understanding:
    """What was understood of a text."""

    text: str
    intent: IntentReading
    """What it wants, and about which company."""
    times: tuple[When, ...]
    """The days, ranges and recurrences in it, in its order, with those that the person has to be asked about."""

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
    intent = read_intent(text, companies, other_names)
    times = find_times(
        _without_names(text, intent.company),
        now=now,
        zone=zone,
        direction=direction or toward(intent.intent),
        day_first=day_first,
        country=country,
    )
    return Understanding(text, intent, times)


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
