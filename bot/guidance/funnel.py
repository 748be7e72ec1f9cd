"""The search so far, counted: openings interviewed for, and how many of them saw a note, an answer, an offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from bot.guidance.events import (
    Called,
    Cancelled,
    Heard,
    Interviewed,
    Outcome,
    Planned,
    RuleGiven,
    Settled,
    Settlement,
    Thanked,
)
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.guidance.standing import happened, rounds_of

_THEIR_ENDS = (Settlement.OFFER, Settlement.REJECTED)


class Funnel(Struct, frozen=True):
    """Counts of openings, settled ones among them. Each count is of the interviewed, whatever the counts before it."""

    interviewed: int
    """Openings with an interview whose time has come."""
    thanked: int
    """Of those, with at least one thank-you note."""
    answered: int
    """Of those, where they spoke, wrote, said yes or no, or invited to a further interview afterwards."""
    offers: int
    """Of those, where they made an offer, whatever came of it."""


def funnel_of(plans: Iterable[Plan], now: datetime) -> Funnel:
    """Count a person's openings at an instant."""
    since = [_since_first_round(plan, now) for plan in plans]
    held = [events for events in since if events]
    return Funnel(
        interviewed=len(held),
        thanked=sum(any(isinstance(event.what, Thanked) for event in events) for events in held),
        answered=sum(any(map(_is_answer, events[1:])) for events in held),
        offers=sum(any(event.what == Settled(Settlement.OFFER) for event in events) for events in held),
    )


def _since_first_round(plan: Plan, now: datetime) -> list[Event]:
    """The first round whose time has come, and all that happened after it, in order; nothing where all lie ahead."""
    zone = plan.preferences.time_zone
    events = sorted(plan.interview.events, key=lambda event: happened(event, zone))
    first = next((event for event in rounds_of(plan.interview, zone) if event.at <= now), None)
    return [] if first is None else events[events.index(first) :]


def _is_answer(event: Event) -> bool:
    match event.what:
        case Called(outcome=outcome):
            return outcome is Outcome.SPOKE
        case Settled(how=how):
            return how in _THEIR_ENDS
        case RuleGiven(word=word):
            return word
        case Heard() | Planned() | Interviewed() | Cancelled():
            return True
    return False
