"""`/rules`: what they said about following up, shown before it is recorded wherever it is more than one plain form."""

from __future__ import annotations

import json
from typing import Any

from bot.guidance.contacts import latest_contact
from bot.guidance.events import Noted, RuleGiven, What
from bot.guidance.ground_rules import CallOn, Contact, EmailOnly, NoCalls, NoRules, Rule, Series
from bot.guidance.plan import Plan
from bot.language.ground_rules import GroundRules, read_ground_rules
from bot.language.moments import Direction, ImpossibleMoment, Refusal
from bot.language.rules import RuleFault
from bot.language.times import find_times
from bot.language.when import Unclear
from bot.services.context import Context, Request, problem_of
from bot.services.followups import Detail, ask_right, read_one_rule
from bot.services.limits import MOST_NOTE
from bot.services.mapping import event_to_row, what_from_json
from bot.services.questions import Ask, Option, Problem, Question

RULE_FORMS = tuple(
    Option(slot, value)
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
_PLAIN = ("no calls", "call on ", "call every ", "they call", "decision by ", "away until ", "contact ", "no", "none")
"""How the forms begin that are recorded at once."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FORM_QUESTIONS = {
    "call on": Question.RULE_DAY,
    "call every": Question.RULE_WEEKDAY,
    "they call by": Question.RULE_DAY,
    "decision by": Question.RULE_DAY,
    "away until": Question.RULE_DAY,
    "contact": Question.RULE_CONTACT,
}
_RULE_PROBLEMS = {
    RuleFault.DAY_PASSED: Problem.RULE_DAY_PASSED,
    RuleFault.DAY_MISSING: Problem.DATE_NOT_READ,
    RuleFault.UNKNOWN_ZONE: Problem.ZONE_UNKNOWN,
}
_ABOUT_CALLS = (NoCalls, EmailOnly, CallOn, NoRules, *Series.__args__)


def read_rules(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    """`/rules Acme …`: what they said about following up."""
    if "keep" in request.slots:
        return Detail(Noted(request.slots["words"][:MOST_NOTE]))
    if "day" in request.slots:
        text = request.slots["told"].replace(request.slots["odd"], request.slots["day"], 1)
        request = Request(request.command, {"interview": request.slots["interview"], "text": text})
    if known := _known(request):
        return _mended(context, request, plan, known)
    return _read(context, request, plan) if request.text else _ask_rule(context, request, plan)


def _known(request: Request) -> tuple[What, ...]:
    """What was shown to be recorded."""
    return tuple(what_from_json(kind, data) for kind, data in json.loads(request.slots.get("facts", "[]")))


def _mended(context: Context, request: Request, plan: Plan, known: tuple[What, ...]) -> Detail | Ask:
    """Record what was shown, or change it: drop one thing, or take what is written in its place."""
    if request.slots.get("sure") == "yes":
        return Detail(known[0], more=known[1:])
    if request.slots.get("drop", "").isdigit():
        dropped = int(request.slots["drop"])
        kept = tuple(fact for nth, fact in enumerate(known) if nth != dropped)
        return ask_right(context, request, plan, kept) if kept else _ask_rule(context, request, plan)
    if not request.text:
        drops = tuple(Option("drop", str(nth)) for nth in range(len(known)))
        slots = {**request.slots, "facts": _rows(known)}
        slots.pop("sure", None)
        again, company = Request(request.command, slots), plan.interview.company
        return context.ask(again, Question.MEND_RULES, "text", drops, company=company, facts=known)
    told = _told(context, request, plan)
    return told if isinstance(told, Ask) else ask_right(context, request, plan, _in_place(known, told))


def _in_place(known: tuple[What, ...], told: tuple[What, ...]) -> tuple[What, ...]:
    """What was known, with what is told now in place of what it takes the place of."""
    new = {_kind(fact) for fact in told}
    contacts = [rule for fact in (*known, *told) if isinstance(rule := _rule(fact), Contact)]
    kept = [fact for fact in (*(old for old in known if _kind(old) not in new), *told) if _kind(fact) is not Contact]
    contact = latest_contact(contacts)
    return (*kept, *((RuleGiven(contact),) if contact else ()))


def _kind(fact: What) -> object:
    rule = _rule(fact)
    return type(fact) if rule is None else CallOn if isinstance(rule, _ABOUT_CALLS) else type(rule)


def _rule(fact: What) -> Rule | None:
    return fact.rule if isinstance(fact, RuleGiven) else None


def _read(context: Context, request: Request, plan: Plan) -> Detail | Ask:
    """A plain form is recorded at once; all else is shown first."""
    ground = read_ground_rules(request.text, **context.whereabouts)
    rule = read_one_rule(context, request.text)
    if not isinstance(rule, RuleFault | ImpossibleMoment) and _is_plain(request.text, rule, ground):
        return Detail(RuleGiven(rule))
    lacking = _with_form(context, request)
    unread = not (ground.rules or ground.doubts) and (isinstance(rule, ImpossibleMoment) or "form" in lacking.slots)
    if unread or (rule in _RULE_PROBLEMS and not ground.rules) or rule is RuleFault.UNKNOWN_ZONE:
        return _ask_missing(context, lacking, plan, rule)
    told = _told(context, request, plan)
    if isinstance(told, Ask):
        return told
    if request.slots.get("sure") == "yes":
        return Detail(told[0], more=told[1:])
    return ask_right(context, request, plan, told)


def read_whole_rule(context: Context, text: str) -> Rule | None:
    """The one rule that the whole text is; None where it is none, or more than that."""
    ground = read_ground_rules(text, **context.whereabouts)
    if ground.doubts or ground.contradictions or ground.unclear or ground.note or len(ground.rules) > 1:
        return None
    if ground.rules:
        return ground.rules[0]
    rule = read_one_rule(context, text)
    return None if isinstance(rule, RuleFault | ImpossibleMoment) else rule


def _is_plain(text: str, rule: Rule, ground: GroundRules) -> bool:
    """Whether both readers take the whole text for one and the same rule."""
    begins = " ".join(text.casefold().split()).startswith(_PLAIN)
    alone = ground.rules in ((rule,), ()) and not (ground.doubts or ground.contradictions)
    return begins and alone and not (ground.rules and ground.note)


def _told(context: Context, request: Request, plan: Plan) -> tuple[What, ...] | Ask:
    """All that the words say of following up, with the rest as a note; or a question where that is not plain."""
    text = request.text
    ground = read_ground_rules(text, **context.whereabouts)
    if ground.contradictions or ground.taken_back:
        return _ask_note(context, request, plan, Problem.RULES_CONTRADICT)
    if ground.unclear:
        return _ask_which_day(context, request, plan, ground)
    rules = ground.rules
    if not rules and ground.doubts:
        return _ask_note(context, request, plan, Problem.RULE_DENIED)
    if not rules:
        rule = read_one_rule(context, text)
        if isinstance(rule, ImpossibleMoment):
            return _ask_note(context, request, plan, problem_of(rule), rule.words)
        if no_day := _no_day(context, text):
            return _ask_note(context, request, plan, Problem.DATE_IMPOSSIBLE, no_day)
        if isinstance(rule, RuleFault):
            return _ask_note(context, request, plan, Problem.RULE_NOT_READ)
        return (RuleGiven(rule),)
    note = (Noted(ground.note[:MOST_NOTE]),) if ground.note else ()
    return (*map(RuleGiven, rules), *note)


def _no_day(context: Context, text: str) -> str:
    """The words in the shape of a date that is on no calendar; "" for none."""
    times = find_times(text, direction=Direction.FUTURE, **context.whereabouts)
    odd = (when for when in times if isinstance(when, Unclear) and when.reason is Refusal.IMPOSSIBLE)
    return next((text[slice(*when.place)] for when in odd), "")


def _ask_note(context: Context, request: Request, plan: Plan, problem: Problem, odd: str = "") -> Ask:
    """Nothing is recorded, for the `odd` ones among the words or all; on one tap they are, as a note."""
    text = request.text
    slots = {"interview": str(plan.interview.id), "words": text, **_shown(request)}
    again, about = Request(request.command, slots), {"company": plan.interview.company, "words": odd or text}
    return context.ask(again, Question.KEEP_NOTE, "text", (Option("keep", "yes"),), problem=problem, **about)


def _ask_which_day(context: Context, request: Request, plan: Plan, ground: GroundRules) -> Ask:
    words, days = ground.unclear[0]
    options = tuple(Option("day", day.isoformat()) for day in days)
    slots = {"interview": str(plan.interview.id), "told": request.text, "odd": words, **_shown(request)}
    again = Request(request.command, slots)
    return context.ask(again, Question.WHICH_DAY, "day", options, company=plan.interview.company, words=words)


def _shown(request: Request) -> dict[str, str]:
    """What was shown before, and is to be mended."""
    return {"facts": request.slots["facts"]} if "facts" in request.slots else {}


def _rows(facts: tuple[What, ...]) -> str:
    return json.dumps([event_to_row(fact) for fact in facts])


def _ask_missing(context: Context, request: Request, plan: Plan, rule: object) -> Ask:
    """Ask for what a plain form lacks."""
    text, form = request.text, request.slots.get("form", "")
    if isinstance(rule, ImpossibleMoment):
        return _ask_rule(context, request, plan, problem_of(rule), rule.words)
    if rule is RuleFault.DAY_MISSING and form == text:
        return _ask_rule(context, request, plan)
    undated = form and _FORM_QUESTIONS.get(form, Question.RULE_DAY) is not Question.RULE_DAY
    unread = Problem.RULE_NOT_READ if undated else Problem.DATE_NOT_READ
    problem = _RULE_PROBLEMS.get(rule, unread) if isinstance(rule, RuleFault) else unread
    return _ask_rule(context, request, plan, problem, text.removeprefix(form).strip() or text)


def _with_form(context: Context, request: Request) -> Request:
    """Keep the words before a day that could not be taken, so that only the day is asked for again."""
    if read_one_rule(context, request.text) is RuleFault.DAY_MISSING and not request.slots.get("form"):
        return request.having(form=request.text)
    words = request.text.split()
    heads = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    form = next((head for head in heads if read_one_rule(context, head) is RuleFault.DAY_MISSING), None)
    return request if form is None or request.slots.get("form") else request.having(form=form)


def _ask_rule(context: Context, request: Request, plan: Plan, problem: Problem | None = None, words: str = "") -> Ask:
    """Ask for the rule, or where its form is known, for what it still lacks."""
    form, slots = request.slots.get("form", ""), {"interview": str(plan.interview.id)}
    again = Request(request.command, {**slots, "form": form} if form else slots)
    about: dict[str, Any] = {"company": plan.interview.company, "problem": problem, "words": words}
    if not form:
        return context.ask(again, Question.WHICH_RULE, "text", RULE_FORMS, **about)
    question = _FORM_QUESTIONS.get(form, Question.RULE_DAY)
    weekdays = tuple(Option("more", day) for day in _WEEKDAYS) if question is Question.RULE_WEEKDAY else ()
    return context.ask(again, question, "more", weekdays, **about)
