"""`/alias`: another name by which the person calls a company."""

from __future__ import annotations

import re

from bot.guidance.events import AlsoKnown
from bot.guidance.plan import Plan
from bot.language.moments import Direction
from bot.language.names import NameFault, clean_name, company_key, is_everyday
from bot.language.regex import regex
from bot.services.context import Context, Request
from bot.services.naming import Found, find_interview, match_known, open_first, other_names, split_known
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Problem, Question, Refused

ALIAS = "alias"

_OTHER = "other"
_BETWEEN = regex(r"(?:=|:|aka|a\.k\.a\.|(?:is\s+)?also(?:\s+known\s+as)?)(?:\s+|$)", re.IGNORECASE)


def also_known(context: Context, request: Request) -> Outcome:
    """`/alias Acme amex`, in either order: one of the two is a company that is recorded."""
    request = _named(context, request)
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    plan = found.plan
    request = Request(ALIAS, {"interview": str(plan.interview.id)} | _other(request, found.rest))
    words = request.slots.get(_OTHER)
    if not words:
        return _ask(context, request, plan)
    name = clean_name(words)
    if isinstance(name, NameFault):
        problem = Problem.NAME_EMPTY if name is NameFault.EMPTY else Problem.NAME_TOO_LONG
        return _ask(context, request, plan, problem)
    if fault := _fault(context, name):
        return _ask(context, request, plan, fault, name)
    key, own = company_key(name), company_key(plan.interview.company)
    plans = context.account.plans
    if key in {own, *map(company_key, other_names(plans).get(plan.interview.id, ()))}:
        return Refused(Problem.DONE_ALREADY)
    if match_known(context, name, plans).same:
        return _ask(context, request, plan, Problem.NAME_TAKEN, name)
    return context.record(plan.interview.id, AlsoKnown(name), context.now)


def _fault(context: Context, name: str) -> Problem | None:
    """Why a name would be found where something else is meant."""
    if not any(char.isalpha() for char in name):
        return Problem.NAME_WITHOUT_LETTERS
    # Days have their names with and without capitals.
    means_a_day = any(context.read_moment(words, Direction.NEAREST) for words in (name, name.lower()))
    return Problem.NAME_EVERYDAY if means_a_day or is_everyday(name) else None


def _other(request: Request, rest: str) -> dict[str, str]:
    words = request.slots.get(_OTHER) or _BETWEEN.sub("", rest, count=1) or rest
    return {_OTHER: words} if words else {}


def _named(context: Context, request: Request) -> Request:
    """The request with the company found at the beginning of the words, or at their end."""
    text, plans = request.text.replace("=", " = "), context.account.plans
    if not text or {"interview", "name"} & request.slots.keys():
        return request
    named = split_known(context, request.text, plans) or split_known(context, text, plans)
    if named:
        # Openings at one company share its names.
        return _about(open_first(context, named.ids)[0], named.rest or _swallowed(context, text))
    words = text.split()
    for count in range(1, len(words)):
        named = split_known(context, " ".join(words[count:]), plans)
        if named and not named.rest:
            return _about(open_first(context, named.ids)[0], " ".join(words[:count]).rstrip("= "))
    return request.having(text=text)


def _swallowed(context: Context, text: str) -> str:
    """The "AE" of "amex AE", where amex is another name, or of "Acme = AE": it was read as the company's legal form.

    Signs and pictures after a company's name are passed over like that, too.
    """
    head, _, last = text.rpartition(" ")
    told = {company_key(name) for names in other_names(context.account.plans).values() for name in names}
    apart = head.rstrip().endswith("=") or company_key(head) in told or not any(map(str.isalnum, last))
    return last if head and apart else ""


def _about(plan: Plan, rest: str) -> Request:
    rest = _BETWEEN.sub("", rest, count=1) if _BETWEEN.match(rest) else rest
    return Request(ALIAS, {"interview": str(plan.interview.id), "text": rest})


def _ask(context: Context, request: Request, plan: Plan, problem: Problem | None = None, words: str = "") -> Ask:
    slots = {key: value for key, value in request.slots.items() if key != _OTHER}
    again = Request(request.command, slots)
    company = plan.interview.company
    return context.ask(again, Question.OTHER_NAME, _OTHER, company=company, problem=problem, words=words)
