"""`/edit`: everything that is recorded of an interview can be put right or removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.guidance.events import (
    AlsoKnown,
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Noted,
    Planned,
    Reminder,
    Renamed,
    RoleSaid,
    RuleGiven,
    SalesSaid,
    Settled,
    Settlement,
    Skipped,
    Thanked,
    What,
)
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.facts import Event
from bot.guidance.ground_rules import Contact
from bot.guidance.plan import Plan
from bot.guidance.standing import in_order
from bot.guidance.verdict import verdict_at
from bot.language.fragments import is_skip
from bot.language.names import NameFault, clean_name, match_company
from bot.language.people import read_people
from bot.services.context import Context, Request
from bot.services.corrections import CORRECT, correct_date
from bot.services.editing_outcomes import EditEvent, EditList, Mending, Part, Removed
from bot.services.interviews import role_said
from bot.services.limits import MOST_NOTE
from bot.services.naming import Found, find_interview, match_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.rules_told import read_whole_rule
from storage import EventRecord

EDIT = "edit"
PAGE = 6
PART, SALES, EVENT, DO, BECOMES, SHOWN = "part", "sales", "event", "do", "becomes", "page"
NO_ROLE = "none"

_PARTICULARS = (Renamed, RoleSaid, SalesSaid)
"""Put right by their own buttons, so that they are not listed among what happened."""
_DATED = (
    Planned,
    Interviewed,
    Thanked,
    Called,
    Emailed,
    Heard,
    Settled,
    Skipped,
    RuleGiven,
    Reminder,
    Noted,
    Cancelled,
)
_QUESTIONS = {Part.NAME: Question.RIGHT_NAME, Part.ROLE: Question.RIGHT_ROLE}
_WORDED = {
    Met: Question.MET_WHOM,
    Heard: Question.RIGHT_WORDS,
    Noted: Question.RIGHT_WORDS,
    RuleGiven: Question.RIGHT_RULE,
    AlsoKnown: Question.OTHER_NAME,
}
"""What is put right in words, and how those are asked for."""
_SETTLEMENTS = (Settlement.OFFER, Settlement.REJECTED, Settlement.WITHDRAWN, Settlement.CLOSED)


def edit(context: Context, request: Request) -> Outcome:
    """`/edit Acme`: what is recorded, to tap; then what is wrong about it; then how it is right."""
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    plan, slots = found.plan, request.slots
    if EVENT in slots and slots.get(DO) != Mending.BACK:
        return _edit_event(context, request, plan)
    if SALES in slots:
        return _sales(context, plan, slots[SALES] == "yes")
    if PART in slots:
        return _edit_particular(context, request, plan, Part(slots[PART]))
    return _list(context, plan, int(slots.get(SHOWN, "0")))


def _list(context: Context, plan: Plan, page: int) -> EditList:
    told = [event for event in plan.interview.events if not isinstance(event.what, _PARTICULARS)]
    told = in_order(told, context.account.preferences.time_zone)[::-1]
    shown = tuple(told[page * PAGE : (page + 1) * PAGE])
    turns = [(SHOWN, str(page - 1))] if page else []
    turns += [(SHOWN, str(page + 1))] if len(told) > (page + 1) * PAGE else []
    other = (SALES, "no" if plan.interview.sales else "yes")
    choices = (*((PART, part.value) for part in Part), other, *((EVENT, str(event.id)) for event in shown), *turns)
    return EditList(plan, shown, _draft(context, plan, choices), choices, page, context.now)


def _draft(context: Context, plan: Plan, choices: Sequence[tuple[str, str]], **slots: str) -> int:
    """Keep choices that can be made again and again, as long as their buttons are there."""
    about = {"interview": str(plan.interview.id), **slots}
    return context.uow.drafts.add(context.account.id, EDIT, about, "", [list(one) for one in choices], context.now)


# --- the interview itself ----------------------------------------------------------------------------------


def _edit_particular(context: Context, request: Request, plan: Plan, part: Part) -> Outcome:
    words = request.slots.get(BECOMES)
    if words is None:
        return _ask_right(context, plan, part)
    name = clean_name(words)
    if part is Part.ROLE and (is_skip(words) or words == NO_ROLE):
        return _role(context, plan, "")
    if isinstance(name, NameFault):
        fault = Problem.NAME_EMPTY if name is NameFault.EMPTY else Problem.NAME_TOO_LONG
        return _ask_right(context, plan, part, fault)
    return _role(context, plan, name) if part is Part.ROLE else _rename(context, plan, name)


def _ask_right(context: Context, plan: Plan, part: Part, problem: Problem | None = None, words: str = "") -> Ask:
    request = Request(EDIT, {"interview": str(plan.interview.id), PART: part.value})
    options = (Option(BECOMES, NO_ROLE),) if part is Part.ROLE and plan.interview.role else ()
    if problem is Problem.NAME_OF_TWIN and part is Part.NAME:
        options = (Option(PART, Part.ROLE.value),)
    company = plan.interview.company
    return context.ask(request, _QUESTIONS[part], BECOMES, options, company=company, problem=problem, words=words)


def _has_twin(context: Context, plan: Plan, name: str, role: str) -> bool:
    """Whether an open interview could not be told apart from another one, under a name and with a role."""
    if plan.standing.settled:
        return False
    others = (other for other in context.account.open_plans if other.interview.id != plan.interview.id)
    alike = [other for other in others if other.interview.role.casefold() == role.casefold()]
    return bool(match_known(context, name, alike).same)


def _rename(context: Context, plan: Plan, name: str) -> Outcome:
    """Another name; the old one goes on being understood, unless it was a slip in writing the new one."""
    old = plan.interview.company
    if name == old:
        return Refused(Problem.DONE_ALREADY)
    if _has_twin(context, plan, name, plan.interview.role):
        return _ask_right(context, plan, Part.NAME, Problem.NAME_OF_TWIN, name)
    match = match_company(old, {0: name})
    kept = () if match.same or match.near else (AlsoKnown(old),)
    return context.record(plan.interview.id, Renamed(name), context.now, more=kept)


def _sales(context: Context, plan: Plan, sales: bool) -> Outcome:
    if sales == plan.interview.sales:
        return Refused(Problem.DONE_ALREADY)
    return context.record(plan.interview.id, SalesSaid(sales), context.now)


def _role(context: Context, plan: Plan, role: str) -> Outcome:
    interview = plan.interview
    if role == interview.role:
        return Refused(Problem.DONE_ALREADY)
    if _has_twin(context, plan, interview.company, role):
        return _ask_right(context, plan, Part.ROLE, Problem.NAME_OF_TWIN, interview.company)
    what, *more = role_said(interview, role)
    return context.record(interview.id, what, context.now, more=more)


# --- what happened -----------------------------------------------------------------------------------------


def _edit_event(context: Context, request: Request, plan: Plan) -> Outcome:
    event = next((event for event in plan.interview.events if str(event.id) == request.slots[EVENT]), None)
    if event is None:
        return Refused(Problem.STALE)
    row = context.record_of(plan, event.id)
    if BECOMES in request.slots:
        return _becomes(context, plan, event, row, request.slots[BECOMES])
    match request.slots.get(DO):
        case Mending.DATE:
            return correct_date(context, Request(CORRECT, {"event": str(row.row_id)}))
        case Mending.WORDS:
            return _ask_words(context, plan, event)
        case Mending.REMOVE:
            return _remove(context, plan, event, row)
    choices = _choices(event)
    draft_id = _draft(context, plan, choices, **{EVENT: str(event.id)})
    return EditEvent(plan, event, draft_id, choices, context.now)


def _choices(event: Event) -> tuple[tuple[str, str], ...]:
    """What can be put right about an event."""
    others: list[str] = []
    if isinstance(event.what, Called):
        others = [outcome.value for outcome in CallOutcome if outcome is not event.what.outcome]
    if isinstance(event.what, Settled):
        others = [how.value for how in _SETTLEMENTS if how is not event.what.how]
    undated = isinstance(event.what, RuleGiven) and isinstance(event.what.rule, Contact)
    date = [Mending.DATE] if isinstance(event.what, _DATED) and not undated else []
    words = [Mending.WORDS] if isinstance(event.what, tuple(_WORDED)) else []
    return (
        *((BECOMES, value) for value in others),
        *((DO, one.value) for one in (*date, *words, Mending.REMOVE, Mending.BACK)),
    )


def _ask_words(context: Context, plan: Plan, event: Event, problem: Problem | None = None, words: str = "") -> Ask:
    request = Request(EDIT, {"interview": str(plan.interview.id), EVENT: str(event.id)})
    about: dict[str, Any] = {"company": plan.interview.company, "problem": problem, "words": words}
    return context.ask(request, _WORDED[type(event.what)], BECOMES, **about)


def _becomes(context: Context, plan: Plan, event: Event, row: EventRecord, words: str) -> Outcome:
    what = _what(context, event.what, words.strip())
    if isinstance(what, Problem):
        return _ask_words(context, plan, event, what, words)
    if what == event.what:
        return Refused(Problem.DONE_ALREADY)
    return context.record(plan.interview.id, what, row.at, day_only=row.day_only, in_place_of=row)


def _what(context: Context, before: What, words: str) -> What | Problem:
    """What happened, put right; or what is wrong with the words for it."""
    match before:
        case Called() if words in set(CallOutcome):
            return Called(CallOutcome(words))
        case Settled() if words in _SETTLEMENTS:
            return Settled(Settlement(words))
        case Met():
            people = read_people(words)
            return people[0] if len(people) == 1 else Problem.PEOPLE_NOT_READ
        case RuleGiven():
            rule = read_whole_rule(context, words)
            return RuleGiven(rule, before.word) if rule else Problem.RULE_NOT_READ
        case AlsoKnown():
            name = clean_name(words)
            return Problem.NAME_EMPTY if isinstance(name, NameFault) else AlsoKnown(name)
        case Heard() | Noted() if 0 < len(words) <= MOST_NOTE:
            return Heard(words) if isinstance(before, Heard) else Noted(words)
    return Problem.TEXT_TOO_LONG if len(words) > MOST_NOTE else Problem.CHOICE_NOT_READ


def _remove(context: Context, plan: Plan, event: Event, row: EventRecord) -> Removed:
    change_id, after = context.remove(row)
    left = after.plan(plan.interview.id)
    verdict = verdict_at(left, context.now) if left else None
    company = plan.interview.company
    return Removed(change_id, event, company, left, verdict, context.account.preferences, context.now)
