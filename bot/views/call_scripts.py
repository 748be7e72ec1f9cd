"""`/script`: what to say on the call that is next, to a person and to a machine. Source: `not-desperate`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.guidance.etiquette import MOST_CALLS, RuleId
from bot.guidance.letters import CallKind
from bot.guidance.verdict import Answer, Reason
from bot.services.letter_outcomes import Script
from bot.views.letters import opening_words, when_words
from bot.views.next_steps import copy_number, copying, verdict_rows
from bot.views.reasons import rule_line
from bot.views.reply import Button, Reply, lines, safe
from bot.views.verdicts import contact_words, verdict_text, why


@dataclass(frozen=True, slots=True)
class _Words:
    person: str
    if_no_news: str
    machine: str


_WORDS = {
    CallKind.FIRST: _Words(
        person="I had my interview {when} about {opening}, and I enjoyed it. I am still interested, so I wanted to ask "
        "where things stand. Is there anything more that you would like to have from me?",
        if_no_news="That is quite all right. Which day would be good for me to ask again?",
        machine="I had my interview {when} about {opening}. I am still interested and would be glad to hear where "
        "things stand. You reach me at [your number]. Thank you, and goodbye.",
    ),
    CallKind.SECOND: _Words(
        person="I am following up once more on {opening}, for which I interviewed {when}. It still appeals to me. Has "
        "anything been decided, or is it too early to say?",
        if_no_news="I understand, these things take time. Shall I leave it with you, or is there a better day to ask?",
        machine="I am calling about {opening}, which I still find very attractive. A short word on how it goes on "
        "would be welcome, by telephone at [your number] or by email. Have a good day.",
    ),
    CallKind.THIRD: _Words(
        person="This is a last word from me about {opening}. I would be happy to join you. I go on "
        "looking in the meantime, so I thought it fair to ask you once more whether there is news.",
        if_no_news="Then I leave it in your hands. Thank you for your time; I was glad to meet you.",
        machine="I wanted to say once more that {opening} would suit me well. Should it come back to life, I am at "
        "[your number]. If it goes another way, thank you for the time you took, and all the best.",
    ),
    CallKind.ASKED_FOR: _Words(
        person="You asked me to call about {opening}, so here I am. I remain interested. How do things look on your "
        "side?",
        if_no_news="Thank you for telling me. When would you like me to call again?",
        machine="You had asked me to call about {opening}. I am still interested; please ring me at [your number], "
        "or I will try you again as we agreed. Thank you.",
    ),
}
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
    plan, words = outcome.plan, _WORDS[call]
    # The day is spoken of as it will be on the day of the call.
    about = {"opening": f"your {opening_words(plan)}", "when": when_words(plan, outcome.verdict.yes_from or outcome.at)}
    name = plan.standing.contact.name if plan.standing.contact else ""
    whom = name or f"the person who deals with {about['opening']}"
    for_name = f" This is for {name}." if name else ""
    me = "this is [your name]."
    person = f"To {name}" if name else "To that person"
    return {
        _Part.FIRST: ("Whoever answers", f"Hello, {me} May I speak with {whom}, please?"),
        _Part.PERSON: (person, f"Hello, {me} {words.person.format(**about)}"),
        _Part.NO_NEWS: ("If there is no news yet", words.if_no_news),
        _Part.MACHINE: ("To a machine", f"Hello, {me}{for_name} {words.machine.format(**about)}"),
    }


def _said(to: str, words: str) -> str:
    return f"<b>{safe(to)}:</b> “{safe(words)}”"
