"""What they promised and asked for: how long to wait, and the days that they named for a call."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bot.guidance.etiquette import THEY_CALL_UNDATED_WORKDAYS
from bot.guidance.facts import Event, Preferences
from bot.guidance.ground_rules import AwayUntil, CallEveryDays, CallEveryWeekday, CallOn, DecisionBy, TheyCall
from bot.guidance.standing import Standing, calling_day, happened, rule_of
from bot.guidance.workdays import add_workdays, next_workday, on_or_after_workday

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
    later = [event for event in said if since is None or happened(event, zone) > happened(since, zone)]
    waits = [Wait(wait_over(event, standing, preferences), event) for event in later]
    return max(waits, key=lambda wait: wait.on, default=None)


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
    after = standing.dealt_with
    match rule_of(rule):
        case CallOn(on=day):
            return (day,) if day > after else ()
        case CallEveryWeekday(weekday=weekday):
            first = after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
            days = tuple(first + timedelta(weeks=n) for n in range(SERIES_LENGTH))
            # A weekend day was named on purpose; a public holiday was not meant.
            return days if weekday >= 5 else tuple(on_or_after_workday(day, preferences.country) for day in days)
        case CallEveryDays(days=distance):
            start = calling_day(rule, standing, preferences)
            passed = max(0, (after - start).days) // distance
            days = tuple(start + timedelta(days=distance * (passed + n + 1)) for n in range(SERIES_LENGTH))
            return tuple(on_or_after_workday(day, preferences.country) for day in days)
    return ()
