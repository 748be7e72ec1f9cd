"""What was tapped on a ping, recorded; and the ping's message as it stands from then on."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

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
from bot.guidance.week import week_of
from bot.services.account import key_of, read_account
from bot.services.appointments import ask_moved_to, took_place
from bot.services.context import Context, Request
from bot.services.corrections import undo_change
from bot.services.later import LATER, comes, instant_of_choice, later_choices, read_until
from bot.services.mapping import event_from_row
from bot.services.outcomes import Notice, Outcome, PingAction, PingLine, PingMessage, StepState, Undone
from bot.services.preferences import change_preferences
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.settings_outcomes import Setting
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
_ALWAYS = frozenset({PingAction.LATER, PingAction.BACK, PingAction.OWN_DATE, *LATER, PingAction.SKIP, PingAction.STOP})
_ACTIONS = {
    StepKind.NOTE: _ALWAYS | {PingAction.SENT},
    StepKind.CALL: _ALWAYS | {PingAction.NO_ANSWER, PingAction.MESSAGE, PingAction.SPOKE},
    StepKind.CLOSE: _ALWAYS | {PingAction.CLOSE, PingAction.REPLIED},
    StepKind.NUDGE: frozenset({PingAction.STOP}),
    StepKind.REMIND: _ALWAYS - {PingAction.SKIP} | {PingAction.DONE},
    StepKind.DEBRIEF: _ALWAYS - {PingAction.SKIP} | {PingAction.TOOK_PLACE, PingAction.CANCELLED, PingAction.MOVED},
}
SNOOZE = "snooze"


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
        over = replace(ping_message(context, ping), notice=Notice.OVER)
        return replace(over, following=_ask_what_they_said(context, plan)) if plan and _asks(context, plan) else over
    if action is PingAction.BACK:
        return ping_message(context, ping)
    if action is PingAction.LATER:
        return replace(ping_message(context, ping), choosing_later=position, later=later_choices(context, step))
    if action is PingAction.OWN_DATE:
        return replace(ping_message(context, ping), following=ask_until(context, plan, ping_id, position))
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
    request = _rules_of(plan)
    nothing = (Option("text", "no rules"),)
    return context.ask(request, Question.WHAT_THEY_SAID, "text", nothing, company=plan.interview.company)


def _asks(context: Context, plan: Plan) -> bool:
    """Whether the question what was settled at an interview's end is still open."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    return draft is not None and Request(draft.command, draft.slots) == _rules_of(plan)


def _rules_of(plan: Plan) -> Request:
    return Request("rules", {"interview": str(plan.interview.id)})


def _what(context: Context, step: Step, action: PingAction) -> What:
    if action in _WHAT:
        return _WHAT[action]
    if action is PingAction.SKIP:
        return Skipped(step.key.kind)
    if action is PingAction.DONE:
        return ReminderDone(step.origin.anchor)
    if action is PingAction.CANCELLED:
        return Cancelled(step.origin.anchor)
    return _snoozed(context, step, instant_of_choice(context, action))


def _snoozed(context: Context, step: Step, wish: datetime) -> Snoozed:
    return Snoozed(step.origin.kind, step.origin.anchor, step.origin.nth, comes(context, step, wish) or wish)


def snooze(context: Context, request: Request) -> Outcome:
    """Put one step of a ping off until a day of the person's own, in their words."""
    ping = context.uow.pings.get(context.account.id, int(request.slots["ping"]))
    row = ping.steps[int(request.slots["step"])] if ping else None
    plan = context.account.plan(row.interview_id) if row else None
    step = _open_step(plan, row, context.now) if row else None
    if ping is None or row is None or plan is None or step is None or _holds(context, row):
        return Refused(Problem.STALE)
    words = request.slots["when"]
    until = read_until(context, words)
    if isinstance(until, Problem):
        return ask_until(context, plan, ping.id, row.position, until, words)
    recorded = context.record(plan.interview.id, _snoozed(context, step, until), context.now)
    return _answered(context, ping, row, recorded.change_id)


def ask_until(
    context: Context, plan: Plan, ping_id: int, position: int, problem: Problem | None = None, words: str = ""
) -> Ask:
    """Ask until when a step of a ping is to be put off."""
    request = Request(SNOOZE, {"ping": str(ping_id), "step": str(position)})
    company = plan.interview.company
    return context.ask(request, Question.SNOOZE_UNTIL, "when", company=company, problem=problem, words=words)


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
        week=week_of(account.plans, ping.told_at),
        at=context.now,
        preferences=account.preferences,
        sent_at=ping.told_at,
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
