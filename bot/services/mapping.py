"""Facts ↔ rows. The names and shapes written here are the database's: changing one needs a migration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import asdict, fields

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
    What,
)
from bot.guidance.facts import Event, Hours, Interview, Preferences
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
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
from storage import EventRecord, InterviewRecord

Json = dict[str, Any]

_PLAIN: dict[str, type[What]] = {
    "planned": Planned,
    "cancelled": Cancelled,
    "interviewed": Interviewed,
    "thanked": Thanked,
    "emailed": Emailed,
    "muted": Muted,
    "unmuted": Unmuted,
    "met": Met,
    "renamed": Renamed,
    "role": RoleSaid,
    "sales": SalesSaid,
}
"""Kinds whose data are their fields as they are; those that have their default are left out."""
_PLAIN_NAMES = {kind: name for name, kind in _PLAIN.items()}

_RULES: dict[str, type[Rule]] = {
    "no_calls": NoCalls,
    "email_only": EmailOnly,
    "call_on": CallOn,
    "call_every_weekday": CallEveryWeekday,
    "call_every_days": CallEveryDays,
    "call_every_month": CallEveryMonth,
    "they_call": TheyCall,
    "decision_by": DecisionBy,
    "away_until": AwayUntil,
    "contact": Contact,
    "no_rules": NoRules,
}
_RULE_NAMES = {kind: name for name, kind in _RULES.items()}
_DATES = {"on", "by", "until", "first"}
_TIMES = {"after", "before"}
_LISTS = {"also", "month_days", "weekdays"}


def event_to_row(what: What) -> tuple[str, Json]:
    """Give an event's kind and data as they are kept."""
    match what:
        case Called(outcome=outcome):
            return "called", {"outcome": outcome.value}
        case Heard(note=note):
            return "heard", {"note": note}
        case RuleGiven(rule=rule, word=word):
            return "rule", {"rule": _RULE_NAMES[type(rule)], "with": _rule_to_json(rule), "word": word}
        case Noted(text=text):
            return "noted", {"text": text}
        case Settled(how=how):
            return "settled", {"how": how.value}
        case Skipped(kind=kind):
            return "skipped", {"step": kind.value}
        case Snoozed(kind=kind, anchor=anchor, nth=nth, until=until):
            return "snoozed", {"step": kind.value, "anchor": anchor, "nth": nth, "until": until.isoformat()}
        case Reminder(until=until):
            return "reminder", {"until": until.isoformat()}
        case ReminderDone(anchor=anchor):
            return "reminder_done", {"anchor": anchor}
        case AlsoKnown(name=name):
            return "also_known", {"name": name}
    return _PLAIN_NAMES[type(what)], {
        each.name: getattr(what, each.name) for each in fields(what) if getattr(what, each.name) != each.default
    }


def event_from_row(row: EventRecord) -> Event:
    """Give an event as a fact."""
    return Event(row.id, row.at, what_from_json(row.kind, row.data), row.day_only)


def what_from_json(kind: str, data: Json) -> What:
    """Give what happened as a fact. Raises LookupError, TypeError or ValueError for what is none of ours."""
    if kind in _PLAIN:
        make: Callable[..., What] = _PLAIN[kind]
        return make(**data)
    match kind:
        case "called":
            return Called(Outcome(data["outcome"]))
        case "heard":
            return Heard(data["note"])
        case "rule":
            return RuleGiven(_rule_from_json(data["rule"], data["with"]), data["word"])
        case "noted":
            return Noted(data["text"])
        case "settled":
            return Settled(Settlement(data["how"]))
        case "skipped":
            return Skipped(StepKind(data["step"]))
        case "snoozed":
            until = datetime.fromisoformat(data["until"])
            return Snoozed(StepKind(data["step"]), data["anchor"], data["nth"], until)
        case "reminder":
            return Reminder(datetime.fromisoformat(data["until"]))
        case "reminder_done":
            return ReminderDone(data["anchor"])
        case "also_known":
            return AlsoKnown(data["name"])
    raise ValueError(f"unknown kind of event: {kind}")


def _rule_to_json(rule: Rule) -> Json:
    return {name: _plain(value) for name, value in asdict(rule).items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else list(value) if isinstance(value, tuple) else value


def _rule_from_json(name: str, values: Json) -> Rule:
    if not isinstance(values, dict):
        raise TypeError(f"a rule with {values!r}")
    dates = {key: date.fromisoformat(values[key]) for key in _DATES & values.keys() if values[key]}
    times = {key: time.fromisoformat(values[key]) for key in _TIMES & values.keys() if values[key]}
    lists = {key: tuple(values[key]) for key in _LISTS & values.keys()}
    read = {**values, **dates, **times, **lists}
    make: Callable[..., Rule] = _RULES[name]
    return make(**read)


def interview_from_row(row: InterviewRecord) -> Interview:
    """Give an interview as facts."""
    return Interview(row.id, row.company, tuple(map(event_from_row, row.events)), row.role, row.sales)


def preferences_to_json(preferences: Preferences) -> Json:
    """Give preferences as they are kept: only what differs from the defaults, so that a default can still change."""
    plain = Preferences(preferences.time_zone)
    changed = {name: value for name, value in asdict(preferences).items() if value != getattr(plain, name)}
    for name in ("ping_hours", "calling_hours"):
        if name in changed:
            hours: Hours = getattr(preferences, name)
            changed[name] = [hours.start.isoformat(), hours.end.isoformat()]
    if preferences.paused_until:
        changed["paused_until"] = preferences.paused_until.isoformat()
    return {**changed, "time_zone": preferences.time_zone.key}


def preferences_from_json(values: Json) -> Preferences:
    """Give preferences as facts."""
    read = dict(values)
    for name in ("ping_hours", "calling_hours"):
        if name in read:
            start, end = read[name]
            read[name] = Hours(time.fromisoformat(start), time.fromisoformat(end))
    if "paused_until" in read:
        read["paused_until"] = date.fromisoformat(read["paused_until"])
    return Preferences(**{**read, "time_zone": ZoneInfo(read["time_zone"])})
