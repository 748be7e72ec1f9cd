"""The chat in memory: numbers of buttons, and updates as Telegram would give them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.terminal.chat import Chat, Shown
from tests.patience import PATIENCE

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def keys(*labels: str) -> list[list[dict[str, str]]]:
    return [[{"text": label, "callback_data": f"data of {label}"} for label in labels]]


class Watched(Chat):
    """A chat, and what it showed."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.toasts: list[str] = []
        super().__init__(lambda: NOW, 1000, self.shown.append, self.toasts.append)

    def numbers(self) -> list[int]:
        """The numbers that the latest message's buttons have."""
        return [number for row in self.shown[-1].rows for number, _ in row]

    async def pressed(self, number: int) -> str | None:
        """What pressing a number sends."""
        if await self.presses(number) is None:
            return None
        return (await self.get_updates(0, 0))[-1]["callback_query"]["data"]


@pytest.fixture
def chat() -> Watched:
    return Watched()


async def test_a_ping_in_between_changes_no_number(chat: Watched) -> None:
    await chat.says("/interviewed Acme")
    chat.send("Recorded", keys("Undo", "Wrong day?"))
    chat.rests()
    chat.send("A ping", keys("Sent it"))
    assert chat.numbers() == [3]
    assert await chat.pressed(1) == "data of Undo"


async def test_nor_does_one_after_an_answer_without_buttons(chat: Watched) -> None:
    chat.send("A question", keys("One", "Two"))
    await chat.says("/help")
    chat.send("No buttons here", [])
    chat.rests()
    chat.send("A ping", keys("Sent it"))
    assert await chat.pressed(2) == "data of Two"
    assert await chat.pressed(3) == "data of Sent it"


async def test_an_answers_buttons_begin_at_one_again(chat: Watched) -> None:
    chat.send("A ping", keys("Sent it"))
    chat.send("A ping", keys("No answer"))
    await chat.says("/status")
    chat.send("All is well", keys("Help"))
    assert chat.numbers() == [1]
    assert await chat.pressed(1) == "data of Help"
    assert await chat.pressed(2) is None


async def test_a_messages_new_version_has_none_of_its_old_buttons(chat: Watched) -> None:
    sent = chat.send("A ping", keys("Sent it", "Later"))
    chat.edit(sent["message_id"], "Recorded", keys("Undo"))
    assert (chat.shown[-1].edited, chat.numbers()) == (True, [3])
    assert await chat.pressed(1) is None
    assert await chat.pressed(3) == "data of Undo"


@pytest.mark.parametrize("number", [0, -1, 2, 9999])
async def test_no_button_has_that_number(chat: Watched, number: int) -> None:
    chat.send("A ping", keys("Sent it"))
    assert await chat.presses(number) is None


def test_a_message_that_is_not_there_cannot_be_edited(chat: Watched) -> None:
    with pytest.raises(KeyError):
        chat.edit(5, "Recorded", [])


def test_a_taps_answer_is_shown_where_it_says_something(chat: Watched) -> None:
    chat.answer_tap("")
    chat.answer_tap("Recorded")
    assert chat.toasts == ["Recorded"]


@pytest.mark.parametrize(
    ("text", "length"),
    [("/called Acme", 7), ("/help", 5), ("/", None), ("//", None), ("/ help", None), ("hello /help", None), ("/hé", 2)],
)
async def test_commands_are_marked_as_telegram_marks_them(chat: Watched, text: str, length: int | None) -> None:
    await chat.says(text)
    (update,) = await chat.get_updates(0, 0)
    entities = update["message"].get("entities", [])
    assert [entity["length"] for entity in entities] == ([] if length is None else [length])
    assert update["message"]["text"] == text


async def test_an_update_is_handed_out_until_it_is_confirmed(chat: Watched) -> None:
    first, second = await chat.says("one"), await chat.says("two")
    assert [update["update_id"] for update in await chat.get_updates(0, 0)] == [first, second]
    waiting = asyncio.create_task(chat.taken(first))
    await asyncio.sleep(0)
    assert not waiting.done()
    assert [update["update_id"] for update in await chat.get_updates(second, 0)] == [second]
    await asyncio.wait_for(waiting, PATIENCE)


async def test_who_waits_for_updates_is_woken(chat: Watched) -> None:
    waiting = asyncio.create_task(chat.get_updates(0, 60))
    await asyncio.sleep(0)
    await chat.says("hello")
    (update,) = await asyncio.wait_for(waiting, PATIENCE)
    assert update["message"]["text"] == "hello"
    assert await chat.get_updates(update["update_id"] + 1, 0.01) == []
