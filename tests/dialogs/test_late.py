"""A ping that comes late says so, whatever held it back; one that only now came to be due does not."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

CALL_DUE_FRIDAY = """
    > /interviewed Acme Friday 10:00
    > /thanked Acme
"""


@pytest.mark.parametrize(
    ("held_back", "again"),
    [
        pytest.param("> /stop", "> /unmute", id="all pings off and on again"),
        pytest.param("> /pause until 7 December", "> /unmute", id="a pause cut short"),
        pytest.param("> /settings ping hours 16-20", "> /settings ping hours 9-20", id="other ping hours"),
    ],
)
async def test_what_was_held_back_says_when_it_was_due(talk: Conversation, held_back: str, again: str) -> None:
    await plays(
        talk,
        f"""
        {CALL_DUE_FRIDAY}
        {held_back}
        + until Fri 27 Nov 15:00
        (nothing)
        {again}
        + 1 minute
        Acme: a call is due
        ⏰ This comes late: it was due Fri 27 Nov, 10:00.
        """,
    )


async def test_one_interview_muted_and_heard_of_again(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {CALL_DUE_FRIDAY}
        > /mute Acme
        + until Sat 28 Nov 12:00
        > /unmute Acme
        + until Mon 30 Nov 10:00
        Acme: a call is due
        ⏰ This comes late: it was due Fri 27 Nov, 10:00.
        """,
    )


async def test_a_pause_that_ended_as_told(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {CALL_DUE_FRIDAY}
        > /pause until 1 December
        + until Tue 1 Dec 10:00
        ⏰ This comes late: it was due Fri 27 Nov, 10:00.
        """,
    )


async def test_what_is_said_of_another_interview_hides_nothing(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {CALL_DUE_FRIDAY}
        > /pause until 1 December
        + until Mon 30 Nov 12:00
        > /interviewed Globex 1 October
        > /close Globex
        + until Tue 1 Dec 10:00
        ⏰ This comes late: it was due Fri 27 Nov, 10:00.
        """,
    )


async def test_what_was_not_known_to_be_due_is_not_late(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Beta 16 November
        > /thanked Beta 16 November
        > /called Beta no answer 18 November
        > /settings between calls 2
        + 1 minute
        Beta: a call is due
        ! This comes late
        """,
    )


async def test_the_weekly_nudge_on_another_day_speaks_of_no_new_week(talk: Conversation) -> None:
    await plays(
        talk,
        """
        + 3 days
        > /interviewed Acme
        > /thanked Acme
        > /rules Acme they call by 2027-01-29
        > /pause until 2 December
        + until Wed 2 Dec 10:00
        🔎 Keep looking while you wait
        ⏰ This comes late: it was due Mon 30 Nov, 10:00.
        In the last seven days: 1 interview, 1 note sent.
        ! A new week
        ! Last week
        """,
    )
