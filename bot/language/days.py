"""Every day, hour and repetition that a text names, with its place: what the ground rules are read around."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.guidance.ground_rules import CallEveryDays, CallEveryWeekday
from bot.guidance.workdays import local_day
from bot.language.moments import Direction
from bot.language.times import find_times
from bot.language.when import Range, Recurrence, Unclear, When

_LEAD = "not|on|by|until|till|til|before|around|about|at|the|latest|from|for|no later than|between"
_LEADING = re.compile(rf"(?:(?:{_LEAD})\b[ ,]*)+", re.IGNORECASE)
_LEADING_HOUR = re.compile(rf"(?:(?:{_LEAD}|after)\b[ ,]*)+", re.IGNORECASE)
_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class DaysFound:
    """A place in a text that names a day or a range of them, an hour, or how often; `odd` where the day cannot be."""

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    at: time | None = None
    often: CallEveryWeekday | CallEveryDays | None = None
    odd: bool = False


def find_days(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> tuple[DaysFound, ...]:
    """What a text names of days to come, hours and repetitions, from its beginning, none of them overlapping."""
    times = find_times(text, now=now, zone=zone, direction=Direction.FUTURE, country=country, day_first=day_first)
    days = (_days(when, local_day(now, zone)) for when in times)
    return tuple(replace(each, start=_past_leading(text, each)) for each in days)


def _past_leading(text: str, found: DaysFound) -> int:
    """Where a day begins after the words that lead to it, of which the forms make their own sense: "until".

    "After" a day is part of it, and the day is the one that follows; "after 2pm" is a form.
    """
    leading = (_LEADING if found.first else _LEADING_HOUR).match(text, found.start, found.end)
    return leading.end() if leading and leading.end() < found.end else found.start


def _days(when: When, today: date) -> DaysFound:
    match when:
        case Unclear():
            return DaysFound(*when.place, odd=True)
        case Recurrence():
            return DaysFound(*when.place, at=when.at, often=_often(when))
        case Range():
            return DaysFound(*when.place, when.start, when.end, when.at, odd=when.end < today)
    if not when.day_said:
        return DaysFound(*when.place, at=when.at)
    return DaysFound(*when.place, when.start, when.end, when.at, odd=when.end < today)


def _often(when: Recurrence) -> CallEveryWeekday | CallEveryDays:
    """The rule of RFC 5545 as one of theirs: several days a week are as many calls, spread over it."""
    parts = dict(part.split("=", 1) for part in when.rrule.split(";"))
    every = int(parts.get("INTERVAL", 1))
    weekdays = parts["BYDAY"].split(",") if "BYDAY" in parts and parts["FREQ"] == "WEEKLY" else []
    if len(weekdays) == 1 and every == 1:
        return CallEveryWeekday(_CODES.index(weekdays[0]))
    times = max(1, len(weekdays), len(parts.get("BYMONTHDAY", "").split(",")))
    return CallEveryDays(max(1, _DAYS[parts["FREQ"]] * every // times))
