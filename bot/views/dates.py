"""Days and instants as people read them, in the person's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: date, today: date) -> str:
    """A day: "Tue 1 Dec", with the year where it is another than today's."""
    year = f" {on.year}" if on.year != today.year else ""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}{year}"


def short_day(on: date) -> str:
    """A day where there is little room: "1 Dec"."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def near_day(on: date, today: date) -> str:
    """A day, with today, yesterday and tomorrow named as such."""
    names = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    name = names.get((on - today) // timedelta(days=1))
    return f"{name}, {day(on, today)}" if name else day(on, today)


def moment(at: datetime, now: datetime, zone: ZoneInfo, *, day_only: bool = False) -> str:
    """An instant in the zone: "today, Tue 1 Dec, 10:00"."""
    local = at.astimezone(zone)
    name = near_day(local.date(), now.astimezone(zone).date())
    return name if day_only else f"{name}, {local:%H:%M}"


def short_moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """An instant in the zone, as short as can be: "Tue 1 Dec, 10:00"."""
    local = at.astimezone(zone)
    return f"{day(local.date(), now.astimezone(zone).date())}, {local:%H:%M}"


def zone_words(zone: ZoneInfo) -> str:
    """A time zone's name. Where it is so many hours from UTC, the tz database writes the sign the other way round."""
    behind, _, hours = zone.key.partition("Etc/GMT")
    if behind or not hours:
        return zone.key
    return f"UTC{'-' if hours[0] == '+' else '+'}{hours[1:]}"
