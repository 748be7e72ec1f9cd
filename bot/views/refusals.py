"""Why nothing was recorded, and what to do instead."""

from __future__ import annotations

from bot.language.names import MAX_NAME
from bot.services.questions import Problem, Refused
from bot.views.buttons import Run
from bot.views.note_questions import answer_problem
from bot.views.reply import Button, Reply, safe, shortened


def refused(outcome: Refused) -> Reply:
    """The answer where nothing was recorded."""
    text = problem_words(outcome.problem, outcome.words)
    rows = ((Button("I had an interview", Run("interviewed")), Button("One is coming", Run("interview"))),)
    if outcome.problem is Problem.NOTHING_RECORDED:
        return Reply(text, rows)
    if outcome.problem in (Problem.NOT_UNDERSTOOD, Problem.UNKNOWN_COMMAND, Problem.NO_TEXT):
        return Reply(text, ((Button("All commands", Run("help")),),))
    over = outcome.problem in (Problem.STALE, Problem.LATER_CHANGES, Problem.DONE_ALREADY, Problem.NOTE_SENT_ALREADY)
    return Reply(text, toast=text if over else "", keep_message=over)


def problem_words(problem: Problem, words: str) -> str:
    """What is wrong, and what to do; HTML."""
    quoted = f"“{safe(shortened(words, 60))}”"
    match problem:
        case Problem.NAME_EMPTY:
            return "I need a name that I can show: letters or digits. Write the company as you would say it."
        case Problem.NAME_TOO_LONG:
            return f"That name is too long: {MAX_NAME} characters at the most. Shorten it, and nothing is lost."
        case Problem.TEXT_TOO_LONG:
            return "That is more than I can keep: 500 characters for a note, 1,000 for a command. Nothing was recorded."
        case Problem.NOTHING_RECORDED:
            return (
                "No interview is recorded yet. Tell me about one: /interviewed Acme, or /interview Acme tomorrow 14:00"
            )
        case Problem.DATE_IMPOSSIBLE:
            return f"{quoted} is no day of the calendar that I can use, so nothing was recorded."
        case Problem.DATE_AMBIGUOUS:
            return (
                f"{quoted} can be read in two ways, so nothing was recorded. Write the month as a word, 3 April, and "
                "the hour like 15:00."
            )
        case Problem.DATE_NOT_READ:
            return f"I could not read {quoted} as a day, so nothing was recorded."
        case Problem.DATE_AHEAD:
            return "That is still to come, and this is for what has happened. Nothing was recorded."
        case Problem.TIME_MISSING:
            return "At what time today? Write it like 15:00."
        case Problem.CHOICE_NOT_READ:
            return f"I could not tell from {quoted} which of the two you mean, so nothing was recorded."
        case Problem.RULE_NOT_READ:
            return f"I could not read {quoted} as a rule, so nothing was recorded."
        case Problem.RULE_DAY_PASSED:
            return "That day has passed, so nothing was recorded. Write one that is still to come."
        case Problem.ZONE_UNKNOWN:
            return f"I cannot tell the time zone from {quoted}, so nothing has changed."
        case Problem.COUNTRY_UNKNOWN:
            return (
                f"I know no public holidays for {quoted}, so nothing has changed. Write the zone and a country’s two "
                "letters: Europe/Berlin DE"
            )
        case Problem.NOTHING_TO_UNDO:
            return "There is nothing to take back."
        case Problem.LATER_CHANGES:
            return "More was recorded since. Take that back first: /undo, step by step."
        case Problem.STALE:
            return "That button is over; nothing was recorded. Ask anew: /status"
        case Problem.DONE_ALREADY:
            return "That is recorded already; nothing was added. See /history, or take it back with /undo."
        case Problem.NOT_UNDERSTOOD:
            return "I read commands. For example: /interviewed Acme, /called Acme no answer, /should_i_call Acme"
        case Problem.UNKNOWN_COMMAND:
            return f"I know no command {quoted}. Here is what I do know: /help"
        case Problem.NO_TEXT:
            return "I read only text and buttons; nothing was recorded. Try /interviewed Acme"
        case Problem.TOO_MANY_OPEN:
            return "That is as many open interviews as I can keep (200). Close one first: /close Acme"
        case (
            Problem.ANSWER_EMPTY
            | Problem.ANSWER_TOO_LONG
            | Problem.PEOPLE_NOT_READ
            | Problem.TOO_MANY_PEOPLE
            | Problem.NOTE_SENT_ALREADY
        ):
            return answer_problem(problem)


def failed() -> Reply:
    """The answer where the bot itself is at fault."""
    text = "Something went wrong on my side. Nothing was recorded, nothing is lost; please try it again."
    return Reply(text, toast=text, keep_message=True)


def private_only() -> Reply:
    """The answer in a group."""
    return Reply("I keep what you tell me between the two of us: please write to me in a private chat.")
