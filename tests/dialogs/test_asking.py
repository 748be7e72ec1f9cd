"""`/start`, `/help`, `/should_i_call`, `/status`, `/agenda` and `/history`: they answer, and record nothing."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays
from tests.dialogs.test_ping_buttons import CLOSE

SEVERAL = """
    > /interviewed Due 2026-11-09
    > /thanked Due 2026-11-09
    > /interviewed Early Friday 10:00
    > /thanked Early
    > /interviewed Noteless Friday 12:00
    > /interview Ahead Thursday 10:00
    > /interviewed Spent 2026-10-12
    > /thanked Spent 2026-10-12
    > /called Spent no answer 2026-10-19
    > /called Spent no answer 2026-10-26
    > /called Spent no answer 2026-11-20
    > /interviewed Gone 2026-11-02
    > /heard Gone rejected
"""


async def test_start_says_what_this_is_and_begins(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /start
        I remind you of the thank-you note and of each call when it is due
        Your time zone is Europe/Berlin: it is 14:00 there. /timezone changes it.
        [I had one] [One is coming] [All commands]
        * All commands
        Write as you would to a friend
        /interviewed Acme [role] [when]
        > /start
        * One is coming
        Which company is it with?
        > Acme tomorrow 14:00
        ✓ Recorded: interview planned · Acme
        """,
    )


async def test_should_i_call_about_all_begins_with_those_to_call(talk: Conversation) -> None:
    await plays(talk, SEVERAL)
    before = talk.facts()
    reply = await talk.says("/should_i_call")
    lines = [line for line in reply.text.splitlines() if line]
    assert lines == [
        "✅ Yes Due: now, call 1 of 3",
        "⏳ Not yet Early: from Fri 27 Nov, 09:00, 0 of 3 calls made",
        "⏳ Not yet Noteless: the note first (¶4), then from Fri 27 Nov, 09:00",
        "⏳ Not yet Ahead: interview Thu 26 Nov, 10:00",
        "⛔ No Spent: 3 of 3 calls made, look elsewhere (¶7, ¶9)",
    ]
    assert reply.labels == ["Due", "Early", "Noteless", "Ahead", "Spent"]
    assert talk.facts() == before
    assert (await talk.presses("Spent", reply)).text.startswith("⛔ No: Spent.")


@pytest.mark.parametrize(
    ("company", "answer"),
    [
        ("Due", "✅ Yes, call them now, call 1 of 3: Due."),
        ("Early", "⏳ Not yet, from Fri 27 Nov, 09:00: Early."),
        ("Noteless", "⏳ Not yet, from Fri 27 Nov, 09:00: Noteless."),
        ("Ahead", "⏳ Not yet, from Thu 3 Dec, 09:00: Ahead."),
        ("Spent", "⛔ No: Spent."),
        ("Gone", "⛔ No: Gone."),
    ],
)
async def test_should_i_call_about_one(talk: Conversation, company: str, answer: str) -> None:
    await plays(talk, SEVERAL)
    before = talk.facts()
    reply = await talk.says(f"/should_i_call {company}")
    assert reply.text.startswith(answer)
    assert "¶" in reply.text
    assert talk.facts() == before


async def test_should_i_call_with_everything_settled_says_no(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /close Acme
        > /should_i_call
        ⛔ No: every interview you told me about is settled.
        (¶10)
        > /status
        Nothing waits: every interview is settled.
        Settled: Acme.
        """,
    )


async def test_out_of_hours_the_next_calling_hours_are_named(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2026-11-09
        > /thanked Acme 2026-11-09
        + until Mon 23 Nov 18:00
        > /should_i_call Acme
        ⏳ Not yet, from tomorrow, Tue 24 Nov, 09:00: Acme.
        The day is right, but its hours for calls are over.
        I take working days, 09:00 to 17:00, as calling hours (my default
        Next: wait until tomorrow, Tue 24 Nov, 09:00.
        [They replied] [They told me when to call]
        """,
    )


async def test_status_has_every_interview(talk: Conversation) -> None:
    await plays(talk, SEVERAL)
    before = talk.facts()
    await plays(
        talk,
        """
        > /status
        What waits
        ✅ Yes Due
        ⏳ Not yet Early
        ⛔ No Spent
        Settled: Gone.
        """,
    )
    assert talk.facts() == before


async def test_agenda_has_what_comes_with_its_dates(talk: Conversation) -> None:
    await plays(talk, SEVERAL)
    reply = await talk.says("/agenda")
    assert [line for line in reply.text.splitlines() if line] == [
        "What comes",
        "now · Noteless: the thank-you note is due",
        "now · Due: a call, if they stay silent",
        "Thu 26 Nov, 10:00 · Ahead: interview",
        "Thu 26 Nov, 11:00 · Ahead: I ask how it went",
        "Thu 26 Nov, 12:00 · Ahead: the thank-you note is due",
        "Fri 27 Nov, 09:00 · Early: a call, if they stay silent",
        "Fri 27 Nov, 09:00 · Noteless: a call, once the note is sent",
        "Mon 30 Nov, 10:00 · the weekly nudge to keep searching",
        "Thu 3 Dec, 09:00 · Ahead: a call, once the note is sent",
        "Fri 4 Dec, 10:00 · Spent: I ask whether to close it",
    ]


async def test_an_empty_agenda_says_how_to_begin(talk: Conversation) -> None:
    await plays(talk, "> /agenda\nNothing is coming. Tell me about an interview: /interviewed Acme")


async def test_what_the_agenda_names_is_what_comes(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /rules Acme call on Wednesday
        > /agenda
        Wed 25 Nov, 09:00 · Acme: a call, as they asked
        + until Wed 25 Nov 10:00
        📞 Acme: they asked you to call
        """,
    )


async def test_the_agenda_names_nothing_that_was_said_already(talk: Conversation) -> None:
    """The question whether to close is put once; put off, it comes again."""
    await plays(talk, CLOSE)
    await plays(
        talk,
        """
        > /agenda
        ! whether to close it
        """,
    )
    await talk.presses("Later", talk.messages[-2])
    await talk.presses("Tomorrow morning", talk.messages[-2])
    await plays(talk, "> /agenda\nTue 8 Dec, 09:00 · Acme: I ask whether to close it")


async def test_the_agendas_nudge_is_the_one_that_comes(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        > /rules Acme no calls
        > /agenda
        Mon 30 Nov, 10:00 · the weekly nudge
        + until Mon 30 Nov 10:00
        Stop the weekly nudge
        > /agenda
        Mon 7 Dec, 10:00 · the weekly nudge
        """.replace("Stop the weekly nudge", "[Stop the weekly nudge]"),
    )


async def test_history_tells_what_happened_in_order(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /heard Acme they like me
        > /thanked Acme Friday 15:00
        > /rules Acme contact Dana Lee
        > /mute Acme
        > /history acme
        """,
    )
    assert [line for line in talk.messages[-1].text.splitlines() if line] == [
        "Acme",
        "Fri 20 Nov, 10:00 · interview",
        "Fri 20 Nov, 15:00 · thank-you note sent",
        "today, Mon 23 Nov, 14:00 · a word from them: “they like me”",
        "today, Mon 23 Nov, 14:00 · they said: the person to call is Dana Lee",
        "today, Mon 23 Nov, 14:00 · pings stopped",
    ]
    await plays(talk, "* Should I call?\n⏳ Not yet")


async def test_a_command_in_ones_own_words(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > show my timeline
        1. Acme: thank-you note today
        > delete everything
        This deletes all that I have about you, for good
        [Delete it] [No, keep it]
        > i moved to New York
        ✓ Your time zone is America/New_York
        > i moved to the next round
        ! time zone
        > export my data
        Everything that I keep about you: your settings and 1 interview.
        > /interview Globex
        When is it?
        > what do you keep about me?
        ! When is it?
        """,
    )
