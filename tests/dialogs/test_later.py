"""A ping put off until a day of the person's own."""

from __future__ import annotations

import pytest

from tests.dialogs.conversation import Conversation, shown_at
from tests.dialogs.script import plays

CALL = """
> /interviewed Acme
> /thanked Acme
+ until Mon 30 Nov 10:00
📞 Acme
* Later
[Another day…] [Back]
* Another day…
Until when shall I put it off for Acme?
"""


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("Thursday", "Thu 3 Dec 10:00"),
        ("3 December 15:00", "Thu 3 Dec 15:00"),
        ("3 days", "Thu 3 Dec 10:00"),
        ("3 hours", "Mon 30 Nov 13:00"),
        ("a week", "Mon 7 Dec 10:00"),
        ("tomorrow 6am", "Tue 1 Dec 09:00"),
    ],
)
async def test_it_comes_again_when_they_said(talk: Conversation, words: str, comes: str) -> None:
    await plays(talk, CALL)
    asked = talk.messages[-1]
    answer = await talk.says(words)
    assert answer.text.startswith(f"✓ Acme: ping put off until {comes[:-6]}, {comes[-5:]}. Recorded.")
    assert "Undo" in answer.labels
    assert asked.labels == [], "the buttons of what was answered are over"
    came = await talk.until("Mon 7 Dec 23:00")
    assert comes in shown_at([message for message in came if "a call is due" in message.text])


async def test_putting_off_can_be_taken_back(talk: Conversation) -> None:
    await plays(talk, CALL)
    before = await talk.next_alarm()
    await plays(talk, "> Friday\n* Undo\n~ Taken back\n📞 Acme: a call is due\n[No answer] [Later]")
    assert await talk.next_alarm() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("yesterday", "so nothing was recorded"),
        ("31 February", "“31 February” is no day of the calendar"),
        ("whenever", "I could not read “whenever” as a day"),
        ("99999999999 days", "nothing was recorded"),
    ],
)
async def test_what_is_no_day_ahead_is_asked_again(talk: Conversation, words: str, said: str) -> None:
    await plays(talk, CALL)
    before = talk.facts()
    answer = await talk.says(words)
    assert said in answer.text
    assert "Until when shall I put it off for Acme?" in answer.text
    assert talk.facts() == before
    await plays(talk, "> Friday\n✓ Acme: ping put off until Fri 4 Dec, 10:00.")


async def test_what_was_done_meanwhile_is_not_put_off(talk: Conversation) -> None:
    await plays(talk, CALL)
    ping = talk.messages[-1]
    await talk.presses("No answer", ping)
    before = talk.facts()
    await talk.says("Friday")
    assert talk.facts()["events"] == before["events"]


async def test_one_of_a_bundle_is_put_off_alone(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /interviewed Globex Friday 15:00
        > /thanked Acme
        > /thanked Globex
        + until Fri 27 Nov 10:00
        2 things: Acme call, Globex call
        * 2. More
        * Another day…
        Until when shall I put it off for Globex?
        > Monday 15:00
        2. ✓ Globex: ping put off until Mon 30 Nov, 15:00.
        1. 📞 Acme: a call is due
        1 thing: Acme call
        """,
    )
