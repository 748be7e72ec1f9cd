"""`/met`: who was met in an interview."""

from __future__ import annotations

from bot.guidance.plan import Plan
from bot.language.people import read_people
from bot.services.context import Context, Request
from bot.services.followups import Detail, record_followup
from bot.services.naming import split_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Problem, Question

MET = "met"


def meet(context: Context, request: Request) -> Outcome:
    """`/met Acme Dana Lee, hiring manager, dana@acme.com, 555-0199`, several at once; the only open one by itself."""
    plans = context.account.open_plans
    if request.text and not {"interview", "name"} & request.slots.keys() and len(plans) == 1:
        named = split_known(context, request.text, context.account.plans)
        request = request if named else request.having(interview=str(plans[0].interview.id))
    # What was understood is said back at once, with a way to take it back: it needs no yes first.
    return record_followup(context, request.having(sure="yes"), _read_met)


def _read_met(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    people = read_people(request.text)
    if people:
        return Detail(people[0], more=people[1:])
    problem = Problem.PEOPLE_NOT_READ if request.text else None
    company = plan.interview.company
    return context.ask(request.having(text=""), Question.MET_WHOM, "text", company=company, problem=problem)
