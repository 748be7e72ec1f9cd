"""What is the person's turn is said to be so, also when its reminders are used up."""

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

UNHEEDED = """
    > /interviewed Acme 18 November
    > /thanked Acme 18 November
    + until Mon 30 Nov 12:00
"""


async def test_a_call_whose_reminders_are_used_up_is_in_the_nudge_and_promised_no_more(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {UNHEEDED}
        > /unmute Acme
        + until Sat 5 Dec 12:00
        > /mute Acme
        > /unmute Acme
        A call from Mon 7 Dec, 09:00 on.
        I have told you of it twice, and do not again.
        ! I ping you
        + until Mon 7 Dec 10:00
        🔎 A new week.
        Your turn, a call is due: Acme.
        ! You wait for
        > /should_i_call Acme
        Yes, call them now
        """,
    )


async def test_on_a_sunday_it_is_the_day_that_is_wrong(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {UNHEEDED}
        + until Tue 1 Dec 08:00
        > /should_i_call Acme
        The day is right, the hour is not yet.
        + until Tue 1 Dec 18:00
        > /should_i_call Acme
        The day is right, but its hours for calls are over.
        + until Sun 6 Dec 12:00
        > /should_i_call Acme
        The call is due, but today is no day for calls.
        """,
    )


async def test_the_last_reminder_of_a_note_promises_no_other(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        + until Mon 23 Nov 16:00
        once more within a day
        + until Tue 24 Nov 12:00
        the thank-you note is still open (¶4).
        I will not remind you again, and name no call before it is sent, or skipped.
        ! once more within a day
        """,
    )


async def test_a_nudge_stays_that_of_its_week(talk: Conversation) -> None:
    await talk.says("/interviewed Old 1 October")
    await talk.until("Wed 25 Nov 10:00")
    await talk.says("/interviewed Acme")
    await talk.says("/thanked Acme")
    (nudge,) = await talk.until("Mon 30 Nov 10:00")
    assert "Last week: 1 interview, 1 note sent." in nudge.text
    await talk.until("Thu 3 Dec 14:00")
    await talk.presses("Stop the weekly nudge", nudge)
    again = await talk.presses("Undo", nudge)
    assert "🔎 A new week." in again.text
    assert "Last week: 1 interview, 1 note sent." in again.text
