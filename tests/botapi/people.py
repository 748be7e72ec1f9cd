"""People who write to the bot and press its buttons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .model import Button, Callback, InlineQuery, Json, Message, UploadedFile, utf16_length

if TYPE_CHECKING:
    from .world import World

_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")


class User:
    """One person. Every act returns the update_id of what it put into the bot's queue."""

    def __init__(self, world: World, user_id: int) -> None:
        self._world = world
        self.id = user_id
        self.profile: Json = {"first_name": "Dana", "language_code": "en"}

    @property
    def messages(self) -> list[Message]:
        """What the bot has said to this person."""
        return self._world.chat(self.id).messages

    def as_json(self) -> Json:
        return {"id": self.id, "is_bot": False} | {name: value for name, value in self.profile.items() if value}

    def says(self, text: str, *, reply_to: Message | None = None) -> int:
        """Send a text in the private chat."""
        return self._writes(self._private_chat(), _text_fields(text), reply_to)

    def says_in_group(
        self, text: str, group_id: int, *, title: str = "The group", reply_to: Message | None = None
    ) -> int:
        """Send a text in a group that the bot is in."""
        chat = {"id": group_id, "title": title, "type": "supergroup"}
        return self._writes(chat, _text_fields(text), reply_to)

    def sends_photo(self, caption: str = "") -> int:
        """Send a picture in the private chat."""
        content: Json = {"photo": [_file("photo", width=90, height=67), _file("photo-large", width=800, height=600)]}
        return self._writes(self._private_chat(), content | ({"caption": caption} if caption else {}))

    def sends_sticker(self, emoji: str = "\N{THUMBS UP SIGN}") -> int:
        """Send a sticker in the private chat."""
        sticker = _file("sticker", width=512, height=512, is_animated=False, is_video=False, type="regular")
        return self._writes(self._private_chat(), {"sticker": sticker | {"emoji": emoji, "set_name": "Thumbs"}})

    def shares_location(self, latitude: float, longitude: float) -> int:
        """Send a place in the private chat, from its menu or by a button that asks for it."""
        return self._writes(self._private_chat(), {"location": {"latitude": latitude, "longitude": longitude}})

    def sends_document(self, filename: str, content: bytes, caption: str = "", **said: Any) -> int:
        """Send a file in the private chat; `said` is what Telegram says of it otherwise, None for nothing."""
        file_id = f"document-{len(self._world.received)}"
        self._world.received[file_id] = UploadedFile(filename, "application/octet-stream", content)
        shown = {"file_id": file_id, "file_unique_id": file_id, "file_name": filename, "file_size": len(content)}
        shown |= {"mime_type": "application/octet-stream", **said}
        shown = {name: value for name, value in shown.items() if value is not None}
        fields: Json = {"document": shown} | ({"caption": caption} if caption else {})
        return self._writes(self._private_chat(), fields)

    def presses(self, label: str, message: Message | None = None) -> int:
        """Press the button of that label (or the only one that contains it), on the latest message with buttons.

        A button of a reply keyboard sends its label as a text.
        """
        message = message or self._latest_with_buttons()
        button = _button_called(label, message)
        if "request_location" in button.raw:
            raise LookupError(f"the button {button.text!r} shares a location: see shares_location")
        if not button.inline:
            return self.says(button.text)
        if button.data is None:
            raise LookupError(f"the button {button.text!r} sends no callback query: {button.raw}")
        return self.presses_data(button.data, message)

    def presses_data(self, data: str, message: Message) -> int:
        """Send callback data as if the message had such a button, whether it does or not."""
        world = self._world
        query_id = str(world.random.getrandbits(62))
        query: Json = {"id": query_id, "from": self.as_json(), "chat_instance": str(-self.id), "data": data}
        update_id = world.put_raw_update({"callback_query": query | {"message": message.as_json()}})
        world.callbacks.append(Callback(query_id, self.id, data, message, update_id, world.now()))
        return update_id

    def asks_inline(self, query: str) -> int:
        """Ask the bot after its name in any chat."""
        world = self._world
        query_id = str(world.random.getrandbits(62))
        asked = {"id": query_id, "from": self.as_json(), "query": query, "offset": ""}
        update_id = world.put_raw_update({"inline_query": asked})
        world.inline_queries.append(InlineQuery(query_id, self.id, query, update_id))
        return update_id

    def adds_bot_to(self, group_id: int, *, kind: str = "supergroup") -> int:
        """Take the bot into a group, or a channel."""
        chat = {"id": group_id, "title": "The group", "type": kind}
        self._world.chats[group_id] = chat
        return self._membership_changes("left", "member", chat)

    def removes_bot_from(self, group_id: int) -> int:
        """Take the bot out of a group again."""
        return self._membership_changes("member", "kicked", self._world.chats.pop(group_id))

    def blocks(self) -> int:
        """Stop the bot: from now on it cannot write to this person."""
        self._world.blocked.add(self.id)
        return self._membership_changes("member", "kicked")

    def unblocks(self) -> int:
        """Let the bot write again."""
        self._world.blocked.discard(self.id)
        return self._membership_changes("kicked", "member")

    def _private_chat(self) -> Json:
        names = {name: self.profile.get(name) for name in ("first_name", "last_name", "username")}
        return {"id": self.id, "type": "private"} | {name: value for name, value in names.items() if value}

    def _writes(self, chat: Json, content: Json, reply_to: Message | None = None) -> int:
        world = self._world
        if self.id in world.blocked and chat["type"] == "private":
            raise ValueError(f"user {self.id} has blocked the bot and must unblock it before writing")
        world.chats[chat["id"]] = chat
        message: Json = {"message_id": world.new_message_id(), "from": self.as_json(), "chat": chat}
        message |= {"date": int(world.now().timestamp()), **content}
        if reply_to is not None:
            message["reply_to_message"] = reply_to.as_json()
        world.incoming[chat["id"], message["message_id"]] = message
        return world.put_raw_update({"message": message})

    def _latest_with_buttons(self) -> Message:
        found = [message for message in self.messages if message.buttons]
        if not found:
            raise LookupError(
                f"no message to user {self.id} has buttons; the chat has {[m.text for m in self.messages]}"
            )
        return found[-1]

    def _membership_changes(self, old: str, new: str, chat: Json | None = None) -> int:
        def member(status: str) -> Json:
            return {"user": self._world.me, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        change: Json = {
            "chat": chat or self._private_chat(),
            "from": self.as_json(),
            "date": int(self._world.now().timestamp()),
        }
        change |= {"old_chat_member": member(old), "new_chat_member": member(new)}
        return self._world.put_raw_update({"my_chat_member": change})


def _button_called(label: str, message: Message) -> Button:
    exact = [button for button in message.buttons if button.text == label]
    found = exact or [button for button in message.buttons if label in button.text]
    if len(found) != 1:
        raise LookupError(f"{len(found)} buttons match {label!r} among {message.labels}")
    return found[0]


def _text_fields(text: str) -> Json:
    commands = [
        {"type": "bot_command", "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        for match in _COMMAND.finditer(text)
    ]
    return {"text": text} | ({"entities": commands} if commands else {})


def _file(name: str, **details: int | bool | str) -> Json:
    return {"file_id": f"{name}-file-id", "file_unique_id": f"{name}-unique", "file_size": 1024, **details}
