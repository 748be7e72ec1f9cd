"""`/interviewed` and `/interview`: what is recorded, said back, asked, and never guessed."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.dialogs.conversation import Conversation, conversation
from tests.dialogs.script import plays


async def test_held_just_now(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        ✓ Recorded: interview · Acme · today, Mon 23 Nov, 14:00
        the thank-you note, right away (¶4)
        I remind you today, Mon 23 Nov, 16:00, and once more within a day (my default, not the article’s)
        If they stay silent: a call from Mon 30 Nov on. I leave 5 working days before a first call (mine too)
        [I sent the note] [They told me when to call] [Wrong day?] [Undo]
        """,
    )


@pytest.mark.parametrize(
    ("words", "said_back"),
    [
        ("Acme yesterday 15:00", "interview · Acme · yesterday, Sun 22 Nov, 15:00"),
        ("Acme Backend Engineer on Friday", "interview · Acme (Backend Engineer) · Fri 20 Nov"),
        ("Acme 2025-12-30 09:30", "interview · Acme · Tue 30 Dec 2025, 09:30"),
        ("Acme (Sales) 11:15", "interview · Acme (Sales) · today, Mon 23 Nov, 11:15"),
        ("Acme today", "interview · Acme · today, Mon 23 Nov, 14:00"),
    ],
)
async def test_company_role_and_day_are_said_back(talk: Conversation, words: str, said_back: str) -> None:
    reply = await talk.says(f"/interviewed {words}")
    assert f"✓ Recorded: {said_back}" in reply.text
    assert "Wrong day?" in reply.labels


async def test_sales_work_is_called_sooner_and_that_is_a_default(talk: Conversation) -> None:
    reply = await talk.says("/interviewed Acme Sales Manager")
    assert "a call from Thu 26 Nov on. For sales work I leave 3 working days" in reply.text
    assert "(my default, not the article’s)" in reply.text


async def test_without_arguments_the_company_is_asked_for(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed
        Which company was it with?
        > Acme Backend Engineer yesterday 15:00
        Recorded: interview · Acme (Backend Engineer) · yesterday, Sun 22 Nov, 15:00

        > /interview
        Which company is it with?
        > Beta
        When is it? For example: tomorrow 14:00
        > tomorrow 14:00
        Recorded: interview planned · Beta · tomorrow, Tue 24 Nov, 14:00
        """,
    )


async def test_a_day_without_a_company_is_kept_while_the_company_is_asked_for(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed yesterday
        Which company was it with?
        > Acme
        Recorded: interview · Acme · yesterday, Sun 22 Nov
        """,
    )


async def test_one_that_is_to_come_waits_for_its_end(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 14:00
        Recorded: interview planned · Acme · tomorrow, Tue 24 Nov, 14:00
        Before you leave, ask:
        (¶3)
        > /should_i_call Acme
        ⏳ Not yet, from Tue 1 Dec, 09:00: Acme.
        The interview is still to come: tomorrow, Tue 24 Nov, 14:00. I leave 5 working days
        my default, not the article’s
        Before you leave, ask:
        + until Tue 24 Nov 14:59
        (nothing)
        + 1 minute
        Acme: it should be over. How did it go
        If it took place, the thank-you note is due now (¶4).
        + until Tue 24 Nov 20:00
        (nothing)
        """,
    )


async def test_planned_and_confirmed_the_same_day_is_one_interview(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme 15:00
        + until Mon 23 Nov 16:05
        > /interviewed Acme
        ✓ Corrected: interview · Acme · today, Mon 23 Nov, 15:00
        > /history Acme
        15:00 · interview
        ! interview planned
        """,
    )


async def test_planned_and_confirmed_on_another_day_is_asked_about(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 15:00
        + until Wed 25 Nov 09:00
        > /interviewed Acme
        An interview with Acme is planned for yesterday, Tue 24 Nov. Was it this one?
        * Yes, this one
        ✓ Corrected: interview · Acme · yesterday, Tue 24 Nov, 15:00
        """,
    )
    await plays(
        talk,
        """
        > /interview Beta tomorrow 15:00
        > /interviewed Beta
        Was it this one?
        > no
        ✓ Recorded: interview · Beta · today, Wed 25 Nov
        """,
    )


async def test_a_planned_one_that_moves(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 15:00
        > /interview Acme Thursday 10:00
        An interview with Acme is planned for tomorrow, Tue 24 Nov. Has it moved, or is this another one?
        [Move it] [A further round]
        * Move it
        ✓ Corrected: interview planned · Acme · Thu 26 Nov, 10:00
        > /interview Acme Friday 10:00
        > it moved
        ✓ Corrected: interview planned · Acme · Fri 27 Nov, 10:00
        > /agenda
        Fri 27 Nov, 10:00 · Acme: interview
        ! Tue 24 Nov
        ! Thu 26 Nov
        """,
    )


async def test_a_planned_one_and_another(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 15:00
        > /interview Acme Thursday 10:00
        * A further round
        ✓ Recorded: interview planned · Acme · Thu 26 Nov, 10:00
        > /history Acme
        tomorrow, Tue 24 Nov, 15:00 · interview planned
        Thu 26 Nov, 10:00 · interview planned
        """,
    )


async def test_a_settled_company_begins_a_new_interview(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /close Acme
        > /interviewed Acme
        ✓ Recorded: interview · Acme
        """,
    )
    assert len(talk.facts()["interviews"]) == 2


async def test_a_held_one_ahead_is_offered_to_be_planned(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Engineer tomorrow 14:00
        That is still to come: tomorrow, Tue 24 Nov. Shall I plan the interview for then?
        * Yes, plan it
        ✓ Recorded: interview planned · Acme (Engineer) · tomorrow, Tue 24 Nov, 14:00
        > /interviewed Beta tomorrow
        > yes, please
        ✓ Recorded: interview planned · Beta · tomorrow, Tue 24 Nov
        > /interviewed Gamma tomorrow
        > yesterday
        ✓ Recorded: interview · Gamma · yesterday, Sun 22 Nov
        """,
    )


async def test_a_planned_one_in_the_past_is_offered_to_be_logged(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme yesterday
        That has passed: yesterday, Sun 22 Nov. Did it take place?
        * Yes, it took place
        ✓ Recorded: interview · Acme · yesterday, Sun 22 Nov
        > /interview Beta 2019-01-02 10:00
        That has passed: Wed 2 Jan 2019.
        > tomorrow 10:00
        ✓ Recorded: interview planned · Beta · tomorrow, Tue 24 Nov, 10:00
        """,
    )


async def test_planned_for_today_needs_a_time(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme today
        At what time today? Write it like 15:00.
        > 15:30
        ✓ Recorded: interview planned · Acme · today, Mon 23 Nov, 15:30
        """,
    )


async def test_a_newcomer_in_no_known_zone_is_told_so(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("UTC"))
    async with conversation(tmp_path, noon, zone=ZoneInfo("UTC")) as talk:
        await plays(
            talk,
            """
            > /start
            Where are you, so that I go by your clock?
            > /interviewed
            Which company was it with?
            > Acme
            All times are in UTC, as you told me no other time zone: my pings come by it. /timezone Berlin
            > /interviewed Beta
            ✓ Recorded
            """,
        )
