"""Calendar files, line by line, and as another library reads them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.views.ics import make_calendar
from tests.calendars import read


def event(**changed: Any) -> dict[str, Any]:
    plain = {
        "uid": "a1-call-0@should-i-call",
        "start": "2026-12-02T09:00:00+00:00",
        "minutes": 15,
        "summary": "Acme: call",
        "description": "Say hello.",
        "gone": False,
        "count": 3,
        "last": "2026-11-23T13:00:00.123456+00:00",
        "alarm": -60,
        "busy": False,
    }
    return plain | changed


def calendar(*events: dict[str, Any]) -> bytes:
    return make_calendar({"name": "Should I call?", "time_zone": "Europe/Berlin", "events": list(events)})


def test_it_has_what_each_calendar_asks_for() -> None:
    lines = calendar(event()).decode().split("\r\n")
    wanted = {
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//should-i-call//should-i-call//EN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Should I call?",
        "UID:a1-call-0@should-i-call",
        "DTSTAMP:20261123T130000Z",
        "LAST-MODIFIED:20261123T130000Z",
        "DTSTART:20261202T090000Z",
        "DTEND:20261202T091500Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT1H",
        "END:VCALENDAR",
    }
    assert wanted <= set(lines)


def test_a_day_is_a_whole_day_and_what_is_off_rings_no_more() -> None:
    lines = calendar(event(start="2026-12-02", minutes=0, gone=True)).decode().split("\r\n")
    assert {"DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261203", "STATUS:CANCELLED"} <= set(lines)
    assert "BEGIN:VALARM" not in lines


def test_the_number_grows_with_each_change_and_with_time() -> None:
    later = "2026-11-23T13:00:05+00:00"
    files = [event(), event(count=4), event(count=0, last=later)]
    first, changed, moved = (read(calendar(one)).events[0].sequence for one in files)
    assert first < changed
    assert first < moved


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200)


@given(words)
def test_any_words_come_through(summary: str) -> None:
    (found,) = read(calendar(event(summary=f"x{summary}x"))).events
    assert found.summary == f"x{summary}x"


def test_the_library_is_not_loaded_until_a_calendar_is_made() -> None:
    code = "import sys, bot.app; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
