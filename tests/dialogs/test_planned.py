"""An interview that is set: how long it takes, how it went, when it is moved, and when they call it off."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


@pytest.mark.parametrize(
    ("said", "shown", "asked"),
    [
        ("/interview Globex tomorrow 2pm for 90 minutes", "interview planned, 90 minutes · Globex", "15:30"),
        ("/interview Globex tomorrow 2-3:30pm", "interview planned, 90 minutes · Globex", "15:30"),
        ("/interview Globex tomorrow 2pm", "interview planned · Globex", "15:00"),
    ],
)
async def test_how_long_it_takes(talk: Conversation, said: str, shown: str, asked: str) -> None:
    reply = await talk.says(said)
    assert f"{shown} · tomorrow, Tue 24 Nov, 14:00" in reply.text
    assert f"Afterwards, tomorrow, Tue 24 Nov, {asked}, I ask how it went" in reply.text
    assert ("60 minutes (my default, not the article’s)" in reply.text) is ("90" not in reply.text)
    (ping,) = await talk.until(f"Tue 24 Nov {asked}")
    assert "Globex: it should be over. How did it go, and did they say whom to call and when?" in ping.text


async def test_in_words_of_ones_own(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > I have an interview with Globex tomorrow 2-3:30pm
        Shall I record this?
        interview planned, 90 minutes · Globex · tomorrow, Tue 24 Nov, 14:00
        * Yes
        > the Globex interview was moved to Friday 3pm
        Shall I correct it?
        interview planned, 90 minutes · Globex · Fri 27 Nov, 15:00
        * Yes
        + until Fri 27 Nov 16:29
        (nothing)
        + 1 minute
        Globex: it should be over.
        """,
    )


async def test_it_took_place_and_what_they_said_and_the_note(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 15:00
        [It took place] [They cancelled] [It was moved] [Later] [Stop these]
        * It took place
        ✓ Globex: interview.
        Did Globex say whom to call, and when?
        [Nothing was said] [Undo]
        ~ Recorded
        > call Dana on Friday after 2pm, 555-0199
        This is what I understood of Globex.
        * Right
        The thank-you note is still open.
        [Write it] [I sent the note]
        > /history Globex
        today, Tue 24 Nov, 14:00 · interview
        ! planned
        + until Tue 24 Nov 16:00
        time for the thank-you note
        * Sent it
        + until Fri 27 Nov 14:00
        Call Dana on 555-0199.
        """,
    )


async def test_nothing_was_said(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 15:00
        * It took place
        * Nothing was said
        ✓ Recorded: nothing was said about calling · Globex
        ! they said
        [Write it] [I sent the note]
        > /should_i_call Globex
        Not yet, from Tue 1 Dec, 09:00
        The thank-you note comes first
        """,
    )


async def test_taken_back_it_is_open_again_and_nothing_is_asked(talk: Conversation) -> None:
    await talk.says("/interview Globex tomorrow 14:00")
    await talk.until("Tue 24 Nov 15:00")
    before = talk.facts()["interviews"]
    await plays(
        talk,
        """
        * It took place
        * Undo
        Globex: it should be over.
        [It took place] [They cancelled] [It was moved]
        > no idea
        ! What did Globex say
        """,
    )
    assert talk.facts()["interviews"] == before


async def test_it_is_asked_twice_at_the_most(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 15:00
        How did it go
        If it took place, the thank-you note is due now (¶4).
        + until Wed 25 Nov 11:59
        (nothing)
        + until Wed 25 Nov 12:00
        🗣 Globex: it should be over. How did it go
        If it took place, the thank-you note is due now (¶4).
        I will not ask again.
        ! time for the thank-you note
        + until Mon 30 Nov 09:00
        (nothing)
        """,
    )


async def test_whoever_logs_it_is_not_asked(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 14:50
        > /interviewed Globex
        ✓ Corrected: interview · Globex · today, Tue 24 Nov, 14:00
        > /thanked Globex
        + until Wed 25 Nov 20:00
        (nothing)
        """,
    )


async def test_later(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 15:00
        * Later
        * In an hour
        + until Tue 24 Nov 16:01
        How did it go
        """,
    )


async def test_it_was_moved(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00 for 2 hours
        + until Tue 24 Nov 16:00
        * It was moved
        When is the interview with Globex now?
        > Thursday 10:00
        ✓ Corrected: interview planned, 120 minutes · Globex · Thu 26 Nov, 10:00
        + until Thu 26 Nov 11:59
        (nothing)
        + until Thu 26 Nov 12:00
        How did it go
        If it took place, the thank-you note is due now (¶4).
        > /undo
        This counts again: interview planned, 120 minutes
        """,
    )


async def test_the_same_again_adds_nothing(talk: Conversation) -> None:
    await talk.says("/interview Globex tomorrow 14:00")
    before = talk.facts()
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        That is recorded already
        """,
    )
    assert talk.facts() == before
    await plays(talk, "> /interview Globex tomorrow 14:00 for 30 minutes\n✓ Corrected: interview planned, 30 minutes")


# --- called off --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "> /cancelled Globex",
        "> globex cancelled\n* Yes",
        "> they called it off\n* Yes",
        "> Globex cancelled the interview\n* Yes",
        "> they called off the interview\n* Yes",
    ],
)
async def test_the_only_interview_called_off(talk: Conversation, said: str) -> None:
    await plays(
        talk,
        f"""
        > /interview Globex tomorrow 14:00
        {said}
        ✓ Recorded: interview cancelled by them · Globex
        Next: ask them for a new date
        Keep looking while you wait, so that the search keeps its pace (¶10).
        [They gave a new date] [Undo]
        + until Fri 27 Nov 20:00
        (nothing)
        > /should_i_call Globex
        No: Globex.
        It is settled: they cancelled the interview
        > /interview Globex 1 December 10:00
        ✓ Recorded: interview planned · Globex · Tue 1 Dec, 10:00
        > /should_i_call Globex
        The interview is still to come
        > /history Globex
        interview cancelled by them
        """,
    )


async def test_the_button_for_a_new_date(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Globex tomorrow 14:00
        + until Tue 24 Nov 15:00
        * They cancelled
        ✓ Globex: interview cancelled by them.
        [Undo]
        > /interview Globex Friday 10:00
        ✓ Recorded: interview planned · Globex · Fri 27 Nov, 10:00
        > /cancelled Globex
        * They gave a new date
        When is it?
        > Monday 10:00
        ✓ Recorded: interview planned · Globex · Mon 30 Nov, 10:00
        """,
    )


async def test_a_further_round_called_off_leaves_the_count(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Globex yesterday
        > /thanked Globex
        > /interview Globex Friday 10:00
        > /cancelled Globex
        ✓ Recorded: interview cancelled by them · Globex
        ⏳ Not yet Globex: from Mon 30 Nov, 09:00
        > /undo
        Taken back: interview cancelled by them
        > /should_i_call Globex
        The interview is still to come: Fri 27 Nov, 10:00
        """,
    )


async def test_what_was_never_planned_cannot_be_called_off(talk: Conversation) -> None:
    await talk.says("/interviewed Globex yesterday")
    before = talk.facts()
    await plays(talk, "> /cancelled Globex\nNo interview with “Globex” is planned, so nothing was recorded.")
    assert talk.facts() == before


async def test_cancelled_where_nothing_is_set_is_a_word_from_them(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Globex
        > Globex cancelled
        a word from them: “Globex cancelled”
        """,
    )


@pytest.mark.parametrize("said", ["tomorrow 9", "9 tomorrow", "tomorrow at 9"])
async def test_a_day_with_a_bare_hour_answers_when_it_is(talk: Conversation, said: str) -> None:
    await plays(
        talk,
        f"""
        > /interview
        > Foo
        When is it?
        > {said}
        ✓ Recorded: interview planned · Foo · tomorrow, Tue 24 Nov, 09:00
        """,
    )
