"""`/start`: three taps from nothing to the first interview, and the links that lead there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.views.reply import SHARE_LOCATION
from tests.botapi import Message
from tests.dialogs.conversation import Conversation, conversation
from tests.dialogs.script import plays


@pytest.fixture
async def newcomer(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Somebody whose time zone nobody knows yet."""
    async with conversation(tmp_path, datetime(2026, 11, 23, 13, 0, tzinfo=UTC), zone=ZoneInfo("UTC")) as talk:
        yield talk


def below(message: Message) -> list[str]:
    """The keyboard below the conversation that a message brought."""
    return [button["text"] for row in (message.markup or {}).get("keyboard", []) for button in row]


async def test_three_taps_lead_to_the_first_interview(newcomer: Conversation) -> None:
    first = await newcomer.says("/start")
    about, zone = first.text.split("\n\n")
    assert about.count(". ") == 1, "what it does in two sentences"
    assert "Share your location, tap a city, or write one." in zone
    assert below(first) == [SHARE_LOCATION, "London", "New York", "Los Angeles", "Sydney", "Dublin", "Kolkata"]
    second = await newcomer.presses("New York", first)
    assert "Your time zone is America/New_York: it is 08:00 there now." in second.text
    assert "Have you had an interview, or is one coming?" in second.text
    assert newcomer.api.chat(newcomer.user.id).keyboard_below == []
    third = await newcomer.presses("I had one", second)
    assert "Which company was it with?" in third.text
    await plays(newcomer, "> Acme yesterday 15:00\n✓ Recorded: interview · Acme · yesterday, Sun 22 Nov, 15:00\n! UTC")


async def test_who_skips_the_start_is_asked_with_the_first_interview_and_not_again(newcomer: Conversation) -> None:
    await plays(
        newcomer,
        """
        > /interviewed Acme
        All times are in UTC, as you told me no other time zone
        [Set my time zone]
        * Set my time zone
        [London] [New York]
        * New York
        Your time zone is America/New_York
        > /interviewed Globex yesterday
        ! UTC
        ! time zone
        """,
    )


async def test_the_first_cities_go_by_the_language(newcomer: Conversation) -> None:
    newcomer.user.profile["language_code"] = "pt-br"
    assert below(await newcomer.says("/start"))[1:3] == ["Sao Paulo", "Manaus"]


async def test_a_location_does_as_well_and_is_kept_nowhere(newcomer: Conversation) -> None:
    await newcomer.says("/start")
    answer = await newcomer.shares_location(48.137, 11.575)
    assert "Your time zone is Europe/Berlin" in answer.text
    assert {"I had one", "One is coming", "Holidays of Germany"} <= set(answer.labels)
    kept = str(newcomer.facts())
    assert "48.1" not in kept
    assert "country" not in kept


async def test_holidays_are_days_off_only_where_they_are_wanted_and_can_be_undone(newcomer: Conversation) -> None:
    await plays(
        newcomer,
        """
        > /start
        > munich
        Your time zone is Europe/Berlin
        Shall the public holidays of Germany be days off? Then I keep the country too.
        * Holidays of Germany
        ✓ Public holidays, from now on: Germany.
        * Undo
        ↩ Taken back. The public holidays of Germany are no longer days off.
        """,
    )
    assert "unich" not in str(newcomer.facts())


async def test_a_city_of_a_name_that_several_have_is_asked_about(newcomer: Conversation) -> None:
    before = newcomer.facts()
    await plays(
        newcomer,
        """
        > /start
        > Portland
        There is more than one “Portland”. Which is yours?
        · Portland, ME, US: America/New_York
        [Portland, OR, US] [Portland, ME, US]
        """,
    )
    assert newcomer.facts()["changes"] == before["changes"] == []
    await plays(
        newcomer,
        """
        * Portland, ME, US
        ✓ Your time zone is America/New_York
        > /timezone portland or
        ✓ Your time zone is America/Los_Angeles
        ! Public holidays of
        > /timezone springfield
        There is more than one “springfield”.
        > Springfield, Illinois
        ✓ Your time zone is America/Chicago
        """,
    )


async def test_a_city_that_nobody_knows_changes_nothing_and_is_asked_for_again(newcomer: Conversation) -> None:
    await plays(
        newcomer,
        """
        > /start
        > Xyzzyville
        I cannot tell the time zone from “Xyzzyville”, so nothing has changed.
        Which time zone are you in? Write a city
        > /timezone Lisbon
        ✓ Your time zone is Europe/Lisbon
        """,
    )


async def test_whoever_says_something_else_is_heard(newcomer: Conversation) -> None:
    await plays(
        newcomer,
        """
        > /start
        > I had an interview with Acme today
        Shall I record this?
        interview · Acme
        """,
    )


async def test_whoever_has_been_here_gets_a_shorter_start(newcomer: Conversation) -> None:
    await plays(
        newcomer,
        """
        > /timezone Berlin
        > /start
        I see you through the weeks after a job interview
        Your time zone is Europe/Berlin: it is 14:00 there.
        [I had one] [One is coming] [All commands]
        > /interviewed Acme
        > /start
        Welcome back. One interview is open. Your time zone is Europe/Berlin
        [I had one] [One is coming] [Where things stand]
        ! I see you through
        > /close Acme
        > /start
        No interview is open.
        * Where things stand
        Nothing waits
        """,
    )


@pytest.mark.parametrize(
    ("payload", "asked"),
    [
        ("interviewed", "Which company was it with?"),
        ("interview", "Which company is it with?"),
        ("interviewed_Acme", "When was the interview with Acme?"),
        ("interviewed_Acme_and-Sons", "When was the interview with Acme and-Sons?"),
        ("interview_Acme", "When is it?"),
        ("interviewed_", "Which company was it with?"),
        ("interviewed__", "Which company was it with?"),
        ("undo", "I see you through"),
        ("interviewedAcme", "I see you through"),
        ("mute", "I see you through"),
        ("x" * 64, "I see you through"),
    ],
)
async def test_a_link_asks_and_records_nothing(talk: Conversation, payload: str, asked: str) -> None:
    assert asked in (await talk.says(f"/start {payload}")).text
    assert talk.facts()["events"] == []


async def test_a_link_leads_to_a_record_once_the_day_is_told(talk: Conversation) -> None:
    await plays(talk, "> /start interviewed_Acme\n* Yesterday\n✓ Recorded: interview · Acme · yesterday")
    await plays(talk, "> /start interview_Globex\n> Friday 9am\n✓ Recorded: interview planned · Globex · Fri 27 Nov")
