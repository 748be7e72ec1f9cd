"""What `/note` asks before it writes, and what is wrong with an answer."""

from __future__ import annotations

from bot.guidance.letters import MOST_LETTERS
from bot.language.fragments import MOST_CHARACTERS, MOST_WORDS
from bot.services.questions import Ask, Problem, Question
from bot.views.reply import lines, safe


def begins_note(outcome: Ask) -> bool:
    """Whether it is the first question, which comes in a message of its own, under whatever it was tapped on."""
    return outcome.question is Question.NOTE_ENJOYED and outcome.problem is None


def note_question(outcome: Ask) -> str:
    """One of the questions; HTML."""
    match outcome.question:
        case Question.NOTE_ENJOYED:
            return lines(
                f"✉️ A thank-you note to <b>{safe(outcome.company)}</b>: three short questions, then it is written. "
                "Answer as you would say it to them; your words go in as they are.",
                "<b>1 of 3.</b> What did you enjoy? For example: how you review code · the tour of the plant",
            )
        case Question.NOTE_FITS:
            return (
                "<b>2 of 3.</b> Why does the job fit you? For example: I have led teams like this for six years · "
                "because I like teaching"
            )
        case Question.NOTE_TOPIC:
            return (
                "<b>3 of 3.</b> One topic that you talked about? For example: your move to Rust\n"
                "Several, one a line, are dealt out where there are several letters."
            )
    return (
        "Who interviewed you? Names, separated by commas: each gets a letter of their own, in other words. "
        "For example: Dana Lee, Robert Cole"
    )


def answer_problem(problem: Problem) -> str:
    """What is wrong with an answer; HTML."""
    match problem:
        case Problem.ANSWER_TOO_LONG:
            return (
                f"That is more than a letter can take: {MOST_WORDS} words or {MOST_CHARACTERS} characters at the most. "
                "Keep to the heart of it; nothing else is lost."
            )
        case Problem.PEOPLE_NOT_READ:
            return "I cannot read that as names. Write them like this: Dana Lee, Robert Cole"
        case Problem.TOO_MANY_PEOPLE:
            return (
                f"I have other words for {MOST_LETTERS} people and no more. Name the {MOST_LETTERS} who matter most, "
                "and write /note again for the others."
            )
        case Problem.NOTE_SENT_ALREADY:
            return "That the note was sent is recorded already; nothing was added. Take it back with /undo."
    return "I need words for a letter, with letters or digits in them. Write a few, or tap Skip."
