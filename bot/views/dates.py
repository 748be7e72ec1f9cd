"""Days and instants as people read them, in the person's zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AS_READERS_SEE_IT = "wDt"
"""Telegram's format for weekday, date with the month's name, and time, in the reader's own language and zone."""
_NEAR = {-1: "yesterday, ", 0: "today, ", 1: "tomorrow, "}
"""What stands before a day, by how many days it is from today."""
_LAST_INSTANT = 2**31
"""Telegram keeps instants as seconds in 31 bits."""


@lru_cache(maxsize=1024)
def day(on: date, today: date) -> str:
    """A day: "Tue 1 Dec", with the year where it is another than today's."""
    words = f"{WEEKDAYS[on.weekday()][:3]} {short_day(on)}"
    return words if on.year == today.year else f"{words} {on.year}"


def short_day(on: date) -> str:
    """A day where there is little room: "1 Dec"."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def near_day(on: date, today: date) -> str:
    """A day, with today, yesterday and tomorrow named as such."""
    return _near(on, today) + day(on, today)


def _near(on: date, today: date) -> str:
    return _NEAR.get((on - today).days, "")


def moment(at: datetime, now: datetime, zone: ZoneInfo, *, day_only: bool = False) -> str:
    """An instant: "today, Tue 1 Dec, 10:00", shown to each reader in their own way; of a day only the day. HTML."""
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if day_only:
        return near_day(on, today)
    return _near(on, today) + short_moment(at, now, zone)


def short_moment(at: datetime, now: datetime, zone: ZoneInfo, *, day_only: bool = False) -> str:
    """An instant, or its day alone, as short as can be: "Tue 1 Dec, 10:00", to each reader in their own way. HTML."""
    if day_only:
        return day(at.astimezone(zone).date(), now.astimezone(zone).date())
    words, unix = plain_moment(at, now, zone), int(at.timestamp())
    if not 0 < unix < _LAST_INSTANT:
        return words
    return f'<tg-time unix="{unix}" format="{_AS_READERS_SEE_IT}">{words}</tg-time>'


def plain_moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """An instant in the zone, where no markup is read: "Tue 1 Dec, 10:00"."""
    local = at.astimezone(zone)
    return f"{day(local.date(), now.astimezone(zone).date())}, {local.time().isoformat('minutes')}"


def zone_words(zone: ZoneInfo) -> str:
    """A time zone's name. Where it is so many hours from UTC, the tz database writes the sign the other way round."""
    behind, _, hours = zone.key.partition("Etc/GMT")
    if behind or not hours:
        return zone.key
    return f"UTC{'-' if hours[0] == '+' else '+'}{hours[1:]}"
