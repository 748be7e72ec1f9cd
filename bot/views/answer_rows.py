"""The answers to a question that can be tapped, as buttons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import unescape

from bot.guidance.events import Called, Heard, RuleGiven, Settled, What
from bot.services.choices import OPENING, ROUND
from bot.services.questions import Ask, Option, Question
from bot.views.buttons import Choose
from bot.views.dates import day as day_words
from bot.views.events import CALL_WORDS, SETTLED_WORDS
from bot.views.reply import Button, Style, shortened
from bot.views.rule_words import rule_words

_OUTCOME_LABELS = {"no_answer": "No answer", "message": "Left a message", "spoke": "Spoke to them"}
_LABELS = {
    **_OUTCOME_LABELS,
    "they replied": "They replied",
    "offer": "An offer",
    "rejected": "A no",
    "until": "Wait until a day",
    "no calls": "No calls",
    "they call": "They will call",
    "they call by": "They call by a day",
    "call on": "Call on a day",
    "call every": "Call every week",
    "decision by": "They decide by a day",
    "away until": "Away until a day",
    "contact": "Whom to call",
    "no rules": "No rules any more",
    "none": "No role",
    "role": "Say the role first",
    "write now": "Write it now",
    "yes": "Keep it as a note",
    "another": "Another one",
    "same": "The same",
}
_READINGS = {
    "plan_interview": "An interview to come",
    "log_interview": "You had an interview",
    "log_thanks": "You sent {company} thanks",
    "log_call": "You called {company}",
    "log_email": "You emailed {company}",
    "heard_back": "A word from {company}",
    "offer": "An offer from {company}",
    "rejected": "A no from {company}",
    "set_rule": "What {company} said of calls",
    "remind": "Remind you of {company}",
    "status": "Where things stand",
    "undo": "Take back the last entry",
    "question": "A question of etiquette",
}
_PAUSE_LONG = {"yes": "Yes, pause", "no": "No pause", "mute": "Stop all pings"}
_CORRECTIONS = {
    Question.PLANNED_OR_ANOTHER: "Yes, this one",
    Question.MOVED_OR_ANOTHER: "Move it",
    Question.ROUND_OR_CORRECTION: "Correct the date",
    Question.ANOTHER_ROLE: "The same interview",
}
_SURE = {"yes": "Right", "change": "Change"}
_PAUSES = {7: "For a week", 14: "For two weeks", 28: "For four weeks"}
_RECENT = ("Today", "Yesterday", "Two days ago")


def answer_rows(outcome: Ask) -> tuple[tuple[Button, ...], ...]:
    """The answers to tap, in rows that fit on a telephone."""
    buttons = [
        Button(_label(outcome, option), Choose(outcome.draft_id, number), _style(option))
        for number, option in enumerate(outcome.options)
    ]
    return tuple(_in_rows(buttons))


def _in_rows(buttons: list[Button]) -> Iterable[tuple[Button, ...]]:
    row: list[Button] = []
    for button in buttons:
        if row and (len(row) == 3 or sum(len(kept.label) for kept in row) + len(button.label) > 30):
            yield tuple(row)
            row = []
        row.append(button)
    if row:
        yield tuple(row)


def _fact_words(fact: What, today: date) -> str:
    """One thing that would be recorded, in lower case; plain text."""
    match fact:
        case RuleGiven(rule=rule):
            return unescape(rule_words(rule, today))
        case Called(outcome=outcome):
            return CALL_WORDS[outcome]
        case Settled(how=how):
            return SETTLED_WORDS[how]
        case Heard():
            return "their words"
    return "the note"


def _style(option: Option) -> Style:
    """A colour for the answer that records what was understood."""
    return Style.MAIN if (option.slot, option.value) == ("sure", "yes") else Style.PLAIN


def _label(outcome: Ask, option: Option) -> str:
    if outcome.question is Question.WHAT_THEY_SAID:
        return "Nothing was said"
    if outcome.question is Question.PAUSE_LONG:
        return _PAUSE_LONG[option.value]
    if option.slot == "choice":
        return _choice_label(outcome.question, option)
    if outcome.question is Question.DID_YOU_MEAN and option.slot == "text":
        return shortened(f"Note to {option.label}", 40)
    if option.slot == "new":
        return shortened(f"No, {option.label} is new", 40)
    if option.slot == "command":
        return _switch_label(outcome, option)
    if option.slot == "as":
        return reading_label(option.value, outcome.company)
    if option.slot == "sure":
        return _SURE.get(option.value, "No")
    if option.slot == "drop" and outcome.today:
        return shortened(f"Drop: {_fact_words(outcome.facts[int(option.value)], outcome.today)}", 40)
    if option.slot in ("when", "day"):
        return _day_label(outcome, option)
    return shortened(option.label or _LABELS.get(option.value) or option.value[:1].upper() + option.value[1:], 40)


def reading_label(intent: str, company: str) -> str:
    """What a reading of free words is called on a button."""
    return shortened(_READINGS[intent].format(company=company or "them"), 40)


def _day_label(outcome: Ask, option: Option) -> str:
    written, _, at = option.value.partition(" ")
    day = date.fromisoformat(written)
    if outcome.question is Question.PAUSE_UNTIL and outcome.today:
        return _PAUSES.get((day - outcome.today).days, day_words(day, outcome.today))
    if outcome.question is Question.DAY_OF_RANGE and outcome.today:
        return day_words(day, outcome.today) + (f", {at}" if at else "")
    ago = (outcome.today - day).days if outcome.today else -1
    name = _RECENT[ago] if 0 <= ago < len(_RECENT) else f"{day.day} {day:%B}"
    return option.label[:1].upper() + option.label[1:] or name


def _choice_label(question: Question, option: Option) -> str:
    if option.value == OPENING:
        return shortened(f"Another opening ({option.label})", 40)
    if option.value == ROUND:
        return "Another interview" if question is Question.PLANNED_OR_ANOTHER else "A further round"
    return _CORRECTIONS[question]


def _switch_label(outcome: Ask, option: Option) -> str:
    if outcome.question in (Question.NO_SUCH_INTERVIEW, Question.DID_YOU_MEAN):
        return shortened(f"I interviewed with {option.label}" if option.label else "It is a new interview", 40)
    return "Yes, plan it" if option.value == "interview" else "Yes, it took place"
