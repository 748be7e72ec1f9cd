"""What happened, in words."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.events import (
    AlsoKnown,
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Muted,
    Noted,
    Outcome,
    Planned,
    Reminder,
    ReminderDone,
    Renamed,
    RoleSaid,
    RuleGiven,
    SalesSaid,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
)
from bot.guidance.facts import Event, Preferences
from bot.guidance.ground_rules import NoRules
from bot.guidance.workdays import local_day
from bot.views.dates import moment, short_moment
from bot.views.reply import safe
from bot.views.rule_words import rule_words

CALL_WORDS = {
    Outcome.NO_ANSWER: "call, no answer",
    Outcome.MESSAGE: "call, message left",
    Outcome.SPOKE: "call, spoke to them",
}
SETTLED_WORDS = {
    Settlement.OFFER: "they made an offer",
    Settlement.REJECTED: "they said no",
    Settlement.WITHDRAWN: "you withdrew",
    Settlement.CLOSED: "closed",
    Settlement.CANCELLED: "they cancelled the interview",
}
_SKIPPED_WORDS = {
    StepKind.NOTE: "thank-you note skipped",
    StepKind.CALL: "this call skipped",
    StepKind.CLOSE: "kept open",
    StepKind.NUDGE: "nudge skipped",
    StepKind.REMIND: "reminder skipped",
    StepKind.DEBRIEF: "question how it went skipped",
}


def event_words(event: Event, preferences: Preferences, now: datetime) -> str:
    """What an event was, without its time, in lower case; HTML."""
    what, zone = event.what, preferences.time_zone
    match what:
        case Planned(minutes=minutes):
            return f"interview planned, {minutes} minutes" if minutes else "interview planned"
        case Cancelled():
            return "interview cancelled by them"
        case Interviewed():
            return "interview"
        case Thanked(to=to):
            return f"thank-you note sent to {safe(to)}" if to else "thank-you note sent"
        case Called(outcome=outcome):
            return CALL_WORDS[outcome]
        case Emailed():
            return "email about the status"
        case Heard(note=note):
            return f"a word from them: “{safe(' '.join(note.split()))}”" if note else "a word from them"
        case RuleGiven(rule=NoRules()):
            return rule_words(what.rule, local_day(now, zone))
        case RuleGiven(rule=rule, word=word):
            source = "a word from them" if word else "they said"
            return f"{source}: {rule_words(rule, local_day(now, zone))}"
        case Noted(text=text):
            return f"kept as a note: “{safe(text)}”"
        case Settled(how=how):
            return SETTLED_WORDS[how]
        case Skipped(kind=kind):
            return _SKIPPED_WORDS[kind]
        case Snoozed(until=until):
            return f"ping put off until {short_moment(until, now, zone)}"
        case Muted():
            return "pings stopped"
        case Unmuted():
            return "pings on again"
        case Reminder(until=until):
            return f"reminder for {short_moment(until, now, zone)}"
        case ReminderDone():
            return "reminder done"
        case AlsoKnown(name=name):
            return f"also known as “{safe(name)}”"
        case Met():
            return f"you met {met_words(what)}"
        case Renamed(name=name):
            return f"the name is “{safe(name)}”"
        case RoleSaid(role=role):
            return f"the role is “{safe(role)}”" if role else "the role is not known"
        case SalesSaid(sales=sales):
            return "it is sales work" if sales else "it is no sales work"


def met_words(person: Met) -> str:
    """Somebody who was met, with what is known of them; HTML."""
    return ", ".join(safe(part) for part in (person.name, person.role, person.email, person.phone) if part)


def event_time(event: Event, preferences: Preferences, now: datetime) -> str:
    """When an event was."""
    return moment(event.at, now, preferences.time_zone, day_only=event.day_only)
