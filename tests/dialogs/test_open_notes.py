"""A note that was pinged twice is pinged no more; there is a way on all the same."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

UNHEEDED = """
    > /interviewed Acme
    + until Mon 30 Nov 09:59
    + until Mon 30 Nov 10:00
    🔎 A new week.
    The note is still open: Acme.
"""


async def test_the_nudge_has_buttons_for_a_note_that_is_open(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {UNHEEDED}
        [Acme: note sent] [Acme: skip it] [Stop the weekly nudge]
        * Acme: note sent
        ✓ Recorded: thank-you note sent · Acme
        + until Tue 1 Dec 10:00
        Acme: a call is due
        """,
    )


@pytest.mark.parametrize(
    "skipped",
    [
        "* Acme: skip it",
        "> /thanked Acme skip",
        "> /should_i_call Acme\nIf you send none: /thanked Acme skip\n> /thanked acme skip",
    ],
)
async def test_who_skips_it_is_pinged_about_the_call(talk: Conversation, skipped: str) -> None:
    await plays(
        talk,
        f"""
        {UNHEEDED}
        {skipped}
        ✓ Recorded: thank-you note skipped · Acme
        > /should_i_call Acme
        Yes, call them now
        > /undo
        ↩ Taken back: thank-you note skipped
        """,
    )


async def test_somebody_by_that_name_gets_a_note(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /met Acme Skip Jones
        > /thanked Acme Skip
        ✓ Recorded: thank-you note sent
        """,
    )


async def test_while_a_further_round_lies_ahead_its_note_is_not_called_open(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /thanked Acme
        > /interview Acme 10 December 10:00
        > /interviewed Beta
        > /thanked Beta
        + until Mon 30 Nov 10:00
        You wait for: Acme.
        Your turn, a call is due: Beta.
        ! The note is still open
        ! note sent
        """,
    )
