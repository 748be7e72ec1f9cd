"""What only asks: `/should_i_call`, `/status`, `/agenda`, `/history`, `/start`."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.guidance.etiquette import PING_TIME
from bot.guidance.facts import StepKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Reason, Verdict, verdict_at
from bot.guidance.workdays import instant
from bot.services.context import Context, Request
from bot.services.naming import Found, find_interview
from bot.services.outcomes import AgendaList, Coming, ComingKind, Help, HistoryList, Judged, Outcome, Overview, Welcome
from bot.services.questions import Problem, Refused

_ORDER = (Answer.YES, Answer.NOT_YET, Answer.NO)
_KINDS = {
    StepKind.NOTE: ComingKind.NOTE,
    StepKind.CALL: ComingKind.CALL,
    StepKind.CLOSE: ComingKind.CLOSE,
}


def judge(context: Context, request: Request) -> Outcome:
    """`/should_i_call [Acme]`: the verdict for one interview, or a line for each that is not settled."""
    account = context.account
    if not account.plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    if request.text or "interview" in request.slots or "name" in request.slots:
        found = find_interview(context, request)
        if not isinstance(found, Found):
            return found
        return Judged(((found.plan, verdict_at(found.plan, context.now)),), True, context.now)
    return Judged(_judged(account.open_plans, context.now), False, context.now)


def _judged(plans: tuple[Plan, ...], now: datetime) -> tuple[tuple[Plan, Verdict], ...]:
    """Those to call first, then by the day from which it will be yes."""
    judged = [(plan, verdict_at(plan, now)) for plan in plans]
    never = datetime.max.replace(tzinfo=now.tzinfo)
    judged.sort(key=lambda pair: (_ORDER.index(pair[1].answer), pair[1].yes_from or never, pair[0].interview.id))
    return tuple(judged)


def status(context: Context, request: Request) -> Outcome:
    """`/status`: where every interview stands."""
    account = context.account
    if not account.plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    settled = tuple(plan for plan in account.plans if plan.standing.settled)
    return Overview(_judged(account.open_plans, context.now), settled, context.now)


def agenda(context: Context, request: Request) -> Outcome:
    """`/agenda`: what comes, with dates."""
    plans = context.account.open_plans
    coming = [line for plan in plans for line in _coming(plan, context.now)]
    nudge = _next_nudge(context)
    if nudge:
        coming.append(Coming(ComingKind.NUDGE, nudge, None))
    coming.sort(key=lambda line: line.at)
    return AgendaList(tuple(coming), context.account.preferences, context.now)


def _coming(plan: Plan, now: datetime) -> list[Coming]:
    lines = []
    muted = plan.standing.muted
    if plan.standing.round.at > now:
        lines.append(Coming(ComingKind.INTERVIEW, plan.standing.round.at, plan, muted))
    for step in plan.steps:
        if step.key.nth == 0:
            at = step.window.next_open(now) if step.window else step.pings[0]
            first = max(at, step.pings[0]) if step.asked_for else at
            lines.append(Coming(_KINDS[step.key.kind], first, plan, muted))
    verdict = verdict_at(plan, now)
    if verdict.reason in (Reason.NOTE_FIRST, Reason.INTERVIEW_AHEAD) and verdict.yes_from:
        lines.append(Coming(ComingKind.CALL_AFTER_NOTE, verdict.yes_from, plan, muted))
    return lines


def _next_nudge(context: Context) -> datetime | None:
    """The next Monday on which the weekly nudge can come."""
    preferences = context.account.preferences
    waiting = [plan for plan in context.account.open_plans if not plan.standing.muted]
    if not waiting or not preferences.weekly_nudge:
        return None
    first = max(context.now, min(plan.standing.round.at for plan in waiting)).astimezone(preferences.time_zone)
    monday = first.date() + timedelta(days=-first.weekday() % 7)
    at = instant(monday, PING_TIME, preferences.time_zone)
    return at if at > first else instant(monday + timedelta(weeks=1), PING_TIME, preferences.time_zone)


def history(context: Context, request: Request) -> Outcome:
    """`/history Acme`: what was recorded, in the order in which it happened."""
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    events = sorted(found.plan.interview.events, key=lambda event: (event.at, event.id))
    return HistoryList(found.plan, tuple(events), context.now)


def start(context: Context, request: Request) -> Outcome:
    """`/start`."""
    account = context.account
    return Welcome(
        account.preferences, context.now, account.preferences.time_zone.key == "UTC", len(account.open_plans)
    )


def show_help(context: Context, request: Request) -> Outcome:
    """`/help`."""
    return Help()
