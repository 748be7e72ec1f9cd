"""What the bot asks for when a command is not complete, or could mean two things."""

from __future__ import annotations

from bot.guidance.events import Called, Emailed, Heard, Noted, RuleGiven, Settled
from bot.services.questions import Ask, Option, Problem, Question
from bot.views.answer_rows import answer_rows
from bot.views.dates import near_day
from bot.views.events import CALL_WORDS, SETTLED_WORDS
from bot.views.note_questions import begins_note, note_question
from bot.views.refusals import problem_words
from bot.views.reply import Reply, lines, safe, shortened
from bot.views.rule_words import rule_words

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
    Question.ANOTHER_ROLE: (
        "An interview with {company} is recorded ({day}), for another role. Does this one belong to it?"
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
    return Reply(lines(problem, question), answer_rows(outcome), apart=begins_note(outcome))


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
            return f"Nothing is recorded of {words}. Is it {_one_of(outcome.options)}?"
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


def _one_of(options: tuple[Option, ...]) -> str:
    names = {"interview": "one of these", "command": "a new interview"}
    return ", or ".join(dict.fromkeys(names[option.slot] for option in options))


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
    return f"You have told me of {what} to {safe(outcome.company)} within this hour. Is it another one, or the same?"
