"""What the forms of rules come to: a match of one of them → rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from bot.guidance.ground_rules import AwayUntil, CallOn, DecisionBy, EmailOnly, NoCalls, Rule, TheyCall
from bot.guidance.workdays import is_workday, next_workday, on_or_after_workday
from bot.language.marks import DAY, HOUR, NUMBER, OFTEN, Mark
from bot.language.rule_filling import words_of
from bot.language.rule_words import THEY, UNTIL

ONE_DAY = timedelta(days=1)
_ABOUT_IT_WORDS = """
    process application meantime status position job role decision update updates during while now about it moment
    time pls please thanks thank said says say hiring interview waiting further notice lol haha she he they i we
    hr lady told me us ok okay btw though either ever again at all yet and or the this any more anymore from
"""
_ABOUT_IT = frozenset(_ABOUT_IT_WORDS.split())
"""What may follow "don't call" and takes nothing from it."""


class Match(Struct, frozen=True):
    """What a form has found: its words with the marks in them, and what the marks stand for; today, and the country.

    `text` is the last day in its own words, `before` and `rest` what else stands in the clause. `continues` is true
    where the clause before it in the sentence asks for a call without saying when.
    """

    words: str
    days: tuple[Mark, ...]
    often: tuple[Mark, ...]
    text: str
    before: str
    rest: str
    continues: bool
    today: date
    country: str | None


Make = Callable[[Match], tuple[Rule, ...] | None]
"""None where the form does not fit after all; an empty tuple where it says nothing that could be kept."""


def _by_last(match: Match) -> dict[str, object]:
    day = match.days[-1]
    return {"by": day.last, "first": day.range_start, "about": day.about or day.after}


def they_call(match: Match) -> tuple[Rule, ...]:
    return (TheyCall(**_by_last(match)) if match.days else TheyCall(),)  # type: ignore[arg-type]


def they_call_by(match: Match) -> tuple[Rule, ...] | None:
    return they_call(match) if match.days else None


def decision(match: Match) -> tuple[Rule, ...] | None:
    return (DecisionBy(**_by_last(match)),) if match.days else None  # type: ignore[arg-type]


def away(match: Match) -> tuple[Rule, ...] | None:
    """Away until a day: that day too; until a month or a week: the day before it begins."""
    if not match.days or not (day := match.days[-1]).first or not day.last:
        return None
    whole = day.range_start and not day.part and re.search(rf"\b{UNTIL}\b", match.words)
    if day.after or whole:
        return (AwayUntil(day.first - ONE_DAY),)
    return (AwayUntil(day.last, day.range_start),)


def not_before(match: Match) -> tuple[Rule, ...] | None:
    """Not before a day: not until it has come."""
    day = match.days[-1] if match.days else None
    return (AwayUntil(day.first - ONE_DAY),) if day and day.first else None


def call_on(match: Match) -> tuple[Rule, ...] | None:
    if match.often:
        return tuple(mark.often for mark in match.often[:1] if mark.often)
    if not match.days or not (day := match.days[-1]).first or not day.last:
        return None
    first = max(day.first, match.today)
    if limit := re.search(rf"\b(before|by|no later than|at the latest) (?:the )?{DAY}", match.words):
        last = day.first - ONE_DAY if limit[1] == "before" else day.last
        return (CallOn(max(_workday_to(last, match), match.today), latest=True),)
    if day.after or re.search(rf"\b(?:after|from)\s+(?:the )?{DAY}", match.words):
        return (CallOn(on_or_after_workday(first, match.country)),)
    if day.range_start:
        last = max(first, _workday_to(day.last, match))
        return (CallOn(min(on_or_after_workday(first, match.country), last), until=last),)
    named = re.search(
        r"day|\d{1,2}(?:st|nd|rd|th|[./-])|[a-z]{3,9}\.? \d|\d (?:of )?[a-z]|\b(?:mon|tue|wed|thu|fri|sat|sun)",
        match.text,
    )
    spans = re.search(r"\b(?:days?|weeks?|wks?|months?|fortnight)\b", match.text)
    return (CallOn(first if named and not spans else on_or_after_workday(first, match.country)),)


def _workday_to(day: date, match: Match) -> date:
    """The day itself where it is a working day, else the last one before it."""
    while not is_workday(day, match.country):
        day -= ONE_DAY
    return day


def call_then(match: Match) -> tuple[Rule, ...] | None:
    """A day by itself, after "call her"."""
    return call_on(match) if match.continues else None


def no_calls(match: Match) -> tuple[Rule, ...] | None:
    """No calls at all: not those that are only denied on a day, or to a place; nor a call that they do not make."""
    if set(match.rest) & {DAY, OFTEN, HOUR, NUMBER} or set(words_of(match.rest)) - _ABOUT_IT:
        return None
    theirs = re.search(rf"\b(?:{THEY}|may|might|will)\s*$", match.before)
    return (
        None
        if theirs
        and re.match(
            r"(?:do not|don't|dont|doesn't|does not|never|not|won't|will not|didn't) (?!want|take|accept|like"
            r"|need|have)",
            match.words,
        )
        else (NoCalls(),)
    )


def nothing(match: Match) -> tuple[Rule, ...]:
    return ()


def email(match: Match) -> tuple[Rule, ...]:
    """That they want emails; one that they want on a day is not wanted before it."""
    day = match.days[-1] if match.days else None
    wait = (AwayUntil(day.first - ONE_DAY),) if day and day.first and day.first > match.today else ()
    return (EmailOnly(), *wait)


def after_hearing_nothing(deadline: Mark, country: str | None) -> date:
    """The day for a call where nothing was heard by a day: the working day after it."""
    return next_workday(deadline.last or date.min, country)
