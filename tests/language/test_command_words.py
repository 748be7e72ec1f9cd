"""Words for a command, without the command: the whole message has to be such words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.command_words import CommandWords, read_command_words
from bot.language.vocabulary import lines_of
from bot.services.commands import USE_CASES


@pytest.mark.parametrize(
    ("said", "command", "text"),
    [
        ("stop", "mute", ""),
        ("STOP", "mute", ""),
        ("Please stop!", "mute", ""),
        ("no more pings", "mute", ""),
        ("don’t remind me any more", "mute", ""),
        ("stop until monday", "pause", "until monday"),
        ("pause", "pause", ""),
        ("pause until Monday", "pause", "until Monday"),
        ("pause pings for a week", "pause", "for a week"),
        ("be quiet until 3 December", "pause", "until 3 December"),
        ("no pings for two weeks please", "pause", "for two weeks"),
        ("I'm on holiday until 7 December", "pause", "until 7 December"),
        ("start pinging me again", "unmute", ""),
        ("export my data", "export", ""),
        ("can you give me a copy of my data", "export", ""),
        ("show my timeline", "timeline", ""),
        ("Can I see the funnel?", "funnel", ""),
        ("add everything to my calendar", "calendar", ""),
        ("what's on my agenda this week", "agenda", ""),
        ("change my settings", "settings", ""),
        ("what do you know about me?", "privacy", ""),
        ("is my data safe", "privacy", ""),
        ("delete everything", "forget_me", ""),
        ("erase all my data", "forget_me", ""),
        ("delete everything you know about me", "forget_me", ""),
        ("my timezone is Tokyo", "timezone", "Tokyo"),
        ("change my time zone", "timezone", ""),
        ("what can you do?", "help", ""),
        ("HELP", "help", ""),
    ],
)
def test_words_for_a_command(said: str, command: str, text: str) -> None:
    assert read_command_words(said) == CommandWords(command, text)


@pytest.mark.parametrize(
    ("said", "place"),
    [("i moved to New York", "New York"), ("I live in Berlin now", "Berlin"), ("we are based in Oslo now", "Oslo")],
)
def test_words_for_a_command_if_they_name_a_place(said: str, place: str) -> None:
    assert read_command_words(said) == CommandWords("timezone", place, place=True)


@pytest.mark.parametrize(
    "said",
    [
        "i'm in luck",
        "she is on holiday until 7 December",
        "I'm on holiday",
        "they said stop",
        "should i stop calling",
        "stop calling them",
        "no messages",
        "no messages from them",
        "save it",
        "resume",
        "delete that",
        "delete everything about Acme",
        "is it over",
        "asked about the timeline",
        "help me with Acme",
        "",
    ],
)
def test_words_that_tell_or_ask_something_else(said: str) -> None:
    assert read_command_words(said) is None


def test_every_command_of_the_table_is_one() -> None:
    named = {line.strip("[]") for line in lines_of("command_words.txt") if line.startswith("[")}
    assert named <= USE_CASES.keys()


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    read_command_words(text)
