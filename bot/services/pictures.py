"""`/timeline` and `/funnel`: what their pictures show."""

from __future__ import annotations

from bot.guidance.funnel import funnel_of
from bot.guidance.timeline import timeline_of
from bot.services.context import Context, Request
from bot.services.limits import MOST_DRAWN
from bot.services.outcomes import Outcome
from bot.services.picture_outcomes import FunnelShown, TimelineShown
from bot.services.questions import Problem, Refused


def timeline(context: Context, request: Request) -> Outcome:
    """`/timeline`: every open interview on a calendar strip, the most urgent first."""
    if not context.account.plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    shown = timeline_of(context.account.open_plans, context.today, context.now, MOST_DRAWN)
    return TimelineShown(shown)


def funnel(context: Context, request: Request) -> Outcome:
    """`/funnel`: how many interviews, notes, answers and offers there were so far."""
    if not context.account.plans:
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    return FunnelShown(funnel_of(context.account.plans, context.now))
