"""How long an interview takes, and whether it was moved or called off."""

import pytest

from bot.language.appointments import is_cancelled, is_moved, split_length


@pytest.mark.parametrize(
    ("text", "rest", "minutes"),
    [
        ("Globex tomorrow 2pm for 90 minutes", "Globex tomorrow 2pm", 90),
        ("Globex tomorrow 2pm for an hour and a half", "Globex tomorrow 2pm", 90),
        ("Globex tomorrow 2pm for 1.5 hours", "Globex tomorrow 2pm", 90),
        ("Globex for half an hour tomorrow 2pm", "Globex tomorrow 2pm", 30),
        ("Globex tomorrow 14:00, 45 min", "Globex tomorrow 14:00", 45),
        ("Globex tomorrow 14:00 (2 hours)", "Globex tomorrow 14:00", 120),
        ("Globex tomorrow 14:00 90 min", "Globex tomorrow 14:00", 90),
        ("Globex tomorrow 2-3:30pm", "Globex tomorrow 2:00pm", 90),
        ("Globex tomorrow 11-12:30pm", "Globex tomorrow 11:00am", 90),
        ("Globex tomorrow 11am to 1", "Globex tomorrow 11:00am", 120),
        ("Globex tomorrow from 2pm until 4pm", "Globex tomorrow 2:00pm", 120),
        ("Globex 2026-12-03 10:30-11:15", "Globex 2026-12-03 10:30", 45),
        ("Globex tomorrow 14:00 – 15:30", "Globex tomorrow 14:00", 90),
        ("Globex in 90 minutes", "Globex in 90 minutes", None),
        ("Globex in 2 hours", "Globex in 2 hours", None),
        ("Globex 3-4 December 10:00", "Globex 3-4 December 10:00", None),
        ("Globex on 3 December 14:00", "Globex on 3 December 14:00", None),
        ("Studio 54 tomorrow 14:00", "Studio 54 tomorrow 14:00", None),
        ("3M tomorrow 14:00", "3M tomorrow 14:00", None),
        ("Globex tomorrow 14:00 for 900 minutes", "Globex tomorrow 14:00 for 900 minutes", None),
    ],
)
def test_how_long_it_takes(text: str, rest: str, minutes: int | None) -> None:
    assert split_length(text) == (rest, minutes)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Acme moved the interview to Friday 3pm", True),
        ("Acme moved me to friday", True),
        ("my interview with Acme got pushed back a week", True),
        ("Acme rescheduled to next thursday 10am", True),
        ("Acme moved me on to the second interview", False),
        ("Acme moved me to the final round, Friday 3pm", False),
        ("interview with Acme on Friday", False),
    ],
)
def test_moved(text: str, moved: bool) -> None:
    assert is_moved(text) is moved


@pytest.mark.parametrize(
    ("text", "cancelled"),
    [
        ("Globex cancelled the interview", True),
        ("they called off the interview", True),
        ("interview canceled by Globex", True),
        ("they called it off", True),
        ("I cancelled the interview", False),
        ("I had to cancel the interview", False),
        ("Globex cancelled the position", False),
        ("Globex called about the interview", False),
    ],
)
def test_cancelled(text: str, cancelled: bool) -> None:
    assert is_cancelled(text) is cancelled
