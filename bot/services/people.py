"""`/met`: who was met in an interview."""

from __future__ import annotations

from bot.guidance.plan import Plan
from bot.language.met import read_met, split_company
from bot.language.people import read_people
from bot.language.vocabulary import first_names
from bot.services.context import Context, Request
from bot.services.followups import Detail, record_followup
from bot.services.naming import interview_options, split_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Problem, Question

MET = "met"
WHOLE = "whole"
"""The slot of all the words, where the first of them may be a company's name or somebody's."""


def meet(context: Context, request: Request) -> Outcome:
    """`/met Acme Dana Lee, hiring manager, dana@acme.com, 555-0199`, several at once; the only open one by itself."""
    if request.text and not {"interview", "name"} & request.slots.keys():
        where = _where(context, request)
        if isinstance(where, Ask):
            return where
        request = where
    if {"interview", WHOLE} <= request.slots.keys():
        # It was no company that the words began with: all of them are the name.
        request = request.having(text=request.slots[WHOLE])
    # What was understood is said back at once, with a way to take it back: it needs no yes first.
    return record_followup(context, request.having(sure="yes"), _read_met)


def _where(context: Context, request: Request) -> Request | Ask:
    """The request with the company that its words name; people alone were met at the only one that is open."""
    if split_known(context, request.text, context.account.plans):
        return request
    company, people = split_company(request.text)
    if company:
        whole = {} if people.split()[0].casefold() in first_names() else {WHOLE: request.text}
        return request.having(name=company, text=people, **whole)
    plans = context.account.open_plans
    if len(plans) > 1 and len(read_met(request.text)) and len(request.text.split()) > 1:
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(plans))
    return request.having(interview=str(plans[0].interview.id)) if len(plans) == 1 else request


def _read_met(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    people = read_people(request.text)
    if people:
        return Detail(people[0], more=people[1:])
    problem = Problem.PEOPLE_NOT_READ if request.text else None
    company = plan.interview.company
    return context.ask(request.having(text=""), Question.MET_WHOM, "text", company=company, problem=problem)
