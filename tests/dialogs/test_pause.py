"""Quiet for a holiday of one's own: nothing unasked until then, and then everything in one message."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_nothing_comes_until_then_and_then_everything_in_one_message(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        > /interviewed Beta
        > /pause until 7 December
        🔕 No pings until Mon 7 Dec.
        [Pings again] [Undo]
        > /remind Beta 1 December 15:00
        > /should_i_call Acme
        Not yet, from Fri 27 Nov, 09:00
        > /agenda
        🔕 Pings are paused until Mon 7 Dec, 10:00: /unmute
        + until Tue 1 Dec 14:59
        (nothing)
        + until Tue 1 Dec 15:00
        Beta: you asked me to remind you today.
        + until Mon 7 Dec 09:59
        (nothing)
        > /should_i_call Acme
        Yes, call them now
        + until Mon 7 Dec 10:00
        1. 📞 Acme: a call is due
        2. ✉️ Beta: time for the thank-you note
        3. 🔎 A new week.
        ⏰ This comes late: it was due Mon 23 Nov, 16:00.
        """,
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("/pause until 5 January", "Tue 5 Jan 2027"),
        ("/pause 5 January", "Tue 5 Jan 2027"),
        ("/pause for two weeks", "Mon 7 Dec"),
        ("/pause 3 days", "Thu 26 Nov"),
    ],
)
async def test_until_when(talk: Conversation, said: str, day: str) -> None:
    assert f"No pings until {day}." in (await talk.says(said)).text


async def test_it_is_asked_and_what_has_passed_is_not_taken(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /pause
        Until which day shall I keep quiet?
        [For a week] [For two weeks] [For four weeks]
        > today
        That day has passed
        > one fine day
        I could not read “one fine day” as a day
        * For two weeks
        No pings until Mon 7 Dec.
        """,
    )


@pytest.mark.parametrize("back", ["* Pings again", "> /unmute"])
async def test_the_way_back_is_one_tap(talk: Conversation, back: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        > /pause until 7 December
        {back}
        🔔 Pings are on.
        + until Fri 27 Nov 10:00
        Acme: a call is due
        """,
    )


async def test_taken_back(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /pause until 7 December
        * Undo
        ↩ Taken back. Pings come again, as they are no longer paused.
        > /interview Acme tomorrow 10:00
        Afterwards, tomorrow, Tue 24 Nov, 11:00, I ask how it went
        > /pause until 7 December
        > /interviewed Beta
        Pings are paused; I come back to it Mon 7 Dec, 10:00.
        """,
    )


async def test_of_two_pauses_the_first_holds_again(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /pause until 7 December
        > /pause until 9 December
        * Undo
        ↩ Taken back. Pings are paused until Mon 7 Dec again, no longer until Wed 9 Dec.
        > /unmute
        * Undo
        ↩ Taken back. Pings are paused until Mon 7 Dec again.
        """,
    )


async def test_a_very_long_one_is_asked_about(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /pause until 21 February 2027
        🔕 No pings until Sun 21 Feb 2027.
        > /pause until 22 February 2027
        That is a long pause: 91 days, until Mon 22 Feb 2027.
        [Yes, pause] [No pause] [Stop all pings]
        * Yes, pause
        🔕 No pings until Mon 22 Feb 2027.
        """,
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("* Stop all pings", "🔕 No more pings, about anything."),
        ("* No pause", "Nothing was recorded."),
        ("> no", "Nothing was recorded."),
        ("> yes", "🔕 No pings until Thu 1 Jan 2099."),
    ],
)
async def test_it_may_have_been_a_slip_or_a_wish_to_stop(talk: Conversation, answer: str, said: str) -> None:
    await plays(talk, f"> /pause until 1 January 2099\nThat is a long pause: 26,337 days\n{answer}\n{said}")


async def test_the_monday_nudge_tells_the_week(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Old 1 October
        > /thanked Old 2 October
        > /interviewed Acme
        > /thanked Acme
        > /rules Acme they call by 2027-01-29
        > /called Old no answer 26 October
        + until Mon 30 Nov 10:00
        Last week: 1 interview, 1 note sent.
        Your turn, a call is due: Old.
        You wait for: Acme.
        Quiet for long: Old.
        ! look elsewhere
        """,
    )


async def test_the_nudge_arrives_silently_and_what_is_due_today_rings(talk: Conversation) -> None:
    await talk.until("Tue 24 Nov 10:00")
    await talk.says("/interviewed Acme")
    (note,) = await talk.until("Tue 24 Nov 12:00")
    await talk.presses("Sent it", note)
    nudge, call = await talk.until("Tue 1 Dec 10:00")
    assert (note.silent, nudge.silent, call.silent) == (False, True, False)


async def test_after_three_calls_the_nudge_says_to_look_elsewhere(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Old 1 October
        > /thanked Old 2 October
        > /called Old no answer 12 October
        > /called Old no answer 19 October
        > /called Old no answer 26 October
        + until Mon 30 Nov 10:00
        Three calls made, so look elsewhere (¶7, ¶9): Old.
        ! You wait for
        """,
    )


async def test_what_is_asked_afterwards_is_asked_within_the_ping_hours(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 19:30
        Afterwards, Wed 25 Nov, 09:00, I ask how it went
        + until Wed 25 Nov 08:59
        ! how did it go
        + until Wed 25 Nov 09:00
        How did it go
        """,
    )


async def test_stop_in_ones_own_words_is_one_message_and_the_way_back_one_tap(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > STOP
        🔕 No more pings, about anything.
        * Pings again
        🔔 Pings are on.
        > stop until monday
        🔕 No pings until Mon 30 Nov.
        > be quiet until 3 December
        🔕 No pings until Thu 3 Dec.
        > stop messaging me, I need my peace until 4 December
        🔕 No pings until Fri 4 Dec.
        """,
    )


async def test_an_answer_in_a_whole_sentence_ends_the_pause(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /settings pause
        Until which day shall I keep quiet?
        > I'm on holiday until 7 December
        🔕 No pings until Mon 7 Dec.
        > /settings nudge
        > stop
        ✓ Weekly nudge, from now on: off.
        > /settings pings
        > stop
        🔕 No more pings, about anything.
        """,
    )


async def test_quiet_about_one_company_has_no_end_and_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > stop pinging me about Acme until Monday
        pings stopped · Acme
        I could not place “until Monday”.
        """,
    )


async def test_a_pause_that_is_over_is_none(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /pause until 30 November
        > /settings
        Pings: paused until Mon 30 Nov
        [Pings again]
        + 8 days
        > /settings
        Pings: on (my default).
        [Pause] [Stop all pings]
        > /agenda
        [Should I call?]
        """,
    )


async def test_a_pause_takes_the_place_of_a_stop(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /stop
        > /pause until tomorrow
        No pings until Tue 24 Nov
        > /undo
        ↩ Taken back. Pings are off again.
        ! come again
        > /pause until tomorrow
        + 2 days
        ✉️ Acme
        """,
    )
