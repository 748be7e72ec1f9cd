"""For how long."""

from datetime import timedelta

import pytest

from bot.language.snooze import read_span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 days", timedelta(days=3)),
        ("3 days.", timedelta(days=3)),
        ("in 3 days", timedelta(days=3)),
        ("for two weeks", timedelta(weeks=2)),
        ("2h", timedelta(hours=2)),
        ("2 H", timedelta(hours=2)),
        ("90 minutes", timedelta(minutes=90)),
        ("90min", timedelta(minutes=90)),
        ("1 week", timedelta(weeks=1)),
        ("a week", timedelta(weeks=1)),
        ("an hour", timedelta(hours=1)),
        ("half an hour", timedelta(minutes=30)),
        ("1h 30m", timedelta(minutes=90)),
        ("a day and 2 hours", timedelta(hours=26)),
        ("1 day, 2 hours", timedelta(hours=26)),
        ("", None),
        ("3", None),
        ("days", None),
        ("0 days", None),
        ("-3 days", None),
        ("a month", None),
        ("3 days later", None),
        ("tomorrow", None),
        ("9999999 days", None),
        ("1.5 hours", None),
    ],
)
def test_a_span(text: str, expected: timedelta | None) -> None:
    assert read_span(text) == expected
