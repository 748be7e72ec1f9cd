"""What of a plan belongs into a calendar, and what has gone out of it, each under a name that stays when it moves.

A call is known by its interview alone, not by what it follows from: once it is made or overtaken, the next takes its
place in the calendar, and nothing is left ringing there that is no longer to be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.etiquette import INTERVIEW_MINUTES
from bot.guidance.events import Interviewed, Planned, Reminder, RuleGiven, StepKind
from bot.guidance.facts import Event, Preferences
from bot.guidance.ground_rules import AwayUntil, CallEveryDays, CallEveryWeekday, CallOn, DecisionBy, TheyCall
from bot.guidance.plan import Plan
from bot.guidance.promises import SERIES_LENGTH
from bot.guidance.standing import rounds_of, rule_of
from bot.guidance.steps import Step
from bot.guidance.verdict import call_after_note, verdict_at
from bot.guidance.workdays import instant, local_day

SHORT_MINUTES = 15
"""How long a call or a reminder takes of the day; the bot's default."""


class EntryKind(StrEnum):
    """What an entry is about."""

    INTERVIEW = "interview"
    CALL = "call"
    DECISION = "decision"
    THEIR_CALL = "their-call"
    AWAY = "away"
    REMINDER = "reminder"


class Entry(Struct, frozen=True):
    """Something in a calendar: at an instant, or on a whole day where no time is known."""

    slot: str
    """What tells it from the others of its interview, whatever its time."""
    kind: EntryKind
    at: datetime | date
    minutes: int = 0
    """How long it takes; 0 for a whole day."""
    gone: bool = False
    """Whether it stood there before and is off."""
    waits: bool = False
    """Whether it is right only once the note is sent, so that nothing rings for it yet."""
    drifts: bool = False
    """Whether it moves on with the days while nothing is recorded, as a call does that is overdue."""


def entries(
    plan: Plan | None,
    history: Sequence[Event],
    preferences: Preferences,
    now: datetime,
    moved_from: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Entry, ...]:
    """What one interview has in the calendar at `now`, the earliest first.

    `history` has every version of its events, the oldest first; `plan` is None where every round was taken back. What
    is off is named only while its time is to come: what has passed rings no more. `moved_from` says of an event which
    other it took the place of.
    """
    names = _Names(history, preferences, moved_from)
    stand = {entry.slot: entry for entry in _standing(plan, names, now)} if plan else {}
    off = {
        entry.slot: replace(entry, gone=True)
        for entry in _once(plan, names, now)
        if entry.slot not in stand and _start(entry, preferences) > now
    }
    return tuple(sorted((off | stand).values(), key=lambda entry: (_start(entry, preferences), entry.slot)))


def _start(entry: Entry, preferences: Preferences) -> datetime:
    return entry.at if isinstance(entry.at, datetime) else instant(entry.at, time(0), preferences.time_zone)


class Origins:
    """The version in which each thing with a time of its own was told first: calendars know it by the time it had."""

    def __init__(self, history: Sequence[Event], moved_from: Mapping[int, int]) -> None:
        self._moved_from = moved_from
        self._first = {event.id: event for event in reversed(history)}

    def of(self, event: Event) -> Event:
        """Its first version, or that of the event whose place it took."""
        id_ = event.id
        while id_ in self._moved_from:
            id_ = self._moved_from[id_]
        return self._first.get(id_, event)


class _Names:
    """Names for what has a time of its own: the time that it was first given."""

    def __init__(self, history: Sequence[Event], preferences: Preferences, moved_from: Mapping[int, int]) -> None:
        self.versions = tuple(history)
        self.zone = preferences.time_zone
        self._origins = Origins(history, moved_from)
        self.lengths = {
            event.id: event.what.minutes or INTERVIEW_MINUTES
            for event in self.versions
            if isinstance(event.what, Planned)
        }
        """Of the rounds that were ever planned, in minutes."""

    def slot(self, kind: EntryKind, event: Event) -> str:
        first = self._origins.of(event)
        stamp = local_day(first.at, self.zone) if first.day_only else first.at.astimezone(UTC).replace(tzinfo=None)
        return f"{kind}-{stamp.isoformat().replace(':', '')}"

    def round(self, event: Event) -> Entry:
        at = local_day(event.at, self.zone) if event.day_only else event.at
        minutes = 0 if event.day_only else self.lengths[event.id]
        return Entry(self.slot(EntryKind.INTERVIEW, event), EntryKind.INTERVIEW, at, minutes)

    def reminder(self, event: Event, at: datetime) -> Entry:
        return Entry(self.slot(EntryKind.REMINDER, event), EntryKind.REMINDER, at, SHORT_MINUTES)


def _standing(plan: Plan, names: _Names, now: datetime) -> Iterator[Entry]:
    settled = plan.standing.settled is not None
    for event in rounds_of(plan.interview, plan.preferences.time_zone):
        # One that was held stays, at its own time; one that will not be held any more is off.
        if event.id in names.lengths and (event.at <= now or not settled):
            yield names.round(event)
    if settled:
        return
    reminders = {event.id: event for event in plan.interview.events if isinstance(event.what, Reminder)}
    later = call_after_note(plan, verdict_at(plan, now))
    if later and plan.standing.latest_round(now):
        drifts = local_day(now, plan.call.window.zone) > plan.call.on
        yield Entry(f"{EntryKind.CALL}-0", EntryKind.CALL, later, SHORT_MINUTES, drifts=drifts, waits=True)
    for step in plan.steps:
        if step.key.kind is StepKind.CALL:
            yield _call(step, now)
        elif step.origin.anchor in reminders:
            yield names.reminder(reminders[step.origin.anchor], step.pings[0])
    for said in (plan.standing.promise, plan.standing.away):
        if said and (entry := _promised(said)):
            yield entry


def _call(step: Step, now: datetime) -> Entry:
    """A call from when it may be made, as verdict and agenda have it; once that day is over, from the next opening."""
    at, drifts = step.pings[0], False
    if step.window:
        opening, _ = next(step.window.spans(max(at, now)))
        drifts = local_day(opening, step.window.zone) > local_day(at, step.window.zone)
        at = max(at, opening)
    return Entry(f"{EntryKind.CALL}-{step.key.nth}", EntryKind.CALL, at, SHORT_MINUTES, drifts=drifts)


def _promised(said: Event) -> Entry | None:
    """The day that they named for something other than a call."""
    match rule_of(said):
        case DecisionBy(by=on):
            return Entry("promise", EntryKind.DECISION, on)
        case TheyCall(by=date() as on):
            return Entry("promise", EntryKind.THEIR_CALL, on)
        case AwayUntil(until=on):
            return Entry("away", EntryKind.AWAY, on)
    return None


def _once(plan: Plan | None, names: _Names, now: datetime) -> Iterator[Entry]:
    """What may have stood in the calendar at some time, as it was last; what stands there now may be among it."""
    for event in names.versions:
        if isinstance(event.what, Planned):
            yield names.round(event)
        elif isinstance(event.what, Reminder):
            yield names.reminder(event, event.what.until)
        elif isinstance(event.what, RuleGiven) and (entry := _promised(event)):
            yield entry
    if plan:
        at = instant(plan.call.on, plan.call.window.hours.start, plan.call.window.zone)
        for nth in range(_most_calls(names.versions, now)):
            yield Entry(f"{EntryKind.CALL}-{nth}", EntryKind.CALL, at, SHORT_MINUTES)


def _most_calls(versions: Sequence[Event], now: datetime) -> int:
    """How many calls ahead may ever have stood in the calendar; none before an interview, unless they named the day."""
    rules = [rule_of(event) for event in versions]
    if any(isinstance(rule, CallEveryWeekday | CallEveryDays) for rule in rules):
        return SERIES_LENGTH
    held = any(isinstance(event.what, Planned | Interviewed) and event.at <= now for event in versions)
    return 1 if held or any(isinstance(rule, CallOn) for rule in rules) else 0
