"""Telegram's side of one private chat, kept in memory: what was typed becomes updates, what is sent gets shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

PERSON_ID = 1
_BOT = {"id": 2, "is_bot": True, "first_name": "should-i-call", "username": "should_i_call"}
_PERSON = {"id": PERSON_ID, "is_bot": False, "first_name": "You"}
_CHAT = {"id": PERSON_ID, "type": "private", "first_name": "You"}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot's as it is to be shown, with its buttons' numbers and labels."""

    html: str
    rows: list[list[tuple[int, str]]]
    edited: bool


@dataclass(slots=True)
class _Kept:
    text: str
    keyboard: list[list[Json]] = field(default_factory=list)


class Chat:
    """One person, one bot, and the messages between them."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        first_update_id: int,
        show: Callable[[Shown], None],
        toast: Callable[[str], None],
    ) -> None:
        self._clock = clock
        self._show = show
        self._toast = toast
        self._next_update_id = first_update_id
        self._next_message_id = first_update_id
        self._updates: list[Json] = []
        self._changed = asyncio.Condition()
        self._messages: dict[int, _Kept] = {}
        self._numbered: list[tuple[int, str]] = []
        self._answered = True

    # --- the person's side ---------------------------------------------------------------------------------

    def attends(self) -> None:
        """The person does something: the next buttons are numbered from 1 again."""
        self._answered = True

    async def says(self, text: str) -> int:
        """Send the bot a text. Gives the update's number."""
        self.attends()
        message = self._message(self._new_message_id(), text, _PERSON)
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._put({"message": message})

    async def presses(self, number: int) -> int | None:
        """Press a numbered button. Gives the update's number, None where no button has that number."""
        if not 1 <= number <= len(self._numbered):
            return None
        self.attends()
        message_id, data = self._numbered[number - 1]
        kept = self._messages[message_id]
        query = {
            "id": str(self._next_update_id),
            "from": _PERSON,
            "chat_instance": "terminal",
            "data": data,
            "message": self._message(message_id, kept.text, _BOT),
        }
        return await self._put({"callback_query": query})

    async def taken(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update."""
        async with self._changed:
            await self._changed.wait_for(lambda: all(update["update_id"] != update_id for update in self._updates))

    # --- the bot's side: Bot API methods -------------------------------------------------------------------

    async def get_updates(self, offset: int, timeout_s: float) -> list[Json]:
        """Confirm what is below the offset, then give what is new, waiting for it for some seconds."""
        async with self._changed:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
            self._changed.notify_all()
            try:
                async with asyncio.timeout(timeout_s):
                    await self._changed.wait_for(lambda: bool(self._updates))
            except TimeoutError:
                return []
            return list(self._updates)

    def send(self, text: str, keyboard: list[list[Json]]) -> Json:
        """Show a new message."""
        message_id = self._new_message_id()
        self._put_up(message_id, text, keyboard, edited=False)
        return self._message(message_id, text, _BOT)

    def edit(self, message_id: int, text: str, keyboard: list[list[Json]]) -> Json:
        """Show a message's new version. Raises KeyError for an unknown one."""
        if message_id not in self._messages:
            raise KeyError(message_id)
        self._put_up(message_id, text, keyboard, edited=True)
        return self._message(message_id, text, _BOT)

    def answer_tap(self, text: str) -> None:
        """Show what a pressed button says briefly."""
        if text:
            self._toast(text)

    @staticmethod
    def me() -> Json:
        """The bot's own account."""
        return _BOT

    def _put_up(self, message_id: int, text: str, keyboard: list[list[Json]], *, edited: bool) -> None:
        self._messages[message_id] = _Kept(text, keyboard)
        # Numbers go on counting until the person answers, so that a ping in between changes none of them.
        if keyboard and self._answered:
            self._numbered, self._answered = [], False
        rows = [[self._number(message_id, button) for button in row if "callback_data" in button] for row in keyboard]
        self._show(Shown(text + _to_copy(keyboard), [row for row in rows if row], edited))

    def _number(self, message_id: int, button: Json) -> tuple[int, str]:
        self._numbered.append((message_id, button["callback_data"]))
        return len(self._numbered), button["text"]

    def _message(self, message_id: int, text: str, sender: Json) -> Json:
        date = int(self._clock().timestamp())
        return {"message_id": message_id, "date": date, "chat": _CHAT, "from": sender, "text": text}

    async def _put(self, update: Json) -> int:
        async with self._changed:
            update_id = self._next_update_id
            self._next_update_id += 1
            self._updates.append({"update_id": update_id, **update})
            self._changed.notify_all()
        return update_id

    def _new_message_id(self) -> int:
        self._next_message_id += 1
        return self._next_message_id


def _to_copy(keyboard: list[list[Json]]) -> str:
    """What the buttons that copy would copy, as HTML: here it can only be shown."""
    found = [button for row in keyboard for button in row if "copy_text" in button]
    shown = "\n".join(f"{escape(button['text'])}: {escape(button['copy_text']['text'])}" for button in found)
    return f"\n\n{shown}" if shown else ""
