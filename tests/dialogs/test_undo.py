"""`/undo` takes back the last thing recorded, however it was recorded, and says what."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = "> /interviewed Acme Friday 10:00"
NOTE_FIRST = "⏳ Not yet Acme: "


@pytest.mark.parametrize(
    ("acts", "said", "now"),
    [
        (
            "> /interviewed Beta",
            "interview (today, Mon 23 Nov, 14:00) · Beta.",
            "Nothing is recorded of Beta any more.",
        ),
        (
            "> /interview Beta tomorrow 10:00",
            "interview planned (tomorrow, Tue 24 Nov, 10:00) · Beta.",
            "Nothing is recorded of Beta any more.",
        ),
        ("> /thanked Acme yesterday", "thank-you note sent (yesterday, Sun 22 Nov) · Acme.", NOTE_FIRST),
        ("> /called Acme\n* No answer", "call, no answer (today, Mon 23 Nov, 14:00) · Acme.", NOTE_FIRST),
        ("> /emailed Acme", "email about the status (today, Mon 23 Nov, 14:00) · Acme.", NOTE_FIRST),
        ("> /heard Acme good news", "a word from them: “good news” (today, Mon 23 Nov, 14:00) · Acme.", NOTE_FIRST),
        ("> /heard Acme\n* An offer", "they made an offer (today, Mon 23 Nov, 14:00) · Acme.", "Acme is open again."),
        (
            "> /rules Acme call every Friday",
            "they said: call every Friday (today, Mon 23 Nov, 14:00) · Acme.",
            NOTE_FIRST,
        ),
        ("> /close Acme", "closed (today, Mon 23 Nov, 14:00) · Acme.", f"Acme is open again.\n{NOTE_FIRST}"),
        ("> /mute Acme", "pings stopped (today, Mon 23 Nov, 14:00) · Acme.", "Pings about Acme come again."),
        (
            "> /should_i_call Acme\n* I sent the note",
            "thank-you note sent (today, Mon 23 Nov, 14:00) · Acme.",
            NOTE_FIRST,
        ),
        ("> /interviewed Acme\n* A further round", "interview (today, Mon 23 Nov, 14:00) · Acme.", NOTE_FIRST),
        (
            "> /alias Acme amex",
            "also known as “amex” (today, Mon 23 Nov, 14:00) · Acme.",
            "“amex” no longer means Acme.",
        ),
        (
            "> /remind Acme next Tuesday",
            "reminder for Tue 1 Dec, 10:00 (today, Mon 23 Nov, 14:00) · Acme.",
            "I no longer remind you of Acme on Tue 1 Dec, 10:00.",
        ),
        ("> /met Acme Dana Lee", "you met Dana Lee (today, Mon 23 Nov, 14:00) · Acme.", NOTE_FIRST),
    ],
)
async def test_each_kind_of_recording(talk: Conversation, acts: str, said: str, now: str) -> None:
    await undoes(talk, acts, f"↩ Taken back: {said}\n{now}")


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        (
            "> /timezone Asia/Tokyo",
            "Your time zone is Europe/Berlin again, no longer Asia/Tokyo.",
        ),
        (
            "> /timezone Europe/London GB",
            "Your time zone is Europe/Berlin again, no longer Europe/London. "
            "The public holidays of the United Kingdom are no longer days off.",
        ),
        ("> /timezone Europe/Berlin DE", "The public holidays of Germany are no longer days off."),
        ("> /mute", "Pings come again."),
        ("> /pause until 5 January", "Pings come again, as they are no longer paused."),
        ("> /settings ping hours 8-18", "I write to you from 09:00 to 20:00 again, no longer from 08:00 to 18:00."),
        ("> /settings calling hours 8-18", "Calls are made from 09:00 to 17:00 again, no longer from 08:00 to 18:00."),
        ("> /settings first call 7", "I leave 5 working days before a first call again, no longer 7 working days."),
        ("> /settings between calls 1", "I leave 5 working days between two calls again, no longer one working day."),
        (
            "> /settings first call, sales work 7",
            "For sales work I leave 3 working days before a first call again, no longer 7 working days.",
        ),
        (
            "> /settings between calls, sales work 7",
            "For sales work I leave 3 working days between two calls again, no longer 7 working days.",
        ),
        ("> /settings holidays Germany", "The public holidays of Germany are no longer days off."),
        (
            "> /settings order of day and month month first",
            "I read 3/4 as your country writes it again, and ask where I know none.",
        ),
        ("> /settings weekly nudge off", "The weekly nudge comes again."),
    ],
)
async def test_each_setting(talk: Conversation, acts: str, said: str) -> None:
    await undoes(talk, acts, f"↩ Taken back. {said}")


async def undoes(talk: Conversation, acts: str, receipt: str) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(talk, acts)
    assert (await talk.says("/undo")).text.startswith(receipt)
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
        This counts again: thank-you note sent (today, Mon 23 Nov, 14:00).
        > /undo
        ↩ Taken back: thank-you note sent (today, Mon 23 Nov, 14:00) · Acme.
        ! counts again
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
        no longer Asia/Tokyo
        > /undo
        thank-you note sent
        > /undo
        interview (Fri 20 Nov, 10:00) · Acme.
        Nothing is recorded of Acme any more.
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


async def test_asked_for_in_free_words_it_says_what_would_hold(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > undo that
        Shall I take back: interview (Fri 20 Nov, 10:00) · Acme?
        * No
        > /timezone Asia/Tokyo
        > undo that
        Shall I take back the last change of your settings? Then this holds: Your time zone is Europe/Berlin again
        * Yes
        ↩ Taken back. Your time zone is Europe/Berlin again, no longer Asia/Tokyo.
        """,
    )
