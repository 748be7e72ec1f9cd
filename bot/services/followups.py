"""Recording what followed an interview: the note, calls, emails, their words, their rules, its end, and quiet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.guidance.facts import (
    AwayUntil,
    Called,
    Emailed,
    Heard,
    Muted,
    RuleGiven,
    Settled,
    Settlement,
    Thanked,
    Unmuted,
    What,
)
from bot.guidance.facts import (
    Outcome as CallOutcome,
)
from bot.guidance.plan import Plan
from bot.language.details import RuleFault, read_call, read_heard, read_rule
from bot.language.moments import Direction, ImpossibleMoment, Moment, split_moment
from bot.services.context import Context, Request, moment_words, recent_days, refuse_moment
from bot.services.naming import MOST_TEXT, Found, find_interview
from bot.services.outcomes import Ask, Option, Outcome, Problem, Question, Refused

MOST_NOTE = 500
"""Longest note of what they said, in characters."""

CALL_OUTCOMES = tuple(Option("outcome", outcome.value, outcome.value) for outcome in CallOutcome)
HEARD_WORDS = tuple(
    Option(slot, value, value)
    for slot, value in (("text", "they replied"), ("text", "offer"), ("text", "rejected"), ("form", "until"))
)
RULE_FORMS = tuple(
    Option(slot, value, value)
    for slot, value in (
        ("text", "no calls"),
        ("text", "they call"),
        ("form", "call on"),
        ("form", "call every"),
        ("form", "they call by"),
        ("form", "decision by"),
        ("form", "away until"),
        ("form", "contact"),
        ("text", "no rules"),
    )
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FORM_QUESTIONS = {
    "until": Question.HEARD_UNTIL,
    "call on": Question.RULE_DAY,
    "call every": Question.RULE_WEEKDAY,
    "they call by": Question.RULE_DAY,
    "decision by": Question.RULE_DAY,
    "away until": Question.RULE_DAY,
    "contact": Question.RULE_CONTACT,
}


@dataclass(frozen=True, slots=True)
class Detail:
    """What a command says happened, and when; None for now."""

    what: What
    moment: Moment | None = None


Reader = Callable[[Context, Request, Plan], Detail | Ask | Refused]


def record_followup(context: Context, request: Request, read: Reader) -> Outcome:
    """Find the interview, read what happened, and record it. What lies ahead has not happened, and is asked again."""
    if len(request.text) > MOST_TEXT:
        return Refused(Problem.TEXT_TOO_LONG, command=request.command)
    request = _completed(request)
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    request = request.having(interview=str(found.plan.interview.id), text=found.rest)
    try:
        detail = read(context, request, found.plan)
    except ImpossibleMoment as fault:
        return refuse_moment(fault)
    if not isinstance(detail, Detail):
        return detail
    moment = _chosen_moment(context, request, detail)
    if isinstance(moment, Refused):
        return moment
    at, day_only = context.instant_of(moment)
    if at > context.now:
        company = found.plan.interview.company
        again = Request(request.command, {key: value for key, value in request.slots.items() if key != "when"})
        return context.ask(
            again,
            Question.NEW_DATE,
            "when",
            recent_days(context.today),
            company=company,
            problem=Problem.DATE_AHEAD,
            day=moment.on if moment else None,
        )
    return context.record(found.plan.interview.id, detail.what, at, day_only=day_only)


def _completed(request: Request) -> Request:
    """Put what was answered to a question where the command's own words would have it."""
    slots = dict(request.slots)
    if name := slots.pop("name", ""):
        slots["text"] = f"{name} {slots.get('text', '')}".strip()
    if more := slots.pop("more", ""):
        slots["text"] = f"{slots.pop('form', '')} {more}".strip()
    return Request(request.command, slots)


def _chosen_moment(context: Context, request: Request, detail: Detail) -> Moment | Refused | None:
    """The day answered to a question, before the day in the command's own words."""
    if "when" not in request.slots:
        return detail.moment
    moment = context.read_moment(request.slots["when"], Direction.PAST)
    return moment or Refused(Problem.DATE_NOT_READ, request.slots["when"])


def _split(context: Context, request: Request) -> Moment | None:
    zone = context.account.preferences.time_zone
    return split_moment(request.text, now=context.now, zone=zone, direction=Direction.PAST).moment


def read_thanked(context: Context, request: Request, plan: Plan) -> Detail:
    """`/thanked Acme [when]`."""
    return Detail(Thanked(), _split(context, request))


def read_emailed(context: Context, request: Request, plan: Plan) -> Detail:
    """`/emailed Acme [when]`."""
    return Detail(Emailed(), _split(context, request))


def read_called(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    """`/called Acme [no answer | voicemail | spoke] [when]`."""
    detail = read_call(request.text, now=context.now, zone=context.account.preferences.time_zone)
    outcome = CallOutcome(request.slots["outcome"]) if "outcome" in request.slots else detail.outcome
    if outcome is None:
        known = request.having(text=moment_words(detail.moment) if detail.moment else "")
        company = plan.interview.company
        return context.ask(known, Question.CALL_OUTCOME, "more", CALL_OUTCOMES, company=company, words=detail.rest)
    return Detail(Called(outcome), detail.moment)


def read_heard_from(context: Context, request: Request, plan: Plan) -> Detail | Ask | Refused:
    """`/heard Acme [offer | rejected | until DATE | a note]`."""
    company = plan.interview.company
    if not request.text:
        if request.slots.get("form"):
            return context.ask(request, Question.HEARD_UNTIL, "more", company=company)
        return context.ask(request, Question.HEARD_WHAT, "text", HEARD_WORDS, company=company)
    detail = read_heard(request.text, now=context.now, zone=context.account.preferences.time_zone)
    if len(detail.note) > MOST_NOTE:
        return Refused(Problem.TEXT_TOO_LONG, command=request.command)
    if detail.settlement:
        return Detail(Settled(detail.settlement), detail.moment)
    if isinstance(detail.rule, AwayUntil) and detail.rule.until < context.today:
        return Refused(Problem.RULE_DAY_PASSED, request.text)
    if detail.rule:
        return Detail(RuleGiven(detail.rule, word=True), detail.moment)
    return Detail(Heard(detail.note), detail.moment)


def read_rules(context: Context, request: Request, plan: Plan) -> Detail | Ask | Refused:
    """`/rules Acme …`: what they said about following up."""
    company = plan.interview.company
    if not request.text:
        return _ask_rule(context, request, company)
    rule = read_rule(request.text, now=context.now, zone=context.account.preferences.time_zone)
    if rule is RuleFault.DAY_PASSED:
        return Refused(Problem.RULE_DAY_PASSED, request.text)
    if rule is RuleFault.UNKNOWN_ZONE:
        return Refused(Problem.ZONE_UNKNOWN, request.text)
    if isinstance(rule, RuleFault):
        again = request.having(text="")
        return context.ask(
            again,
            Question.WHICH_RULE,
            "text",
            RULE_FORMS,
            company=company,
            words=request.text,
            problem=Problem.RULE_NOT_READ,
        )
    return Detail(RuleGiven(rule))


def _ask_rule(context: Context, request: Request, company: str) -> Ask:
    question = _FORM_QUESTIONS.get(request.slots.get("form", ""))
    if question is None:
        return context.ask(request, Question.WHICH_RULE, "text", RULE_FORMS, company=company)
    weekdays = tuple(Option("more", day, day) for day in _WEEKDAYS) if question is Question.RULE_WEEKDAY else ()
    return context.ask(request, question, "more", weekdays, company=company, words=request.slots["form"])


def read_close(context: Context, request: Request, plan: Plan) -> Detail:
    """`/close Acme [withdrawn]`."""
    withdrawn = request.text.casefold().startswith(("withdr", "i withdr"))
    return Detail(Settled(Settlement.WITHDRAWN if withdrawn else Settlement.CLOSED))


def read_mute(context: Context, request: Request, plan: Plan) -> Detail:
    """`/mute Acme`."""
    return Detail(Muted())


def read_unmute(context: Context, request: Request, plan: Plan) -> Detail:
    """`/unmute Acme`."""
    return Detail(Unmuted())
