"""What the bot asks for when a command is not complete, or could mean two things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import unescape

from bot.guidance.events import Called, Emailed, Heard, Noted, RuleGiven, Settled, What
from bot.services.questions import Ask, Option, Problem, Question
from bot.views.buttons import Choose
from bot.views.dates import day as day_words
from bot.views.dates import near_day
from bot.views.events import CALL_WORDS, SETTLED_WORDS
from bot.views.note_questions import begins_note, note_question
from bot.views.refusals import problem_words
from bot.views.reply import Button, Reply, Style, lines, safe, shortened
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
_SURE = {"yes": "Right", "change": "Change"}
_RECENT = ("Today", "Yesterday", "Two days ago")
_OPENINGS = {
    "thanked": "Which interview did you send the note for?",
    "note": "Which interview is the note for?",
    "script": "Whom would you call?",
    "called": "Whom did you call?",
    "emailed": "Whom did you email?",
    "heard": "Who was it?",
    "edit": "Which one is to be put right?",
    "met": "Where did you meet them?",
    "cancelled": "Which interview was called off?",
    "rules": "Whose rules are they?",
    "history": "Which history?",
    "close": "Which one is over?",
    "remind": "Which interview shall I remind you of?",
    "alias": "Which one has another name?",
    "mute": "Which one shall be quiet?",
    "unmute": "Which one shall ping again?",
}

_QUESTIONS = {
    Question.DID_YOU_MEAN: "I have nothing under {words}, but something like it. Which do you mean?",
    Question.WHEN_PLANNED: "When is it? For example: tomorrow 14:00, Friday 9am, 2026-12-03 10:30",
    Question.HEARD_WHAT: "What did {company} say? Tap it, or write it as a note.",
    Question.HEARD_UNTIL: "Until which day does {company} want to be left in peace?",
    Question.RULE_DAY: "Which day did {company} name? Write it like: Friday, 12 December",
    Question.RULE_WEEKDAY: "Every which day? Or write: 10 days, two weeks",
    Question.RULE_CONTACT: "Whom at {company}? Write the name, and a time zone after a comma if it is not yours.",
    Question.WHICH_RULE: (
        "What did {company} say about following up? Tap it, or write it as they said it: "
        "call every Friday until we decide, ask for Dana"
    ),
    Question.MEND_RULES: "What is not right? Tap it to drop it, or write how it is; what you do not mention stays.",
    Question.KEEP_NOTE: (
        "Shall I keep it as a note? Or write what {company} wants, like: call every Friday, they call by 4 December"
    ),
    Question.ROUND_OR_CORRECTION: (
        "An interview with {company} is recorded already ({day}). Is this a further round, or a correction?"
    ),
    Question.PLANNED_OR_ANOTHER: "An interview with {company} is planned for {day}. Was it this one?",
    Question.MOVED_OR_ANOTHER: (
        "An interview with {company} is planned for {day}. Has it moved, or is this another one?"
    ),
    Question.DATE_AHEAD: (
        "That is still to come: {day}. Shall I plan the interview for then? Or write the day on which it took place."
    ),
    Question.DATE_PASSED: "That has passed: {day}. Did it take place? Or write the day on which it will be.",
    Question.WHICH_DAY: "{words} can be one of two days. Which do you mean?",
    Question.DAY_OF_RANGE: "{words} is more than one day. Which one? Tap it, or write it.",
    Question.WHICH_READING: "I am not sure what you mean. Is it one of these?",
    Question.ONE_OF_SEVERAL: (
        "You name several companies in one go: {words}. Nothing was recorded. Which one shall I take first? Tell me of "
        "the others afterwards."
    ),
    Question.SURE: "Is that right?",
    Question.REMIND_WHEN: "When shall I remind you of {company}? Tap it, or write it: next Tuesday, 3 December 15:00",
    Question.SNOOZE_UNTIL: (
        "Until when shall I put it off for {company}? Write it: next Tuesday, 3 December 15:00, 3 hours"
    ),
    Question.MOVED_WHEN: "When is the interview with {company} now? For example: Friday 15:00, 3 December 10:30",
    Question.WHAT_THEY_SAID: (
        "Did {company} say whom to call, and when? Write it as they said it: call Dana on Friday after 2pm, 555-0199"
    ),
    Question.MET_WHOM: "Whom did you meet at {company}? For example: Dana Lee, hiring manager, dana@acme.com, 555-0199",
    Question.RIGHT_NAME: "What is {company} really called? Write the name.",
    Question.RIGHT_ROLE: "Which role is it at {company}? Write it.",
    Question.RIGHT_WORDS: "What should it say of {company}? Write it in your words.",
    Question.RIGHT_RULE: (
        "What did {company} say about that? Write it like: call on 3 December, they call by Friday, contact Dana Lee"
    ),
    Question.PAUSE_UNTIL: "Until which day shall I keep quiet? Tap it, or write it: 5 January, for two weeks",
    Question.PAUSE_LONG: (
        "That is a long pause: {days:,} days, until {day}. Shall I keep quiet for so long, or stop all pings (/stop)?"
    ),
    Question.OTHER_NAME: "What else do you call {company}? Write that name.",
    Question.ASK_WHAT: "What would you like to know? For example: May I call a fourth time?",
    Question.ZONE: (
        "Which time zone are you in? Write a city, or the zone like Europe/Berlin; or send your location. "
        "I keep the zone alone, never the place."
    ),
    Question.FIRST_ZONE: (
        "Where are you, so that I go by your clock? Share your location, tap a city, or write one. "
        "I keep the time zone alone, never the place."
    ),
    Question.SETTING: "What shall it be? Tap it, or write it.",
}
"""The questions that are always put in the same words."""


def ask(outcome: Ask) -> Reply:
    """A question, with what can be tapped for an answer."""
    problem = problem_words(outcome.problem, outcome.words) if outcome.problem else ""
    # A missing time is a question by itself.
    question = "" if outcome.problem is Problem.TIME_MISSING else _question(outcome)
    return Reply(lines(problem, question), _rows(outcome), apart=begins_note(outcome))


def _question(outcome: Ask) -> str:
    company, words = f"<b>{safe(outcome.company)}</b>", f"“{safe(shortened(outcome.words))}”"
    day = near_day(outcome.day, outcome.today) if outcome.day and outcome.today else ""
    if outcome.question in _QUESTIONS:
        days = (outcome.day - outcome.today).days if outcome.day and outcome.today else 0
        return _QUESTIONS[outcome.question].format(company=company, words=words, day=day, days=days)
    match outcome.question:
        case Question.WHICH_INTERVIEW:
            return f"{_OPENINGS.get(outcome.command, 'Which one?')} Tap it, or write the name."
        case Question.NO_SUCH_INTERVIEW:
            others = "one of these, or " if len(outcome.options) > 1 else ""
            return f"Nothing is recorded of {words}. Is it {others}a new interview?"
        case Question.COMPANY:
            when = "is it with" if outcome.command == "interview" else "was it with"
            example = "Acme tomorrow 14:00" if outcome.command == "interview" else "Acme, or Acme yesterday 15:00"
            return f"Which company {when}? Write it, with the day if you like: {example}"
        case Question.WHEN_HELD:
            where = f" with {company}" if outcome.company else ""
            return f"When was the interview{where}? Tap the day, or write it: Friday, 3 December, yesterday 15:00"
        case Question.CALL_OUTCOME:
            unread = f"I could not read {words}. " if outcome.words else ""
            return f"{unread}How did the call to {company} go?"
        case Question.AGAIN:
            return _again(outcome)
        case Question.NEW_DATE:
            how = "Tap it, or write it" if outcome.options else "Write it"
            return f"Which day is right for {company}? {how} like: Friday, 3 December, 2026-12-03 15:00"
        case Question.RIGHT_RULES:
            return _understood(outcome)
        case Question.WHICH_CITY:
            zones = "\n".join(f"· {safe(option.label)}: {option.value}" for option in outcome.options)
            return f"There is more than one {words}. Which is yours?\n{zones}"
    return note_question(outcome)


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


def _understood(outcome: Ask) -> str:
    """What was understood of their rules as a short list, and the rest as the note that it will be."""
    today = outcome.today
    rules = [fact.rule for fact in outcome.facts if isinstance(fact, RuleGiven)]
    notes = [fact.text for fact in outcome.facts if isinstance(fact, Noted)]
    calls = [CALL_WORDS[fact.outcome] for fact in outcome.facts if isinstance(fact, Called)]
    ends = [SETTLED_WORDS[fact.how] for fact in outcome.facts if isinstance(fact, Settled)]
    heard = [f"their words: “{safe(shortened(fact.note, 300))}”" for fact in outcome.facts if isinstance(fact, Heard)]
    said = [rule_words(rule, today) for rule in rules] if today else []
    listed = "\n".join(f"· {words}" for words in (*calls, *ends, *heard, *said))
    note = f"Not understood, so kept as a note: “{safe(shortened(notes[0], 300))}”" if notes else ""
    return lines(f"This is what I understood of {safe(outcome.company)}. Is it right?\n{listed}", note)


def _again(outcome: Ask) -> str:
    """Whether the same thing, told twice within a short time, was done twice."""
    done = {Called: "a call like that", Emailed: "an email"}
    what = next((words for kind, words in done.items() if outcome.facts and isinstance(outcome.facts[0], kind)), "that")
    company = safe(outcome.company)
    return f"You have told me of {what} to {company} within this hour. Is it another one, or the same?"


def _rows(outcome: Ask) -> tuple[tuple[Button, ...], ...]:
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


def _style(option: Option) -> Style:
    """A colour for the answer that records what was understood."""
    return Style.MAIN if (option.slot, option.value) == ("sure", "yes") else Style.PLAIN


def _label(outcome: Ask, option: Option) -> str:
    if outcome.question is Question.WHAT_THEY_SAID:
        return "Nothing was said"
    if outcome.question is Question.PAUSE_LONG:
        return _PAUSE_LONG[option.value]
    if option.slot == "choice":
        return _choice_label(outcome.question, option.value)
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
    if outcome.question is Question.DAY_OF_RANGE and outcome.today:
        return day_words(day, outcome.today) + (f", {at}" if at else "")
    ago = (outcome.today - day).days if outcome.today else -1
    name = _RECENT[ago] if 0 <= ago < len(_RECENT) else f"{day.day} {day:%B}"
    return option.label[:1].upper() + option.label[1:] or name


def _choice_label(question: Question, value: str) -> str:
    if question is Question.ROUND_OR_CORRECTION:
        return "A further round" if value == "round" else "Correct the date"
    if question is Question.PLANNED_OR_ANOTHER:
        return "Another interview" if value == "round" else "Yes, this one"
    return "A further round" if value == "round" else "Move it"


def _switch_label(outcome: Ask, option: Option) -> str:
    if outcome.question in (Question.NO_SUCH_INTERVIEW, Question.DID_YOU_MEAN):
        return shortened(f"I interviewed with {option.label}" if option.label else "It is a new interview", 40)
    return "Yes, plan it" if option.value == "interview" else "Yes, it took place"
