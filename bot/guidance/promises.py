"""What they promised and asked for: how long to wait, and the days that they named for a call."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.guidance.etiquette import THEY_CALL_UNDATED_WORKDAYS
from bot.guidance.facts import Event, Preferences
from bot.guidance.ground_rules import AwayUntil, CallEveryWeekday, CallOn, DecisionBy, Series, TheyCall
from bot.guidance.series import days_after
from bot.guidance.standing import Standing, calling_day, happened, rule_of
from bot.guidance.workdays import SATURDAY, add_workdays, next_workday, on_or_after_workday

SERIES_LENGTH = 8
"""How many days of a repeated appointment are looked ahead."""


class Wait(NamedTuple):
    """The first day for a call after the time they asked for, and the event in which they did."""

    on: date
    said: Event


def longest_wait(standing: Standing, preferences: Preferences, *, since: Event | None = None) -> Wait | None:
    """Of what they said about waiting, `since` an event where one is given, what ends last; None for nothing.

    Source: the bot's defaults for "we decide by", "we'll call you", and "the manager is away until".
    """
    zone = preferences.time_zone
    said = [event for event in (standing.promise, standing.away) if event]
    later = [event for event in said if since is None or _moves(event, since, zone)]
    waits = [Wait(wait_over(event, standing, preferences), event) for event in later]
    return max(waits, key=lambda wait: wait.on, default=None)


def _moves(wait: Event, rule: Event, zone: ZoneInfo) -> bool:
    """Whether what they said about waiting moves the days for calls that they named in `rule`.

    What they said later does. Of what they said in one breath, "we'll call; if not, call Friday", the named day stands,
    and days that come again and again wait for a day that was named.
    """
    waiting, naming = happened(wait, zone)[0], happened(rule, zone)[0]
    if waiting != naming:
        return waiting > naming
    return isinstance(rule_of(rule), Series) and rule_of(wait) != TheyCall(None)


def wait_over(said: Event, standing: Standing, preferences: Preferences) -> date:
    """The first day for a call after what was said in one event about waiting."""
    match rule_of(said):
        case TheyCall(by=date() as day) | DecisionBy(by=day) | AwayUntil(until=day):
            return next_workday(day, preferences.country)
    return add_workdays(calling_day(said, standing, preferences), THEY_CALL_UNDATED_WORKDAYS, preferences.country)


def named_days(standing: Standing, preferences: Preferences) -> tuple[date, ...]:
    """The days that they named for a call and that are not dealt with, the earliest first.

    A repeated day that falls on a public holiday moves to the next working day. A day that they asked to be left in
    peace, said after the rule, moves the days before its end to the first day after it.
    """
    rule = standing.calling_rule
    if rule is None:
        return ()
    wait = longest_wait(standing, preferences, since=rule)
    days = _appointments(rule, standing, preferences)
    return tuple(dict.fromkeys(max(day, wait.on) if wait else day for day in days))


def _appointments(rule: Event, standing: Standing, preferences: Preferences) -> tuple[date, ...]:
    after, given = standing.dealt_with, rule_of(rule)
    if isinstance(given, CallOn):
        return (given.on,) if given.on > after else ()
    if not isinstance(given, Series):
        return ()
    days = islice(days_after(after, given, calling_day(rule, standing, preferences)), SERIES_LENGTH)
    # A weekend day that was named was meant; a public holiday was not.
    named = isinstance(given, CallEveryWeekday)
    return tuple(
        day if named and day.weekday() >= SATURDAY else on_or_after_workday(day, preferences.country) for day in days
    )
