"""What the double keeps in mind: calls, messages, button presses, and the errors it answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal, as Telegram words it. `violation` marks those a correct bot never meets."""

    def __init__(self, code: int, description: str, *, violation: bool = False, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.violation = violation
        self.parameters = parameters


def refused(description: str) -> ApiError:
    """The bot asked for something the Bot API does not allow: its own fault."""
    return ApiError(400, f"Bad Request: {description}", violation=True)


def impossible(description: str) -> ApiError:
    """A well-formed request that the state of the world does not permit."""
    return ApiError(400, f"Bad Request: {description}")


def utf16_length(text: str) -> int:
    """The length of a text in the units Telegram counts in."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class UploadedFile:
    """A file that came as a part of a multipart body."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass
class Call:
    """One request of the bot, whatever became of it. `params` hold Python values once they have passed the checks.

    `done`: the method took effect; `abandoned`: the client had hung up when the answer was ready.
    """

    method: str
    params: Json
    at: datetime
    monotonic: float
    fault: str | None = None
    done: bool = False
    status: int | None = None
    error: str | None = None
    abandoned: bool = False

    @property
    def chat_id(self) -> int | None:
        """The chat that the call names, if it names one by number."""
        value = self.params.get("chat_id")
        try:
            return None if value is None else int(value)
        except (TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Violation:
    """A request that a bot which keeps to the Bot API's description does not make."""

    method: str
    description: str
    params: Json


@dataclass(frozen=True)
class Button:
    """A button as it is on the screen; `data` is None unless it sends a callback query."""

    text: str
    data: str | None
    inline: bool
    raw: Json


@dataclass(frozen=True)
class Version:
    """What a message said at one time: `raw_text` as the bot wrote it, `text` as the person reads it."""

    raw_text: str
    text: str
    entities: tuple[Json, ...]
    markup: Json | None
    at: datetime

    def same_as(self, other: Version) -> bool:
        """Whether a person would see no difference."""
        return (self.text, self.entities, self.markup) == (other.text, other.entities, other.markup)


@dataclass
class Message:
    """A message of the bot that reached a chat. `versions` starts with it as sent; the last one is current."""

    message_id: int
    chat: Json
    kind: Literal["text", "photo", "document"]
    versions: list[Version]
    sender: Json
    changed: int = 0
    said: int = 0
    """Its place in the order of all that was said or edited; taking its buttons away says nothing."""
    deleted: bool = False
    silent: bool = False
    reply_to: int | None = None
    file: UploadedFile | None = None
    media: Json = field(default_factory=dict)

    @property
    def chat_id(self) -> int:
        return int(self.chat["id"])

    @property
    def at(self) -> datetime:
        return self.versions[0].at

    @property
    def edits(self) -> list[Version]:
        """What the edits made of it, in order."""
        return self.versions[1:]

    @property
    def text(self) -> str:
        """The text (or caption) as the person reads it now."""
        return self.versions[-1].text

    @property
    def raw_text(self) -> str:
        """The text (or caption) as the bot wrote it last, tags and all."""
        return self.versions[-1].raw_text

    @property
    def entities(self) -> tuple[Json, ...]:
        return self.versions[-1].entities

    @property
    def markup(self) -> Json | None:
        """The reply_markup that the message has now."""
        return self.versions[-1].markup

    @property
    def keyboard(self) -> list[list[Button]]:
        """The buttons in their rows, whether under the message or in place of the keyboard; empty without any."""
        markup = self.markup or {}
        inline = "inline_keyboard" in markup
        rows = markup.get("inline_keyboard" if inline else "keyboard", [])
        return [[_button(raw, inline) for raw in row] for row in rows]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.keyboard for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.text for button in self.buttons]

    def as_json(self) -> Json:
        """The Message object that Telegram would show for it now."""
        if self.deleted:
            return {"message_id": self.message_id, "chat": self.chat, "date": 0}
        current = self.versions[-1]
        shown: Json = {"message_id": self.message_id, "from": self.sender, "chat": self.chat}
        shown |= {"date": int(self.at.timestamp()), **self.media}
        text_field, entities_field = ("text", "entities") if self.kind == "text" else ("caption", "caption_entities")
        if current.text:
            shown[text_field] = current.text
        if current.entities:
            shown[entities_field] = list(current.entities)
        if self.edits:
            shown["edit_date"] = int(current.at.timestamp())
        if current.markup and "inline_keyboard" in current.markup:
            shown["reply_markup"] = current.markup
        return shown


def _button(raw: Json, inline: bool) -> Button:
    return Button(text=raw["text"], data=raw.get("callback_data"), inline=inline, raw=raw)


@dataclass
class InlineQuery:
    """A question from any chat on its way to the bot. `answer` holds the parameters, `texts` what would be sent."""

    id: str
    user_id: int
    query: str
    update_id: int
    answer: Json | None = None
    texts: list[str] = field(default_factory=list)


@dataclass
class Callback:
    """A button press, made `at` an instant, on its way to the bot. `answer` holds what it was answered with."""

    id: str
    user_id: int
    data: str
    message: Message | None
    update_id: int
    at: datetime
    answer: Json | None = None
    expired: bool = False
