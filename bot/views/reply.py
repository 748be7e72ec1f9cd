"""A reply: HTML text and buttons, ready to be kept and sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from html import escape, unescape
from typing import Any

from msgspec import Struct

from bot.views.attachments import Attachment
from bot.views.buttons import CallbackData, pack

MOST_CHARACTERS = 4096
"""Telegram's limit for a message, in UTF-16 code units after its markup is read."""

MOST_COPIED = 256
"""Telegram's limit for what a button copies, in the same units."""

MOST_IN_CAPTION = 1024
"""Telegram's limit for what stands under a file, in the same units."""

REPEAT_MARK = "↻ You may have seen this already.\n\n"
"""What stands before a message that may have arrived before."""

SHARE_LOCATION = "📍 Share my location"
"""The button that has Telegram send where the person is."""
OR_A_CITY = "or write a city, like Lisbon"
"""What stands in the empty field below while the location is asked for: at most 64 characters."""
KEYBOARD_GONE = "👍"
"""What is said where a keyboard below has to go and the next message has buttons of its own."""


class Copy(Struct, frozen=True):
    """What tapping a button puts into the clipboard: at most 256 characters."""

    text: str


class Style(StrEnum):
    """A button's colour. What it means, its label says as well."""

    PLAIN = ""
    MAIN = "primary"
    DANGER = "danger"


class Link(Struct, frozen=True):
    """What tapping a button opens."""

    url: str


class Button(Struct, frozen=True):
    """A label, and what tapping it sends back, copies, or opens."""

    label: str
    data: CallbackData | Copy | Link
    style: Style = Style.PLAIN

    def to_json(self) -> dict[str, Any]:
        """The button as Telegram's InlineKeyboardButton."""
        coloured = {"text": self.label, **({"style": self.style.value} if self.style else {})}
        if isinstance(self.data, Copy):
            return {**coloured, "copy_text": {"text": self.data.text}}
        if isinstance(self.data, Link):
            return {**coloured, "url": self.data.url}
        return {**coloured, "callback_data": pack(self.data)}


class Reply(Struct, frozen=True):
    """What is said: HTML of Telegram's kind, rows of buttons, and a word shown briefly where a button was tapped."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    toast: str = ""
    keep_message: bool = False
    """Whether the message whose button was tapped is to stay as it is, with nothing but the toast shown."""
    apart: bool = False
    """Whether it is a message of its own also where a button was tapped, whose message stays as it is."""
    attachment: Attachment | None = None
    """A file that it comes with; the text is its caption then, and the whole a message of its own."""
    silent: bool = False
    """Whether it arrives without a sound."""
    asks_location: bool = False
    """Whether a button below the conversation offers to share the location; those in `rows` are there too, as words."""
    buttons_over: bool = False
    """Whether the buttons of the message that was tapped lead nowhere any more, and go."""

    def keyboard_below(self) -> list[list[dict[str, Any]]]:
        """The keyboard below the conversation as Telegram's ReplyKeyboardMarkup has it; empty for none."""
        if not self.asks_location:
            return []
        words = [[{"text": button.label} for button in row] for row in self.rows]
        return [[{"text": SHARE_LOCATION, "request_location": True}], *words]

    def keyboard(self) -> list[list[dict[str, Any]]]:
        """The buttons as Telegram's InlineKeyboardMarkup has them."""
        return [] if self.asks_location else [[button.to_json() for button in row] for row in self.rows]


_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def safe(words: str) -> str:
    """What a person wrote, harmless within HTML, and where it runs from right to left, in a direction of its own."""
    kept = to_copy(words)
    if not kept.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL"} for char in kept):
        return f"{_ISOLATE}{kept}{_END_ISOLATE}"
    return kept


def to_copy(words: str) -> str:
    """Words that are there to be copied, harmless within HTML, with nothing added that cannot be seen."""
    return escape(printable(words), quote=False)


def printable(words: str) -> str:
    """Words as they are, without what cannot be seen."""
    if words.isprintable():
        return words
    return "".join(char for char in words if char == "\n" or char.isprintable() or char == "\u200d")


def shortened(words: str, most: int = 100) -> str:
    """Words of a person's own, cut where they would fill the screen."""
    if len(words) <= most:
        return words
    # What was isolated stays so, cut or not.
    kept = words[: most - 1] if _is_closed(words[: most - 1]) else words[: most - 2]
    return f"{kept}…" if _is_closed(kept) else f"{kept}…{_END_ISOLATE}"


def _is_closed(words: str) -> bool:
    return words.count(_ISOLATE) == words.count(_END_ISOLATE)


def lines(*parts: str) -> str:
    """Paragraphs, the empty ones left out."""
    return "\n\n".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Sentences of one paragraph, the empty ones left out."""
    return " ".join(part for part in parts if part)


def counted(count: int, one: str, many: str, **named: str) -> str:
    """The sentence for one or that for more, with `{count}` and what else is named filled in."""
    return (one if count == 1 else many).format(count=count, **named)


def many(count: int, one: str, more: str = "") -> str:
    """So many of something: "1 interview", "3 interviews"."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def plain(html: str) -> str:
    """The words alone, without their markup."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def length(html: str) -> int:
    """How much of Telegram's room a text takes: UTF-16 units, its markup aside."""
    return len(plain(html).encode("utf-16-le")) // 2


def fitting(parts: Iterable[str], room: int) -> list[str]:
    """As many of the parts, from the first on, as there is room for."""
    kept = []
    for part in parts:
        room -= length(part) + 2
        if room < 0:
            break
        kept.append(part)
    return kept


def divided(html: str, room: int) -> tuple[str, str]:
    """As many paragraphs from the first on as there is room for, and the rest; no markup is cut in two."""
    if 2 * len(html) <= room:
        # No character takes more than two units.
        return html, ""
    paragraphs = html.split("\n\n")
    for count in range(len(paragraphs), 0, -1):
        first, rest = "\n\n".join(paragraphs[:count]), "\n\n".join(paragraphs[count:])
        if length(first) <= room and first.count("<") == 2 * first.count("</"):
            return first, rest
    return "", html
