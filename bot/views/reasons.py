"""Rules with their paragraphs, and defaults said to be defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from bot.guidance.etiquette import INTERVIEW_MINUTES, RULES, THEY_CALL_UNDATED_WORKDAYS, Default, RuleId
from bot.guidance.facts import Hours, Preferences
from bot.views.reply import sentences

MY_DEFAULT = "my default, not the article’s"
YOUR_SETTING = "your setting, not the article’s"
MY_ADVICE = "My own advice, not the article’s"
_FIELDS = {
    Default.FIRST_CALL: "first_call_after",
    Default.FIRST_CALL_SALES: "first_call_after_sales",
    Default.BETWEEN_CALLS: "between_calls",
    Default.BETWEEN_CALLS_SALES: "between_calls_sales",
    Default.CALLING_HOURS: "calling_hours",
}
"""The preferences that change a default."""


@cache
def rule_line(rule: RuleId) -> str:
    """A rule in the bot's words, with its paragraphs."""
    return f"{RULES[rule].text.rstrip('.')} ({paragraphs(rule)})."


@cache
def paragraphs(*rules: RuleId) -> str:
    """The paragraphs of the article that rules rest on: "¶7, ¶9"."""
    numbers = sorted({number for rule in rules for number in RULES[rule].paragraphs})
    return ", ".join(f"¶{number}" for number in numbers)


_WORDS: dict[Default, Callable[[Preferences], str]] = {
    Default.NOTE_TIMING: lambda _: "I remind you two hours after the interview, and once more within a day",
    Default.FIRST_CALL: lambda mine: f"I leave {workdays(mine.first_call_after)} before a first call",
    Default.FIRST_CALL_SALES: lambda mine: (
        f"For sales work I leave {workdays(mine.first_call_after_sales)} before a first call"
    ),
    Default.BETWEEN_CALLS: lambda mine: f"I leave {workdays(mine.between_calls)} between two calls",
    Default.BETWEEN_CALLS_SALES: lambda mine: (
        f"For sales work I leave {workdays(mine.between_calls_sales)} between two calls"
    ),
    Default.AFTER_THEIR_DAY: lambda _: "I wait until the working day after the day they named",
    Default.THEY_CALL_UNDATED: lambda _: (
        f"When they say they will call and name no day, I leave {workdays(THEY_CALL_UNDATED_WORKDAYS)}"
    ),
    Default.DAY_AFTER_NOTE: lambda _: "I leave a night between the note and a call",
    Default.COUNTS_AS_A_CALL: lambda _: (
        "I count every try without an answer, a message left and a status email too, the thank-you note never"
    ),
    Default.COUNTS_ANEW: lambda _: "A word from them starts the count anew",
    Default.INTERVIEW_LENGTH: lambda _: f"I take an interview to last {INTERVIEW_MINUTES} minutes",
    Default.CALLING_HOURS: lambda mine: f"I take working days, {hours(mine.calling_hours)}, as calling hours",
}
"""What the bot decides where the article is silent, by the person's preferences."""


def default_line(default: Default, preferences: Preferences) -> str:
    """What the bot decides where the article is silent, said to be its own."""
    return f"{_WORDS[default](preferences)} ({_whose(default, preferences)})."


def _whose(default: Default, preferences: Preferences) -> str:
    """Whether the bot decided it, or the person has set it otherwise."""
    field = _FIELDS.get(default)
    untouched = Preferences(preferences.time_zone)
    return MY_DEFAULT if not field or getattr(preferences, field) == getattr(untouched, field) else YOUR_SETTING


def default_lines(defaults: Iterable[Default], preferences: Preferences) -> str:
    """Several of the bot's own decisions, in sentences."""
    return sentences(*(default_line(default, preferences) for default in defaults))


def defaults_once(text: str) -> str:
    """A message in which what is the bot's own is said to be so in full once, and in short after that."""
    first, mark, rest = text.partition(f"({MY_DEFAULT})")
    return first + mark + rest.replace(f"({MY_DEFAULT})", "(mine too)")


def hours(span: Hours) -> str:
    """A span of the day."""
    return " to ".join(at.isoformat("minutes") for at in (span.start, span.end))


def workdays(count: int) -> str:
    """So many working days."""
    return f"{count} working days" if count != 1 else "one working day"
