"""A bot that is stopped and started again on the same database goes on where it was."""

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_a_question_survives(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme Friday\n> /called Acme yesterday\nHow did the call to Acme go?")
    await talk.restart()
    await plays(talk, "> no answer\n✓ Recorded: call, no answer · Acme · yesterday, Sun 22 Nov")


async def test_the_buttons_of_a_question_survive(talk: Conversation) -> None:
    await plays(
        talk, "> /interviewed Acme\n> /interviewed Acme Friday 10:00\nIs this a further round, or a correction?"
    )
    await talk.restart()
    await plays(talk, "* Correct the date\n✓ Corrected: interview · Acme · Fri 20 Nov, 10:00")


async def test_a_pings_buttons_and_its_undo_survive(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n+ 2 hours\n✉️ Acme")
    await talk.restart()
    await plays(talk, "* Sent it\n✓ Acme: thank-you note sent.")
    await talk.restart()
    await plays(talk, "* Undo\n✉️ Acme: time for the thank-you note")


async def test_pings_come_once_in_all(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme")
    await talk.restart()
    await plays(talk, "+ 2 hours\n✉️ Acme")
    await talk.restart()
    assert await talk.later(hours=2) == []
