"""Calendar files as another library reads them than the one that wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event


def read(content: bytes) -> Calendar:
    """Read a file that holds one calendar."""
    text = content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    return IcsCalendarStream.calendar_from_ics(text)


def by_uid(content: bytes) -> dict[str, Event]:
    """The events of a file by the names that calendars know them by."""
    events = {event.uid: event for event in read(content).events}
    assert len(events) == content.count(b"BEGIN:VEVENT"), "a name is used twice"
    return events


def summaries(content: bytes) -> list[str]:
    """What stands in a file, and when: "2026-12-02 09:00 Acme: interview", struck out where it is off."""
    events = sorted(read(content).events, key=lambda event: _start(event.dtstart))
    return [
        f"{event.dtstart.astimezone(UTC):%Y-%m-%d %H:%M} {event.summary}{_off(event)}"
        if isinstance(event.dtstart, datetime)
        else f"{event.dtstart} {event.summary}{_off(event)}"
        for event in events
    ]


def _off(event: Event) -> str:
    return " (off)" if event.status == "CANCELLED" else ""


def _start(start: date) -> datetime:
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return datetime(start.year, start.month, start.day, tzinfo=UTC)
