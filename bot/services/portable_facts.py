"""What a file says, as facts: read as strictly as if anybody had written it, for anybody may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from bot.guidance.events import Planned
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.folding import NoRound
from bot.guidance.plan import derive_plan
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import instant, is_country
from bot.language.names import NameFault, clean_name
from bot.language.rules import MOST_DAYS_BETWEEN_CALLS
from bot.services.account import MIDDAY
from bot.services.limits import MOST_NOTE
from bot.services.mapping import event_to_row, preferences_from_json, what_from_json
from bot.services.portable import Portable, PortableInterview

_EARLIEST = date(1990, 1, 1)
_FARTHEST = timedelta(days=5 * 366)
_CLOCKS_DIFFER = timedelta(days=1)
_BAD = (ValueError, ArithmeticError, LookupError, TypeError, RecursionError)


class Unreadable(ValueError):
    """A file says what cannot be; the message says what, in words for a log and not for a person."""


class ImpossibleDay(Unreadable):
    """Something happened in the future, or decades away."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a file: numbers of events count within their interview."""

    interviews: tuple[tuple[str, Interview], ...]
    """Each with the name by which it is known again."""
    preferences: Preferences | None


def read_facts(file: Portable, kept: Preferences, now: datetime) -> Facts:
    """The facts of a file for a person whose settings are `kept`. Raises Unreadable, and then nothing holds."""
    try:
        preferences = _preferences(file.preferences) if file.preferences is not None else None
        place = preferences or kept
        return Facts(tuple((one.uid, _interview(one, place, now)) for one in file.interviews), preferences)
    except ImpossibleDay:
        raise
    except _BAD as fault:
        raise Unreadable(type(fault).__name__) from fault


def _preferences(values: dict[str, Any]) -> Preferences:
    preferences = preferences_from_json(values)
    _check_types(preferences)
    if preferences.country and not is_country(preferences.country):
        raise Unreadable("an unknown country")
    _check_values(preferences)
    return preferences


def _interview(one: PortableInterview, preferences: Preferences, now: datetime) -> Interview:
    events = []
    for told in sorted(one.events, key=lambda event: event.id):
        what = what_from_json(told.kind, told.data)
        _check_types(what)
        fields_of_it = {field.name for field in fields(what)}
        if not told.data.keys() <= event_to_row(what)[1].keys() | fields_of_it:
            raise Unreadable("more than an event of its kind has")
        _check_values(what, now)
        at = told.at or instant(told.on or date.max, MIDDAY, preferences.time_zone)
        _check_day(at, now if isinstance(what, Planned) else now - _FARTHEST + _CLOCKS_DIFFER)
        events.append(Event(told.id, at, what, told.on is not None))
    interview = Interview(0, _name(one.company), tuple(events), _name(one.role) if one.role else "", one.sales)
    _check_plan(interview, preferences, now)
    return interview


def _name(words: str) -> str:
    name = clean_name(words)
    if isinstance(name, NameFault):
        raise Unreadable("a name that cannot be")
    return name


def _check_plan(interview: Interview, preferences: Preferences, now: datetime) -> None:
    """A plan has to follow from the facts: one that cannot be worked out would be in the way for ever."""
    try:
        verdict_at(derive_plan(interview, preferences), now)
    except NoRound:
        return


def _check_types(value: Any) -> None:
    """Dataclasses take whatever they are given; every field has to be of the type that it says."""
    hints = get_type_hints(type(value))
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            _check_types(part)
        elif isinstance(part, ZoneInfo):
            continue
        else:
            try:
                TypeAdapter(hints[field.name]).validate_python(part, strict=True)
            except ValidationError as fault:
                raise Unreadable(f"{field.name} of another type") from fault


def _check_values(value: Any, now: datetime | None = None) -> None:
    for name, part in _parts(value):
        if isinstance(part, str) and len(part) > MOST_NOTE:
            raise Unreadable("too long a text")
        if name == "name" and part and clean_name(part) is NameFault.EMPTY:
            raise Unreadable("a name that shows nothing")
        if isinstance(part, int) and not isinstance(part, bool):
            _check_number(name, part)
        if now and isinstance(part, datetime):
            _check_day(part, now)
        elif now and isinstance(part, date):
            _check_day(datetime.combine(part, time(0), tzinfo=now.tzinfo), now)
        if name == "time_zone" and isinstance(part, str):
            ZoneInfo(part)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        part = getattr(value, field.name)
        yield field.name, part
        if is_dataclass(part):
            yield from _parts(part)


def _check_number(name: str, number: int) -> None:
    least = 0 if name in ("weekday", "nth", "anchor") else 1
    most = 6 if name == "weekday" else MOST_DAYS_BETWEEN_CALLS if name != "minutes" else 24 * 60
    if not least <= number <= (10**6 if name == "anchor" else most):
        raise Unreadable(f"{name} out of range")


def is_conceivable(day: date, now: datetime) -> bool:
    """Whether an interview can have been, or can be to come, on a day."""
    return _EARLIEST < day < (now + _FARTHEST - _CLOCKS_DIFFER).date()


def _check_day(at: datetime, now: datetime) -> None:
    if at.tzinfo is None or at.date() < _EARLIEST or at > now + _FARTHEST:
        raise ImpossibleDay("a day that cannot be")
