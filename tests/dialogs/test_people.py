"""Several people met in one interview: who they are, a note each, and whom to call."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_who_was_met_and_a_note_each(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /met Acme Dana Lee, hiring manager, dana@acme.example, 555-0199
        ✓ Recorded: you met Dana Lee, hiring manager, dana@acme.example, 555-0199 · Acme
        [Write it] [Sent to Dana Lee] [Undo]
        ! Wrong day?
        > /met Acme Robert Cole, CTO; Ann Ito
        ✓ Recorded: you met Robert Cole, CTO; you met Ann Ito · Acme
        Still without a note: Dana Lee, Robert Cole, Ann Ito.
        > /history Acme
        you met Dana Lee, hiring manager, dana@acme.example, 555-0199
        you met Ann Ito
        > /note Acme
        1 of 3.
        * Write it now
        3 thank-you notes, each in other words
        Dear Dana Lee,
        Dear Robert Cole,
        Dear Ann Ito,
        [All are sent] [Sent to Dana Lee] [Sent to Robert Cole] [Sent to Ann Ito]
        * Sent to Robert Cole
        ✓ Recorded: thank-you note sent to Robert Cole · Acme
        Still without a note: Dana Lee, Ann Ito.
        [Write it] [Sent to Dana Lee] [Sent to Ann Ito]
        * Sent to Ann Ito
        ✓ Recorded: thank-you note sent to Ann Ito · Acme
        Still without a note: Dana Lee.
        > /note Acme
        * Write it now
        Dear Dana Lee,
        [Sent it]
        * Sent it
        ! Still without a note
        > /undo
        > /thanked Acme Dana yesterday
        before the interview
        """,
    )


async def test_the_first_note_is_the_one_that_the_plan_wants(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /met Acme Dana Lee and Robert Cole
        > /thanked Acme Dana
        ✓ Recorded: thank-you note sent to Dana Lee · Acme
        Next: wait.
        Still without a note: Robert Cole.
        > /should_i_call Acme
        ! The thank-you note comes first
        + until Wed 25 Nov 20:00
        (nothing)
        > /thanked Acme
        ✓ Recorded: thank-you note sent · Acme
        ! Still without a note
        """,
    )


@pytest.mark.parametrize(
    ("said", "recorded"),
    [
        ("/thanked Acme Dana", "thank-you note sent to Dana Lee"),
        ("/thanked Acme to Ms Lee", "thank-you note sent to Dana Lee"),
        ("/thanked Acme to Ann Ito", "thank-you note sent to Ann Ito"),
        ("/thanked Acme by email", "thank-you note sent · Acme"),
        ("/thanked Acme Dana today", "thank-you note sent to Dana Lee"),
    ],
)
async def test_to_whom_the_note_went(talk: Conversation, said: str, recorded: str) -> None:
    await talk.says("/interviewed Acme")
    await talk.says("/met Acme Dana Lee")
    assert recorded in (await talk.says(said)).text


async def test_one_is_asked_for_who_is_not_read(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /met Acme
        Whom did you meet at Acme?
        > 555-0199
        I cannot read that as names of people.
        > Dana Lee
        ✓ Recorded: you met Dana Lee · Acme
        > /met Robert Cole
        ✓ Recorded: you met Robert Cole · Acme
        """,
    )


async def test_whom_to_call_and_on_what_number(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Monday 10:00
        > /thanked Acme
        > /met Acme Dana Lee, hiring manager, 555-0199
        + until Mon 30 Nov 10:00
        Call Dana Lee on 555-0199.
        > /script Acme
        May I speak with Dana Lee, please?
        555-0199
        [Copy the number]
        > /should_i_call Acme
        Yes, call Dana Lee on 555-0199 now
        """,
    )


@pytest.mark.parametrize(
    "said", ["/rules Acme Dana is in New York", "/rules Acme she is in New York", "Dana at Acme is in New York"]
)
async def test_calling_hours_are_those_where_the_person_is(talk: Conversation, said: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme yesterday
        > /thanked Acme
        > /met Acme Dana Lee, 555-0199
        > {said}
        in the time zone America/New_York
        * Right
        > /should_i_call Acme
        Not yet, from Fri 27 Nov, 15:00
        + until Fri 27 Nov 15:59
        ! a call is due
        + until Fri 27 Nov 16:00
        Call Dana Lee on 555-0199.
        """,
    )


@pytest.mark.parametrize(
    ("said", "recorded"),
    [
        ("interviewed at Foobar today, with Ada Wong", "interview; you met Ada Wong · Foobar · today"),
        (
            "interviewed at Delta with Jo Li and Max Orr yesterday",
            "interview; you met Jo Li; you met Max Orr · Delta · yesterday",
        ),
        ("I met Sam Poe at Kappa today", "interview; you met Sam Poe · Kappa"),
        (
            "I had an interview at Omega today for Data Analyst with Kim",
            "interview; you met Kim · Omega (Data Analyst)",
        ),
        (
            "interviewed at Umbrella last friday for nurse position, met Ada Wong, CTO, and Bob Roe",
            "interview; you met Ada Wong, CTO; you met Bob Roe · Umbrella (nurse) · Fri 20 Nov",
        ),
        (
            "just had my interview with Wayne Enterprises for the accountant position, spoke with Lucius Fox",
            "interview; you met Lucius Fox · Wayne Enterprises (accountant) · today",
        ),
        (
            "had my interview at Wayne yesterday and spoke to Lucius Fox",
            "interview; you met Lucius Fox · Wayne · yesterday",
        ),
        (
            "talked to Lucius Fox at Wayne Enterprises, the interview went well",
            "interview; you met Lucius Fox · Wayne Enterprises · today",
        ),
        (
            "I spoke with Lucius at Wayne after my interview yesterday",
            "interview; you met Lucius · Wayne · yesterday",
        ),
    ],
)
async def test_people_and_role_in_free_words_are_recorded_with_the_interview(
    talk: Conversation, said: str, recorded: str
) -> None:
    await plays(
        talk,
        f"""
        > {said}
        Shall I record this?
        {recorded}
        ! pass over
        * Yes
        ✓ Recorded: {recorded}
        """,
    )


@pytest.mark.parametrize(
    "said",
    [
        "interviewed at Wayne Enterprises on Friday, called them today and spoke with Lucius",
        "interviewed at Wayne Enterprises on Friday. spoke with Lucius Fox today",
    ],
)
async def test_a_call_after_the_interview_stays_a_call(talk: Conversation, said: str) -> None:
    await plays(
        talk,
        f"""
        > {said}
        · interview · Wayne Enterprises · Fri 20 Nov
        · call, spoke to them · Wayne Enterprises · today
        """,
    )


async def test_whom_one_is_still_to_meet_is_passed_over_and_said_so(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > interview at Omega tomorrow 14:00 for Data Analyst with Kim Roe
        interview planned · Omega (Data Analyst) · tomorrow, Tue 24 Nov, 14:00
        I would pass over “with Kim Roe”.
        """,
    )


async def test_people_are_kept_through_a_question(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Hooli tomorrow 14:00
        > I met Dana Lee and Bob Roe at Hooli
        An interview with Hooli is planned for tomorrow
        * Another interview
        ✓ Recorded: interview; you met Dana Lee; you met Bob Roe · Hooli · today
        """,
    )


async def test_people_of_an_interview_that_is_recorded_are_no_further_round(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Hooli yesterday
        > I met Dana Lee and Bob Roe at Hooli
        Shall I record this?
        you met Dana Lee; you met Bob Roe · Hooli
        ! interview
        * No
        > I spoke with Lucius at Hooli after my interview yesterday
        you met Lucius · Hooli
        ! further round
        """,
    )


async def test_a_company_not_known_before_the_people_is_asked_about(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Ada Wong
        > /met Foobar Ada Wong, CTO
        Nothing is recorded of “Foobar”.
        [Ada Wong] [I interviewed with Foobar]
        * I interviewed with Foobar
        * Yesterday
        · interview · Foobar · yesterday, Sun 22 Nov
        · you met Ada Wong, CTO · Foobar
        > /met Jorge Luis Borges
        * Foobar
        you met Jorge Luis Borges · Foobar
        > /met Kim Roe, recruiter
        Where did you meet them?
        * Ada Wong
        you met Kim Roe, recruiter · Ada Wong
        """,
    )


async def test_a_note_to_somebody_not_known_is_offered(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Foobar yesterday
        > /thanked Foobar Ada today
        [Foobar] [Note to Ada] [I interviewed with Foobar Ada]
        * Note to Ada
        ✓ Recorded: thank-you note sent to Ada · Foobar · today
        """,
    )
