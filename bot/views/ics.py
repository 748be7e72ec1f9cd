"""The maker of calendar files: RFC 5545 as Google's, Apple's and Outlook's calendars take it.

Instants are in UTC, which each of them converts and which needs no VTIMEZONE. METHOD is PUBLISH: entries to keep, and
no invitation that anybody answers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Event

_SEQUENCES_FROM = datetime(2020, 1, 1, tzinfo=UTC)


def make_calendar(data: dict[str, Any]) -> bytes:
    """Make an .ics file: `name`, `time_zone`, and `events` as `_event` reads them."""
    # It takes a while to import, and most starts make no calendar.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//should-i-call//should-i-call//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", data["name"])
    calendar.add("x-wr-timezone", data["time_zone"])
    for event in data["events"]:
        calendar.add_component(_event(event))
    content: bytes = calendar.to_ical()
    return content


def _event(data: dict[str, Any]) -> Event:
    """An event: `uid`, `start` (an instant, or a day), `minutes`, `summary`, `description`, `gone`, `count`, `last`.

    `waits` is true where it hangs on something still to be done; a file kept from an older release does not say.
    `alarm` is how many minutes after the start it rings, below zero before it; None for no alarm.
    """
    from icalendar import Event

    event = Event()
    last = datetime.fromisoformat(data["last"]).replace(microsecond=0)
    event.add("uid", data["uid"])
    event.add("dtstamp", last)
    event.add("last-modified", last)
    event.add("sequence", _sequence(last, data["count"]))
    event.add("summary", data["summary"])
    event.add("description", data["description"])
    event.add("status", "CANCELLED" if data["gone"] else "TENTATIVE" if data.get("waits") else "CONFIRMED")
    _add_times(event, data)
    if data["alarm"] is not None and not data["gone"]:
        event.add_component(_alarm(data["summary"], data["alarm"]))
    return event


def _sequence(last: datetime, count: int) -> int:
    """A number that grows with each change, and also where the data has moved to another account since."""
    return max(0, int((last - _SEQUENCES_FROM).total_seconds())) + count


def _add_times(event: Event, data: dict[str, Any]) -> None:
    if data["minutes"]:
        start = datetime.fromisoformat(data["start"]).astimezone(UTC).replace(microsecond=0)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=data["minutes"]))
    else:
        day = date.fromisoformat(data["start"])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("transp", "OPAQUE" if data["busy"] else "TRANSPARENT")


def _alarm(summary: str, minutes: int) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(minutes=minutes))
    return alarm
