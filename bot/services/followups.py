"""Recording what followed an interview: the note, calls, emails, their words, their rules, its end, and quiet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from bot.guidance.events import (
    Called,
    Emailed,
    Heard,
    Muted,
    RuleGiven,
    Settled,
    Settlement,
    Skipped,
    StepKind,
    Unmuted,
    What,
)
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.ground_rules import AwayUntil, Contact, Rule
from bot.guidance.plan import Plan
from bot.language.details import CallDetail, read_call, read_heard
from bot.language.ground_rules import read_ground_rules
from bot.language.intents import Intent
from bot.language.moments import Direction, ImpossibleMoment, Moment, Reading
from bot.language.rules import RuleFault, is_away, read_rule
from bot.language.understanding import understand
from bot.services.choices import says_nothing
from bot.services.context import Context, Request, moment_words, problem_of, recent_days
from bot.services.limits import MOST_NOTE
from bot.services.mapping import event_to_row
from bot.services.naming import Found, find_interview
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.thanks import names_somebody, sends_none, thanked

CALL_OUTCOMES = tuple(Option("outcome", outcome.value) for outcome in CallOutcome)
HEARD_WORDS = tuple(
    Option(slot, value)
    for slot, value in (("text", "they replied"), ("text", "offer"), ("text", "rejected"), ("form", "until"))
)


class Detail(Struct, frozen=True):
    """What a command says happened, and when, None for now; `unread` are words that were passed over."""

    what: What
    moment: Moment | None = None
    unread: str = ""
    more: tuple[What, ...] = ()  # recorded too, once the person has seen that it was rightly understood


_ENDS = {Intent.OFFER: Settlement.OFFER, Intent.REJECTED: Settlement.REJECTED}

Reader = Callable[[Context, Request, Plan], Detail | Ask | Refused]


def record_followup(context: Context, request: Request, read: Reader) -> Outcome:
    """Find the interview, read what happened, and record it. What lies ahead has not happened, and is asked again."""
    request = _completed(request)
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    plan, request = found.plan, request.having(interview=str(found.plan.interview.id), text=found.rest)
    try:
        detail = read(context, request, plan)
    except ImpossibleMoment as fault:
        return _ask_day(context, request, plan, problem_of(fault), fault.words)
    if not isinstance(detail, Detail):
        return detail
    moment = _chosen_moment(context, request, detail.moment)
    if isinstance(moment, Refused):
        return _ask_day(context, request, plan, moment.problem, moment.words)
    if moment and (ask := _unless_one_day(context, request, plan, moment)):
        return ask
    at, day_only = context.instant_of(moment)
    if detail.more and request.slots.get("sure") != "yes":
        return ask_right(context, request, plan, (detail.what, *detail.more), moment)
    unread = "" if says_nothing(detail.unread) else detail.unread
    return context.record(plan.interview.id, detail.what, at, day_only=day_only, unread=unread, more=detail.more)


def ask_right(
    context: Context, request: Request, plan: Plan, facts: tuple[What, ...], moment: Moment | None = None
) -> Ask:
    """Show what would be recorded; it is kept as it was understood, and recorded, or mended, through `/rules`."""
    when = {"when": moment_words(moment)} if moment else {}
    when |= {slot: value for slot, value in request.slots.items() if slot == "when"}
    rows = json.dumps([event_to_row(fact) for fact in facts])
    shown = Request("rules", {"interview": str(plan.interview.id), "facts": rows, **when})
    company, options = plan.interview.company, (Option("sure", "yes"), Option("sure", "change"))
    return context.ask(shown, Question.RIGHT_RULES, "sure", options, company=company, facts=facts)


def _completed(request: Request) -> Request:
    """Put what was answered to a question where the command's own words would have it."""
    slots = dict(request.slots)
    if more := slots.pop("more", ""):
        slots["text"] = f"{slots.get('form', '')} {more}".strip()
    return Request(request.command, slots)


def _chosen_moment(context: Context, request: Request, told: Moment | None) -> Moment | Refused | None:
    """The day answered to a question, before the day in the command's own words."""
    if "when" not in request.slots:
        return told
    moment = context.read_moment(request.slots["when"], Direction.PAST)
    return moment or Refused(Problem.DATE_NOT_READ, request.slots["when"])


def _ask_day(context: Context, request: Request, plan: Plan, problem: Problem, words: str = "") -> Ask:
    """Ask for the day on which it happened; the words that told another are forgotten, all else is kept."""
    text = request.text.replace(words, " ", 1) if words else request.text
    slots = {key: value for key, value in request.slots.items() if key != "when"}
    again = Request(request.command, {**slots, "text": text})
    about: dict[str, Any] = {"company": plan.interview.company, "problem": problem, "words": words}
    return context.ask(again, Question.NEW_DATE, "when", recent_days(context.today), **about)


def _unless_one_day(context: Context, request: Request, plan: Plan, moment: Moment) -> Ask | None:
    """Ask on which day it happened, where several are named or the one lies ahead."""
    if days := context.days_of(moment, Direction.PAST):
        words = request.slots.get("when") or _day_words(context, request)
        return context.ask(request, Question.DAY_OF_RANGE, "when", days, company=plan.interview.company, words=words)
    ahead = context.instant_of(moment)[0] > context.now
    return _ask_day(context, request, plan, Problem.DATE_AHEAD) if ahead else None


def _day_words(context: Context, request: Request) -> str:
    """The words of a command that name its day, or all of them."""
    return request.text.removeprefix(_split(context, request).rest).strip(" ,;:-") or request.text


def _split(context: Context, request: Request) -> Reading:
    return context.split_moment(request.text, Direction.PAST)


def read_thanked(context: Context, request: Request, plan: Plan) -> Detail:
    """`/thanked Acme [whom] [when]`, or that there will be no note: `/thanked Acme skip`."""
    if sends_none(request.text) and not names_somebody(plan, request.text):
        return Detail(Skipped(StepKind.NOTE))
    reading = _split(context, request)
    what, unread = thanked(context, plan, reading.rest)
    return Detail(what, reading.moment, unread)


def read_emailed(context: Context, request: Request, plan: Plan) -> Detail:
    """`/emailed Acme [when]`."""
    reading = _split(context, request)
    return Detail(Emailed(), reading.moment, reading.rest)


def read_called(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    """`/called Acme [no answer | voicemail | spoke] [when]`."""
    detail = read_call(request.text, **context.whereabouts)
    outcome = CallOutcome(request.slots["outcome"]) if "outcome" in request.slots else detail.outcome
    if outcome is not None:
        return _called(context, request, outcome, detail)
    moment = _chosen_moment(context, request, detail.moment)
    if isinstance(moment, Moment) and (ask := _unless_one_day(context, request, plan, moment)):
        return ask
    known = request.having(text="")
    if detail.moment and "when" not in request.slots:
        known = known.having(when=moment_words(detail.moment))
    company = plan.interview.company
    return context.ask(known, Question.CALL_OUTCOME, "text", CALL_OUTCOMES, company=company, words=detail.rest)


def _called(context: Context, request: Request, outcome: CallOutcome, detail: CallDetail) -> Detail:
    """A call, and what they said in it; a day among words that were not read may be one to come, and is not taken."""
    if says_nothing(detail.rest):
        return Detail(Called(outcome), detail.moment)
    ground = read_ground_rules(request.text, **context.whereabouts)
    if ground.rules and not (ground.contradictions or ground.taken_back):
        return Detail(Called(outcome), more=tuple(RuleGiven(rule) for rule in ground.rules))
    return Detail(Called(outcome), unread=detail.rest)


def read_heard_from(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    """`/heard Acme [offer | rejected | until DATE | a note]`."""
    company = plan.interview.company
    until = request.slots.get("form") == "until"
    if not request.text:
        if until:
            return context.ask(request, Question.HEARD_UNTIL, "more", company=company)
        return context.ask(request, Question.HEARD_WHAT, "text", HEARD_WORDS, company=company)
    rule = read_one_rule(context, request.text) if is_away(request.text) else None
    if isinstance(rule, ImpossibleMoment):
        return _ask_until(context, request, company, problem_of(rule), rule.words)
    if rule is RuleFault.DAY_PASSED:
        return _ask_until(context, request, company, Problem.RULE_DAY_PASSED)
    until = until or request.text.casefold().startswith("until ")
    if until and not isinstance(rule, AwayUntil):
        return _ask_until(context, request, company, Problem.DATE_NOT_READ, request.text.removeprefix("until "))
    detail = read_heard(request.text, **context.whereabouts)
    if len(detail.note) > MOST_NOTE:
        again, problem = request.having(text=""), Problem.TEXT_TOO_LONG
        return context.ask(again, Question.HEARD_WHAT, "text", HEARD_WORDS, company=company, problem=problem)
    if detail.settlement:
        return Detail(Settled(detail.settlement), detail.moment)
    if detail.rule:
        return Detail(RuleGiven(detail.rule, word=True), detail.moment)
    # What they said cannot have been said on a day to come: "another week" is how long they need.
    ahead = detail.moment is not None and context.instant_of(detail.moment)[0] > context.now
    said = _said(context, request, plan, request.text if ahead else detail.note)
    return said or Detail(Heard(detail.note), detail.moment)


def _said(context: Context, request: Request, plan: Plan, note: str) -> Detail | Ask | None:
    """A word from them that tells an end or when to follow up, as in free text; shown first. None for a mere note."""
    understood = understand(note, companies={}, now=context.now, zone=context.account.preferences.time_zone)
    settlement = _ENDS.get(understood.intent.intent)
    if settlement and understood.complete and not (understood.parts or understood.intent.special):
        settled = Settled(settlement)
        return Detail(settled) if request.slots.get("sure") == "yes" else ask_right(context, request, plan, (settled,))
    ground = read_ground_rules(note, **context.whereabouts)
    doubtful = ground.contradictions or ground.taken_back or ground.doubts
    if doubtful or all(isinstance(rule, Contact) for rule in ground.rules):
        return None
    return Detail(Heard(note), more=tuple(map(RuleGiven, ground.rules)))


def _ask_until(context: Context, request: Request, company: str, problem: Problem, words: str = "") -> Ask:
    again = request.having(text="", form="until")
    return context.ask(again, Question.HEARD_UNTIL, "more", company=company, problem=problem, words=words)


def read_one_rule(context: Context, text: str) -> Rule | RuleFault | ImpossibleMoment:
    """What the whole text says in one of the plain forms, or what is wrong with it."""
    try:
        return read_rule(text, **context.whereabouts)
    except ImpossibleMoment as fault:
        return fault


def read_close(context: Context, request: Request, plan: Plan) -> Detail:
    """`/close Acme [withdrawn | rejected | offer] [when]`."""
    heard = read_heard(request.text, **context.whereabouts)
    return Detail(Settled(heard.settlement or Settlement.CLOSED), heard.moment, heard.note)


def read_mute(context: Context, request: Request, plan: Plan) -> Detail:
    """`/mute Acme`."""
    return Detail(Muted(), unread=request.text)


def read_unmute(context: Context, request: Request, plan: Plan) -> Detail:
    """`/unmute Acme`."""
    return Detail(Unmuted(), unread=request.text)
