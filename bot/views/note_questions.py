"""What `/note` asks before it writes, and what is wrong with an answer."""

from __future__ import annotations

from bot.guidance.letters import MOST_LETTERS
from bot.language.fragments import MOST_CHARACTERS, MOST_WORDS
from bot.services.questions import Ask, Problem, Question
from bot.views.reply import lines, safe

_INTRO = (
    "✉️ A thank-you note to <b>{company}</b>: three short questions, then it is written. Answer as you would say it to "
    "them."
)
_QUESTIONS = {
    Question.NOTE_ENJOYED: (
        "<b>1 of 3.</b> What did you enjoy?",
        "For example: how you review code · the tour of the plant",
    ),
    Question.NOTE_FITS: (
        "<b>2 of 3.</b> Why does the job fit you?",
        "For example: I have led teams like this for six years · because I like teaching",
    ),
    Question.NOTE_TOPIC: ("<b>3 of 3.</b> One topic that you talked about?", "For example: your move to Rust"),
    Question.NOTE_EACH: (
        "And what did you talk about with {people}? One a line.",
        "No two letters are to say the same; without a topic theirs do without.",
    ),
}
_NAMES = (
    "Who interviewed you? Names, separated by commas: each gets a letter of their own.",
    "For example: Dana Lee, Robert Cole",
)
"""Each question, and what is added when it is put for the first time."""


def begins_note(outcome: Ask) -> bool:
    """Whether it is the first question, which comes in a message of its own, under whatever it was tapped on."""
    return outcome.question is Question.NOTE_ENJOYED and outcome.problem is None


def note_question(outcome: Ask) -> str:
    """One of the questions; HTML. Asked again after an answer that cannot be used, it comes without examples."""
    asked, examples = _QUESTIONS.get(outcome.question, _NAMES)
    if outcome.question is Question.NOTE_EACH:
        asked = asked.format(people=safe(outcome.words))
    if outcome.problem:
        return asked
    intro = _INTRO.format(company=safe(outcome.company)) if outcome.question is Question.NOTE_ENJOYED else ""
    return lines(intro, f"{asked} {examples}")


def answer_problem(problem: Problem) -> str:
    """What is wrong with an answer; HTML."""
    match problem:
        case Problem.ANSWER_TOO_LONG:
            return f"Too long for a letter; shorten it to {MOST_WORDS} words ({MOST_CHARACTERS} characters)."
        case Problem.PEOPLE_NOT_READ:
            return "I cannot read that as names of people. Write them with capitals, like this: Dana Lee, Robert Cole"
        case Problem.TOO_MANY_PEOPLE:
            return (
                f"I have other words for {MOST_LETTERS} people and no more. Name the {MOST_LETTERS} who matter most, "
                "and write /note again for the others."
            )
        case Problem.NOTE_SENT_ALREADY:
            return "That the note was sent is recorded already; nothing was added. Take it back with /undo."
    return "I need words for a letter, with letters or digits in them. Write a few, or tap Skip."
