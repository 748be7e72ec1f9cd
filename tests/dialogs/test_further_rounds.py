"""`/interviewed` for a company that has an open interview: a further round, or a correction? Never guessed."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_an_open_interview_is_never_taken_for_a_further_round_unasked(talk: Conversation) -> None:
    await talk.says("/interviewed Acme yesterday")
    before = talk.facts()
    await plays(
        talk,
        """
        > /interviewed Acme
        An interview with Acme is recorded already (yesterday, Sun 22 Nov). Is this a further round, or a correction?
        [A further round] [Correct the date]
        > perhaps
        I could not tell from “perhaps” which of the two you mean, so nothing was recorded.
        [A further round] [Correct the date]
        """,
    )
    assert talk.facts() == before


FURTHER_ROUND = """
    > /interviewed Acme
    > /thanked Acme
    + until Mon 30 Nov 09:30
    > /called Acme no answer
    1 of 3 calls made
    > /interviewed Acme
    {answer}
    ✓ Recorded: interview · Acme · today, Mon 30 Nov, 09:30
    > /should_i_call Acme
    Not yet, from Mon 7 Dec, 09:00
    The thank-you note comes first
    + until Thu 3 Dec 20:00
    ! a call is due
    > /thanked Acme
    + until Mon 7 Dec 10:00
    a call is due, call 1 of 3 (¶7)
"""


@pytest.mark.parametrize("answer", ["* A further round", "> further round", "> a second round", "> Another interview."])
async def test_a_further_round_starts_the_count_anew_and_the_old_pings_stop(talk: Conversation, answer: str) -> None:
    await plays(talk, FURTHER_ROUND.format(answer=answer))


@pytest.mark.parametrize("answer", ["* Correct the date", "> a correction", "> the same one"])
async def test_a_correction_asks_for_the_right_day(talk: Conversation, answer: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme
        > /thanked Acme
        > /interviewed Acme
        {answer}
        When was the interview with Acme? Tap the day, or write it
        [Today] [Yesterday] [Two days ago]
        > Friday 10:00
        ✓ Corrected: interview · Acme · Fri 20 Nov, 10:00
        > /history Acme
        Fri 20 Nov, 10:00 · interview
        thank-you note sent
        ! today, Mon 23 Nov, 14:00 · interview
        """,
    )


async def test_a_correction_with_its_day_needs_no_further_question(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interviewed Acme Friday 10:00
        * Correct the date
        ✓ Corrected: interview · Acme · Fri 20 Nov, 10:00
        """,
    )


async def test_another_role_at_an_open_company_may_be_another_opening(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Engineer yesterday
        > /interviewed Acme Designer yesterday
        An interview with Acme is recorded (yesterday, Sun 22 Nov), for another role. Does this one belong to it?
        [A further round] [The same interview] [Another opening (Designer)]
        * Another opening (Designer)
        ✓ Recorded: interview · Acme (Designer) · yesterday, Sun 22 Nov
        ! could not place
        > /called Acme no answer
        Whom did you call?
        [Acme (Engineer)] [Acme (Designer)]
        > /interviewed Acme Designer
        Is this a further round, or a correction?
        * A further round
        ✓ Recorded: interview · Acme (Designer) · today
        """,
    )


@pytest.mark.parametrize("answer", ["* A further round", "> a further round"])
async def test_another_role_in_the_same_opening_is_said_to_find_no_place(talk: Conversation, answer: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Engineer
        > /interviewed Acme Designer
        {answer}
        ✓ Recorded: interview · Acme (Engineer)
        I could not place “Designer”.
        ! means nothing to me
        """,
    )


async def test_a_role_told_with_a_further_round_is_kept(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme yesterday
        > /interview Acme, Sales Manager Friday 10:00
        ✓ Recorded: interview planned; the role is “Sales Manager”; it is sales work · Acme (Sales Manager)
        > /undo
        > /status
        ! Sales Manager
        """,
    )


async def test_the_note_for_the_last_round_stays_open_until_the_next(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interview Acme Thursday 10:00
        ✓ Recorded: interview planned · Acme · Thu 26 Nov, 10:00
        The note for the last one is still open. A thank-you note is always right, and it goes out at once (¶4).
        [Write it] [I sent the note]
        > /agenda
        Mon 23 Nov, 16:00 · Acme: the thank-you note is due
        Thu 26 Nov, 10:00 · Acme: interview
        Thu 26 Nov, 12:00 · Acme: the thank-you note is due
        + until Mon 23 Nov 16:00
        Acme: time for the thank-you note (¶4).
        [Write it] [Sent it] [Later] [Skip]
        > /should_i_call Acme
        Not yet
        The interview is still to come: Thu 26 Nov, 10:00.
        The note for the last one is still open.
        > /note Acme
        * Write it now
        your thank-you note
        ! that one was sent
        * Sent it
        ✓ Recorded: thank-you note sent · Acme
        ! still open
        > /agenda
        ! Mon 23 Nov
        Thu 26 Nov, 12:00 · Acme: the thank-you note is due
        > /note Acme
        * Write it now
        You told me that one was sent
        + until Thu 26 Nov 11:00
        Acme: it should be over.
        * It took place
        + until Thu 26 Nov 12:00
        Acme: time for the thank-you note (¶4).
        """,
    )


async def test_a_note_said_to_be_sent_before_the_next_round_settles_it(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interview Acme Thursday 10:00
        > /thanked Acme
        It belongs to the interview that was held
        ! still open
        + until Thu 26 Nov 10:00
        (nothing)
        """,
    )


async def test_once_the_next_round_began_the_ping_for_the_last_ones_note_is_over(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interview Acme Thursday 10:00
        + until Mon 23 Nov 16:00
        Acme: time for the thank-you note (¶4).
        """,
    )
    ping = talk.messages[-1]
    data = next(button.data for button in ping.buttons if button.text == "Sent it")
    await talk.until("Thu 26 Nov 10:30")
    before = talk.facts()
    assert await talk.presses_data(data or "", ping) == "That is over already; nothing was recorded."
    assert talk.facts() == before


async def test_what_follows_a_held_round_while_another_is_planned_is_said_to_be_its_own(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interview Acme Thursday 10:00
        > /thanked Acme
        It belongs to the interview that was held; the one to come wants a note and a count of its own.
        """,
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("called acme about the driver job, no answer", "call, no answer · Acme (driver)"),
        ("called about the driver job, no answer", "call, no answer · Acme (driver)"),
        ("acme nurse rejected me", "they said no · Acme (nurse)"),
        ("acme rejected me for the nurse role", "they said no · Acme (nurse)"),
        ("emailed acme driver yesterday", "email about the status · Acme (driver) · yesterday"),
        ("should I call acme about the driver job", "Not yet, from Fri 27 Nov, 09:00: Acme (driver)"),
    ],
)
async def test_of_two_openings_at_a_company_a_role_in_free_words_picks_one(
    talk: Conversation, said: str, shown: str
) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme nurse last Friday
        > /interviewed Acme driver last Friday
        * Another opening (driver)
        > {said}
        {shown}
        """,
    )


@pytest.mark.parametrize("said", ["called acme, no answer", "the driver at acme called", "acme cook rejected me"])
async def test_of_two_openings_at_a_company_it_asks_where_no_role_is_named(talk: Conversation, said: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme nurse last Friday
        > /interviewed Acme driver last Friday
        * Another opening (driver)
        > {said}
        [Acme (nurse)] [Acme (driver)]
        """,
    )
