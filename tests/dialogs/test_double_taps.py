"""A button tapped twice, or after the thing was done otherwise, records nothing more, and says so."""

import pytest

from tests.botapi import Message
from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays
from tests.dialogs.test_ping_buttons import CALL, CLOSE, NOTE


async def test_the_buttons_of_what_was_done_meanwhile_record_nothing(talk: Conversation) -> None:
    await plays(talk, NOTE)
    ping = talk.messages[-1]
    later = _data(ping, "Later")
    await talk.says("/thanked Acme")
    before = talk.facts()
    for data in (_data(ping, "Sent it"), later, _data(ping, "Skip"), _data(ping, "Stop these")):
        assert await talk.presses_data(data, ping) == "That is over already; nothing was recorded."
    assert ping.text == "✓ Acme: nothing is left to do about this."
    assert ping.labels == []
    assert talk.facts() == before


@pytest.mark.parametrize("ping", [NOTE, CALL, CLOSE])
async def test_tapped_twice_it_is_recorded_once(talk: Conversation, ping: str) -> None:
    await plays(talk, ping)
    message = talk.messages[-1]
    # The first that records something.
    first = next(button for button in message.buttons if button.text != "Write it")
    await talk.presses(first.text, message)
    before, text = talk.facts(), message.text
    assert await talk.presses_data(first.data or "", message) == "That is over already; nothing was recorded."
    assert (talk.facts(), message.text) == (before, text)


async def test_another_button_of_before_leaves_the_question_that_is_open(talk: Conversation) -> None:
    await plays(talk, "> /interview Globex tomorrow 14:00\n+ until Tue 24 Nov 15:00")
    ping = talk.messages[-1]
    cancelled = _data(ping, "They cancelled")
    await talk.presses("It took place", ping)
    text, labels = ping.text, ping.labels
    assert await talk.presses_data(cancelled, ping) == "That is over already; nothing was recorded."
    assert (ping.text, ping.labels) == (text, labels)
    answer = await talk.presses("Nothing was said", ping)
    assert "nothing was said about calling" in answer.text


@pytest.mark.parametrize(
    ("command", "button", "expected"),
    [
        ("/called Acme no answer", "No answer", "call, no answer"),
        ("/thanked Acme", "I sent the note", "thank-you note sent"),
        ("/close Acme", "Close it", "closed"),
    ],
)
async def test_other_buttons_tapped_twice_record_once_too(
    talk: Conversation, command: str, button: str, expected: str
) -> None:
    await plays(talk, "> /interviewed Acme 2026-11-02")
    if button != "I sent the note":
        await talk.says("/thanked Acme 2026-11-02")
    if button == "Close it":
        await talk.says("/rules Acme no calls")
    message = await talk.says("/should_i_call Acme")
    data = _data(message, button)
    await talk.presses(button, message)
    assert expected in message.text
    before, text = talk.facts(), message.text
    assert (await talk.presses_data(data, message)).startswith("That is recorded already; nothing was added.")
    assert (talk.facts(), message.text) == (before, text)


async def test_a_verdicts_buttons_are_over_once_the_call_was_recorded_otherwise(talk: Conversation) -> None:
    await plays(talk, CALL)
    verdict = await talk.says("/should_i_call Acme")
    await talk.presses("No answer", talk.messages[-2])
    before = talk.facts()
    await talk.presses("No answer", verdict)
    assert talk.toast.startswith("That is recorded already")
    assert talk.facts() == before


def _data(message: Message, label: str) -> str:
    return next(button.data or "" for button in message.buttons if button.text == label)


@pytest.mark.parametrize(
    ("told", "what"), [("/emailed Acme", "an email"), ("/called Acme no answer", "a call like that")]
)
async def test_a_try_told_twice_within_an_hour_is_asked_about(talk: Conversation, told: str, what: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme 9 November
        > /thanked Acme 9 November
        > {told}
        > {told}
        You have told me of {what} to Acme within this hour. Is it another one, or the same?
        * The same
        ~ That is recorded already
        > {told}
        * Another one
        2 of 3 calls made
        + 61 minutes
        > {told}
        3 of 3 calls made
        """,
    )


async def test_the_button_under_an_email_asks_too(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2 November
        > /thanked Acme 2 November
        > /rules Acme no calls, emails only
        * Right
        * I sent an email
        ✓ Recorded: email about the status · Acme
        * I sent an email
        Is it another one, or the same?
        [Another one] [The same]
        """,
    )
