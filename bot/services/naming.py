"""Which interview the person means: never guessed, asked where it is not plain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.events import AlsoKnown, Settled, Settlement
from bot.guidance.ground_rules import AwayUntil
from bot.guidance.plan import Plan
from bot.language.details import read_call, read_heard
from bot.language.interviewers import is_persons_name, person_name
from bot.language.moments import Direction, ImpossibleMoment
from bot.language.names import (
    Match,
    Named,
    NameFault,
    clean_name,
    company_key,
    match_company,
    split_known_company,
)
from bot.language.rules import RuleFault, read_rule
from bot.services.choices import says_nothing
from bot.services.context import Context, Request
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.thanks import names_somebody, sends_none

MOST_OPTIONS = 8
_MOST_NAME_WORDS = 6
_MOST_BEFORE_A_NOTE = 3
"""Words that may all be a company's name where a note in words of one's own could follow it."""
_FREE_TEXT = frozenset({"heard", "rules", "met"})
RECORDED_TOGETHER = frozenset({"thanked", "called", "emailed", "heard", "met", "rules", "close"})
"""What is recorded together with an interview of which nothing was recorded before."""
_OF_WHAT_IS_RECORDED = frozenset({"edit", "history", "forget"})
"""What looks at the record alone: an interview of which there is nothing is not offered to be recorded."""
_FOR_HOW_LONG = (["for"], ["until"])
_ABOUT = (["to"], ["about"], ["that"])
"""What words begin with that tell what a reminder is for, and are no part of a name."""


class Found(Struct, frozen=True):
    """The interview meant, and the words after its name."""

    plan: Plan
    rest: str


def find_interview(context: Context, request: Request) -> Found | Ask | Refused:
    """Find the interview that a request names, by a button's number or at the beginning of its text."""
    if "interview" in request.slots:
        plan = context.account.plan(int(request.slots["interview"]))
        return Found(plan, request.text) if plan else Refused(Problem.STALE)
    plans = context.account.plans
    if not plans and not _is_told_of(context, request):
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    name, said = request.slots.get("name", ""), request.text
    if not (name or said):
        offered = context.account.open_plans or plans
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(offered))
    request = Request(request.command, {key: value for key, value in request.slots.items() if key != "name"})
    kept = said if name else ""
    return _find(context, request.having(text=name or said), kept)


def _is_told_of(context: Context, request: Request) -> bool:
    """Whether a request names a company that can be recorded with it."""
    if request.command not in RECORDED_TOGETHER:
        return False
    named = unread_words(context, request.command, request.text) and _name_and_rest(context, request)[0]
    return bool(request.slots.get("name") or named)


def _find(context: Context, request: Request, kept: str) -> Found | Ask:
    """Find the interview named at the beginning of the text; `kept` are words said before the name was asked for."""
    named = split_known(context, request.text, context.account.plans)
    if named is None:
        return _near_miss(context, request, kept) or _unknown(context, request, kept)
    meant, said = _of_the_role(_meant(context, request.command, named.ids), named.rest)
    named, rest = replace(named, rest=said), request.having(text=f"{said} {kept}".strip())
    more = "" if request.command in _FREE_TEXT else unread_words(context, request.command, named.rest)
    if more and named.rest.startswith(more):
        typed = request.text.removesuffix(named.rest).strip()
        return _did_you_mean(context, rest, meant, f"{typed} {more}", _to_somebody(request.command, named, more))
    return _one_of(context, rest, meant)


def _one_of(context: Context, request: Request, plans: list[Plan]) -> Found | Ask:
    if len(plans) == 1:
        return Found(plans[0], request.text)
    return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(plans))


def _meant(context: Context, command: str, ids: Iterable[int]) -> list[Plan]:
    """Which interviews of one name a command can be about: of the record, one of each role, whether open or not."""
    if command not in _OF_WHAT_IS_RECORDED:
        return open_first(context, ids)
    plans = [plan for plan in context.account.plans if plan.interview.id in set(ids)]
    if command == "forget":
        plans = [plan for plan in plans if plan.standing.settled] or plans
    open_last = sorted(plans, key=lambda plan: plan.standing.settled is None)
    return list({plan.interview.role: plan for plan in open_last}.values())


def _of_the_role(plans: list[Plan], words: str) -> tuple[list[Plan], str]:
    """Of interviews of one name the one whose role the words begin with, and the words after that."""
    for plan in plans:
        role = plan.interview.role
        if role and f"{words} ".casefold().startswith(f"{role} ".casefold()):
            return [plan], words[len(role) :].strip()
    return plans, words


def open_first(context: Context, ids: Iterable[int]) -> list[Plan]:
    """Of interviews of one name the open ones are meant, else the latest settled one."""
    plans = [plan for plan in context.account.plans if plan.interview.id in set(ids)]
    return [plan for plan in plans if not plan.standing.settled] or plans[-1:]


def joinable(context: Context) -> tuple[Plan, ...]:
    """What a further round can belong to: the open interviews, and those whose only round was called off."""
    return tuple(plan for plan in context.account.plans if _is_joinable(plan))


def _is_joinable(plan: Plan) -> bool:
    settled = plan.standing.settled
    return settled is None or settled.what == Settled(Settlement.CANCELLED)


def _near_miss(context: Context, request: Request, kept: str) -> Ask | None:
    words = request.text.split()
    for count in range(min(len(words), _MOST_NAME_WORDS), 0, -1):
        near = match_known(context, " ".join(words[:count]), context.account.plans).near
        if near:
            plans = [plan for plan in context.account.plans if plan.interview.id in near]
            rest = request.having(text=" ".join((*words[count:], kept)).strip())
            return _did_you_mean(context, rest, plans, " ".join(words[:count]))
    return None


def _to_somebody(command: str, named: Named, words: str) -> tuple[Option, ...]:
    """A note to somebody who was not known there, where the words after the company's name may name a person."""
    name = person_name(words)
    if command != "thanked" or not is_persons_name(name):
        return ()
    return (Option("text", f"{named.company} to {name} {named.rest[len(words) :]}".strip(), name),)


def _did_you_mean(
    context: Context, request: Request, plans: list[Plan], name: str, others: tuple[Option, ...] = ()
) -> Ask:
    offered, request = _with_new(request, (*interview_options(plans), *others), name)
    return context.ask(request, Question.DID_YOU_MEAN, "name", offered, words=name)


def _unknown(context: Context, request: Request, kept: str) -> Ask:
    """Offer the open interviews, and to record the one that was named; what was said about it is kept."""
    name, rest = _name_and_rest(context, request)
    told_apart = request.having(text=f"{rest} {kept}".strip())
    account = context.account
    plans = account.plans if request.command in _OF_WHAT_IS_RECORDED else account.open_plans
    offered, told_apart = _with_new(told_apart, interview_options(plans), name)
    return context.ask(told_apart, Question.NO_SUCH_INTERVIEW, "name", offered, words=name or request.text)


def _with_new(request: Request, options: tuple[Option, ...], name: str) -> tuple[tuple[Option, ...], Request]:
    """Offer to record an interview of that name too, where it can be a name."""
    if request.command in _OF_WHAT_IS_RECORDED:
        return options, request
    cleaned = clean_name(name)
    fits = not isinstance(cleaned, NameFault) and len(cleaned.split()) <= _MOST_NAME_WORDS
    # A picture may be a name where it is given as one, but is none to be proposed.
    new_name = cleaned if fits and any(map(str.isalnum, cleaned)) else ""
    return (*options, Option("command", "interviewed", new_name)), request.having(new_name=new_name)


def _name_and_rest(context: Context, request: Request) -> tuple[str, str]:
    """An unknown company at the head of the text, and what the command reads after it; "" where it is not plain."""
    words = request.text.split()
    most = _MOST_BEFORE_A_NOTE if request.command in _FREE_TEXT else _MOST_NAME_WORDS
    for count in range(1, min(len(words), _MOST_NAME_WORDS) + 1):
        rest = " ".join(words[count:])
        if not unread_words(context, request.command, rest) and (rest or count <= most):
            return " ".join(words[:count]), rest
    return "", request.text


def unread_words(context: Context, command: str, text: str) -> str:
    """The words after a company's name that mean nothing to the command."""
    try:
        unread = _unread(context, command, text)
    except ImpossibleMoment:
        return ""
    return "" if says_nothing(unread) else unread


def _unread(context: Context, command: str, text: str) -> str:
    match command:
        case "alias" | "cancelled" | "met":
            return ""
        case "mute":
            return "" if text.casefold().split()[:1] in _FOR_HOW_LONG else text
        case "remind":
            unread = context.split_moment(text, Direction.FUTURE).rest
            return "" if unread.split()[:1] in _ABOUT or context.returns(unread) else unread
        case "called":
            return read_call(text, **context.whereabouts).rest
        case "thanked":
            unread = context.split_moment(text, Direction.PAST).rest
            told = sends_none(unread) or any(names_somebody(plan, unread) for plan in context.account.plans)
            return "" if told else unread
        case "emailed":
            return context.split_moment(text, Direction.PAST).rest
        case "heard" | "close":
            heard = read_heard(text, **context.whereabouts)
            return heard.note if command == "heard" or not isinstance(heard.rule, AwayUntil) else text
        case "rules":
            return text if read_rule(text, **context.whereabouts) is RuleFault.NOT_UNDERSTOOD else ""
    return text


def known_names(plans: Iterable[Plan]) -> dict[int, str]:
    """Company names by interview."""
    return {plan.interview.id: plan.interview.company for plan in plans}


def other_names(plans: Iterable[Plan]) -> dict[int, tuple[str, ...]]:
    """What else the person calls a company, by interview; openings at one company share its names."""
    plans = tuple(plans)
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for plan in plans:
        told = (event.what.name for event in plan.interview.events if isinstance(event.what, AlsoKnown))
        names[company_key(plan.interview.company)].update(dict.fromkeys(told))
    shared = {plan.interview.id: tuple(names[company_key(plan.interview.company)]) for plan in plans}
    return {id_: others for id_, others in shared.items() if others}


def split_known(context: Context, text: str, plans: Iterable[Plan]) -> Named | None:
    """The company of one of these plans, by any of its names, that the text begins with; `ids` are interviews."""
    names, owners = _all_names(context, plans)
    named = split_known_company(text, names)
    return replace(named, ids=tuple(dict.fromkeys(owners[key] for key in named.ids))) if named else None


def match_known(context: Context, name: str, plans: Iterable[Plan]) -> Match:
    """Which of these plans' companies a name means or nearly spells, by any of their names; ids are interviews."""
    names, owners = _all_names(context, plans)
    match = match_company(name, names)
    same = tuple(dict.fromkeys(owners[key] for key in match.same))
    near = dict.fromkeys(owners[key] for key in match.near)
    return Match(same, tuple(id_ for id_ in near if id_ not in same))


def _all_names(context: Context, plans: Iterable[Plan]) -> tuple[dict[int, str], dict[int, int]]:
    """Every name of these plans' companies, and the interview of each, by a number of its own."""
    others = other_names(context.account.plans)
    known = known_names(plans)
    pairs = [*known.items(), *((id_, name) for id_ in known for name in others.get(id_, ()))]
    return {key: name for key, (_, name) in enumerate(pairs)}, {key: id_ for key, (id_, _) in enumerate(pairs)}


def full_name(context: Context, name: str) -> str:
    """The company whose other name this is, else the name itself."""
    ids = match_known(context, name, context.account.plans).same
    companies = [plan.interview.company for plan in context.account.plans if plan.interview.id in ids]
    return name if not companies or company_key(name) in map(company_key, companies) else companies[0]


def interview_options(plans: Iterable[Plan]) -> tuple[Option, ...]:
    """Interviews to tap, the latest first."""
    latest = sorted(plans, key=lambda plan: plan.standing.round.at, reverse=True)[:MOST_OPTIONS]
    return tuple(Option("interview", str(plan.interview.id), plan.interview.title) for plan in latest)
