"""What free words tell, as requests: which command, about which interview, on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.guidance.events import Called, Emailed, Heard, Interviewed, Planned, Settled, Thanked, What
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.language.appointments import is_cancelled, is_moved, split_length
from bot.language.ground_rules import read_ground_rules
from bot.language.intents import Intent, Special
from bot.language.mentions import CompanyKind, CompanyReading, masked
from bot.language.met import find_met, find_role, met_words
from bot.language.moments import Moment, Refusal
from bot.language.regex import regex
from bot.language.roles import which_role
from bot.language.stances import Stance
from bot.language.understanding import Understanding
from bot.language.vocabulary import COMPANY
from bot.language.when import Point, Range, Unclear, When
from bot.services.appointments import CANCELLED, planned_round
from bot.services.choices import says_nothing
from bot.services.context import Context, Request, moment_words
from bot.services.corrections import CORRECT
from bot.services.interviews import LOG, MET_WORDS, MOVED
from bot.services.naming import joinable, open_first

COMMANDS = {
    Intent.PLAN_INTERVIEW: "interview",
    Intent.LOG_INTERVIEW: "interviewed",
    Intent.LOG_THANKS: "thanked",
    Intent.LOG_CALL: "called",
    Intent.LOG_EMAIL: "emailed",
    Intent.HEARD_BACK: "heard",
    Intent.OFFER: "heard",
    Intent.REJECTED: "heard",
    Intent.SET_RULE: "rules",
    Intent.REMIND: "remind",
    Intent.UNDO: "undo",
    Intent.STATUS: "should_i_call",
    Intent.QUESTION: "ask",
}
_SPECIAL = {
    Special.WITHDRAWN: ("close", "withdrawn"),
    Special.CANCELLED: (CANCELLED, ""),
    Special.MUTE: ("mute", ""),
    Special.UNMUTE: ("unmute", ""),
}
_INTERVIEWS = ("interview", "interviewed")
_AHEAD = (Intent.PLAN_INTERVIEW, Intent.REMIND)
_ABOUT_THE_ONLY_ONE = frozenset({"thanked", "called", "emailed", "heard", "rules", "remind", "close"})
"""What is told without a name is about the only open interview; it is shown before it is recorded."""
_UNDATED = (Intent.SET_RULE, Intent.HEARD_BACK, Intent.UNDO)
"""Their days, if any, are part of what was said, and read with it."""
_KINDS: dict[Intent, tuple[type[What], ...]] = {
    Intent.LOG_CALL: (Called,),
    Intent.LOG_EMAIL: (Emailed,),
    Intent.LOG_THANKS: (Thanked,),
    Intent.LOG_INTERVIEW: (Interviewed, Planned),
    Intent.PLAN_INTERVIEW: (Planned,),
    Intent.HEARD_BACK: (Heard,),
    Intent.OFFER: (Settled,),
    Intent.REJECTED: (Settled,),
}
_SAME_DAY = regex(r"\b(?:the )?(?:same|that) (?:day|evening|afternoon|morning|night)\b", re.IGNORECASE)
_OF_OTHERS = regex(r"\b(?:me|back|to call|asked|asking|said|says|will|wants?|until|by|if|promised)\b")
"""Beside these a day to come is one that was spoken of, not that of the call."""
_ODD_DATE = regex(r"\bon (?:the )?([0-9]{1,2}[/.][0-9]{1,2})(?![/.]?[0-9])", re.IGNORECASE)
"""The shape of a date where no date was read: that day is none, and today is not meant."""
_INTERVIEW = regex(r"\binterview", re.IGNORECASE)
_OF_INTERVIEW = regex(r"\b(?:after|during|in|at|following) (?:my|the|our|that) (?:\w+ )?interview", re.IGNORECASE)
"""An interview that is spoken of, and not told."""
_NOT = regex(r"\bnot(?: on| last)?\s*$", re.IGNORECASE)
_TIMES = regex(
    r"\b(?:(?P<twice>twice|two times|2x|2 times)|(?P<thrice>thrice|three times|3x|3 times)"
    r"|(?P<many>\d+|four|five|six|seven|several|many|a few|a couple of) ?(?:x|times)\b)",
    re.IGNORECASE,
)


def request_for(context: Context, told: Understanding, before: Request | None = None) -> Request:
    """The command that records what is told; `before` is that of the clause before, on whose day it may have been."""
    reading = told.intent
    if reading.special in _SPECIAL:
        command, text = _quiet_until(told) or _SPECIAL[reading.special]
        slots = {"text": text} if text else {}
    else:
        command, slots = COMMANDS[reading.intent], _slots(context, told, before)
    request = about(context, Request(command, slots), told.text, reading.company)
    if _only_met(context, request, told.text):
        return Request("met", {"interview": request.slots["interview"], "text": request.slots[MET_WORDS]})
    plan = context.account.plan(int(request.slots.get("interview", "0")))
    if command == CANCELLED and plan and not (planned_round(context, plan) and is_cancelled(told.text)):
        # Nothing was set that they could call off, or it was the person who did: it is over, where that is said of it.
        return Request("close", request.slots) if _INTERVIEW.search(told.text) else _a_word(request, told)
    return request


def idle_words(told: Understanding) -> tuple[str, ...]:
    """The words that add nothing to what is told; whom one is still to meet is nothing yet."""
    companies = told.intent.company.spans
    people = find_met(told.text, companies)
    if told.intent.intent is Intent.PLAN_INTERVIEW:
        to_meet = (told.text[slice(*span)] for span in people)
        return (*told.idle, *(words for words in to_meet if words not in told.idle))
    if told.intent.intent is not Intent.LOG_INTERVIEW:
        return told.idle
    role = find_role(told.text, companies)
    taken = [*people, *companies, *([role[1]] if role else []), *(when.place for when in told.times)]
    return tuple(idle for idle in told.idle if not says_nothing(_less(told.text, idle, taken)))


def _less(text: str, part: str, taken: Sequence[tuple[int, int]]) -> str:
    """A part of a text without the places in it that are taken up."""
    start = max(text.find(part), 0)
    left = (char if all(not first <= at < end for first, end in taken) else " " for at, char in enumerate(part, start))
    return "".join(left)


def _only_met(context: Context, request: Request, text: str) -> bool:
    """Whether only people are told of an interview that is recorded: "I met Dana at Acme", with its day or none."""
    plan = context.account.plan(int(request.slots.get("interview", "0")))
    if request.command != LOG or MET_WORDS not in request.slots or plan is None or plan.planned:
        return False
    held = local_day(plan.standing.round.at, context.account.preferences.time_zone).isoformat()
    return request.slots.get("when", held)[: len(held)] == held and not _INTERVIEW.search(_OF_INTERVIEW.sub("", text))


def _a_word(request: Request, told: Understanding) -> Request:
    return Request("heard", {**request.slots, "text": told.text})


def _quiet_until(told: Understanding) -> tuple[str, str] | None:
    """Quiet that has an end is a pause of all pings; for one company there is none, and the day is said back unread."""
    if told.intent.special is not Special.MUTE or not told.times:
        return None
    return "mute" if told.intent.company.names else "pause", told.text[slice(*told.times[0].place)]


def about(context: Context, request: Request, text: str, company: CompanyReading) -> Request:
    """The request with the interview that the words name, or the name as they have it."""
    interview = request.command in _INTERVIEWS
    slot = "company" if interview else "name"
    if company.kind is CompanyKind.NONE:
        only = meant(context, request, text)
        if len(only) == 1:
            return request.having(interview=str(only[0].interview.id))
        return request
    if not company.exact or company.kind is CompanyKind.SEVERAL:
        return request.having(**{slot: text[slice(*company.spans[0])] if company.spans else company.names[0]})
    if company.kind is CompanyKind.NEW:
        return request.having(**{slot: company.names[0]})
    plans = open_first(context, company.ids)
    if interview:
        request = request.having(company=company.names[0])
        plans = [plan for plan in plans if plan in joinable(context)]
    plans = _of_role(plans, masked(text, company, f" {COMPANY} "))
    if len(plans) == 1:
        return request.having(interview=str(plans[0].interview.id))
    return request if interview else request.having(name=company.names[0])


def _of_role(plans: Sequence[Plan], text: str) -> list[Plan]:
    """The one of some interviews whose role is named, else all of them."""
    named = which_role(text, {plan.interview.id: plan.interview.role for plan in plans if plan.interview.role}, COMPANY)
    return [plan for plan in plans if named in (None, plan.interview.id)]


def meant(context: Context, request: Request, text: str) -> tuple[Plan, ...]:
    """Which interviews can be meant where no company is named: those that such a thing can be told of."""
    plans = tuple(_of_role(context.account.open_plans, text))
    if request.command == CANCELLED or MOVED in request.slots:
        return tuple(plan for plan in plans if planned_round(context, plan)) or plans
    return plans if request.command in _ABOUT_THE_ONLY_ONE else ()


def correction(context: Context, told: Understanding) -> Request | None:
    """The request that gives what was told before the day that is told now; None where there is nothing of the kind."""
    company = told.intent.company
    plans = open_first(context, company.ids) if company.ids else list(context.account.open_plans)
    kinds = _KINDS.get(told.intent.intent) or (Called, Emailed, Thanked, Interviewed)
    events = [
        (event.at, event.id, plan) for plan in plans for event in plan.interview.events if isinstance(event.what, kinds)
    ]
    if not events:
        return None
    _, event_id, plan = max(events, key=lambda found: found[:2])
    request = Request(CORRECT, {"event": str(context.record_of(plan, event_id).row_id)})
    when = _when(context, told)
    return request.having(when=when) if when else request


def has_rules(context: Context, told: Understanding) -> bool:
    """Whether something can be read of what they are said to have said about following up."""
    preferences = context.account.preferences
    ground = read_ground_rules(told.text, context.now, preferences.time_zone, country=preferences.country)
    return bool(ground.rules or ground.contradictions)


def how_often(told: Understanding) -> int | None:
    """How often something was done that the words tell of; None where they do not say on one day, or not how often."""
    found = _TIMES.search(told.text) if told.intent.intent in (Intent.LOG_CALL, Intent.LOG_EMAIL) else None
    if found is None:
        return 1
    count = 2 if found["twice"] else 3 if found["thrice"] else 0
    one_day = len(told.times) == 1 and isinstance(told.times[0], Point)
    return count if one_day and count else None


def unclear_day(told: Understanding) -> Unclear | None:
    """A day in it that may be one of some, where its days are not read with what was said."""
    if told.intent.intent in _UNDATED:
        return None
    return next((when for when in told.times if isinstance(when, Unclear) and when.choices), None)


def _slots(context: Context, told: Understanding, before: Request | None) -> dict[str, str]:
    reading, words = told.intent, told.text
    slots: dict[str, str] = {}
    match reading.intent:
        case Intent.LOG_CALL if reading.outcome:
            slots["outcome"] = reading.outcome.value
        case Intent.OFFER | Intent.REJECTED:
            slots["text"] = reading.intent.value
        case Intent.HEARD_BACK | Intent.QUESTION:
            slots["text"] = words
        case Intent.SET_RULE:
            slots["text"] = _without_names(words, reading.company)
    if reading.intent is Intent.PLAN_INTERVIEW:
        slots |= _length_and_move(words)
    if reading.intent in (Intent.PLAN_INTERVIEW, Intent.LOG_INTERVIEW):
        slots |= _role_and_people(told)
    when = None if reading.intent in _UNDATED else _when(context, told)
    if when is None and before and _SAME_DAY.search(words):
        when = before.slots.get("when")
    if when and reading.intent is Intent.REMIND:
        slots["text"] = when
    elif when:
        slots["when"] = when
    return slots


def _role_and_people(told: Understanding) -> dict[str, str]:
    spans = told.intent.company.spans
    role, people = find_role(told.text, spans), met_words(told.text, spans)
    met = people if told.intent.intent is Intent.LOG_INTERVIEW else ""
    return {**({"role": role[0]} if role else {}), **({MET_WORDS: met} if met else {})}


def _length_and_move(words: str) -> dict[str, str]:
    _, minutes = split_length(words)
    return {**({"minutes": str(minutes)} if minutes else {}), **({MOVED: "yes"} if is_moved(words) else {})}


def _without_names(words: str, company: CompanyReading) -> str:
    for start, end in sorted(company.spans, reverse=True):
        words = words[:start] + words[end:]
    return " ".join(words.split())


def _when(context: Context, told: Understanding) -> str | None:
    """The day that the words tell, on the side of today where it has to lie; else the first that they name.

    Several days stay in the person's words, of which the command asks which one is meant.
    """
    reading, times = told.intent, told.times
    ahead = reading.intent in _AHEAD
    days = [when for when in times if isinstance(when, Point | Range) and not _is_denied(told, when)]
    fits = [when for when in days if (when.start >= context.today if ahead else when.start <= context.today)]
    spoken_of = reading.intent is Intent.LOG_CALL and _OF_OTHERS.search(reading.plain)
    only_past = spoken_of or reading.intent in (Intent.OFFER, Intent.REJECTED)
    chosen = next(iter(fits if only_past else fits or days), None)
    if isinstance(chosen, Range) and reading.intent is not Intent.REMIND:
        return told.text[slice(*chosen.place)]
    if chosen:
        return moment_words(Moment(chosen.start, chosen.at))
    impossible = next((when for when in times if isinstance(when, Unclear) and not when.choices), None)
    if impossible and impossible.reason is Refusal.IMPOSSIBLE:
        return told.text[slice(*impossible.place)]
    odd = None if times else _ODD_DATE.search(told.text)
    return odd[1] if odd else None


def _is_denied(told: Understanding, when: When) -> bool:
    """Whether a day is the wrong one of a correction: "Thursday, not Friday"."""
    return told.intent.stance is Stance.CORRECTED and bool(_NOT.search(told.text[: when.place[0]]))


def kept_for(request: Request, company: str) -> Request:
    """What was said about a company that is to be recorded before it."""
    slots = {slot: value for slot, value in request.slots.items() if slot not in ("new_name", "interview")}
    return Request(request.command, {**slots, "name": company})
