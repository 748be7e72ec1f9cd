"""What becomes of an interview that was set: it took place, it was moved, or they called it off."""

from __future__ import annotations

from bot.guidance.events import Cancelled, Interviewed, Planned
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.services.context import Context, Request
from bot.services.followups import Detail, record_followup
from bot.services.interviews import MOVED, PLAN
from bot.services.outcomes import Outcome, Recorded
from bot.services.questions import Ask, Problem, Question, Refused

CANCELLED = "cancelled"


def took_place(context: Context, plan: Plan, planned_id: int) -> Recorded:
    """Record that a round that was set was held when it was set for."""
    row = context.record_of(plan, planned_id)
    return context.record(plan.interview.id, Interviewed(), row.at, day_only=row.day_only, in_place_of=row)


def ask_moved_to(context: Context, plan: Plan, planned_id: int) -> Ask:
    """Ask for the new time of a round that was set; nothing changes until it is told."""
    request = Request(PLAN, {"interview": str(plan.interview.id), MOVED: str(planned_id)})
    return context.ask(request, Question.MOVED_WHEN, "when", company=plan.interview.company)


def cancel(context: Context, request: Request) -> Outcome:
    """`/cancelled Acme`: they called off the interview that was set."""
    return record_followup(context, request, _read_cancelled)


def _read_cancelled(context: Context, request: Request, plan: Plan) -> Detail | Refused:
    planned = planned_round(context, plan)
    if planned is None:
        return Refused(Problem.NOTHING_PLANNED, plan.interview.company)
    return Detail(Cancelled(planned.id), unread=request.text)


def planned_round(context: Context, plan: Plan) -> Event | None:
    """The round that is set: the next to come, else the latest whose time has passed; None where there is none."""
    if plan.standing.settled:
        return None
    rounds = [one.interview for one in plan.standing.rounds if isinstance(one.interview.what, Planned)]
    ahead = [event for event in rounds if event.at > context.now]
    return ahead[0] if ahead else rounds[-1] if rounds else None
