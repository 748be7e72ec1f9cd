"""What happened, in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

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
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.guidance.workdays import local_day
from bot.views.dates import WEEKDAYS, day, moment, short_moment, zone_words
from bot.views.reply import safe

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


def rule_words(rule: Rule, today: date) -> str:
    """What they said about following up, in lower case; HTML."""
    match rule:
        case NoCalls():
            return "no calls"
        case EmailOnly():
            return "no calls, emails only"
        case CallOn(on=on):
            return f"call on {day(on, today)}"
        case CallEveryWeekday(weekday=weekday):
            return f"call every {WEEKDAYS[weekday]}"
        case CallEveryDays(days=days):
            return f"call every {days} days" if days > 1 else "call every day"
        case TheyCall(by=None):
            return "they will call you"
        case TheyCall(by=by) if by:
            return f"they will call you by {day(by, today)}"
        case DecisionBy(by=by):
            return f"they decide by {day(by, today)}"
        case AwayUntil(until=until):
            return f"no call until {day(until, today)} has passed"
        case Contact():
            return _contact_words(rule)
        case NoRules():
            return "no rules about calling"
    return ""


def _contact_words(contact: Contact) -> str:
    zone = f", in the time zone {zone_words(ZoneInfo(contact.time_zone))}" if contact.time_zone else ""
    phone = f"the number is {safe(contact.phone)}" if contact.phone else ""
    after = f"call from {contact.after:%H:%M} on" if contact.after else ""
    person = f"the person to call is {safe(contact.name)}{zone}" if contact.name else ""
    return ", ".join(part for part in (person, phone, after) if part)


def event_time(event: Event, preferences: Preferences, now: datetime) -> str:
    """When an event was."""
    return moment(event.at, now, preferences.time_zone, day_only=event.day_only)
