"""What only asks: `/should_i_call`, `/status`, `/agenda`, `/history`."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.answers import Topic
from bot.guidance.events import StepKind
from bot.guidance.plan import Plan
from bot.guidance.standing import in_order
from bot.guidance.verdict import Answer, Verdict, call_after_note, verdict_at
from bot.language.companies import company_key
from bot.language.mentions import CompanyKind, CompanyReading, find_company
from bot.language.questions import Ranking, about_topic, rank_topics
from bot.services.account import pings_to_come
from bot.services.context import Context, Request
from bot.services.naming import Found, find_interview, known_names, open_first, other_names
from bot.services.outcomes import (
    AgendaList,
    Answered,
    Coming,
    ComingKind,
    Help,
    HistoryList,
    Judged,
    Outcome,
    Overview,
)
from bot.services.questions import Problem, Question, Refused

_MOST_DIGITS = 4
"""Of how many interviews were shown before; nobody has more."""
_ORDER = (Answer.YES, Answer.NOT_YET, Answer.NO)
_TO_DO = {StepKind.NOTE: ComingKind.NOTE, StepKind.CALL: ComingKind.CALL}
_TOLD = {StepKind.CLOSE: ComingKind.CLOSE, StepKind.REMIND: ComingKind.REMINDER, StepKind.DEBRIEF: ComingKind.DEBRIEF}


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


def ask(context: Context, request: Request) -> Outcome:
    """`/ask a question`: what the etiquette says, or that it is silent."""
    words = request.text
    if not words:
        return context.ask(request, Question.ASK_WHAT, "text")
    if words in set(Topic):
        return _answered(context, about_topic(Topic(words)), None)
    plans = context.account.plans
    return answer_question(context, words, find_company(words, known_names(plans), other_names(plans)))


def answer_question(context: Context, words: str, company: CompanyReading) -> Outcome:
    """Answer a question of etiquette, with the interview that it names, or the only one that is open."""
    named = open_first(context, company.ids) if company.kind is CompanyKind.KNOWN else []
    plans = named or list(context.account.open_plans)
    return _answered(context, rank_topics(words), plans[0] if len(plans) == 1 else None)


def _answered(context: Context, ranking: Ranking, plan: Plan | None) -> Answered:
    verdict = verdict_at(plan, context.now) if plan else None
    return Answered(ranking, context.account.preferences, plan, verdict, context.now)


def status(context: Context, request: Request) -> Outcome:
    """`/status`: where every interview stands; its buttons turn the pages."""
    account = context.account
    if not account.plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    settled = tuple(plan for plan in account.plans if plan.standing.settled)
    start = int(request.text) if request.text.isdecimal() and len(request.text) <= _MOST_DIGITS else 0
    return Overview(_judged(account.open_plans, context.now), settled, context.now, start)


def agenda(context: Context, request: Request) -> Outcome:
    """`/agenda`: what comes, with dates."""
    coming = [line for plan in context.account.open_plans for line in _to_do(plan, context.now)]
    coming += _to_be_told(context)
    coming.sort(key=lambda line: line.at)
    return AgendaList(tuple(coming), context.account.preferences, context.now)


def _to_do(plan: Plan, now: datetime) -> list[Coming]:
    """What the person has to do, from when on, however often it was told."""
    lines = []
    muted = plan.standing.muted
    if plan.standing.round.at > now:
        lines.append(Coming(ComingKind.INTERVIEW, plan.standing.round.at, plan, muted))
    for step in plan.steps:
        over = step.key.kind is StepKind.NOTE and step.over_at(now)
        if step.key.kind in _TO_DO and step.key.nth == 0 and not over:
            at = step.window.next_open(now) if step.window else step.pings[0]
            first = max(at, step.pings[0]) if step.asked_for else at
            lines.append(Coming(_TO_DO[step.key.kind], first, plan, muted))
    if later := call_after_note(plan, verdict_at(plan, now)):
        lines.append(Coming(ComingKind.CALL_AFTER_NOTE, later, plan, muted))
    return lines


def _to_be_told(context: Context) -> list[Coming]:
    """What the bot will say of its own accord; what was said already does not come again."""
    pings = pings_to_come(context.uow, context.account, context.now)
    told = [
        Coming(_TOLD[ping.step.key.kind], ping.at, ping.plan, ping.muted)
        for ping in pings
        if ping.step.key.kind in _TOLD
    ]
    # One of a Monday gone by comes late, or not at all while pings are off; the next is that of the Monday to come.
    nudges = [ping.at for ping in pings if ping.step.key.kind is StepKind.NUDGE and ping.at > context.now]
    return told + [Coming(ComingKind.NUDGE, at, None) for at in nudges[:1]]


def history(context: Context, request: Request) -> Outcome:
    """`/history Acme`: what was recorded, in the order in which it happened."""
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    key = _opening(found.plan)
    same = [plan for plan in context.account.plans if _opening(plan) == key]
    told = (event for plan in same for event in plan.interview.events)
    events = in_order(told, context.account.preferences.time_zone)
    return HistoryList(found.plan, tuple(events), context.now)


def _opening(plan: Plan) -> tuple[str, str]:
    """What interviews have in common that were for the same work at the same company."""
    return company_key(plan.interview.company), plan.interview.role.casefold()


def show_help(context: Context, request: Request) -> Outcome:
    """`/help`."""
    return Help()
