"""The plans laid out on a calendar: what was done, what comes, what they promised, and the days to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.guidance.events import (
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Outcome,
    Planned,
    RuleGiven,
    StepKind,
    Thanked,
)
from bot.guidance.facts import Event
from bot.guidance.ground_rules import AwayUntil, DecisionBy, TheyCall
from bot.guidance.plan import Plan
from bot.guidance.standing import happened, rounds_of, rule_of
from bot.guidance.steps import Step
from bot.guidance.verdict import Reason, call_after_note, verdict_at
from bot.guidance.workdays import local_day

MOST_DAYS_BACK = 28
MOST_DAYS_AHEAD = 35
"""How far from today a picture reaches; what lies beyond is said to be there, not drawn."""
_LEAST_BACK, _LEAST_AHEAD = 7, 14


class MarkKind(StrEnum):
    """What stands on a day."""

    INTERVIEW = "interview"
    NOTE = "note"
    CALL = "call"
    """A call about the status, or an email in its place."""
    ASKED_CALL = "asked-call"
    """A call on a day that they named."""
    WORD = "word"
    """A word from them."""
    DEADLINE = "deadline"
    """The day by which they decide, or call."""


_TO_DO = (MarkKind.ASKED_CALL, MarkKind.CALL, MarkKind.INTERVIEW, MarkKind.NOTE)
"""What the person does, the most urgent of one day first."""


class Mark(Struct, frozen=True):
    """Something on a local day of the person's: it is over, or still to come."""

    kind: MarkKind
    on: date
    over: bool
    nth: int | None = None
    """Which of the three calls it is, where it counts as one."""
    spoke: bool = False
    """Of a call: whether they were reached."""
    by_email: bool = False
    """Whether it was an email in a call's place."""


class Away(Struct, frozen=True):
    """Days on which they asked to be left in peace, the last one included."""

    first: date
    last: date


class Row(Struct, frozen=True):
    """One open interview: its marks, the earliest first, and of one day what is over before what is to come."""

    plan: Plan
    marks: tuple[Mark, ...]
    away: Away | None = None

    @property
    def to_do(self) -> tuple[Mark, ...]:
        """What the person has still to do, the most urgent first."""
        marks = (mark for mark in self.marks if not mark.over and mark.kind in _TO_DO)
        return tuple(sorted(marks, key=lambda mark: (mark.on, _TO_DO.index(mark.kind))))

    @property
    def next(self) -> Mark | None:
        """What the person does next; None where there is nothing."""
        return next(iter(self.to_do), None)


class Timeline(Struct, frozen=True):
    """The rows, the most urgent first, how many more there are, and the days from first to last."""

    rows: tuple[Row, ...]
    left_out: int
    first: date
    last: date
    today: date


def timeline_of(plans: Iterable[Plan], today: date, now: datetime, most: int) -> Timeline:
    """Lay out the plans that are not settled, at most so many of them; `today` is the person's local day."""
    rows = [_row(plan, today, now) for plan in plans if plan.standing.settled is None]
    rows.sort(key=_urgency)
    shown = tuple(rows[:most])
    days = [mark.on for row in shown for mark in row.marks]
    days += [day for row in shown if row.away for day in (row.away.first, row.away.last)]
    first, last = min(days, default=today), max(days, default=today)
    return Timeline(
        shown,
        len(rows) - len(shown),
        _between(first, today - timedelta(days=MOST_DAYS_BACK), today - timedelta(days=_LEAST_BACK)),
        _between(last, today + timedelta(days=_LEAST_AHEAD), today + timedelta(days=MOST_DAYS_AHEAD)),
        today,
    )


def _between(day: date, earliest: date, latest: date) -> date:
    return min(max(day, earliest), latest)


def _urgency(row: Row) -> tuple[date, int, int]:
    upcoming = row.next
    if upcoming is None:
        return date.max, 0, row.plan.interview.id
    return upcoming.on, _TO_DO.index(upcoming.kind), row.plan.interview.id


def _row(plan: Plan, today: date, now: datetime) -> Row:
    zone = plan.preferences.time_zone
    events = sorted(plan.interview.events, key=lambda event: happened(event, zone))
    done = [mark for event in events if (mark := _done(event, plan, now))]
    marks = [*done, *_to_come(plan, today, now), *_deadline(plan, today)]
    marks.sort(key=lambda mark: (mark.on, not mark.over))
    return Row(plan, tuple(marks), _away(plan))


def _done(event: Event, plan: Plan, now: datetime) -> Mark | None:
    """What an event shows; None where it shows nothing."""
    on = local_day(event.at, plan.preferences.time_zone)
    match event.what:
        case Planned() if event not in rounds_of(plan.interview, plan.preferences.time_zone):
            return None
        case Planned() | Interviewed():
            return Mark(MarkKind.INTERVIEW, on, over=event.at <= now)
        case Thanked():
            return Mark(MarkKind.NOTE, on, over=True)
        case Called(outcome=Outcome.SPOKE):
            return Mark(MarkKind.CALL, on, over=True, spoke=True)
        case Called() | Emailed():
            tries = [one.id for one in plan.standing.tries]
            nth = tries.index(event.id) + 1 if event.id in tries else None
            return Mark(MarkKind.CALL, on, over=True, nth=nth, by_email=isinstance(event.what, Emailed))
        case Heard() | Cancelled() | RuleGiven(word=True):
            return Mark(MarkKind.WORD, on, over=True)
    return None


def _to_come(plan: Plan, today: date, now: datetime) -> Iterator[Mark]:
    """The note and the calls of the plan that are open; what should have been done stands on today."""
    steps = [step for step in plan.steps if not step.over_at(now)]
    for step in steps:
        if step.key.kind is StepKind.NOTE:
            due = local_day(step.pings[0], plan.preferences.time_zone)
            yield Mark(MarkKind.NOTE, max(due, today), over=False)
    calls = [_call_day(step, plan, now) for step in steps if step.key.kind is StepKind.CALL]
    kind = MarkKind.ASKED_CALL if plan.call.named else MarkKind.CALL
    nth = None if plan.call.named else len(plan.standing.tries) + 1
    for day in dict.fromkeys(calls or _later_calls(plan, today, now)):
        yield Mark(kind, day, over=False, nth=nth)


def _call_day(step: Step, plan: Plan, now: datetime) -> date:
    at = step.window.next_open(now) if step.window else step.pings[0]
    first = max(at, step.pings[0]) if step.asked_for else at
    return local_day(first, plan.preferences.time_zone)


def _later_calls(plan: Plan, today: date, now: datetime) -> Iterator[date]:
    """A call that is no step yet: it waits for the interview or the note, or is made by email."""
    verdict = verdict_at(plan, now)
    if later := call_after_note(plan, verdict):
        yield local_day(later, plan.preferences.time_zone)
    elif verdict.reason is Reason.THEY_SAID_EMAIL:
        yield max(plan.call.on, today)


def _deadline(plan: Plan, today: date) -> Iterator[Mark]:
    match plan.standing.promise and rule_of(plan.standing.promise):
        case TheyCall(by=date() as day) | DecisionBy(by=day):
            yield Mark(MarkKind.DEADLINE, day, over=day < today)


def _away(plan: Plan) -> Away | None:
    said = plan.standing.away
    match said and rule_of(said):
        case AwayUntil(until=until) if said:
            first = local_day(said.at, plan.preferences.time_zone)
            return Away(min(first, until), until)
    return None
