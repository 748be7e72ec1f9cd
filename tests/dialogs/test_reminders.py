"""`/remind`: on the day that the person named, once, whatever the verdict; done, put off, stopped, and taken back."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = """
    > /interviewed Acme Friday 10:00
    > /thanked Acme
"""
PINGED = f"""
    {HELD}
    > /remind Acme tomorrow
    ✓ Recorded: reminder for Tue 24 Nov, 10:00 · Acme
    I ping you then, whatever the verdict is by that time.
    [Wrong day?] [Undo]
    ! Should I call
    + until Tue 24 Nov 10:00
    ⏰ Acme: you asked me to remind you today.
    ⏳ Not yet Acme: from Fri 27 Nov, 09:00, 0 of 3 calls made
    [Done] [Later] [Stop these]
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Acme next Tuesday", "Tue 1 Dec, 10:00"),
        ("Acme tomorrow 15:00", "Tue 24 Nov, 15:00"),
        ("acme on 3 December", "Thu 3 Dec, 10:00"),
        ("Acme in two weeks", "Mon 7 Dec, 10:00"),
        ("me about Acme next Tuesday", "Tue 1 Dec, 10:00"),
        ("about Acme Friday", "Fri 27 Nov, 10:00"),
        ("Acme today 18:00", "Mon 23 Nov, 18:00"),
        ("Acme end of the week", "Fri 27 Nov, 10:00"),
        ("Acme sometime this week", "Fri 27 Nov, 10:00"),
        ("Acme in December", "Tue 1 Dec, 10:00"),
        ("Acme 5 minutes before 3pm", "Mon 23 Nov, 14:55"),
        ("Acme early next week", "Mon 30 Nov, 10:00"),
    ],
)
async def test_the_day_is_said_back(talk: Conversation, written: str, said: str) -> None:
    await plays(talk, f"{HELD}\n> /remind {written}\n✓ Recorded: reminder for {said} · Acme\n[Wrong day?] [Undo]")


async def test_it_comes_once(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {PINGED}
        + until Fri 27 Nov 09:30
        (nothing)
        """,
    )


@pytest.mark.parametrize(
    ("button", "recorded", "labels"),
    [("Done", "reminder done", "[Undo]"), ("Stop these", "pings stopped", "[Undo]")],
)
async def test_a_tap_is_recorded_and_taken_back(talk: Conversation, button: str, recorded: str, labels: str) -> None:
    await plays(talk, PINGED)
    message = talk.messages[-1]
    text, shown = message.text, message.labels
    assert shown == ["Done", "Later", "Stop these"]
    await plays(talk, f"* {button}\n~ Recorded\n✓ Acme: {recorded}.\n{labels}\n* Undo\n~ Taken back")
    assert (message.text, message.labels) == (text, shown)
    await plays(talk, f"* {button}\n> /history Acme\nreminder for Tue 24 Nov, 10:00\n{recorded}")


async def test_later(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {PINGED}
        * Later
        [In an hour] [This evening] [Tomorrow morning] [In a week] [Back]
        * Tomorrow morning
        ✓ Acme: ping put off until Wed 25 Nov, 09:00.
        > /agenda
        Wed 25 Nov, 09:00 · Acme: I remind you, as you asked
        + until Wed 25 Nov 09:00
        ⏰ Acme: you asked me to remind you today.
        * Done
        ✓ Acme: reminder done.
        > /agenda
        ! remind you
        """,
    )


async def test_before_an_interview_too(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme 7 December 10:00
        > /remind Acme tomorrow
        + until Tue 24 Nov 10:00
        ⏰ Acme: you asked me to remind you today.
        ⏳ Not yet Acme: interview Mon 7 Dec, 10:00
        * Later
        * Tomorrow morning
        + until Wed 25 Nov 09:00
        ⏰ Acme: you asked me to remind you today.
        """,
    )


async def test_the_agenda_shows_it_until_it_has_come(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme tomorrow
        > /agenda
        Tue 24 Nov, 10:00 · Acme: I remind you, as you asked
        + until Tue 24 Nov 10:30
        > /agenda
        ! remind you
        """,
    )


async def test_at_night_it_waits_for_the_morning_and_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme today 22:30
        That is outside your ping hours, so I ping you tomorrow, Tue 24 Nov, 09:00.
        + until Tue 24 Nov 08:59
        (nothing)
        + until Tue 24 Nov 09:00
        ⏰ Acme: you asked me to remind you on Mon 23 Nov.
        ! comes late
        """,
    )


async def test_undo_takes_it_back(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme tomorrow
        > /undo
        ↩ Taken back: reminder for Tue 24 Nov, 10:00
        + until Tue 24 Nov 12:00
        (nothing)
        """,
    )


async def test_the_wrong_day_is_put_right_also_once_it_has_come(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme tomorrow
        * Wrong day?
        When shall I remind you of Acme?
        [Tomorrow] [In a week] [In two weeks]
        > Wednesday
        ✓ Corrected: reminder for Wed 25 Nov, 10:00 · Acme
        + until Wed 25 Nov 09:59
        (nothing)
        + until Wed 25 Nov 10:00
        ⏰ Acme: you asked me to remind you today.
        * Later
        * In a week
        > /undo
        > /undo
        This counts again: reminder for Tue 24 Nov, 10:00
        """,
    )
    await plays(
        talk,
        """
        > /remind Acme Thursday
        + until Thu 26 Nov 10:00
        ⏰ Acme: you asked me to remind you today.
        """,
    )
    recorded = next(message for message in talk.messages[::-1] if "Wrong day?" in message.labels)
    await talk.presses("Wrong day?", recorded)
    await plays(
        talk,
        """
        > Saturday
        ✓ Corrected: reminder for Sat 28 Nov, 10:00 · Acme
        + until Sat 28 Nov 10:00
        ⏰ Acme: you asked me to remind you today.
        """,
    )


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Acme", "When shall I remind you of Acme?"),
        ("Acme yesterday", "That has passed, so nothing was recorded."),
        ("Acme today 9:00", "That has passed, so nothing was recorded."),
        ("Acme today", "At what time today?"),
        ("Acme every Friday", "“every Friday”: I remind you once, not again and again."),
        ("Acme February 30", "“February 30” is no day of the calendar"),
        ("Acme 3/4/2027", "“3/4/2027” can be read in two ways"),
    ],
)
async def test_without_a_time_to_come_it_asks(talk: Conversation, written: str, asked: str) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(talk, f"> /remind {written}\n{asked}\n[Tomorrow] [In a week]")
    assert talk.facts() == before
    await plays(talk, "* In a week\n✓ Recorded: reminder for Mon 30 Nov, 10:00 · Acme")


@pytest.mark.parametrize("words", ["", "tomorrow", "me tomorrow"])
async def test_without_a_company_it_offers_the_open_interviews(talk: Conversation, words: str) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /interviewed Globex
        > /interviewed Gone
        > /close Gone
        > /remind {words}
        Which interview shall I remind you of?
        [Acme] [Globex]
        """,
    )
    assert "Gone" not in talk.messages[-1].labels
    when = "" if words else "* Tomorrow"
    await plays(talk, f"* Globex\n{when}\n✓ Recorded: reminder for Tue 24 Nov, 10:00 · Globex")


async def test_nothing_of_what_is_settled(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme tomorrow
        > /close Acme
        + until Tue 24 Nov 12:00
        (nothing)
        > /remind Acme Friday
        “Acme” is settled, so I remind you of nothing there.
        """,
    )


async def test_the_same_twice_is_one(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /remind Acme tomorrow
        > /remind Acme tomorrow 10:00
        That is recorded already; nothing was added.
        """,
    )


async def test_where_pings_are_off_it_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /mute Acme
        > /remind Acme tomorrow
        Pings about it are off, though: /unmute Acme
        > /mute
        > /remind Acme Friday
        All pings are off, though: /unmute
        """,
    )


async def test_in_free_words(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > remind me about Acme next Tuesday
        Shall I record this?
        reminder for Tue 1 Dec, 10:00 · Acme
        * Yes
        ✓ Recorded: reminder for Tue 1 Dec, 10:00 · Acme
        """,
    )


async def test_in_a_bundle(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /interviewed Globex Friday 10:00
        > /thanked Globex
        > /remind Acme tomorrow
        > /remind Globex tomorrow
        + until Tue 24 Nov 10:00
        1. ⏰ Acme: you asked me to remind you today.
        2. ⏰ Globex: you asked me to remind you today.
        [1. Done] [1. More] [2. Done] [2. More]
        * 2. More
        [Stop these] [Back]
        * Back
        * 1. Done
        1. ✓ Acme: reminder done.
        """,
    )
    assert "Skip" not in talk.messages[-1].labels
