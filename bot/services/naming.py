"""Which interview the person means: never guessed, asked where it is not plain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.guidance.plan import Plan
from bot.language.details import read_call
from bot.language.moments import Direction, ImpossibleMoment, split_moment
from bot.language.names import clean_name, match_company, split_known_company
from bot.services.context import Context, Request
from bot.services.outcomes import Ask, Option, Problem, Question, Refused

MOST_OPTIONS = 8
MOST_TEXT = 1000
"""Longest text after a command, in characters; people write names, days and short notes there."""
_MOST_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The interview meant, and the words after its name."""

    plan: Plan
    rest: str


def find_interview(context: Context, request: Request) -> Found | Ask | Refused:
    """Find the interview that a request names, by a button's number or at the beginning of its text."""
    if "interview" in request.slots:
        plan = context.account.plan(int(request.slots["interview"]))
        return Found(plan, request.text) if plan else Refused(Problem.STALE)
    plans = context.account.plans
    if not plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    if not request.text:
        offered = context.account.open_plans or plans
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(offered))
    known = known_names(plans)
    named = split_known_company(request.text, known)
    if named:
        return _one_of(context, request.having(text=named.rest), _open_first(context, named.ids))
    return _near_miss(context, request, known)


def _one_of(context: Context, request: Request, plans: list[Plan]) -> Found | Ask:
    if len(plans) == 1:
        return Found(plans[0], request.text)
    return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(plans))


def _open_first(context: Context, ids: Iterable[int]) -> list[Plan]:
    """Of interviews of one name the open ones are meant, else the latest settled one."""
    plans = [plan for plan in context.account.plans if plan.interview.id in set(ids)]
    return [plan for plan in plans if not plan.standing.settled] or plans[-1:]


def _near_miss(context: Context, request: Request, known: dict[int, str]) -> Ask:
    words = request.text.split()
    for count in range(min(len(words), _MOST_NAME_WORDS), 0, -1):
        near = match_company(" ".join(words[:count]), known).near
        if near:
            plans = [plan for plan in context.account.plans if plan.interview.id in near]
            rest = request.having(text=" ".join(words[count:]))
            name = " ".join(words[:count])
            return context.ask(rest, Question.DID_YOU_MEAN, "name", interview_options(plans), words=name)
    options = interview_options(context.account.open_plans)
    name = clean_name(_name_in(context, request))
    if isinstance(name, str):
        request = request.having(new_name=name)
        options = (*options, Option("command", "interviewed", name))
    unnamed = Request(request.command, {key: value for key, value in request.slots.items() if key != "text"})
    return context.ask(unnamed, Question.NO_SUCH_INTERVIEW, "name", options, words=name if options else request.text)


def _name_in(context: Context, request: Request) -> str:
    """What is left of a text about an unknown company without the words that say what happened and when."""
    zone = context.account.preferences.time_zone
    try:
        if request.command == "called":
            return read_call(request.text, now=context.now, zone=zone).rest
        return split_moment(request.text, now=context.now, zone=zone, direction=Direction.PAST).rest
    except ImpossibleMoment:
        return request.text


def known_names(plans: Iterable[Plan]) -> dict[int, str]:
    """Company names by interview."""
    return {plan.interview.id: plan.interview.company for plan in plans}


def interview_options(plans: Iterable[Plan]) -> tuple[Option, ...]:
    """Interviews to tap, the latest first."""
    latest = sorted(plans, key=lambda plan: plan.standing.round.at, reverse=True)[:MOST_OPTIONS]
    return tuple(Option("interview", str(plan.interview.id), label_of(plan)) for plan in latest)


def label_of(plan: Plan) -> str:
    """The company, with the role where it is known."""
    interview = plan.interview
    return f"{interview.company} ({interview.role})" if interview.role else interview.company
