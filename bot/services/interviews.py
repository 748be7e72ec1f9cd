"""Logging an interview: one to come, one held, a further round, or a correction of what was logged."""

from __future__ import annotations

from datetime import date, datetime

from bot.guidance.events import Interviewed, Met, Planned, RoleSaid, SalesSaid, What
from bot.guidance.facts import Event, Interview
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.language.appointments import split_length
from bot.language.met import read_met
from bot.language.moments import Direction, ImpossibleMoment, Reading
from bot.language.names import (
    NameFault,
    clean_name,
    company_key,
    is_sales,
    split_role,
)
from bot.services.choices import CORRECT, OPENING, ROUND, read_choice
from bot.services.context import Context, Request, moment_words, recent_days
from bot.services.naming import full_name, interview_options, joinable, match_known, open_first, split_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused

PLAN = "interview"
LOG = "interviewed"
MOVED = "moved"
"""The slot of the round that has another time; "yes" for the latest."""
_LENGTH = "minutes"
MET_WORDS = "met"
"""The slot of the words that tell who was met in it."""
HELD = "held"
"""The slot of an interview of which it has to be asked when it was: nobody said that it was just now."""


def plan_interview(context: Context, request: Request) -> Outcome:
    """`/interview`: one that is still to come."""
    return _log(context, request, Direction.FUTURE)


def log_interview(context: Context, request: Request) -> Outcome:
    """`/interviewed`: one that was held, now where nothing else is said."""
    return _log(context, request, Direction.PAST)


def _log(context: Context, request: Request, direction: Direction) -> Outcome:
    request = _with_length(_with_name(request)) if direction is Direction.FUTURE else _with_name(request)
    if request.text:
        request = _read(context, request, direction)
    if not {"company", "interview"} & request.slots.keys():
        return context.ask(request, Question.COMPANY, "text")
    when = _when(context, request, direction)
    if isinstance(when, Ask):
        return when
    return _file(context, request, *when)


def _with_name(request: Request) -> Request:
    """Take up a company's name that was said by itself, in answer to a question; said again, it is meant."""
    if "name" not in request.slots:
        return request
    name = request.slots["name"]
    slots = {key: value for key, value in request.slots.items() if key not in ("name", "company")}
    if company_key(name) == company_key(request.slots.get("company", "")):
        slots["new"] = "yes"
    return Request(request.command, {**slots, "text": name})


def _with_length(request: Request) -> Request:
    """Take how long it will last out of the words."""
    for slot in ("text", "when"):
        words, minutes = split_length(request.slots.get(slot, ""))
        if minutes:
            request = request.having(**{slot: words, _LENGTH: str(minutes)})
    return request


def _read(context: Context, request: Request, direction: Direction) -> Request:
    """Read company, role and day from the text. A known name is taken as a name first, whatever its words mean."""
    known = split_known(context, request.text, joinable(context))
    slots = {key: value for key, value in request.slots.items() if key != "text"}
    if known:
        reading, when = _split_moment(context, known.rest, direction)
        head = request.text[: len(request.text) - len(known.rest)]
        company, role = split_role(head + reading.rest) if reading.rest else (known.company, "")
        if company_key(company) != company_key(known.company):
            # The words after a known name may be more of another one: that is asked, not guessed.
            known = None
    else:
        reading, when = _split_moment(context, request.text, direction)
        company, role = split_role(reading.rest)
    read = {"when": when, "company": company, "role": role}
    if known and len(known.ids) == 1:
        read["interview"] = str(known.ids[0])
    return Request(request.command, {**slots, **{key: value for key, value in read.items() if value}})


def _split_moment(context: Context, text: str, direction: Direction) -> tuple[Reading, str]:
    """The text without the moment at its end, and that moment; no date, or several days, in the person's words."""
    try:
        reading = context.split_moment(text, direction)
    except ImpossibleMoment as fault:
        return Reading(None, fault.rest), fault.words
    if reading.moment and reading.moment.last:
        return reading, text.strip().removeprefix(reading.rest).strip(" ,;:-")
    return reading, moment_words(reading.moment) if reading.moment else ""


def _when(context: Context, request: Request, direction: Direction) -> tuple[datetime, bool] | Ask:
    """The instant of the interview and whether only its day is known; a wrong direction offers the other command."""
    words = request.slots.get("when", "")
    planned = direction is Direction.FUTURE
    if not words:
        asked = planned or HELD in request.slots
        return _ask_when(context, request, planned=planned) if asked else (context.now, False)
    moment = context.read_moment(words, direction)
    if moment is None or isinstance(moment, Refused):
        problem = moment.problem if moment else Problem.DATE_NOT_READ
        return _ask_when(context, request, planned=planned, problem=problem, words=words)
    if days := context.days_of(moment, direction):
        return context.ask(request, Question.DAY_OF_RANGE, "when", days, words=words)
    if planned and context.lacks_time(moment):
        return _ask_when(context, request, planned=True, problem=Problem.TIME_MISSING)
    at, day_only = context.instant_of(moment)
    if planned and at <= context.now:
        options = (Option("command", LOG),)
        return context.ask(request, Question.DATE_PASSED, "when", options, day=moment.on)
    if not planned and at > context.now:
        options = (Option("command", PLAN),)
        return context.ask(request, Question.DATE_AHEAD, "when", options, day=moment.on)
    return at, day_only


def _ask_when(
    context: Context, request: Request, *, planned: bool, problem: Problem | None = None, words: str = ""
) -> Ask:
    if planned:
        return context.ask(request, Question.WHEN_PLANNED, "when", problem=problem, words=words)
    return ask_when_held(context, request, request.slots.get("company", ""), problem=problem, words=words)


def ask_when_held(
    context: Context, request: Request, company: str, *, problem: Problem | None = None, words: str = ""
) -> Ask:
    """Ask on which day an interview took place."""
    days = recent_days(context.today)
    return context.ask(request, Question.WHEN_HELD, "when", days, company=company, problem=problem, words=words)


def _file(context: Context, request: Request, at: datetime, day_only: bool) -> Outcome:
    """Find the open interview that this belongs to, or open a new one."""
    plans = joinable(context)
    if "interview" in request.slots:
        plan = context.account.plan(int(request.slots["interview"]))
        return _again(context, request, plan, at, day_only) if plan else Refused(Problem.STALE)
    company, role = clean_name(request.slots["company"]), clean_name(request.slots.get("role", ""))
    if isinstance(company, NameFault) or role is NameFault.TOO_LONG:
        problem = Problem.NAME_EMPTY if company is NameFault.EMPTY else Problem.NAME_TOO_LONG
        unnamed = {key: value for key, value in request.slots.items() if key not in ("company", "role")}
        return context.ask(Request(request.command, unnamed), Question.COMPANY, "text", problem=problem)
    match = match_known(context, company, plans)
    role = "" if isinstance(role, NameFault) else role
    if match.same:
        same = open_first(context, match.same)
        fitting = [plan for plan in same if role and plan.interview.role.casefold() == role.casefold()]
        if len(same) == 1 or len(fitting) == 1:
            return _again(context, request, (fitting or same)[0], at, day_only)
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(same))
    if match.near and "new" not in request.slots:
        near = interview_options(plan for plan in plans if plan.interview.id in match.near)
        options = (*near, Option("new", "yes", company))
        return context.ask(request, Question.DID_YOU_MEAN, "name", options, words=company)
    return _open(context, request, full_name(context, company), at, day_only)


def _open(context: Context, request: Request, company: str, at: datetime, day_only: bool) -> Outcome:
    """Record the first interview of an opening."""
    role = clean_name(request.slots.get("role", ""))
    role = "" if isinstance(role, NameFault) else role
    interview_id = context.uow.journal.add_interview(context.account.id, company, role, sales=is_sales(role))
    return context.record(interview_id, _what(request), at, day_only=day_only, new=True, more=_people(request))


def _people(request: Request) -> tuple[Met, ...]:
    """Who was met in an interview that was held."""
    return read_met(request.slots.get(MET_WORDS, "")) if request.command == LOG else ()


def role_said(interview: Interview, role: str) -> tuple[What, ...]:
    """The role, as it was told later; where the one before had decided whether it is sales work, it does now."""
    by_the_role = interview.sales == is_sales(interview.role) and is_sales(role) != interview.sales
    return (RoleSaid(role), SalesSaid(is_sales(role))) if by_the_role else (RoleSaid(role),)


def _what(request: Request, before: Event | None = None) -> Planned | Interviewed:
    """What is recorded; one that has moved takes as long as before, if nothing else is said."""
    if request.command != PLAN:
        return Interviewed()
    if _LENGTH in request.slots:
        return Planned(int(request.slots[_LENGTH]))
    return Planned(before.what.minutes) if before and isinstance(before.what, Planned) else Planned()


def _again(context: Context, request: Request, plan: Plan, at: datetime, day_only: bool) -> Outcome:
    """An interview with a company that has an open one: a further round, a correction, or the one that was planned."""
    request = request.having(interview=str(plan.interview.id))
    choice = _choice(context, request, plan, at)
    if isinstance(choice, Ask):
        return choice
    if choice == OPENING:
        return _open(context, request, plan.interview.company, at, day_only)
    if choice == CORRECT and not plan.planned and not request.slots.get("when"):
        return ask_when_held(context, request, plan.interview.company)
    if choice == CORRECT and _was_when_planned(context, request, plan):
        at, day_only = plan.standing.round.at, plan.standing.round.day_only
    before = _round_meant(request, plan) if choice == CORRECT else None
    what, more = _what(request, before), (*_role(request, plan), *_people(request))
    if before and (before.at, before.day_only, before.what, more) == (at, day_only, what, ()):
        return Refused(Problem.DONE_ALREADY)
    record = context.record_of(plan, before.id) if before else None
    # At another time it is told anew; what was put off about the old one is over with it.
    return context.record(
        plan.interview.id,
        what,
        at,
        day_only=day_only,
        in_place_of=record,
        unread=request.slots["role"] if _is_another_role(request, plan) else "",
        more=more,
        afresh=isinstance(what, Planned) and before is not None and before.at != at,
    )


def _role(request: Request, plan: Plan) -> tuple[What, ...]:
    """The role, where it was not known before."""
    role = request.slots.get("role", "")
    return role_said(plan.interview, role) if role and not plan.interview.role else ()


def _is_another_role(request: Request, plan: Plan) -> bool:
    role, known = request.slots.get("role", ""), plan.interview.role
    return bool(role and known) and role.casefold() != known.casefold()


def _choice(context: Context, request: Request, plan: Plan, at: datetime) -> str | Ask:
    """A further round, a correction, or another opening; asked where it can be more than one of them."""
    doubt, choice = _doubt(context, request, plan, at)
    answer = request.slots.get("choice")
    if choice is None and answer is not None:
        choice = read_choice(answer, doubt)
    if choice is not None:
        return choice
    options = [Option("choice", ROUND), Option("choice", CORRECT)]
    if doubt is Question.ANOTHER_ROLE:
        # What was held is not put right by what is still to come.
        options = options if plan.planned or request.command == LOG else options[:1]
        options.append(Option("choice", OPENING, request.slots["role"]))
    problem = Problem.CHOICE_NOT_READ if answer else None
    company, day = plan.interview.company, _day(context, plan)
    about = {"company": company, "day": day, "problem": problem, "words": answer or ""}
    return context.ask(request, doubt, "choice", options, **about)


def _round_meant(request: Request, plan: Plan) -> Event:
    """The round that is put right: the one that has moved, else the latest."""
    rounds = [one.interview for one in plan.standing.rounds]
    return next((event for event in rounds if str(event.id) == request.slots.get(MOVED)), plan.standing.round)


def _doubt(context: Context, request: Request, plan: Plan, at: datetime) -> tuple[Question, str | None]:
    """What has to be asked, and the answer where there can be only one."""
    if _is_another_role(request, plan):
        return Question.ANOTHER_ROLE, OPENING if plan.standing.settled else None
    if plan.standing.settled:
        return Question.MOVED_OR_ANOTHER, ROUND
    if request.command == PLAN:
        held = plan.standing.round
        moved = plan.planned and (MOVED in request.slots or held.at == at)
        ahead = plan.planned and held.at > context.now
        return Question.MOVED_OR_ANOTHER, CORRECT if moved else None if ahead else ROUND
    if plan.planned:
        same_day = local_day(at, context.account.preferences.time_zone) == _day(context, plan)
        return Question.PLANNED_OR_ANOTHER, CORRECT if same_day else None
    return Question.ROUND_OR_CORRECTION, None


def _was_when_planned(context: Context, request: Request, plan: Plan) -> bool:
    """Whether a planned interview was held when it was to be held: its time has passed, and nothing else was said."""
    return plan.planned and not request.slots.get("when") and plan.standing.round.at <= context.now


def _day(context: Context, plan: Plan) -> date:
    return local_day(plan.standing.round.at, context.account.preferences.time_zone)
