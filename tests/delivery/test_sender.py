"""The sender: what every error says about whether a message has arrived; and the gate."""

from __future__ import annotations

import warnings
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.gate import Gate
from bot.delivery.pace import Pace
from bot.delivery.sender import Fate, Receipt, Sender
from bot.delivery.transport import NeverLeft, NoAnswer
from bot.handlers.letter import Letter
from bot.views.reply import REPEAT_MARK
from tests.delivery.doubles import letter
from tests.logged import logged

ARRIVED_AT = 77


def caused(error: Exception, cause: Exception) -> Exception:
    """An error as the transport raises it from one of its own."""
    error.__cause__ = cause
    return error


def asked_to_wait(seconds: int) -> RetryAfter:
    """The library is changing a type, and warns of it even where it makes the error itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RetryAfter(seconds)


class FakeBot:
    """Raises the errors planned, one a call, and notes the calls."""

    def __init__(self, *errors: Exception | None) -> None:
        self.calls: list[tuple[str, Any, Any]] = []
        self.to: list[tuple[int, str]] = []
        self._errors = list(errors)

    async def do_api_request(self, endpoint: str, given: dict[str, Any]) -> dict[str, int]:
        """See telegram.Bot."""
        kind = endpoint.partition("_")[0]
        if kind == "send":
            self.to.append((given["chat_id"], given["text"]))
        self._note(kind, given["text"], given["parse_mode"])
        return {"message_id": ARRIVED_AT}

    async def answer_callback_query(self, query_id: str, text: str | None = None) -> bool:
        """See telegram.Bot."""
        self._note("tap", text, None)
        return True

    def _note(self, kind: str, text: str | None, parse_mode: str | None) -> None:
        self.calls.append((kind, text, parse_mode))
        if self._errors and (error := self._errors.pop(0)):
            raise error


def sender_of(*errors: Exception | None) -> tuple[Sender, FakeBot]:
    bot = FakeBot(*errors)
    return Sender(bot, Gate(), Pace()), bot  # type: ignore[arg-type]


FATES = [
    (NetworkError("ConnectError"), Fate.UNKNOWN),
    (caused(NetworkError("ConnectError"), NoAnswer("connection closed before message completed")), Fate.UNKNOWN),
    (caused(NetworkError("BodyDecodeError"), NoAnswer("end of file before message length reached")), Fate.UNKNOWN),
    (caused(TimedOut(), NoAnswer("operation timed out")), Fate.UNKNOWN),
    (caused(TimedOut(), TimeoutError("slow")), Fate.UNKNOWN),
    (NetworkError("Internal Server Error"), Fate.UNKNOWN),
    (NetworkError("Bad Gateway (502). Parsing the server response failed"), Fate.UNKNOWN),
    (TelegramError("Invalid server response"), Fate.UNKNOWN),
    (KeyError("result"), Fate.UNKNOWN),
    (TypeError("list indices must be integers"), Fate.UNKNOWN),
    (caused(TimedOut(), NeverLeft("no connection was free")), Fate.NOT_SENT),
    (caused(NetworkError("ConnectError"), NeverLeft("Connection refused (os error 111)")), Fate.NOT_SENT),
    (asked_to_wait(7), Fate.NOT_SENT),
    (Forbidden("Forbidden: bot was blocked by the user"), Fate.UNREACHABLE),
    (BadRequest("Chat not found"), Fate.UNREACHABLE),
    (BadRequest("Bad Request: chat not found"), Fate.UNREACHABLE),
    (BadRequest("BUTTON_DATA_INVALID"), Fate.REFUSED),
    (InvalidToken("Unauthorized"), Fate.NOT_SENT),
    (EndPointNotFound("Endpoint 'sendMessage' not found in Bot API"), Fate.NOT_SENT),
]


@pytest.mark.parametrize(("error", "fate"), FATES, ids=lambda value: f"{value!r:.50}")
async def test_every_error_says_whether_the_message_may_have_arrived(error: Exception, fate: Fate) -> None:
    sender, _ = sender_of(error)
    assert (await sender.send(letter(1, "a"))).fate is fate


async def test_a_message_that_arrives_gives_its_number() -> None:
    sender, bot = sender_of()
    receipt = await sender.send(letter(1, "a"))
    assert (receipt.fate, receipt.message_id) == (Fate.ARRIVED, ARRIVED_AT)
    assert bot.calls == [("send", "a", ParseMode.HTML)]


@pytest.mark.parametrize("query_id", [None, "q"])
async def test_a_request_to_wait_says_that_nothing_was_sent_and_how_long(query_id: str | None) -> None:
    sender, _ = sender_of(asked_to_wait(7))
    receipt = await sender.send(replace(letter(1, "a"), callback_query_id=query_id))
    assert (receipt.fate, receipt.retry_after) == (Fate.NOT_SENT, timedelta(seconds=7))


async def test_while_the_gate_is_shut_nothing_is_tried() -> None:
    sender, bot = sender_of()
    sender.gate.hold(timedelta(seconds=7))
    receipt = await sender.send(letter(2, "b"))
    assert receipt.fate is Fate.NOT_SENT
    assert receipt.retry_after > timedelta(seconds=6)
    await sender.strip(2, 1)
    assert bot.calls == []


async def test_a_group_that_has_another_number_now_is_written_to_there() -> None:
    sender, bot = sender_of(ChatMigrated(-100_5))
    receipt = await sender.send(letter(-5, "a"))
    assert (receipt.fate, [to for to, *_ in bot.to]) == (Fate.ARRIVED, [-5, -100_5])


async def test_an_edit_that_changes_nothing_has_arrived() -> None:
    sender, _ = sender_of(BadRequest("Message is not modified: specified new message content ..."))
    receipt = await sender.send(replace(letter(1, "a"), edits=9))
    assert (receipt.fate, receipt.message_id) == (Fate.ARRIVED, 9)


@pytest.mark.parametrize("problem", ["Message to edit not found", "Message can't be edited", "MESSAGE_ID_INVALID"])
async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_one(problem: str) -> None:
    sender, bot = sender_of(BadRequest(problem), NetworkError("cut"))
    edit = replace(letter(1, "a"), edits=9)
    assert (await sender.send(edit)).fate is Fate.UNKNOWN
    sender, bot = sender_of(BadRequest(problem))
    assert (await sender.send(edit.as_repeat())).fate is Fate.ARRIVED
    assert [(kind, text) for kind, text, _ in bot.calls] == [("edit", "a"), ("send", REPEAT_MARK + "a")]


async def test_markup_that_is_refused_goes_out_as_plain_text() -> None:
    sender, bot = sender_of(BadRequest("Can't parse entities: unsupported start tag"))
    assert (await sender.send(letter(1, "<b>1 &lt; 2</b>"))).fate is Fate.ARRIVED
    assert bot.calls[-1] == ("send", "1 < 2", None)


async def test_a_message_that_is_too_long_is_cut_so_that_a_mark_has_room() -> None:
    sender, bot = sender_of(BadRequest("Message is too long"))
    assert (await sender.send(letter(1, "😀" * 4000).as_repeat())).fate is Fate.ARRIVED
    text = bot.calls[-1][1]
    assert text.startswith(REPEAT_MARK + "😀")
    assert 4090 < len(text.encode("utf-16-le")) / 2 <= 4096


async def test_a_refusal_of_the_plain_text_too_is_final() -> None:
    refusal = BadRequest("Can't parse entities: still")
    sender, bot = sender_of(refusal, refusal)
    assert (await sender.send(letter(1, "a"))).fate is Fate.REFUSED
    assert len(bot.calls) == 2


async def test_a_tap_is_answered_first_and_its_failure_costs_nothing_else() -> None:
    sender, bot = sender_of(BadRequest("Query is too old"))
    tapped = Letter(1, "a", [], edits=9, callback_query_id="q", toast="t" * 300)
    assert (await sender.send(tapped)).fate is Fate.ARRIVED
    assert bot.calls == [("tap", "t" * 200, None), ("edit", "a", ParseMode.HTML)]


async def test_a_reply_that_is_only_a_toast_sends_no_message() -> None:
    sender, bot = sender_of()
    assert (await sender.send(Letter(1, "", [], callback_query_id="q", toast="over"))).fate is Fate.ARRIVED
    assert bot.calls == [("tap", "over", None)]


@pytest.mark.parametrize("problem", ["Query is too old and response timeout expired or query ID is invalid"])
async def test_what_only_a_toast_would_say_is_a_message_where_the_tap_is_too_old(problem: str) -> None:
    sender, bot = sender_of(BadRequest(problem))
    row = [[{"text": "Undo", "callback_data": "u:1"}]]
    tapped = Letter(1, "", row, edits=9, callback_query_id="q", toast="That button is <over>.")
    assert await sender.send(tapped) == Receipt(Fate.ARRIVED, ARRIVED_AT)
    assert bot.calls[1:] == [("send", "That button is &lt;over&gt;.", ParseMode.HTML)]


async def test_telegrams_description_which_may_echo_a_message_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    sender, _ = sender_of(BadRequest('Can\'t parse entities: unsupported start tag "somebody" at byte offset 3'))
    await sender.send(letter(1, "<somebody>"))
    (line,) = logged(caplog)
    assert "can't parse entities" in line
    assert "somebody" not in line
