"""An interview's events folded, by when they happened, into where it stands."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.guidance.contacts import whom_to_call
from bot.guidance.events import (
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Muted,
    Outcome,
    Planned,
    RuleGiven,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
)
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.ground_rules import (
    AwayUntil,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Series,
    TheyCall,
)
from bot.guidance.people import everyone_met
from bot.guidance.promises import named_days, wait_over
from bot.guidance.standing import Round, Standing, calling_day, happened, rounds_of, rule_of

_OF_ANY_ROUND = (RuleGiven, Settled, Muted, Unmuted)
"""What counts although it was said before the first interview; what is done after one needs one."""


class NoRound(ValueError):
    """An interview without any round, planned or held, has no standing."""


def fold(interview: Interview, preferences: Preferences) -> Standing:
    """Fold an interview's events in the order in which they happened, whatever the order of recording.

    A round that was called off counts for nothing; where it was the only one, that settles the interview.
    Raises NoRound where no interview, planned or held, is among them.
    """
    zone = preferences.time_zone
    events = sorted(interview.events, key=lambda event: happened(event, zone))
    every = [event for event in events if isinstance(event.what, Planned | Interviewed)]
    if not every:
        raise NoRound(f"interview {interview.id} has no round")
    rounds = rounds_of(interview, zone)
    kept = rounds or every[-1:]
    standing = _folded(kept[0], [one for one in events if one not in every or one in kept], interview, preferences)
    if rounds or standing.settled:
        return standing
    cancelled = next(event for event in reversed(events) if event.what == Cancelled(kept[0].id))
    return standing._replace(settled=replace(cancelled, what=Settled(Settlement.CANCELLED)))


def _folded(first: Event, events: list[Event], interview: Interview, preferences: Preferences) -> Standing:
    contacts = [rule for event in events if isinstance(rule := rule_of(event), Contact)]
    # The contact is known from the start, so that all days are counted in one and the same place.
    standing = Standing(round=first, base=first, contact=whom_to_call(contacts, everyone_met(interview)))
    begun = False
    for event in events:
        if isinstance(event.what, Planned | Interviewed):
            standing, begun = _new_round(standing, event, preferences), True
        elif begun or isinstance(event.what, _OF_ANY_ROUND):
            standing = _apply(standing, event, preferences)
    return standing


def _new_round(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    """A further interview starts the count anew, wants its own note, and settles what was promised until then.

    One that was held reopens what was settled; one that was merely planned for later has been called off by it.
    """
    undated = standing.promise is not None and rule_of(standing.promise) == TheyCall(None)
    return standing._replace(
        round=event,
        base=event,
        note=None,
        earlier=_earlier(standing, event),
        tries=(),
        last_attempt=None,
        promise=None if undated else standing.promise,
        dealt_with=max(standing.dealt_with, calling_day(event, standing, preferences)),
        dealt_with_by=event,
        settled=standing.settled if isinstance(event.what, Planned) else None,
        close_skipped=False,
    )


def _earlier(standing: Standing, event: Event) -> tuple[Round, ...]:
    """A round that is merely set leaves the note for the one before it open until its time."""
    if not isinstance(event.what, Planned) or standing.round is event:
        return ()
    return (*standing.earlier, Round(standing.round, standing.note, until=event.at))


def _apply(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    match event.what:
        case Thanked():
            # A second one changes nothing of when the first was sent.
            sent = standing.note is not None and isinstance(standing.note.what, Thanked)
            return standing if sent else standing._replace(note=event)
        case Called(outcome=Outcome.SPOKE) | Heard() | Cancelled():
            return _word(standing, event, preferences)
        case Called():
            return _try(standing, event, preferences)
        case Emailed():
            return standing._replace(tries=(*standing.tries, event), last_attempt=event, close_skipped=False)
        case RuleGiven() as given:
            return _rule_given(standing, event, given, preferences)
        case Settled():
            return standing._replace(settled=event)
        case Skipped(kind=kind):
            return _skip(standing, event, kind, preferences)
        case Snoozed():
            return standing._replace(snoozes=(*standing.snoozes, event))
        case Muted() | Unmuted():
            return standing._replace(muted=isinstance(event.what, Muted))
    return standing


def _word(standing: Standing, event: Event, preferences: Preferences) -> Standing:
    """A word from them starts the count anew, and reopens what was closed for their silence."""
    closed_for_silence = standing.settled is not None and standing.settled.what == Settled(Settlement.CLOSED)
    return standing._replace(
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
    return standing._replace(
        tries=standing.tries if asked_for else (*standing.tries, event),
        last_attempt=event,
        dealt_with=max(standing.dealt_with, today),
        dealt_with_by=event,
        close_skipped=False,
    )


def _skip(standing: Standing, event: Event, kind: StepKind, preferences: Preferences) -> Standing:
    if kind is StepKind.NOTE:
        return standing if standing.note else standing._replace(note=event)
    if kind is StepKind.CLOSE:
        return standing._replace(close_skipped=True)
    if kind is not StepKind.CALL:
        return standing
    # A named day is passed over also where the ping for it came the evening before.
    days = (calling_day(event, standing, preferences), *named_days(standing, preferences)[:1])
    return standing._replace(last_attempt=event, dealt_with=max(standing.dealt_with, *days), dealt_with_by=event)


def _rule_given(standing: Standing, event: Event, given: RuleGiven, preferences: Preferences) -> Standing:
    standing = _word(standing, event, preferences) if given.word else standing
    day_before = calling_day(event, standing, preferences) - timedelta(days=1)
    match given.rule:
        case NoCalls() | EmailOnly():
            return standing._replace(calling_rule=event)
        case CallOn(on=on):
            # It may be the very day on which they named it; one already past was named earlier than recorded.
            dealt_with = day_before if on > day_before else standing.dealt_with
            return standing._replace(calling_rule=event, dealt_with=dealt_with, dealt_with_by=event)
        case given_series if isinstance(given_series, Series):
            dealt_with = max(day_before, standing.dealt_with)
            return standing._replace(calling_rule=event, dealt_with=dealt_with, dealt_with_by=event)
        case TheyCall(by=None) if standing.promise and wait_over(standing.promise, standing, preferences) > day_before:
            return standing  # "and we'll call you" takes nothing from the day they had named
        case TheyCall() | DecisionBy():
            return standing._replace(promise=event)
        case AwayUntil():
            return standing._replace(away=event)
        case NoRules():
            return standing._replace(calling_rule=None, promise=None, away=None)
    return standing
