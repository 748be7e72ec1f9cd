"""Logging an interview: one to come, one held, a further round, or a correction of what was logged."""

from __future__ import annotations

from datetime import date, datetime

from bot.guidance.facts import Interviewed, Planned
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.language.moments import Direction, ImpossibleMoment, split_moment
from bot.language.names import NameFault, clean_name, is_sales, match_company, split_known_company, split_role
from bot.services.context import Context, Request, moment_words, recent_days, refuse_moment
from bot.services.naming import interview_options, known_names
from bot.services.outcomes import Ask, Option, Outcome, Problem, Question, Refused

PLAN = "interview"
LOG = "interviewed"
MOST_OPEN = 200
"""Open interviews that one person may have."""


def plan_interview(context: Context, request: Request) -> Outcome:
    """`/interview`: one that is still to come."""
    return _log(context, request, Direction.FUTURE)


def log_interview(context: Context, request: Request) -> Outcome:
    """`/interviewed`: one that was held, now where nothing else is said."""
    return _log(context, request, Direction.PAST)


def _log(context: Context, request: Request, direction: Direction) -> Outcome:
    request = _with_name(request)
    if request.text:
        try:
            request = _read(context, request, direction)
        except ImpossibleMoment as fault:
            return refuse_moment(fault)
    if not {"company", "interview"} & request.slots.keys():
        return context.ask(request, Question.COMPANY, "text")
    when = _when(context, request, direction)
    if isinstance(when, Ask | Refused):
        return when
    return _file(context, request, *when)


def _with_name(request: Request) -> Request:
    """Take up a company's name that was said by itself, in answer to a question."""
    if "name" not in request.slots:
        return request
    slots = {key: value for key, value in request.slots.items() if key not in ("name", "company")}
    return Request(request.command, {**slots, "text": request.slots["name"]})


def _read(context: Context, request: Request, direction: Direction) -> Request:
    """Read company, role and day from the text. A known name is taken as a name first, whatever its words mean."""
    zone = context.account.preferences.time_zone
    known = split_known_company(request.text, known_names(context.account.open_plans))
    unread = known.rest if known else request.text
    reading = split_moment(unread, now=context.now, zone=zone, direction=direction)
    slots = {key: value for key, value in request.slots.items() if key != "text"}
    if reading.moment:
        slots["when"] = moment_words(reading.moment)
    if known:
        slots["company"] = context.account.plan(known.ids[0]).interview.company  # type: ignore[union-attr]
        if len(known.ids) == 1:
            slots["interview"] = str(known.ids[0])
    else:
        slots["company"], slots["role"] = split_role(reading.rest)
    return Request(request.command, slots)


def _when(context: Context, request: Request, direction: Direction) -> tuple[datetime, bool] | Ask | Refused:
    """The instant of the interview and whether only its day is known; a wrong direction offers the other command."""
    words = request.slots.get("when", "")
    planned = direction is Direction.FUTURE
    if not words:
        return context.ask(request, Question.WHEN_PLANNED, "when") if planned else (context.now, False)
    moment = context.read_moment(words, direction)
    if moment is None or isinstance(moment, Refused):
        problem = moment.problem if moment else Problem.DATE_NOT_READ
        return context.ask(request, Question.WHEN_PLANNED, "when", problem=problem, words=words)
    at, day_only = context.instant_of(moment)
    if planned and at <= context.now:
        options = (Option("command", LOG, "it took place"),)
        return context.ask(request, Question.DATE_PASSED, "when", options, day=moment.on)
    if not planned and at > context.now:
        options = (Option("command", PLAN, "it is still to come"),)
        return context.ask(request, Question.DATE_AHEAD, "when", options, day=moment.on)
    return at, day_only


def _file(context: Context, request: Request, at: datetime, day_only: bool) -> Outcome:
    """Find the open interview that this belongs to, or open a new one."""
    plans = context.account.open_plans
    if "interview" in request.slots:
        plan = context.account.plan(int(request.slots["interview"]))
        return _again(context, request, plan, at, day_only) if plan else Refused(Problem.STALE)
    company = clean_name(request.slots["company"])
    if isinstance(company, NameFault):
        problem = Problem.NAME_EMPTY if company is NameFault.EMPTY else Problem.NAME_TOO_LONG
        return Refused(problem, command=request.command)
    match = match_company(company, known_names(plans))
    if match.same:
        same = [plan for plan in plans if plan.interview.id in match.same]
        if len(same) == 1:
            return _again(context, request, same[0], at, day_only)
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(same))
    if match.near and "new" not in request.slots:
        near = interview_options(plan for plan in plans if plan.interview.id in match.near)
        options = (*near, Option("new", "yes", company))
        return context.ask(request, Question.DID_YOU_MEAN, "name", options, words=company)
    if len(plans) >= MOST_OPEN:
        return Refused(Problem.TOO_MANY_OPEN)
    return _open(context, request, company, at, day_only)


def _open(context: Context, request: Request, company: str, at: datetime, day_only: bool) -> Outcome:
    role = clean_name(request.slots.get("role", ""))
    if role is NameFault.TOO_LONG:
        return Refused(Problem.NAME_TOO_LONG, command=request.command)
    role = "" if isinstance(role, NameFault) else role
    interview_id = context.uow.journal.add_interview(context.account.id, company, role, sales=is_sales(role))
    return context.record(interview_id, _what(request), at, day_only=day_only, new=True)


def _what(request: Request) -> Planned | Interviewed:
    return Planned() if request.command == PLAN else Interviewed()


def _again(context: Context, request: Request, plan: Plan, at: datetime, day_only: bool) -> Outcome:
    """An interview with a company that has an open one: a further round, a correction, or the one that was planned."""
    request = request.having(interview=str(plan.interview.id))
    doubt, choice = _doubt(context, request, plan, at)
    choice = request.slots.get("choice", choice)
    if choice is None:
        options = (Option("choice", "round", "another round"), Option("choice", "correct", "the same one"))
        company = plan.interview.company
        return context.ask(request, doubt, "choice", options, company=company, day=_day(context, plan))
    if choice == "correct" and not plan.planned and not request.slots.get("when"):
        days = recent_days(context.today)
        return context.ask(request, Question.NEW_DATE, "when", days, company=plan.interview.company)
    record = context.record_of(plan, plan.standing.round.id) if choice == "correct" else None
    return context.record(plan.interview.id, _what(request), at, day_only=day_only, in_place_of=record)


def _doubt(context: Context, request: Request, plan: Plan, at: datetime) -> tuple[Question, str | None]:
    """What has to be asked, and the answer where there can be only one."""
    if request.command == PLAN:
        ahead = plan.planned and plan.standing.round.at > context.now
        return Question.MOVED_OR_ANOTHER, None if ahead else "round"
    if plan.planned:
        same_day = local_day(at, context.account.preferences.time_zone) == _day(context, plan)
        return Question.PLANNED_OR_ANOTHER, "correct" if same_day else None
    return Question.ROUND_OR_CORRECTION, None


def _day(context: Context, plan: Plan) -> date:
    return local_day(plan.standing.round.at, context.account.preferences.time_zone)
