"""`/remind`: to be told of an interview again, at a time of the person's own."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from bot.guidance.etiquette import PING_TIME
from bot.guidance.events import Reminder, StepKind
from bot.guidance.plan import Plan
from bot.language.moments import Direction, ImpossibleMoment, Reading, instant_of
from bot.language.regex import regex
from bot.services.context import Context, Request, problem_of
from bot.services.followups import Detail, record_followup
from bot.services.naming import interview_options, split_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused
from storage import EventRecord

REMIND = "remind"

_LEAD = regex(r"(?:me\s+)?(?:(?:about|of|regarding)\s+)?", re.IGNORECASE)
_END = regex(r"\bend of\b", re.IGNORECASE)
_DAYS = {"tomorrow": 1, "in a week": 7, "in two weeks": 14}


def remind(context: Context, request: Request) -> Outcome:
    """`/remind Acme WHEN`; at the usual time of pings where only a day is named."""
    slots = dict(request.slots)
    if when := slots.pop("when", ""):
        slots["text"] = when
    request = Request(request.command, slots)
    plans = context.account.open_plans
    if request.text and plans and not {"interview", "name"} & slots.keys():
        if split_known(context, request.text, context.account.plans) is None:
            request = request.having(text=_LEAD.sub("", request.text, count=1))
        if _is_moment(context, request.text):
            return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(plans))
    return record_followup(context, request, _read)


def _is_moment(context: Context, text: str) -> bool:
    """Whether the words name a time, or no day of the calendar, and no company."""
    if split_known(context, text, context.account.plans):
        return False
    try:
        reading = _reading(context, text)
    except ImpossibleMoment as fault:
        return not fault.rest
    return reading.moment is not None and not reading.rest


def _read(context: Context, request: Request, plan: Plan) -> Detail | Ask | Refused:
    if plan.standing.settled:
        return Refused(Problem.SETTLED, plan.interview.company)
    again = request.having(text="")
    if not request.text:
        return _ask_when(context, again, plan)
    read = _until(context, request.text)
    if isinstance(read, Refused):
        return _ask_when(context, again, plan, read)
    until, unread = read
    if _stands(plan, until):
        return Refused(Problem.DONE_ALREADY)
    return Detail(Reminder(until), unread=unread)


def _stands(plan: Plan, until: datetime) -> bool:
    """Whether a reminder at that very time is open already."""
    return any(step.key.kind is StepKind.REMIND and step.pings[0] == until for step in plan.steps)


def _ask_when(context: Context, request: Request, plan: Plan, refused: Refused | None = None) -> Ask:
    days = {name: context.today + timedelta(days=count) for name, count in _DAYS.items()}
    options = tuple(Option("when", day.isoformat(), name) for name, day in days.items())
    about: dict[str, Any] = {"company": plan.interview.company}
    if refused:
        about |= {"problem": refused.problem, "words": refused.words}
    return context.ask(request, Question.REMIND_WHEN, "when", options, **about)


def _until(context: Context, text: str) -> tuple[datetime, str] | Refused:
    """The instant that the words name, which has to lie ahead, and the words beside it."""
    try:
        reading = _reading(context, text)
    except ImpossibleMoment as fault:
        return Refused(problem_of(fault), fault.words)
    moment = reading.moment
    if moment is None:
        return Refused(Problem.REMINDED_ONCE if context.returns(text) else Problem.DATE_NOT_READ, text)
    if moment.last and (context.lacks_time(moment) or _END.search(text)):
        # The last of them is meant where they have begun, and of "the end of the month".
        moment = replace(moment, on=moment.last)
    at = instant_of(moment, zone=context.account.preferences.time_zone, default=PING_TIME)
    if at > context.now:
        return at, reading.rest
    return Refused(Problem.TIME_MISSING if context.lacks_time(moment) else Problem.MOMENT_PASSED, text)


def _reading(context: Context, text: str) -> Reading:
    """The moment at the end of a text, still to come where its words leave that open. Raises ImpossibleMoment."""
    return context.split_moment(text, Direction.FUTURE)


def move_reminder(context: Context, request: Request, row: EventRecord, plan: Plan | None) -> Outcome:
    """Give a reminder another time: it is a new one then, to be told also where the old one has been."""
    if plan is None:
        return Refused(Problem.STALE)
    if plan.standing.settled:
        return Refused(Problem.SETTLED, plan.interview.company)
    words = request.slots.get("when")
    if words is None:
        return _ask_when(context, request, plan)
    read = _until(context, words)
    if isinstance(read, Refused):
        return _ask_when(context, request, plan, read)
    until, unread = read
    return context.record(plan.interview.id, Reminder(until), context.now, in_place_of=row, afresh=True, unread=unread)
