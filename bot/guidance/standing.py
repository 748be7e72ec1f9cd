"""Where an interview stands: its events folded, by when they happened, into what counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from bot.guidance.contacts import latest_contact
from bot.guidance.etiquette import THEY_CALL_UNDATED_WORKDAYS
from bot.guidance.facts import (
    AwayUntil,
    Called,
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    Emailed,
    EmailOnly,
    Event,
    Heard,
    Interview,
    Interviewed,
    Muted,
    NoCalls,
    NoRules,
    Outcome,
    Planned,
    Preferences,
    RuleGiven,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    TheyCall,
    Unmuted,
    What,
)
from bot.guidance.workdays import add_workdays, instant, local_day, next_workday, on_or_after_workday

SERIES_LENGTH = 8
"""How many days of a repeated appointment are looked ahead."""

_ORDER = get_args(What)
"""Of events at one instant: what they said about calling follows the call that it was said in."""

_OF_ANY_ROUND = (RuleGiven, Settled, Muted, Unmuted)
"""What counts although it was said before the first interview; what is done after one needs one."""


class NoRound(ValueError):
    """An interview without any round, planned or held, has no standing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts now; `None` where there is nothing of the kind. Events are kept whole, for their day and identity."""

    round: Event
    base: Event
    """What the count starts from: the latest round, or the latest word from them since."""
    note: Event | None = None
    """The note sent, or skipped, since the latest round."""
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
        return self.calling_rule is not None and isinstance(_rule(self.calling_rule), NoCalls | EmailOnly)

    @property
    def email_only(self) -> bool:
        """Whether they want to be asked by email instead."""
        return self.calling_rule is not None and isinstance(_rule(self.calling_rule), EmailOnly)


def fold(interview: Interview, preferences: Preferences) -> Standing:
    """Fold an interview's events in the order in which they happened, whatever the order of recording.

    Raises NoRound where no interview, planned or held, is among them.
    """
    zone = preferences.time_zone
    events = sorted(interview.events, key=lambda event: _when(event, zone))
    first = next((event for event in events if isinstance(event.what, Planned | Interviewed)), None)
    if first is None:
        raise NoRound(f"interview {interview.id} has no round")
    contacts = [rule for event in events if isinstance(rule := _rule(event), Contact)]
    # The contact is known from the start, so that all days are counted in one and the same place.
    standing = Standing(round=first, base=first, contact=latest_contact(contacts))
    for event in events:
        if isinstance(event.what, Planned | Interviewed):
            standing = _new_round(standing, event, preferences)
        elif _when(event, zone) > _when(first, zone) or isinstance(event.what, _OF_ANY_ROUND):
            standing = _apply(standing, event, preferences)
    return standing


def calling_zone(standing: Standing, preferences: Preferences) -> ZoneInfo:
    """Where it is called: the contact's zone, where the user has said so, else the user's."""
    if standing.contact and standing.contact.time_zone:
        return ZoneInfo(standing.contact.time_zone)
    return preferences.time_zone


def calling_day(event: Event, standing: Standing, preferences: Preferences) -> date:
    """The day on which something happened, where it is called: the days for calls are days there."""
    return local_day(event.at, calling_zone(standing, preferences))


def _when(event: Event, zone: ZoneInfo) -> tuple[datetime, int, str, int]:
    """Sort key. A follow-up known by its day alone counts at that day's end: it came after the interview."""
    at = event.at
    if event.day_only and not isinstance(event.what, Planned | Interviewed):
        at = instant(local_day(at, zone), time(23, 59), zone)
    return at, _ORDER.index(type(event.what)), repr(event.what), event.id


def _new_round(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    """A further interview starts the count anew, wants its own note, and settles what was promised until then.

    One that was held reopens what was settled; one that was merely planned for later has been called off by it.
    """
    undated = standing.promise is not None and _rule(standing.promise) == TheyCall(None)
    return replace(
        standing,
        round=event,
        base=event,
        note=None,
        tries=(),
        last_attempt=None,
        promise=None if undated else standing.promise,
        dealt_with=max(standing.dealt_with, calling_day(event, standing, preferences)),
        dealt_with_by=event,
        settled=standing.settled if isinstance(event.what, Planned) else None,
        close_skipped=False,
    )


def _apply(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    match event.what:
        case Thanked():
            return replace(standing, note=event)
        case Called(outcome=Outcome.SPOKE) | Heard():
            return _word(standing, event, preferences)
        case Called():
            return _try(standing, event, preferences)
        case Emailed():
            return replace(standing, tries=(*standing.tries, event), last_attempt=event, close_skipped=False)
        case RuleGiven() as given:
            return _rule_given(standing, event, given, preferences)
        case Settled():
            return replace(standing, settled=event)
        case Skipped(kind=kind):
            return _skip(standing, event, kind, preferences)
        case Snoozed():
            return replace(standing, snoozes=(*standing.snoozes, event))
        case Muted() | Unmuted():
            return replace(standing, muted=isinstance(event.what, Muted))
    return standing


def _word(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    """A word from them starts the count anew, and reopens what was closed for their silence."""
    closed_for_silence = standing.settled is not None and standing.settled.what == Settled(Settlement.CLOSED)
    return replace(
        standing,
        base=event,
        tries=(),
        last_attempt=None,
        dealt_with=max(standing.dealt_with, calling_day(event, standing, preferences)),
        dealt_with_by=event,
        settled=None if closed_for_silence else standing.settled,
        close_skipped=False,
    )


def _try(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    """An unanswered call; one that they had asked for is not counted toward the three."""
    today = calling_day(event, standing, preferences)
    named = named_days(standing, preferences)
    asked_for = bool(named) and named[0] <= today
    return replace(
        standing,
        tries=standing.tries if asked_for else (*standing.tries, event),
        last_attempt=event,
        dealt_with=max(standing.dealt_with, today),
        dealt_with_by=event,
        close_skipped=False,
    )


def _skip(standing: Standing, event: Event, kind: StepKind, preferences: Preferences) -> Standing:
    if kind is StepKind.NOTE:
        return standing if standing.note else replace(standing, note=event)
    if kind is StepKind.CLOSE:
        return replace(standing, close_skipped=True)
    if kind is not StepKind.CALL:
        return standing
    # A named day is passed over also where the ping for it came the evening before.
    days = (calling_day(event, standing, preferences), *named_days(standing, preferences)[:1])
    return replace(standing, last_attempt=event, dealt_with=max(standing.dealt_with, *days), dealt_with_by=event)


def _rule_given(standing: Standing, event: Event, given: RuleGiven, preferences: Preferences) -> Standing:
    standing = _word(standing, event, preferences) if given.word else standing
    day_before = calling_day(event, standing, preferences) - timedelta(days=1)
    match given.rule:
        case NoCalls() | EmailOnly():
            return replace(standing, calling_rule=event)
        case CallOn(on=on):
            # It may be the very day on which they named it; one already past was named earlier than recorded.
            dealt_with = day_before if on > day_before else standing.dealt_with
            return replace(standing, calling_rule=event, dealt_with=dealt_with, dealt_with_by=event)
        case CallEveryWeekday() | CallEveryDays():
            dealt_with = max(day_before, standing.dealt_with)
            return replace(standing, calling_rule=event, dealt_with=dealt_with, dealt_with_by=event)
        case TheyCall(by=None) if standing.promise and _wait_over(standing.promise, standing, preferences) > day_before:
            return standing  # "and we'll call you" takes nothing from the day they had named
        case TheyCall() | DecisionBy():
            return replace(standing, promise=event)
        case AwayUntil():
            return replace(standing, away=event)
        case NoRules():
            return replace(standing, calling_rule=None, promise=None, away=None)
    return standing


def _rule(event: Event) -> object:
    return event.what.rule if isinstance(event.what, RuleGiven) else None


class Wait(NamedTuple):
    """The first day for a call after the time they asked for, and the event in which they did."""

    on: date
    said: Event


def longest_wait(standing: Standing, preferences: Preferences, *, since: Event | None = None) -> Wait | None:
    """Of what they said about waiting, `since` an event where one is given, what ends last; None for nothing.

    Source: the bot's defaults for "we decide by", "we'll call you", and "the manager is away until".
    """
    zone = preferences.time_zone
    said = [event for event in (standing.promise, standing.away) if event]
    later = [event for event in said if since is None or _when(event, zone) > _when(since, zone)]
    waits = [Wait(_wait_over(event, standing, preferences), event) for event in later]
    return max(waits, key=lambda wait: wait.on, default=None)


def _wait_over(said: Event, standing: Standing, preferences: Preferences) -> date:
    match _rule(said):
        case TheyCall(by=date() as day) | DecisionBy(by=day) | AwayUntil(until=day):
            return next_workday(day, preferences.country)
    return add_workdays(calling_day(said, standing, preferences), THEY_CALL_UNDATED_WORKDAYS, preferences.country)


def named_days(standing: Standing, preferences: Preferences) -> tuple[date, ...]:
    """The days that they named for a call and that are not dealt with, the earliest first.

    A repeated day that falls on a public holiday moves to the next working day. A day that they asked to be left in
    peace, said after the rule, moves the days before its end to the first day after it.
    """
    rule = standing.calling_rule
    if rule is None:
        return ()
    wait = longest_wait(standing, preferences, since=rule)
    days = _appointments(rule, standing, preferences)
    return tuple(dict.fromkeys(max(day, wait.on) if wait else day for day in days))


def _appointments(rule: Event, standing: Standing, preferences: Preferences) -> tuple[date, ...]:
    after = standing.dealt_with
    match _rule(rule):
        case CallOn(on=day):
            return (day,) if day > after else ()
        case CallEveryWeekday(weekday=weekday):
            first = after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
            days = tuple(first + timedelta(weeks=n) for n in range(SERIES_LENGTH))
            # A weekend day was named on purpose; a public holiday was not meant.
            return days if weekday >= 5 else tuple(on_or_after_workday(day, preferences.country) for day in days)
        case CallEveryDays(days=distance):
            start = calling_day(rule, standing, preferences)
            passed = max(0, (after - start).days) // distance
            days = tuple(start + timedelta(days=distance * (passed + n + 1)) for n in range(SERIES_LENGTH))
            return tuple(on_or_after_workday(day, preferences.country) for day in days)
    return ()
