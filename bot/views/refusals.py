"""Why nothing was recorded, and what to do instead."""

from __future__ import annotations

from bot.language.names import MAX_NAME
from bot.services.limits import MOST_FILE, MOST_NOTE, MOST_RECORDED, MOST_TEXT, MOST_WORKDAYS
from bot.services.questions import Problem, Refused
from bot.views.next_steps import BEGIN, HELP, STATUS
from bot.views.note_questions import answer_problem
from bot.views.reply import Button, Link, Reply, Style, safe, shortened

_SAY_IT = (
    "What happened, or what would you like to know? For example: “called Acme, no answer” · “interview with Globex "
    "tomorrow 2pm” · “may I call again?”"
)
_WORDS = {
    Problem.NAME_EMPTY: "I need a name that I can show: letters or digits. Write the company as you would say it.",
    Problem.NAME_TOO_LONG: (
        f"That name is too long: {MAX_NAME} characters at the most. Shorten it, and nothing is lost."
    ),
    Problem.TEXT_TOO_LONG: (
        f"That is more than I can keep: {MOST_NOTE} characters for a note, {MOST_TEXT:,} for a command. "
        "Nothing was recorded."
    ),
    Problem.NOTHING_RECORDED: (
        "No interview is recorded yet. Tell me about one: /interviewed Acme, or /interview Acme tomorrow 14:00"
    ),
    Problem.DATE_IMPOSSIBLE: "{words} is no day of the calendar that I can use, so nothing was recorded.",
    Problem.DATE_AMBIGUOUS: (
        "{words} can be read in two ways, so nothing was recorded. Write the month as a word: 3 April."
    ),
    Problem.DATE_NOT_READ: "I could not read {words} as a day, so nothing was recorded.",
    Problem.RULES_CONTRADICT: "{words} says two things that do not go together, so nothing was recorded.",
    Problem.SETTLED: "{words} is settled, so I remind you of nothing there. If it goes on: /heard or /interviewed",
    Problem.NOTHING_PLANNED: (
        "No interview with {words} is planned, so nothing was recorded. To plan one: /interview Acme tomorrow 14:00"
    ),
    Problem.MOMENT_PASSED: "That has passed, so nothing was recorded. Write a time that is still to come.",
    Problem.REMINDED_ONCE: "{words}: I remind you once, not again and again. Nothing was recorded; name one day.",
    Problem.NAME_TAKEN: (
        "{words} is the name of another interview, so it cannot mean this one too. Nothing was recorded."
    ),
    Problem.NAME_OF_TWIN: (
        "Another open interview goes by {words} with the same role, and the two could not be told apart. Nothing was "
        "recorded. If both are one: /close this one, and tell me of a further round with the other."
    ),
    Problem.NAME_EVERYDAY: (
        "{words} stands for other things in what people write, so it cannot mean a company too. Nothing was recorded."
    ),
    Problem.NAME_WITHOUT_LETTERS: (
        "{words} has no letter in it, and I would take it for a number or a picture. Nothing was recorded."
    ),
    Problem.NOT_RECORDED: "Nothing was recorded. Say it in other words, or use a command: /help",
    Problem.DATE_AHEAD: "That is still to come, and this is for what has happened. Nothing was recorded.",
    Problem.TIME_MISSING: "At what time today? Write it like 15:00.",
    Problem.CHOICE_NOT_READ: "I could not tell from {words} which of the two you mean, so nothing was recorded.",
    Problem.RULE_NOT_READ: "I could not read {words} as a rule, so nothing was recorded.",
    Problem.RULE_DENIED: "{words} says what is not wanted, and I know no rule for that, so nothing was recorded.",
    Problem.RULE_DAY_PASSED: "That day has passed, so nothing was recorded. Write one that is still to come.",
    Problem.ZONE_UNKNOWN: "I cannot tell the time zone from {words}, so nothing has changed.",
    Problem.COUNTRY_UNKNOWN: (
        "I know no country {words}, so nothing has changed. Write its English name or its two letters: Germany, or DE"
    ),
    Problem.NO_HOLIDAYS_KNOWN: "I know no public holidays for {words}, so nothing has changed. Write another country.",
    Problem.HOURS_NOT_READ: "I could not read {words} as hours of the day, so nothing has changed. Write it like 8-18.",
    Problem.HOURS_IMPOSSIBLE: (
        "{words} ends before it begins, or within the hour, so nothing has changed. Write the beginning first, by the "
        "24-hour clock: 8-18"
    ),
    Problem.DAYS_NOT_READ: "I could not read {words} as a number of working days, so nothing has changed. Write one: 7",
    Problem.DAYS_IMPOSSIBLE: (
        f"{{words}} cannot be: between 1 and {MOST_WORKDAYS} working days. Nothing has changed. Write another number."
    ),
    Problem.SETTING_NOT_READ: "I could not read {words} as one of these, so nothing has changed. Tap one.",
    Problem.NOTHING_TO_UNDO: "There is nothing to take back.",
    Problem.LATER_CHANGES: "More was recorded since. Take that back first: /undo, step by step.",
    Problem.STALE: "That button is over; nothing was recorded. Ask anew: /status",
    Problem.DONE_ALREADY: "That is recorded already; nothing was added. See /history, or take it back with /undo.",
    Problem.NOT_UNDERSTOOD: f"I did not understand {{words}}, so nothing was recorded. {_SAY_IT}",
    Problem.NO_WORDS: f"There are no words in {{words}} that I could read, so nothing was recorded. {_SAY_IT}",
    Problem.OTHER_SCRIPT: f"I read only English so far, so nothing was recorded of {{words}}. {_SAY_IT}",
    Problem.MESSAGE_TOO_LONG: (
        f"That is too long for me: I read {MOST_TEXT:,} characters at the most, and nothing was recorded. {_SAY_IT}"
    ),
    Problem.NOT_HAPPENED: (
        "I take {words} as something that has not happened, so nothing was recorded. Once it has, tell me: "
        "“called Acme, no answer”. Where things stand: /should_i_call"
    ),
    Problem.SEVERAL_COMPANIES: (
        "You name several companies in one go: {words}. Nothing was recorded. Tell me of one after the other: "
        "“Acme rejected me”"
    ),
    Problem.HOW_OFTEN: (
        "{words}: I record one call at a time, each on its day. Nothing was recorded. For example: "
        "“called Acme on Monday, no answer”"
    ),
    Problem.DELETE_WHAT: (
        "I delete no interview at a word. /undo takes back what was recorded last; /close {words} ends one."
    ),
    Problem.UNKNOWN_COMMAND: "I know no command {words}. Here is what I do know: /help",
    Problem.NOTHING_DELETED: "Nothing was deleted: everything is as it was. To see it: /status",
    Problem.NOT_SETTLED: "{words} is not settled, so I do not delete it. If it is over: /close. Wrong entry? /undo",
    Problem.NOTHING_FOR_CALENDAR: "There is nothing to come that would go into a calendar. What stands where: /status",
    Problem.NO_TEXT: "I read only text and buttons; nothing was recorded. Say it in words: “called Acme, no answer”",
    Problem.LOCATION_AT_SEA: (
        "That place is at sea, where I cannot tell which clock you live by, so nothing has changed. "
        "Write a city instead: /timezone Lisbon"
    ),
    Problem.FILE_UNEXPECTED: "I was not waiting for a file, so I did nothing with it, and have not kept it.",
    Problem.FILE_TOO_LARGE: (
        f"That file is too large: {MOST_FILE // 1024 // 1024} MB at the most. "
        "I have not fetched it, and nothing has changed."
    ),
    Problem.FILE_NOT_FETCHED: "I could not fetch that file from Telegram, so nothing changed. Please send it again.",
    Problem.RECORD_FULL: (
        f"That is as much as I can keep of one person: {MOST_RECORDED:,} things recorded. Nothing was added."
    ),
    Problem.TOO_MANY_OPEN: "That is as many open interviews as I can keep ({limit}). Close one first: /close Acme",
}
"""What is wrong, and what to do; `{words}` are the person's that it is about, `{limit}` is one that was passed."""


def refused(outcome: Refused) -> Reply:
    """The answer where nothing was recorded."""
    text = problem_words(outcome.problem, outcome.words)
    if outcome.problem is Problem.NOTHING_RECORDED:
        return Reply(text, BEGIN)
    over = outcome.problem in (Problem.STALE, Problem.LATER_CHANGES, Problem.DONE_ALREADY, Problem.NOTE_SENT_ALREADY)
    stale = outcome.problem is Problem.STALE
    if over:
        return Reply(text, toast=text, keep_message=True, buttons_over=stale)
    return Reply(text, ((STATUS, HELP),))


def problem_words(problem: Problem, words: str) -> str:
    """What is wrong, and what to do; HTML."""
    template = _WORDS.get(problem)
    shown = safe(shortened(words, 60))
    return template.format(words=f"“{shown}”", limit=shown) if template else answer_problem(problem)


def failed() -> Reply:
    """The answer where the bot itself is at fault."""
    text = "Something went wrong on my side. Nothing was recorded, nothing is lost; please try it again."
    return Reply(text, toast=text, keep_message=True)


def for_others_only() -> Reply:
    """The answer to whom the operator does not let in."""
    text = "Sorry, this bot is private: it is there only for whom its operator has named. I have kept nothing of this."
    return Reply(text, toast=text, keep_message=True)


def too_many(most: int) -> Reply:
    """The answer to more than `most` messages in a minute; what follows in it is not answered."""
    text = f"That is more than {most} messages in a minute. I have left this one out, and read on in a minute."
    return Reply(text, toast=text, keep_message=True)


def private_only(username: str) -> Reply:
    """What is said in a group, by a bot of that name."""
    text = "I keep what you tell me between the two of us: please write to me in a private chat."
    return Reply(text, ((Button("Write to me", Link(f"https://t.me/{username}?start=group"), Style.MAIN),),))
