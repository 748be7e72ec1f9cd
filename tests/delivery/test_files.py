"""Files on their way: made off the event loop, sent like messages, and never at the cost of the words with them."""

from __future__ import annotations

import struct
import threading
from typing import Any

import pytest

from bot.delivery.outbox import Outbox
from bot.delivery.sender import Fate, Receipt
from bot.handlers.letter import Letter
from bot.views.attachments import DOCUMENT, MAKERS, PHOTO, Attachment
from bot.views.reply import REPEAT_MARK
from tests.botapi import Fault
from tests.delivery.doubles import FakeSender, NoPauses, always
from tests.dialogs.conversation import Conversation
from tests.logged import logged

ME = 100
ICS = Attachment(DOCUMENT, "text", "plan.ics", {"text": "BEGIN:VCALENDAR"})
UNDO = [[{"text": "Undo", "callback_data": "1u:1"}]]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 100, 50)


@pytest.fixture
async def talk(talk: Conversation) -> Conversation:
    """A person who has written to the bot."""
    await talk.says("/help")
    return talk


async def sent(talk: Conversation, letter: Letter) -> list[Any]:
    """What came of a letter."""
    before = len(talk.messages)
    talk.app.outbox.put(letter)
    await talk.app.answered()
    return talk.messages[before:]


async def test_a_document_comes_with_its_caption_and_buttons(talk: Conversation) -> None:
    (message,) = await sent(talk, Letter(ME, "<b>Your plan</b>", UNDO, attachment=ICS))
    assert (message.kind, message.text, message.labels) == ("document", "Your plan", ["Undo"])
    assert (message.file.filename, message.file.content) == ("plan.ics", b"BEGIN:VCALENDAR")


async def test_a_photo_is_made_off_the_event_loop(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    makers: list[threading.Thread] = []

    def draw(data: dict[str, Any]) -> bytes:
        makers.append(threading.current_thread())
        return PNG + bytes(data["extra"])

    monkeypatch.setitem(MAKERS, "draw", draw)
    (message,) = await sent(talk, Letter(ME, "Look", [], attachment=Attachment(PHOTO, "draw", "a.png", {"extra": 3})))
    assert (message.kind, message.file.content) == ("photo", PNG + bytes(3))
    assert threading.main_thread() not in makers


async def test_a_file_that_cannot_be_made_costs_nothing_else(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(MAKERS, "broken", lambda data: data["somebody's words"])
    (message,) = await sent(talk, Letter(ME, "a" * 2000, UNDO, attachment=Attachment(PHOTO, "broken", "a.png", {})))
    assert (message.kind, message.text, message.labels) == ("text", "a" * 2000, ["Undo"])
    (line,) = logged(caplog)
    assert line.startswith("a file could not be made error=KeyError at")
    assert line.endswith("maker=broken")
    assert "somebody" not in line


async def test_a_file_that_is_refused_costs_nothing_else(talk: Conversation) -> None:
    talk.api.faults.add(Fault.error(400, "Bad Request: IMAGE_PROCESS_FAILED"), method="sendPhoto")
    (message,) = await sent(
        talk, Letter(ME, "Look", UNDO, attachment=Attachment(PHOTO, "text", "a.png", {"text": "?"}))
    )
    assert (message.kind, message.text, message.labels) == ("text", "Look", ["Undo"])


async def test_a_long_caption_goes_on_in_a_message_with_the_buttons(talk: Conversation) -> None:
    words = ["a" * 600, "b" * 600]
    file, rest = await sent(talk, Letter(ME, "\n\n".join(words), UNDO, attachment=ICS))
    assert [(file.kind, file.text, file.labels), (rest.kind, rest.text, rest.labels)] == [
        ("document", words[0], []),
        ("text", words[1], ["Undo"]),
    ]


async def test_markup_that_is_refused_goes_out_as_plain_words(talk: Conversation) -> None:
    talk.api.faults.add(Fault.error(400, "Bad Request: can't parse entities: somehow"), method="sendDocument")
    (message,) = await sent(talk, Letter(ME, "<b>1 &lt; 2</b>", [], attachment=ICS))
    assert (message.kind, message.raw_text) == ("document", "1 < 2")


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.flood(1), Fault.SERVER_ERROR])
async def test_a_file_that_may_have_arrived_follows_and_says_so(
    talk: Conversation, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.outbox.asyncio.sleep", NoPauses())
    talk.api.faults.add(fault, method="sendDocument")
    arrived = await sent(talk, Letter(ME, "Your plan", [], attachment=ICS))
    marked = (REPEAT_MARK + "Your plan").strip()
    expected = {"drop after": ["Your plan", marked], "error 429": ["Your plan"], "error 500": [marked]}
    assert [message.text for message in arrived] == expected[fault.name]
    assert {message.kind for message in arrived} == {"document"}


@pytest.mark.parametrize("attachment", [None, ICS])
async def test_what_is_silent_arrives_so(talk: Conversation, attachment: Attachment | None) -> None:
    for silent in (True, False):
        (message,) = await sent(talk, Letter(ME, "Hello", [], attachment=attachment, silent=silent))
        assert message.silent is silent


async def test_a_tap_under_a_file_is_answered_by_a_new_message(talk: Conversation) -> None:
    (file,) = await sent(talk, Letter(ME, "Your plan", UNDO, attachment=ICS))
    answer = await talk.presses_data("1r:help:0:0:", file)
    assert answer == ""
    assert talk.messages[-1].text.startswith("Write as you would to a friend")
    assert (file.text, file.labels) == ("Your plan", []), "its buttons are over"


async def test_what_is_left_of_a_letter_follows_at_once_and_is_settled_once() -> None:
    settled: list[tuple[str, Fate]] = []

    def settle(letter: Letter, receipt: Receipt) -> None:
        settled.append((letter.text, receipt.fate))

    sender = FakeSender()
    rest = Letter(1, "rest", [], 5)
    sender.plan(1, Receipt(Fate.ARRIVED, 1, left=rest), Receipt(Fate.UNREACHABLE))
    outbox = Outbox(sender, settle, always)  # type: ignore[arg-type]
    outbox.put(Letter(1, "first", [], 5))
    await outbox.drain()
    assert sender.texts(1) == ["first", "rest"]
    assert settled == [("rest", Fate.UNREACHABLE)]
