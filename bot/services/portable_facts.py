"""What a file says, as facts: read as strictly as if anybody had written it, for anybody may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from bot.guidance.events import Planned, RuleGiven, What
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.ground_rules import Rule
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import instant
from bot.language.appointments import LEAST_MINUTES, MOST_MINUTES
from bot.language.moments import is_known_year
from bot.language.names import NameFault, clean_name
from bot.language.rules import MOST_DAYS_BETWEEN_CALLS
from bot.language.zones import known_zone
from bot.services.account import MIDDAY
from bot.services.limits import MOST_NOTE, MOST_RECORDED
from bot.services.mapping import event_to_row, what_from_json
from bot.services.portable import IN_CALENDARS, Portable, PortableEvent, PortableInterview, PortableTime
from bot.services.portable_settings import read_settings
from bot.services.strictness import Unreadable, check_types

_CLOCKS_DIFFER = timedelta(days=1)
_BAD = (ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_NAMES = frozenset({"name", "role", "to", "email", "phone"})
"""Fields that are shown as they are: on one line, and short. All other words are notes."""
_WEEKDAYS, _COUNTS = (0, 6), (1, MOST_DAYS_BETWEEN_CALLS)
_RANGES = {
    "weekday": _WEEKDAYS,
    "weekdays": _WEEKDAYS,
    "also": _WEEKDAYS,
    "month_days": (1, 31),
    "minutes": (LEAST_MINUTES, MOST_MINUTES),
    "nth": (0, MOST_DAYS_BETWEEN_CALLS),
    "anchor": (0, MOST_RECORDED),
}
"""The least and the most that a number can be, or each of several; of any other it is `_COUNTS`."""


class ImpossibleDay(Unreadable):
    """Something happened in the future, or in years of which nothing is told."""


class Facts(Struct, frozen=True):
    """The facts of a file: numbers of events count within their interview."""

    interviews: tuple[tuple[str, Interview], ...]
    """Each with the name by which it is known again."""
    preferences: Preferences | None
    plans: Mapping[str, Plan]
    """What follows for each of the interviews, by its name."""
    firsts: Mapping[str, Mapping[int, Event]]
    """Per interview, what has moved as it was told first, by its number."""


def read_facts(file: Portable, kept: Preferences, now: datetime) -> Facts:
    """The facts of a file for a person whose settings are `kept`. Raises Unreadable, and then nothing holds."""
    try:
        preferences = read_settings(file.preferences) if file.preferences is not None else None
        place = preferences or kept
        interviews = tuple((one.uid, _interview(one, place, now)) for one in file.interviews)
        plans = {uid: _plan(told, place, now) for uid, told in interviews}
        firsts = {
            one.uid: _firsts(one, told, place) for one, (_, told) in zip(file.interviews, interviews, strict=True)
        }
        return Facts(interviews, preferences, plans, firsts)
    except ImpossibleDay:
        raise
    except _BAD as fault:
        raise Unreadable(type(fault).__name__) from fault


def _interview(one: PortableInterview, preferences: Preferences, now: datetime) -> Interview:
    events = tuple(_event(told, preferences, now) for told in sorted(one.events, key=lambda event: event.id))
    return Interview(0, _name(one.company), events, one.role and _name(one.role), one.sales)


def _event(told: PortableEvent, preferences: Preferences, now: datetime) -> Event:
    what = what_from_json(told.kind, told.data)
    check_types(what)
    if not told.data.keys() <= event_to_row(what)[1].keys() | set(what.__struct_fields__):
        raise Unreadable("more than an event of its kind has")
    for name, part in _parts(what):
        _check(name, part)
    at = _instant(told, preferences)
    if at > now + _CLOCKS_DIFFER and not isinstance(what, Planned):
        raise ImpossibleDay("something that has not happened yet")
    return Event(told.id, at, _with_clean_names(what), told.on is not None)


def _firsts(one: PortableInterview, told: Interview, preferences: Preferences) -> dict[int, Event]:
    now_told, found = {event.id: event for event in told.events}, {}
    for event in one.events:
        if event.first:
            if not isinstance(now_told[event.id].what, IN_CALENDARS):
                raise Unreadable("what no calendar has is said to have moved")
            at, day_only = _instant(event.first, preferences), event.first.on is not None
            found[event.id] = replace(now_told[event.id], at=at, day_only=day_only)
    return found


def _instant(told: PortableTime, preferences: Preferences) -> datetime:
    at = told.at or instant(told.on or date.max, MIDDAY, preferences.time_zone)
    _check("at", at)
    return at


def _plan(interview: Interview, preferences: Preferences, now: datetime) -> Plan:
    """A plan has to follow from the facts: one that cannot be worked out would be in the way for ever."""
    plan = derive_plan(interview, preferences)
    verdict_at(plan, now)
    # These are worked out when they are first asked for.
    _ = plan.call, plan.steps
    return plan


def _with_clean_names(what: What) -> What:
    """The same, with every name in it as it is kept where it is told to the bot."""
    if isinstance(what, RuleGiven):
        return replace(what, rule=replace(what.rule, **_clean_names(what.rule)))
    return replace(what, **_clean_names(what))


def _clean_names(value: What | Rule) -> dict[str, Any]:
    names = _NAMES.intersection(value.__struct_fields__)
    return {name: words and _name(words) for name in names if isinstance(words := getattr(value, name), str)}


def _name(words: str) -> str:
    name = clean_name(words)
    if isinstance(name, NameFault):
        raise Unreadable("a name that cannot be")
    return name


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field's value, those of its parts too, and each of several."""
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, Struct):
            yield from _parts(part)
        elif isinstance(part, tuple):
            if not part and field.required:
                raise Unreadable(f"no {field.name}")
            yield from ((field.name, each) for each in part)
        else:
            yield field.name, part


def _check(name: str, part: Any) -> None:
    """Hold a value to what could have been told. Raises Unreadable."""
    match part:
        case bool() | None:
            return
        case str():
            possible = known_zone(part) is not None if name == "time_zone" else len(part) <= MOST_NOTE
        case int():
            least, most = _RANGES.get(name, _COUNTS)
            possible = least <= part <= most
        case datetime():
            possible = part.tzinfo is not None and any(map(is_known_year, _days_around(part.date())))
        case date():
            possible = is_known_year(part)
        case time():
            possible = part == time(part.hour, part.minute)
        case _:
            raise TypeError(name)
    if not possible:
        raise (ImpossibleDay if isinstance(part, date) else Unreadable)(f"{name} out of range")


def _days_around(day: date) -> Iterator[date]:
    """What a day can be elsewhere on the globe."""
    return (day + _CLOCKS_DIFFER * far for far in (-1, 1) if date.min < day < date.max)
