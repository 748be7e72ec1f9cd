"""`/undo` takes back the last thing recorded, however it was recorded, and says what."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = "> /interviewed Acme Friday 10:00"


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ("> /interviewed Beta", "interview (today, Mon 23 Nov, 14:00) · Beta."),
        ("> /interview Beta tomorrow 10:00", "interview planned (tomorrow, Tue 24 Nov, 10:00) · Beta."),
        ("> /thanked Acme yesterday", "thank-you note sent (yesterday, Sun 22 Nov) · Acme."),
        ("> /called Acme\n* No answer", "call, no answer (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /emailed Acme", "email about the status (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /heard Acme good news", "a word from them: “good news” (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /heard Acme\n* An offer", "they made an offer (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /rules Acme call every Friday", "they said: call every Friday (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /close Acme", "closed (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /mute Acme", "pings stopped (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /should_i_call Acme\n* I sent the note", "thank-you note sent (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /interviewed Acme\n* A further round", "interview (today, Mon 23 Nov, 14:00) · Acme."),
        ("> /timezone Asia/Tokyo", "the time zone Asia/Tokyo. It is Europe/Berlin again."),
        ("> /timezone Europe/Berlin DE", "public holidays: Germany. Again: none."),
        ("> /mute", "no pings. They come again."),
    ],
)
async def test_each_kind_of_recording(talk: Conversation, acts: str, said: str) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(talk, f"{acts}\n> /undo\n↩ Taken back: {said}")
    after = talk.facts()
    active = [row for row in after["events"] if row in before["events"]]
    assert active == before["events"]
    assert [row[:2] for row in after["people"]] == [row[:2] for row in before["people"]]


async def test_what_held_before_holds_again(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /thanked Acme
        * Wrong day?
        * Yesterday
        ✓ Corrected
        > /undo
        ↩ Taken back: thank-you note sent (yesterday, Sun 22 Nov) · Acme.
        Holds again: thank-you note sent (today, Mon 23 Nov, 14:00).
        > /undo
        ↩ Taken back: thank-you note sent (today, Mon 23 Nov, 14:00) · Acme.
        ! Holds again
        """,
    )


async def test_again_and_again_goes_further_back(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /thanked Acme
        > /timezone Asia/Tokyo
        > /mute Acme
        > /undo
        pings stopped
        > /undo
        the time zone Asia/Tokyo
        > /undo
        thank-you note sent
        > /undo
        interview (Fri 20 Nov, 10:00) · Acme.
        Nothing is recorded of it any more.
        > /undo
        There is nothing to take back.
        """,
    )


async def test_the_button_takes_back_what_stands_in_its_message(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /thanked Acme
        * Undo
        ↩ Taken back: thank-you note sent (today, Mon 23 Nov, 14:00) · Acme.
        > /should_i_call Acme
        The thank-you note comes first
        """,
    )


async def test_the_button_of_something_older_is_refused_politely(talk: Conversation) -> None:
    await plays(talk, HELD)
    older = await talk.says("/thanked Acme")
    await talk.says("/called Acme no answer")
    before, text = talk.facts(), older.text
    await talk.presses("Undo", older)
    assert talk.toast == "More was recorded since. Take that back first: /undo, step by step."
    assert older.text == text
    assert talk.facts() == before


async def test_what_was_recorded_elsewhere_since_does_not_matter(talk: Conversation) -> None:
    await plays(talk, f"{HELD}\n> /interviewed Beta Friday 15:00")
    older = await talk.says("/thanked Acme")
    await talk.says("/thanked Beta")
    assert "↩ Taken back: thank-you note sent" in (await talk.presses("Undo", older)).text


async def test_tapped_twice_it_takes_back_once(talk: Conversation) -> None:
    await plays(talk, HELD)
    recorded = await talk.says("/thanked Acme")
    data = next(button.data for button in recorded.buttons if button.text == "Undo")
    await talk.presses("Undo", recorded)
    before = talk.facts()
    assert "That button is over" in await talk.presses_data(data or "", recorded)
    assert talk.facts() == before


async def test_settings_that_do_not_change_are_nothing_to_take_back(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /unmute
        🔔 Pings are on.
        > /timezone Europe/Berlin
        Your time zone is Europe/Berlin
        > /undo
        ↩ Taken back: interview
        """,
    )


async def test_undo_reopens_what_a_ping_recorded(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        + 2 hours
        * Sent it
        ✓ Acme: thank-you note sent.
        > /undo
        ↩ Taken back: thank-you note sent (today, Mon 23 Nov, 16:00) · Acme.
        """,
    )
    ping = next(message for message in talk.messages if message.text.startswith("✓ Acme"))
    reopened = await talk.presses("Undo", ping)
    assert reopened.text.startswith("✉️ Acme: time for the thank-you note (¶4).")
    assert talk.toast == "Taken back"
    assert (await talk.presses("Sent it", reopened)).text.startswith("✓ Acme: thank-you note sent.")
