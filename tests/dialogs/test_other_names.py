"""`/alias`: what else the person calls a company, known to every command and to free words from then on."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = "> /interviewed American Express Friday 10:00"
KNOWN = f"{HELD}\n> /alias American Express amex"


EVERYDAY = (
    *("yesterday", "Friday", "FRIDAY", "fri", "Dec 4", "december", "noon", "2pm", "next week", "tomorrow 14:00"),
    *("call", "the", "offer", "interview", "them", "no answer", "the interview"),
)


@pytest.mark.parametrize(
    "written",
    [
        "American Express amex",
        "american express inc amex",
        "American Express = amex",
        "American Express=amex",
        "American Express, amex",
        "American Express aka amex",
        "American Express is also known as amex",
        "amex = American Express",
        "amex American Express",
        "American Express “amex”",
    ],
)
async def test_it_is_said_back(talk: Conversation, written: str) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /alias {written}
        ✓ Recorded: also known as “amex” · American Express
        From now on “amex” means American Express, in every command.
        [Undo]
        ! Wrong day?
        > /thanked AmEx yesterday
        ✓ Recorded: thank-you note sent · American Express
        """,
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/thanked amex", "✓ Recorded: thank-you note sent · American Express"),
        ("/called amex no answer", "✓ Recorded: call, no answer · American Express"),
        ("/heard amex a word", "a word from them: “a word” · American Express"),
        ("/rules amex no calls", "they said: no calls · American Express"),
        ("/should_i_call amex", "American Express"),
        ("/history Amex", "also known as “amex”"),
        ("/mute amex", "pings stopped · American Express"),
        ("/close amex", "closed · American Express"),
        ("/remind amex tomorrow", "reminder for Tue 24 Nov, 10:00 · American Express"),
        ("/interviewed amex today", "An interview with American Express is recorded already"),
        ("/thanked amexx", "I have nothing under “amexx”, but something like it."),
        ("I just called amex, no answer", "call, no answer · American Express"),
        ("should I call amex?", "American Express"),
    ],
)
async def test_every_command_and_free_words_know_it(talk: Conversation, written: str, said: str) -> None:
    await plays(talk, f"{KNOWN}\n> {written}\n{said}")


async def test_a_new_interview_is_with_the_company_and_both_openings_share_the_name(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {KNOWN}
        > /close amex
        > /interviewed amex today
        ✓ Recorded: interview · American Express
        > /thanked amex
        ✓ Recorded: thank-you note sent · American Express
        > /status
        American Express: from
        """,
    )


async def test_undo_forgets_it(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {KNOWN}
        > /undo
        ↩ Taken back: also known as “amex”
        > /thanked amex
        Nothing is recorded of “amex”.
        """,
    )


async def test_it_asks_for_what_is_missing(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        > /alias
        No interview is recorded yet.
        {HELD}
        > /alias
        Which one has another name?
        * American Express
        What else do you call American Express?
        > amex
        ✓ Recorded: also known as “amex”
        > /alias amex
        What else do you call American Express?
        > the plastic people
        ✓ Recorded: also known as “the plastic people”
        > /alias American Expres plastic
        I have nothing under “American Expres”, but something like it.
        * American Express
        ✓ Recorded: also known as “plastic”
        > /alias Hooli nucleus
        Nothing is recorded of “Hooli”.
        """,
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Globex", "“Globex” is the name of another interview"),
        ("globex ltd.", "is the name of another interview"),
        ("gx", "“gx” is the name of another interview"),
        ("\u200b\u2800", "What else do you call American Express?"),
        ("x" * 90, "That name is too long"),
        *((word, f"“{word}” stands for other things in what people write") for word in EVERYDAY),
        *((word, f"“{word}” has no letter in it") for word in ("123", "555-0199", "🚀", "👩‍💻🏳️‍🌈", "...")),
    ],
)
async def test_a_name_that_cannot_be_is_asked_for_again(talk: Conversation, name: str, said: str) -> None:
    await plays(talk, f"{HELD}\n> /interviewed Globex\n> /alias Globex gx")
    before = talk.facts()
    await plays(talk, f"> /alias American Express {name}\n{said}\nWhat else do you call American Express?")
    assert talk.facts() == before
    await plays(talk, "> amex\n✓ Recorded: also known as “amex” · American Express")


async def test_what_is_known_already_is_not_added(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {KNOWN}
        > /alias American Express AMEX
        That is recorded already; nothing was added.
        > /alias American Express American Express Inc
        That is recorded already; nothing was added.
        """,
    )


@pytest.mark.parametrize("written", ["amex AE", "AE amex", "amex = AE", "amex aka AE", "American Express = AE"])
async def test_a_further_name_is_told_by_the_first(talk: Conversation, written: str) -> None:
    await plays(talk, f"{KNOWN}\n> /alias {written}\n✓ Recorded: also known as “AE” · American Express")


async def test_a_legal_form_is_no_further_name(talk: Conversation) -> None:
    await plays(talk, f"{KNOWN}\n> /alias American Express Inc\nWhat else do you call American Express?")


async def test_a_name_written_as_one_may_be_an_everyday_word(talk: Conversation) -> None:
    await plays(talk, f"{HELD}\n> /alias American Express Square\n✓ Recorded: also known as “Square”")


async def test_a_name_is_shown_as_it_was_written(talk: Conversation) -> None:
    await plays(
        talk, f"{HELD}\n> /alias American Express <b>a&m\n✓ Recorded: also known as “<b>a&m” · American Express"
    )
