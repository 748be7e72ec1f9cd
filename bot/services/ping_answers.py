"""What is tapped on a ping: it is recorded, and the ping's message is given anew as things now stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.guidance.facts import (
    Called,
    Event,
    Heard,
    Muted,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    What,
)
from bot.guidance.facts import (
    Outcome as CallOutcome,
)
from bot.guidance.plan import Plan, Step
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import instant
from bot.services.account import Account, key_of, read_account
from bot.services.context import Context
from bot.services.corrections import undo_change
from bot.services.mapping import event_from_row
from bot.services.outcomes import Notice, Outcome, PingLine, PingMessage, Problem, Refused, StepState, Undone
from bot.services.preferences import change_preferences
from storage import PingRecord, PingStepRecord


class PingAction(StrEnum):
    """What can be tapped on a ping."""

    SENT = "sent"
    NO_ANSWER = "no_answer"
    MESSAGE = "message"
    SPOKE = "spoke"
    LATER = "later"
    BACK = "back"
    SKIP = "skip"
    STOP = "stop"
    CLOSE = "close"
    REPLIED = "replied"
    IN_AN_HOUR = "hour"
    THIS_EVENING = "evening"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "week"


_WHAT: dict[PingAction, What] = {
    PingAction.SENT: Thanked(),
    PingAction.NO_ANSWER: Called(CallOutcome.NO_ANSWER),
    PingAction.MESSAGE: Called(CallOutcome.MESSAGE),
    PingAction.SPOKE: Called(CallOutcome.SPOKE),
    PingAction.STOP: Muted(),
    PingAction.CLOSE: Settled(Settlement.CLOSED),
    PingAction.REPLIED: Heard(),
}
EVENING = time(18)
MORNING = time(9)


def answer_ping(context: Context, ping_id: int, position: int, action: PingAction) -> Outcome:
    """Record what was tapped at one step of a ping. A step that is no longer open records nothing."""
    ping = context.uow.pings.get(context.account.id, ping_id)
    if ping is None or position >= len(ping.steps):
        return Refused(Problem.STALE)
    if action in (PingAction.LATER, PingAction.BACK):
        message = ping_message(context, ping)
        return replace(message, choosing_later=position if action is PingAction.LATER else None)
    row = ping.steps[position]
    if row.kind == StepKind.NUDGE:
        return _stop_nudges(context, ping, row)
    plan = context.account.plan(row.interview_id)
    step = _open_step(plan, row)
    if plan is None or step is None or row.change_id is not None:
        return replace(ping_message(context, ping), notice=Notice.OVER)
    recorded = context.record(plan.interview.id, _what(context, step, action), context.now)
    return _answered(context, ping, row, recorded.change_id)


def _what(context: Context, step: Step, action: PingAction) -> What:
    if action in _WHAT:
        return _WHAT[action]
    if action is PingAction.SKIP:
        return Skipped(step.key.kind)
    return Snoozed(step.origin.kind, step.origin.anchor, step.origin.nth, later(context, action))


def later(context: Context, action: PingAction) -> datetime:
    """The instant that a choice of "later" means where the person is."""
    zone = context.account.preferences.time_zone
    tomorrow = context.today + timedelta(days=1)
    if action is PingAction.IN_AN_HOUR:
        return context.now + timedelta(hours=1)
    if action is PingAction.THIS_EVENING:
        evening = instant(context.today, EVENING, zone)
        return evening if evening > context.now else instant(tomorrow, EVENING, zone)
    return instant(tomorrow if action is PingAction.TOMORROW else context.today + timedelta(weeks=1), MORNING, zone)


def _stop_nudges(context: Context, ping: PingRecord, row: PingStepRecord) -> Outcome:
    if not context.account.preferences.weekly_nudge:
        return replace(ping_message(context, ping), notice=Notice.OVER)
    quieter = replace(context.account.preferences, weekly_nudge=False)
    changed = change_preferences(context, quieter, "weekly_nudge")
    return _answered(context, ping, row, changed.change_id)


def _answered(context: Context, ping: PingRecord, row: PingStepRecord, change_id: int) -> PingMessage:
    context.uow.pings.answer_step(context.account.id, ping.id, row.position, change_id)
    return replace(_given_anew(context, ping.id), undo_change=change_id, notice=Notice.RECORDED)


def undo_from_message(context: Context, change_id: int) -> Outcome:
    """Take a change back; where a ping's button had made it, the ping is given anew with its step open."""
    rows = context.uow.pings.of_change(context.account.id, change_id)
    outcome = undo_change(context, change_id)
    if not rows or not isinstance(outcome, Undone):
        return outcome
    context.uow.pings.answer_step(context.account.id, rows[0].ping_id, rows[0].position, None)
    return _given_anew(context, rows[0].ping_id)


def _given_anew(context: Context, ping_id: int) -> PingMessage:
    after = replace(context, account=read_account(context.uow, context.account.id))
    ping = context.uow.pings.get(context.account.id, ping_id)
    if ping is None:
        raise LookupError(f"no ping {ping_id}")
    return ping_message(after, ping)


def ping_message(context: Context, ping: PingRecord) -> PingMessage:
    """A ping's message as its steps stand now."""
    account = context.account
    return PingMessage(
        ping_id=ping.id,
        lines=tuple(_line(context, account, row) for row in ping.steps),
        waiting=account.open_plans,
        at=context.now,
        preferences=account.preferences,
    )


def _line(context: Context, account: Account, row: PingStepRecord) -> PingLine:
    key, plan = key_of(row), account.plan(row.interview_id)
    step, done = _open_step(plan, row), _done(context, row)
    if key.kind is StepKind.NUDGE:
        state = StepState.DONE if row.change_id else StepState.OPEN
        return PingLine(key, state, None, position=row.position)
    if done:
        return PingLine(key, StepState.DONE, plan, step, done=done, position=row.position)
    verdict = verdict_at(plan, context.now) if plan else None
    state = StepState.OPEN if step else StepState.OVER
    return PingLine(key, state, plan, step, verdict, position=row.position)


def _done(context: Context, row: PingStepRecord) -> Event | None:
    if row.change_id is None:
        return None
    change = context.uow.journal.change(context.account.id, row.change_id)
    if change is None or change.undone_at:
        return None
    events = context.uow.journal.events_of_change(context.account.id, row.change_id)
    return event_from_row(events[0]) if events else None


def _open_step(plan: Plan | None, row: PingStepRecord) -> Step | None:
    key = key_of(row)
    return next((step for step in plan.steps if step.key == key), None) if plan else None
