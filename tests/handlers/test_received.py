"""What is read of updates: what the bot uses, where they are as the Bot API describes; of others their number."""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers.received import Update, read_update
from tests.logged import logged

DANA = {"id": 7, "is_bot": False, "first_name": "Dana"}
PRIVATE, GROUP = {"id": 7, "type": "private"}, {"id": -7, "type": "group", "title": "x"}
COMMAND = {"type": "bot_command", "offset": 0, "length": 7}
CHANGE = {"old_chat_member": {"status": "left", "user": DANA}, "new_chat_member": {"status": "member", "user": DANA}}


def message(**what: Any) -> dict[str, Any]:
    return {"message": {"message_id": 1, "from": DANA, "chat": PRIVATE, "date": 0, "text": "x", **what}}


def read(kind: dict[str, Any]) -> Update:
    return read_update({"update_id": 5, **kind})


@pytest.mark.parametrize(
    ("kind", "sender", "chat"),
    [
        (message(), 7, 7),
        (message(chat=GROUP), 7, -7),
        ({"message": {"message_id": 1, "chat": GROUP, "date": 0}}, 0, -7),
        ({"callback_query": {"id": "1", "from": DANA, "chat_instance": "1"}}, 7, None),
        ({"callback_query": {"id": "1", "from": DANA, "chat_instance": "1", **message(chat=GROUP)}}, 7, -7),
        ({"inline_query": {"id": "1", "from": DANA, "query": "x", "offset": ""}}, 7, None),
        ({"my_chat_member": {"chat": GROUP, "from": DANA, "date": 0, **CHANGE}}, 7, -7),
        ({"edited_message": message()["message"]}, 0, None),
        ({}, 0, None),
    ],
    ids=lambda given: next(iter(given), "nothing") if isinstance(given, dict) else str(given),
)
def test_who_sent_it_and_where(kind: dict[str, Any], sender: int, chat: int | None) -> None:
    update = read(kind)
    assert (update.update_id, update.sender_id, update.chat and update.chat.id) == (5, sender, chat)


@pytest.mark.parametrize(
    ("text", "entities", "command"),
    [
        ("/called Acme", [COMMAND], "called"),
        ("/called, Acme", [COMMAND], "called"),
        ("/called\nAcme", [COMMAND], "called"),
        ("/called@a_bot Acme", [COMMAND], "called@a_bot"),
        ("/called-up Acme", [COMMAND], "called-up"),
        ("/called Acme", [{**COMMAND, "type": "bold"}, COMMAND], "called"),
        ("/called Acme", [{**COMMAND, "type": "bold"}], ""),
        ("I /called Acme", [{**COMMAND, "offset": 2}], ""),
        ("/called Acme", [], ""),
        ("/called Acme", None, ""),
        ("called Acme", [COMMAND], ""),
        (None, [COMMAND], ""),
    ],
)
def test_a_command_is_what_telegram_marks_at_the_beginning(
    text: str | None, entities: list[dict[str, Any]] | None, command: str
) -> None:
    update = read(message(text=text, entities=entities))
    assert update.message
    assert update.message.command == command


@pytest.mark.parametrize(
    "kind",
    [
        message(**{"from": {**DANA, "id": "7"}}),
        message(**{"from": {**DANA, "id": True}}),
        message(**{"from": {**DANA, "id": 2**53}}),
        message(chat={**PRIVATE, "id": [7]}),
        message(chat=None),
        message(message_id="1"),
        message(text=5),
        message(chat="\ud800"),
        message(caption=["x"]),
        message(entities=[None]),
        message(location={"latitude": "52"}),
        message(document={"file_id": 1}),
        {"message": []},
        {"\ud800": 1},
        {"callback_query": {"id": 1, "from": DANA}},
        {"inline_query": {"id": "1", "query": "x"}},
        {"my_chat_member": {"chat": GROUP, "from": DANA}},
    ],
    ids=str,
)
def test_of_what_is_not_as_described_the_number_alone_is_read(
    kind: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    assert read(kind) == Update(5)
    (line,) = logged(caplog)
    assert line.startswith("an update cannot be read and is passed over")
    assert line.endswith("update=5")


def test_why_it_cannot_be_read_is_told_without_what_was_written(caplog: pytest.LogCaptureFixture) -> None:
    read(message(text=["Zyxcorp"]))
    assert "error=Expected `str | null`, got `array` - at `$.message.text`" in logged(caplog)[0]


def test_what_is_null_is_not_there() -> None:
    nothing = dict.fromkeys(("from", "text", "entities", "caption", "location", "document"))
    update = read(message(**nothing))
    assert (update.sender_id, update.chat and update.chat.id) == (0, 7)
    assert update.message
    assert update.message.command == ""
    assert read(message(document={"file_id": "1", "file_name": None, "file_size": None})).message


@pytest.mark.parametrize(
    "handed_out", [None, [], {}, {"update_id": "5"}, {"update_id": 2**53}, {"update_id": True}], ids=str
)
def test_without_a_number_it_is_no_update(handed_out: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_update(handed_out)
