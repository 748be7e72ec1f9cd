"""The buttons of pings record what was done, say so in the message itself, and offer Undo, which reopens it."""

import pytest

from tests.dialogs.conversation import Conversation, shown_at
from tests.dialogs.script import plays

NOTE = """
    > /interviewed Acme
    + 2 hours
    ✉️ Acme: time for the thank-you note (¶4).
    (¶6)
    my default, not the article’s
    [Sent it] [Later] [Skip] [Stop these]
"""
CALL = """
    > /interviewed Acme Friday 10:00
    > /thanked Acme
    + until Fri 27 Nov 10:00
    📞 Acme: a call is due, call 1 of 3 (¶7). Call the person who interviewed you.
    I leave 5 working days before a first call (my default, not the article’s).
    Say: “
    To a machine:
    (¶8)
    [No answer] [Left a message] [Spoke] [Later] [Skip] [Stop these]
"""
CLOSE = """
    > /interviewed Acme 2026-11-02
    > /thanked Acme 2026-11-02
    > /called Acme no answer 2026-11-09
    > /called Acme no answer 2026-11-16
    > /called Acme no answer
    + until Sun 6 Dec 20:00
    * Stop the weekly nudge
    + until Mon 7 Dec 10:00
    🗂 Acme: close it, or did they reply? There was no word in 10 working days since the last of three tries (my
    [Close it] [They replied] [Later] [Skip] [Stop these]
"""


@pytest.mark.parametrize(
    ("ping", "button", "recorded"),
    [
        (NOTE, "Sent it", "thank-you note sent"),
        (NOTE, "Skip", "thank-you note skipped"),
        (NOTE, "Stop these", "pings stopped"),
        (CALL, "No answer", "call, no answer"),
        (CALL, "Left a message", "call, message left"),
        (CALL, "Spoke", "call, spoke to them"),
        (CALL, "Skip", "this call skipped"),
        (CALL, "Stop these", "pings stopped"),
        (CLOSE, "Close it", "closed"),
        (CLOSE, "They replied", "a word from them"),
        (CLOSE, "Skip", "kept open"),
        (CLOSE, "Stop these", "pings stopped"),
    ],
)
async def test_a_tap_is_recorded_said_and_taken_back(talk: Conversation, ping: str, button: str, recorded: str) -> None:
    await plays(talk, ping)
    message, count = talk.messages[-1], len(talk.messages)
    text, labels = message.text, message.labels
    await plays(talk, f"* {button}\n~ Recorded\n✓ Acme: {recorded}.\n[Undo]")
    assert len(talk.messages) == count, "the ping itself says what was recorded"
    await plays(talk, "* Undo\n~ Taken back")
    assert (message.text, message.labels) == (text, labels)
    await plays(talk, f"* {button}\n✓ Acme: {recorded}.\n> /history Acme\n{recorded}")


@pytest.mark.parametrize(
    ("choice", "comes"),
    [
        ("In an hour", "Mon 23 Nov 17:00"),
        ("This evening", "Mon 23 Nov 18:00"),
        ("Tomorrow morning", "Tue 24 Nov 09:00"),
        ("In a week", "Mon 30 Nov 09:00"),
    ],
)
async def test_later_by_each_choice(talk: Conversation, choice: str, comes: str) -> None:
    await plays(talk, f"{NOTE}\n* Later\n[In an hour] [This evening] [Tomorrow morning] [In a week] [Back]")
    day, at = comes.rsplit(" ", 1)
    await plays(talk, f"* {choice}\n~ Recorded\n✓ Acme: ping put off until {day}, {at}.\n[Undo]")
    ping, *_ = await talk.later(days=7)
    assert shown_at([ping]) == [comes]
    assert ping.text.startswith("✉️ Acme: time for the thank-you note")


async def test_later_and_back_changes_nothing(talk: Conversation) -> None:
    await plays(talk, NOTE)
    before, text = talk.facts(), talk.messages[-1].text
    await plays(talk, "* Later\n[Back]\n* Back\n[Sent it] [Later]")
    assert talk.facts() == before
    assert talk.messages[-1].text == text


async def test_later_names_the_hour_at_which_a_ping_can_really_come(talk: Conversation) -> None:
    await plays(talk, f"{CALL}\n* Later\n[In an hour] [Mon 30 Nov, 09:00] [In a week]\n! This evening")
    assert "This evening" not in talk.messages[-1].labels
    await plays(talk, "* Mon 30 Nov, 09:00\n✓ Acme: ping put off until Mon 30 Nov, 09:00.")
    assert "Mon 30 Nov 09:00" in shown_at(await talk.until("Mon 30 Nov 09:59"))


async def test_an_evening_that_has_passed_is_not_offered(talk: Conversation) -> None:
    await plays(talk, "+ until Mon 23 Nov 16:30\n> /interviewed Acme")
    await plays(talk, "+ until Mon 23 Nov 18:31\n* Later\n[Tomorrow morning]")
    assert "This evening" not in talk.messages[-1].labels


async def test_the_second_reminder_is_the_last_and_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {NOTE}
        + 22 hours
        ✉️ Acme: the thank-you note is still open (¶4).
        I will not remind you again, and name no call before it is sent, or skipped.
        * Later
        I will not remind you again
        * Back
        I will not remind you again, and name no call before it is sent, or skipped.
        """,
    )
    assert await talk.until("Sun 29 Nov 20:00") == []


async def test_the_second_reminder_of_a_call_is_the_last_and_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /thanked Acme
        + 6 days
        + 24 hours
        a call is due
        ! again
        + 24 hours
        a call is still due
        I will not remind you of it again.
        """,
    )


async def test_a_third_call_is_the_last_one(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2026-11-02
        > /thanked Acme 2026-11-02
        > /called Acme no answer 2026-11-10
        > /called Acme no answer 2026-11-17
        + until Tue 24 Nov 10:00
        📞 Acme: a call is due, call 3 of 3, the last one (¶7).
        2 of 3 calls made without an answer, the last Tue 17 Nov (call, no answer).
        * No answer
        look elsewhere (¶7, ¶9)
        """,
    )


async def test_done_meanwhile_a_ping_never_comes(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n+ 1 hour\n> /thanked Acme")
    assert await talk.until("Sun 29 Nov 20:00") == []
    await plays(talk, "+ until Mon 30 Nov 09:55\n> /called Acme spoke")
    assert not [ping for ping in await talk.until("Fri 4 Dec 20:00") if "📞" in ping.text]
    await plays(talk, "> /close Acme")
    assert await talk.until("Thu 31 Dec 20:00") == []


async def test_a_bundle_of_several_each_with_its_own_buttons(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /interviewed Beta Friday 15:00
        > /thanked Acme
        > /thanked Beta
        + until Fri 27 Nov 10:00
        1. 📞 Acme: a call is due, call 1 of 3 (¶7). Call the person who interviewed you.
        2. 📞 Beta: a call is due, call 1 of 3 (¶7).
        When I remind you is my default, not the article’s, unless they named the day.
        [1. No answer] [1. Message] [1. Spoke] [1. More] [2. No answer] [2. Message] [2. Spoke] [2. More]
        * 2. Spoke
        1. 📞 Acme: a call is due
        2. ✓ Beta: call, spoke to them.
        [1. No answer] [Undo]
        * 1. More
        [In an hour] [In a week] [Skip] [Stop these] [Back]
        * Skip
        1. ✓ Acme: this call skipped.
        [1. Undo] [2. Undo]
        * 2. Undo
        1. ✓ Acme: this call skipped.
        2. 📞 Beta: a call is due
        [2. No answer] [Undo]
        """,
    )
    assert shown_at(talk.messages[-1:]) == ["Fri 27 Nov 10:00"]


async def test_many_things_have_a_row_each_and_the_rest_is_one_tap_away(talk: Conversation) -> None:
    for name in ("Acme", "Beacon", "Cobalt", "Dynamo", "Evergreen", "Foxglove", "Granite"):
        await talk.says(f"/interviewed {name} Friday 10:00")
        await talk.says(f"/thanked {name} Friday 12:00")
    (ping,) = await talk.until("Fri 27 Nov 10:00")
    assert ping.labels == [f"{nth}. {label}" for nth in range(1, 8) for label in ("No answer", "More")]
    await plays(
        talk,
        """
        * 2. More
        [Left a message] [Spoke] [In an hour] [Skip] [Stop these] [Back]
        * Spoke
        2. ✓ Beacon: call, spoke to them.
        * 1. More
        * Stop these
        1. ✓ Acme: pings stopped.
        """,
    )


async def test_a_call_beside_the_nudge_is_told_in_full(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /thanked Acme
        + until Mon 30 Nov 10:00
        📞 Acme: a call is due, call 1 of 3 (¶7).
        Say: “
        🔎 A new week. Keep looking while you wait, so that the search keeps its pace (¶10).
        That I say so on Mondays is my default, not the article’s.
        Your turn, a call is due: Acme.
        [No answer] [Left a message] [Spoke] [Later] [Skip] [Stop these] [Stop the weekly nudge]
        * Stop the weekly nudge
        ✓ No more weekly nudges.
        📞 Acme: a call is due
        [No answer] [Undo]
        """,
    )


async def test_the_weekly_nudge_and_stopping_it(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /rules Acme they call by 2027-01-29
        + until Sun 29 Nov 20:00
        + until Mon 30 Nov 10:00
        🔎 A new week.
        The note is still open: Acme.
        + until Mon 7 Dec 10:00
        🔎 A new week.
        * Stop the weekly nudge
        ~ Recorded
        ✓ No more weekly nudges.
        * Undo
        ~ Taken back
        🔎 A new week.
        * Stop the weekly nudge
        + until Tue 22 Dec 10:00
        (nothing)
        > /undo
        ↩ Taken back. The weekly nudge comes again.
        + until Mon 28 Dec 10:00
        🔎 A new week.
        """,
    )


async def test_a_nudge_stopped_in_another_message_is_over(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /rules Acme they call by 2027-01-29\n+ until Mon 30 Nov 10:00")
    first = talk.messages[-1]
    await plays(talk, "+ until Mon 7 Dec 10:00\n* Stop the weekly nudge")
    before = talk.facts()
    await talk.presses("Stop the weekly nudge", first)
    assert talk.toast == "That is over already; nothing was recorded."
    assert talk.facts() == before
