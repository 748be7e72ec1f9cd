"""Where an interview stands: what counts now, of all that happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cmp_to_key
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

from bot.guidance.events import Cancelled, Interviewed, Planned, RuleGiven, What
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.ground_rules import Contact, EmailOnly, NoCalls, Rule
from bot.guidance.workdays import instant, local_day

_ORDER = get_args(What)
"""Of events at one instant: what they said about calling follows the call that it was said in."""


class Round(NamedTuple):
    """One round, held or set, and the note for it, sent or skipped; it is wanted until the next round."""

    interview: Event
    note: Event | None = None
    until: datetime | None = None


class Standing(NamedTuple):
    """What counts now; `None` where there is nothing of the kind. Events are kept whole, for their day and identity."""

    round: Event
    base: Event
    """What the count starts from: the latest round, or the latest word from them since."""
    note: Event | None = None
    """The note sent, or skipped, since the latest round."""
    earlier: tuple[Round, ...] = ()
    """While the latest round is known only as set: those before it, since the last that was held."""
    tries: tuple[Event, ...] = ()
    """Unanswered tries since `base` that they had not asked for."""
    last_attempt: Event | None = None
    """The latest call, status email or skipped call since `base`, asked for or not."""
    calling_rule: Event | None = None
    promise: Event | None = None
    """When they decide, or will call."""
    away: Event | None = None
    """How long to leave them in peace; it holds beside a promise."""
    dealt_with: date = date.min
    """Days up to this one that they had named are dealt with."""
    dealt_with_by: Event | None = None
    contact: Contact | None = None
    settled: Event | None = None
    muted: bool = False
    close_skipped: bool = False
    snoozes: tuple[Event, ...] = ()

    @property
    def no_calls(self) -> bool:
        """Whether their last word about calling was not to."""
        return self.calling_rule is not None and isinstance(rule_of(self.calling_rule), NoCalls | EmailOnly)

    @property
    def email_only(self) -> bool:
        """Whether they want to be asked by email instead."""
        return self.calling_rule is not None and isinstance(rule_of(self.calling_rule), EmailOnly)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that a note may still be wanted for, the latest last."""
        return (*self.earlier, Round(self.round, self.note))

    def latest_round(self, now: datetime) -> Round | None:
        """The latest round whose time has come; None while all lie ahead."""
        return next((one for one in reversed(self.rounds) if one.interview.at <= now), None)


def calling_zone(standing: Standing, preferences: Preferences) -> ZoneInfo:
    """Where it is called: the contact's zone, where the user has said so, else the user's."""
    if standing.contact and standing.contact.time_zone:
        return ZoneInfo(standing.contact.time_zone)
    return preferences.time_zone


def calling_day(event: Event, standing: Standing, preferences: Preferences) -> date:
    """The day on which something happened, where it is called: the days for calls are days there."""
    return local_day(event.at, calling_zone(standing, preferences))


def _by_spelling(one: What, other: What) -> int:
    """Compare by how they are spelt, which takes a while to find out, and is asked only of what else is alike."""
    return (repr(one) > repr(other)) - (repr(one) < repr(other))


_spelled = cmp_to_key(_by_spelling)


def happened(event: Event, zone: ZoneInfo) -> tuple[datetime, int, Any, int]:
    """Sort key. Of what is known by its day alone, a round counts at the day's beginning, a follow-up at its end."""
    at = event.at
    if event.day_only:
        at = instant(local_day(at, zone), time(0) if is_round(event) else time(23, 59), zone)
    return at, _ORDER.index(type(event.what)), _spelled(event.what), event.id


def in_order(events: Iterable[Event], zone: ZoneInfo) -> list[Event]:
    """Events for people to read: by when they happened, a round before what follows it, else as they were recorded."""
    return sorted(events, key=lambda event: (happened(event, zone)[0], not is_round(event), event.id))


def is_round(event: Event) -> bool:
    """Whether an event is an interview, held or set."""
    return isinstance(event.what, Planned | Interviewed)


def rounds_of(interview: Interview, zone: ZoneInfo) -> list[Event]:
    """The rounds, held or set, that were not called off, in order."""
    off = {event.what.anchor for event in interview.events if isinstance(event.what, Cancelled)}
    rounds = (
        event
        for event in interview.events
        if isinstance(event.what, Interviewed) or (isinstance(event.what, Planned) and event.id not in off)
    )
    return sorted(rounds, key=lambda event: happened(event, zone))


def rule_of(event: Event) -> Rule | None:
    """What they said about following up in an event, if anything."""
    return event.what.rule if isinstance(event.what, RuleGiven) else None
