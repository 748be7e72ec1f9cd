"""What people write for a setting."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.facts import Hours
from bot.language.setting_words import hours_stand, read_day_first, read_hours, read_switch, read_workdays


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("8-18", time(8), time(18)),
        ("8–18", time(8), time(18)),
        ("08:30 to 21:00", time(8, 30), time(21)),
        ("from 9am till 5pm", time(9), time(17)),
        ("9.15-17.45", time(9, 15), time(17, 45)),
        ("12am-12pm", time(0), time(12)),
        ("8 to midnight", time(8), time(23, 59)),
        ("8-24", time(8), time(23, 59)),
        ("18-8", time(18), time(8)),
        ("25-26", None, None),
        ("8-18:75", None, None),
        ("13pm-14pm", None, None),
        ("mornings", None, None),
        ("8", None, None),
        ("", None, None),
    ],
)
def test_hours(text: str, start: time | None, end: time | None) -> None:
    assert read_hours(text) == (Hours(start, end) if start is not None and end is not None else None)


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [(8, 18, True), (9, 10, True), (18, 8, False), (9, 9, False), (0, 23, True)],
)
def test_hours_stand_where_they_are_at_least_one_of_one_day(start: int, end: int, stands: bool) -> None:
    assert hours_stand(Hours(time(start), time(end))) is stands
    assert not hours_stand(Hours(time(9), time(9, 59)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *[("7", 7), ("7 days", 7), ("7 working days", 7), ("1 workday", 1), ("a week", 5), ("two weeks", 10)],
        *[("three", 3), ("ten days", 10), ("after one working day", 1), ("after 3", 3), ("six weeks", 30)],
        *[
            ("0", 0),
            ("400 days", 400),
            ("-3", None),
            ("soon", None),
            ("", None),
            ("7 hours", None),
            ("many weeks", None),
        ],
    ],
)
def test_working_days(text: str, days: int | None) -> None:
    assert read_workdays(text) == days


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (read_hours, read_workdays, read_switch, read_day_first):
        read(text)  # type: ignore[operator]
