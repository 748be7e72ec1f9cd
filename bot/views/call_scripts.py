"""`/script`: what to say on the call that is next, to a person and to a machine. Source: `not-desperate`."""

from __future__ import annotations

from enum import Enum, auto

from bot.guidance.etiquette import MOST_CALLS, RuleId
from bot.guidance.letters import CallKind
from bot.guidance.verdict import Answer, Reason
from bot.services.letter_outcomes import Script
from bot.views.call_words import ME, call_words
from bot.views.next_steps import copy_number, copying, verdict_rows
from bot.views.reasons import rule_line
from bot.views.reply import Button, Reply, lines, safe
from bot.views.spoken import opening_words
from bot.views.verdicts import contact_words, verdict_text, why

_WHICH = {
    CallKind.FIRST: f"call 1 of {MOST_CALLS}",
    CallKind.SECOND: f"call 2 of {MOST_CALLS}",
    CallKind.THIRD: f"call 3 of {MOST_CALLS}, the last one",
    CallKind.ASKED_FOR: "the call that they asked for",
}


def script(outcome: Script) -> Reply:
    """The verdict first, where it is not Yes; then the words for the call that is next, if there is one."""
    plan, verdict = outcome.plan, outcome.verdict
    rows = verdict_rows(plan, verdict, outcome.at)
    if outcome.call is None:
        return Reply(verdict_text(plan, verdict, outcome.at) + "\n\n" + _nothing_to_say(verdict.reason), rows)
    which = _WHICH[outcome.call]
    if verdict.answer is Answer.YES:
        head = f"📞 <b>{safe(plan.interview.company)}</b>: {which}. {why(plan, verdict, outcome.at)}"
    else:
        head = verdict_text(plan, verdict, outcome.at) + f"\n\n📞 When that time comes, for {which}:"
    whom = f"Call {contact_words(plan)}." if plan.standing.contact else ""
    said = _script(outcome, outcome.call)
    text = lines(head, whom, *(_said(to, words) for to, words in said.values()), rule_line(RuleId.NOT_DESPERATE))
    number = copy_number(plan) if verdict.answer is not Answer.YES else ()
    return Reply(text, tuple(filter(None, (*rows, number, _copy_row(said)))))


def _copy_row(said: dict[_Part, tuple[str, str]]) -> tuple[Button, ...]:
    person, machine = (said[part][1] for part in (_Part.PERSON, _Part.MACHINE))
    return (*copying("Copy what to say", person), *copying("Copy it for a machine", machine))


def _nothing_to_say(reason: Reason) -> str:
    if reason is Reason.USED_UP:
        return "So there is no fourth call to prepare. If they ring you after all, take it as good news: /heard"
    return "So there is no call to prepare."


class _Part(Enum):
    """To whom, or when, something is said."""

    FIRST = auto()
    PERSON = auto()
    NO_NEWS = auto()
    MACHINE = auto()


def _script(outcome: Script, call: CallKind) -> dict[_Part, tuple[str, str]]:
    """What to say to whoever answers, to the right person, when there is no news, and to a machine."""
    plan = outcome.plan
    # The day is spoken of as it will be on the day of the call.
    words = call_words(call, plan, outcome.verdict.yes_from or outcome.at)
    name = plan.standing.contact.name if plan.standing.contact else ""
    whom = name or f"the person who deals with your {opening_words(plan)}"
    return {
        _Part.FIRST: ("Whoever answers", f"Hello, {ME} May I speak with {whom}, please?"),
        _Part.PERSON: (f"To {name}" if name else "To that person", words.person),
        _Part.NO_NEWS: ("If there is no news yet", words.if_no_news),
        _Part.MACHINE: ("To a machine", words.machine),
    }


def _said(to: str, words: str) -> str:
    return f"<b>{safe(to)}:</b> “{safe(words)}”"
