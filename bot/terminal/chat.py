"""Telegram's side of one private chat, kept in memory: what was typed becomes updates, what is sent gets shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

PERSON_ID = 1
_BOT = {"id": 2, "is_bot": True, "first_name": "should-i-call", "username": "should_i_call"}
_PERSON = {"id": PERSON_ID, "is_bot": False, "first_name": "You"}
_CHAT = {"id": PERSON_ID, "type": "private", "first_name": "You"}
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}")

Json = dict[str, Any]


class Shown(Struct, frozen=True):
    """A message of the bot's as it is to be shown, with its buttons' numbers and labels."""

    html: str
    rows: list[list[tuple[int, str]]]
    edited: bool
    file: Path | None = None
    """Where the file that came with it is kept."""
    silent: bool = False
    """Whether it comes without a sound."""


class _Button(Struct, frozen=True):
    message_id: int
    data: str = ""
    says: str = ""


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
        self._texts: dict[int, str] = {}
        self._with_file: set[int] = set()
        self._files: dict[str, bytes] = {}
        self._buttons: dict[int, _Button] = {}
        self._next_number = 1
        self._renumber = False

    # --- the person's side ---------------------------------------------------------------------------------

    def attends(self) -> None:
        """The person does something: the buttons of what follows are numbered from 1 again."""
        self._renumber = True

    def rests(self) -> None:
        """What the person did is answered: the buttons of what comes by itself leave the numbers there are alone."""
        self._renumber = False

    async def says(self, text: str) -> int:
        """Send the bot a text. Gives the update's number."""
        self.attends()
        message = self._message(self._new_message_id(), text, _PERSON)
        if command := _COMMAND.match(text):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return await self._put({"message": message})

    async def shares_location(self, latitude: float, longitude: float) -> int:
        """Send the bot a place. Gives the update's number."""
        return await self._sends({"location": {"latitude": latitude, "longitude": longitude}})

    async def sends_file(self, filename: str, content: bytes, size: int) -> int:
        """Send the bot a file. Gives the update's number."""
        file_id = f"file-{len(self._files)}"
        self._files[file_id] = content
        about = {"file_id": file_id, "file_unique_id": file_id, "file_name": filename, "file_size": size}
        return await self._sends({"document": about})

    async def asks_inline(self, words: str) -> int:
        """Ask the bot from any other chat. Gives the update's number."""
        self.attends()
        query = {"id": str(self._next_update_id), "from": _PERSON, "query": words, "offset": ""}
        return await self._put({"inline_query": query})

    async def _sends(self, content: Json) -> int:
        self.attends()
        message = self._message(self._new_message_id(), "", _PERSON)
        del message["text"]
        return await self._put({"message": {**message, **content}})

    async def presses(self, number: int) -> int | None:
        """Press a numbered button. Gives the update's number, None where no button has that number."""
        button = self._buttons.get(number)
        if button is None:
            return None
        if button.says:
            return await self.says(button.says)
        self.attends()
        query = {
            "id": str(self._next_update_id),
            "from": _PERSON,
            "chat_instance": "terminal",
            "data": button.data,
            "message": self._message(button.message_id, self._texts[button.message_id], _BOT),
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

    def send(self, text: str, keyboard: list[list[Json]], file: Path | None = None, *, silent: bool = False) -> Json:
        """Show a new message, or a file with its caption."""
        message_id = self._new_message_id()
        if file:
            self._with_file.add(message_id)
        self._put_up(message_id, keyboard, Shown(text, [], edited=False, file=file, silent=silent))
        return self._message(message_id, text, _BOT)

    def keep_quiet(self, text: str) -> Json:
        """Take a message that only clears a keyboard below, of which there is none here."""
        return self._message(self._new_message_id(), text, _BOT)

    def file(self, file_id: str) -> bytes:
        """A file that was sent to the bot. Raises KeyError for an unknown one."""
        return self._files[file_id]

    def edit(self, message_id: int, text: str, keyboard: list[list[Json]]) -> Json:
        """Show a message's new version. Raises KeyError for an unknown one, and for one that is a file's caption."""
        if message_id not in self._texts or message_id in self._with_file:
            raise KeyError(message_id)
        self._put_up(message_id, keyboard, Shown(text, [], edited=True))
        return self._message(message_id, text, _BOT)

    def strip(self, message_id: int) -> Json:
        """Take a message's buttons away. Raises KeyError for an unknown one."""
        text = self._texts[message_id]
        self._drop_buttons(message_id)
        return self._message(message_id, text, _BOT)

    def offer(self, texts: list[str]) -> None:
        """Show what the bot would have a person choose from in any other chat."""
        for text in texts:
            self._show(Shown(text, [], edited=False))

    def answer_tap(self, text: str) -> None:
        """Show what a pressed button says briefly."""
        if text:
            self._toast(text)

    @staticmethod
    def me() -> Json:
        """The bot's own account."""
        return _BOT

    def _put_up(self, message_id: int, keyboard: list[list[Json]], shown: Shown) -> None:
        self._texts[message_id] = shown.html
        if keyboard and self._renumber:
            self._buttons, self._next_number, self._renumber = {}, 1, False
        # A message's new version has none of its old buttons.
        self._drop_buttons(message_id)
        rows = [[self._number(message_id, button) for button in row if _is_shown(button)] for row in keyboard]
        html = shown.html + _to_type(keyboard) + _to_copy(keyboard)
        self._show(replace(shown, html=html, rows=[row for row in rows if row]))

    def _drop_buttons(self, message_id: int) -> None:
        self._buttons = {number: button for number, button in self._buttons.items() if button.message_id != message_id}

    def _number(self, message_id: int, button: Json) -> tuple[int, str]:
        number = self._next_number
        self._next_number += 1
        self._buttons[number] = (
            _Button(message_id, button["callback_data"])
            if "callback_data" in button
            else _Button(message_id, says=button["text"])
        )
        return number, button["text"]

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


def _is_shown(button: Json) -> bool:
    """Whether a button can be pressed here; the others copy, or share where one is."""
    return not {"copy_text", "request_location", "url"} & button.keys()


def _to_type(keyboard: list[list[Json]]) -> str:
    """What is typed here in place of a button that shares where one is; HTML."""
    labels = [escape(button["text"]) for row in keyboard for button in row if "request_location" in button]
    return "".join(f"\n\n{label}: :location 52.5 13.4" for label in labels)


def _to_copy(keyboard: list[list[Json]]) -> str:
    """What the buttons that copy would copy, as HTML: here it can only be shown."""
    found = [button for row in keyboard for button in row if "copy_text" in button]
    shown = "\n".join(f"{escape(button['text'])}: {escape(button['copy_text']['text'])}" for button in found)
    return f"\n\n{shown}" if shown else ""
