"""What was tapped on a ping, recorded; and the ping's message as it stands from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.guidance.events import (
    Called,
    Cancelled,
    Heard,
    Muted,
    ReminderDone,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    What,
)
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.guidance.steps import Step
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import instant
from bot.services.account import key_of, read_account
from bot.services.appointments import ask_moved_to, took_place
from bot.services.context import Context, Request
from bot.services.corrections import undo_change
from bot.services.mapping import event_from_row
from bot.services.outcomes import (
    LaterChoice,
    Notice,
    Outcome,
    PingAction,
    PingLine,
    PingMessage,
    Setting,
    StepState,
    Undone,
)
from bot.services.preferences import change_preferences
from bot.services.questions import Ask, Option, Problem, Question, Refused
from storage import PingRecord, PingStepRecord

_WHAT: dict[PingAction, What] = {
    PingAction.SENT: Thanked(),
    PingAction.NO_ANSWER: Called(CallOutcome.NO_ANSWER),
    PingAction.MESSAGE: Called(CallOutcome.MESSAGE),
    PingAction.SPOKE: Called(CallOutcome.SPOKE),
    PingAction.STOP: Muted(),
    PingAction.CLOSE: Settled(Settlement.CLOSED),
    PingAction.REPLIED: Heard(),
}
LATER = (PingAction.IN_AN_HOUR, PingAction.THIS_EVENING, PingAction.TOMORROW, PingAction.NEXT_WEEK)
_ALWAYS = frozenset({PingAction.LATER, PingAction.BACK, *LATER, PingAction.SKIP, PingAction.STOP})
_ACTIONS = {
    StepKind.NOTE: _ALWAYS | {PingAction.SENT},
    StepKind.CALL: _ALWAYS | {PingAction.NO_ANSWER, PingAction.MESSAGE, PingAction.SPOKE},
    StepKind.CLOSE: _ALWAYS | {PingAction.CLOSE, PingAction.REPLIED},
    StepKind.NUDGE: frozenset({PingAction.STOP}),
    StepKind.REMIND: _ALWAYS - {PingAction.SKIP} | {PingAction.DONE},
    StepKind.DEBRIEF: _ALWAYS - {PingAction.SKIP} | {PingAction.TOOK_PLACE, PingAction.CANCELLED, PingAction.MOVED},
}
EVENING = time(18)
MORNING = time(9)


def answer_ping(context: Context, ping_id: int, position: int, action: PingAction) -> Outcome:
    """Record what was tapped at one step of a ping. A step that is no longer open records nothing."""
    ping = context.uow.pings.get(context.account.id, ping_id)
    if ping is None or position >= len(ping.steps):
        return Refused(Problem.STALE)
    row = ping.steps[position]
    if action not in _ACTIONS[StepKind(row.kind)]:
        return Refused(Problem.STALE)
    if row.kind == StepKind.NUDGE:
        return _stop_nudges(context, ping, row)
    plan = context.account.plan(row.interview_id)
    step = _open_step(plan, row, context.now)
    if plan is None or step is None or _holds(context, row):
        return replace(ping_message(context, ping), notice=Notice.OVER)
    if action is PingAction.BACK:
        return ping_message(context, ping)
    if action is PingAction.LATER:
        return replace(ping_message(context, ping), choosing_later=position, later=_later_choices(context, step))
    if action is PingAction.MOVED:
        return replace(ping_message(context, ping), following=ask_moved_to(context, plan, step.origin.anchor))
    if action is PingAction.TOOK_PLACE:
        recorded = took_place(context, plan, step.origin.anchor)
        answered = _answered(context, ping, row, recorded.change_id)
        return replace(answered, following=_ask_what_they_said(context, plan))
    recorded = context.record(plan.interview.id, _what(context, step, action), context.now)
    return _answered(context, ping, row, recorded.change_id)


def _ask_what_they_said(context: Context, plan: Plan) -> Ask:
    """What was settled at the interview's end; the answer goes where `/rules` goes, and the note follows it."""
    request = Request("rules", {"interview": str(plan.interview.id)})
    nothing = (Option("text", "no rules"),)
    return context.ask(request, Question.WHAT_THEY_SAID, "text", nothing, company=plan.interview.company)


def _what(context: Context, step: Step, action: PingAction) -> What:
    if action in _WHAT:
        return _WHAT[action]
    if action is PingAction.SKIP:
        return Skipped(step.key.kind)
    if action is PingAction.DONE:
        return ReminderDone(step.origin.anchor)
    if action is PingAction.CANCELLED:
        return Cancelled(step.origin.anchor)
    wish = _later(context, action)
    return Snoozed(step.origin.kind, step.origin.anchor, step.origin.nth, _comes(context, step, wish) or wish)


def _later_choices(context: Context, step: Step) -> tuple[LaterChoice, ...]:
    """How much later the ping may come; what would come to the same time as another choice is left out."""
    choices: dict[datetime, LaterChoice] = {}
    for action in LATER:
        wish = _later(context, action)
        at = _comes(context, step, wish)
        over = action is PingAction.THIS_EVENING and wish > _evening(context)
        if at and not over:
            choices.setdefault(at, LaterChoice(action, at, exact=at == wish))
    return tuple(choices.values())


def _comes(context: Context, step: Step, wish: datetime) -> datetime | None:
    """When a ping put off until then can come, the hours for pings and calls considered."""
    preferences = context.account.preferences
    return step.next_ping(wish, preferences.ping_hours, preferences.time_zone)


def _evening(context: Context) -> datetime:
    return instant(context.today, EVENING, context.account.preferences.time_zone)


def _later(context: Context, action: PingAction) -> datetime:
    """The instant that a choice of "later" means where the person is."""
    zone = context.account.preferences.time_zone
    tomorrow = context.today + timedelta(days=1)
    if action is PingAction.IN_AN_HOUR:
        return context.now + timedelta(hours=1)
    if action is PingAction.THIS_EVENING:
        evening = _evening(context)
        return evening if evening > context.now else instant(tomorrow, EVENING, zone)
    return instant(tomorrow if action is PingAction.TOMORROW else context.today + timedelta(weeks=1), MORNING, zone)


def _stop_nudges(context: Context, ping: PingRecord, row: PingStepRecord) -> Outcome:
    quieter = replace(context.account.preferences, weekly_nudge=False)
    changed = change_preferences(context, quieter, Setting.WEEKLY_NUDGE)
    if changed.change_id is None:
        return replace(ping_message(context, ping), notice=Notice.OVER)
    return _answered(context, ping, row, changed.change_id)


def _answered(context: Context, ping: PingRecord, row: PingStepRecord, change_id: int) -> PingMessage:
    context.uow.pings.answer_step(context.account.id, ping.id, row.position, change_id)
    return replace(_given_anew(context, ping.id), notice=Notice.RECORDED)


def undo_from_message(context: Context, change_id: int) -> Outcome:
    """Take a change back; where a ping's button had made it, the ping is given anew with its step open."""
    rows = context.uow.pings.of_change(context.account.id, change_id)
    if rows and not _holds(context, rows[0]):
        # Taken back already, by the command; the message does not show it yet.
        return replace(_given_anew(context, rows[0].ping_id), notice=Notice.UNDONE)
    outcome = undo_change(context, change_id)
    if not rows or not isinstance(outcome, Undone):
        return outcome
    # What was asked because of it is not to be answered any more.
    context.uow.people.set_draft(context.account.id, None)
    return replace(_given_anew(context, rows[0].ping_id), notice=Notice.UNDONE)


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
        lines=tuple(_line(context, ping, row) for row in ping.steps),
        waiting=tuple(plan for plan in account.open_plans if plan.standing.round.at <= context.now),
        at=context.now,
        preferences=account.preferences,
    )


def _line(context: Context, ping: PingRecord, row: PingStepRecord) -> PingLine:
    key, plan = key_of(row), context.account.plan(row.interview_id)
    step, undo_change = _open_step(plan, row, context.now), row.change_id if _holds(context, row) else None
    if key.kind is StepKind.NUDGE:
        state = StepState.DONE if undo_change else StepState.OPEN
        return PingLine(key, state, None, position=row.position, undo_change=undo_change)
    done = _recorded_by(context, undo_change) if undo_change else None
    verdict = verdict_at(plan, context.now) if plan else None
    state = StepState.DONE if done else StepState.OPEN if step else StepState.OVER
    nth = _times_told(context, ping, row)
    return PingLine(key, state, plan, step, verdict, done, nth, row.position, undo_change)


def _times_told(context: Context, ping: PingRecord, row: PingStepRecord) -> int:
    """Whether this ping was the first about its step, or the second."""
    told = context.uow.pings.told(context.account.id, [row.interview_id])
    return max(1, sum(key_of(step) == key_of(row) and step.ping_id <= ping.id for step, _ in told))


def _holds(context: Context, row: PingStepRecord) -> bool:
    """Whether something was recorded through a pinged step and has not been taken back."""
    change = context.uow.journal.change(context.account.id, row.change_id) if row.change_id else None
    return change is not None and change.undone_at is None


def _recorded_by(context: Context, change_id: int) -> Event | None:
    events = context.uow.journal.events_of_change(context.account.id, change_id)
    return event_from_row(events[0]) if events else None


def _open_step(plan: Plan | None, row: PingStepRecord, now: datetime) -> Step | None:
    key = key_of(row)
    step = next((step for step in plan.steps if step.key == key), None) if plan else None
    # A note that is said to be sent after the next round would be taken for that round's.
    return None if step and key.kind is StepKind.NOTE and step.over_at(now) else step
