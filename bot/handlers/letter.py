"""A letter: a reply addressed to a chat, as it is kept until it has arrived."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from msgspec import Struct, convert, field, to_builtins
from msgspec.structs import replace

from bot.views.attachments import Attachment
from bot.views.reply import KEYBOARD_GONE, MOST_CHARACTERS, MOST_IN_CAPTION, REPEAT_MARK, Reply, divided


class Letter(Struct, frozen=True, omit_defaults=True):
    """What is to be sent: a new message, or the edit of one, and the answer to the tap that led to it.

    It is kept until it has arrived, perhaps for another release: what has its default is left out, so that no default
    may change its meaning, and what a newer release has added is passed over.
    """

    chat_id: int
    text: str
    keyboard: list[list[dict[str, Any]]]
    update_id: int | None = None
    edits: int | None = None
    callback_query_id: str | None = None
    toast: str = ""
    repeat: bool = False
    """Whether it may have arrived before."""
    attachment: Attachment | None = None
    silent: bool = False
    strips: int | None = None
    """The message whose buttons are over."""
    asks: int | None = None
    """The draft that its buttons answer."""
    keyboard_below: list[list[dict[str, Any]]] = field(default_factory=list)
    """The keyboard that it puts below the conversation."""
    clears_below: bool = False
    """Whether a keyboard below is to go."""
    closes: int | None = None
    """The draft that has been answered; the buttons of the message that asked are over."""

    @property
    def is_new(self) -> bool:
        """Whether it adds a message to the chat; else it changes one, or says a word where a button was tapped."""
        return bool(self.text or self.attachment) and self.edits is None

    @property
    def new_text(self) -> str:
        """What a new message says. An edit that is repeated shows nothing twice, and needs no mark."""
        return REPEAT_MARK + self.text if self.repeat else self.text

    def to_json(self) -> dict[str, Any]:
        """The letter as the store keeps it: what is as usual is left out."""
        # What JSON has no form for stays what it is, and is refused where it is written.
        kept: dict[str, Any] = to_builtins(self, builtin_types=(bytes, date, datetime, time))
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Letter:
        """The letter that was kept."""
        return convert(kept, cls)

    def as_repeat(self) -> Letter:
        """The letter, which says wherever it arrives as a new message that it may have arrived before."""
        return replace(self, repeat=True)

    def without_file(self) -> Letter:
        """The letter's words alone."""
        return replace(self, attachment=None)

    def parted(self) -> tuple[Letter, Letter | None]:
        """What one message can hold of the letter, and the rest, if any: words beyond its limit, and the buttons."""
        if self.clears_below and self.keyboard:
            # One message cannot take a keyboard below away and have buttons too; two can.
            clearing = Letter(self.chat_id, KEYBOARD_GONE, [], silent=True, clears_below=True)
            return clearing, replace(self, clears_below=False, callback_query_id=None, toast="")
        room = (MOST_CHARACTERS if self.attachment is None else MOST_IN_CAPTION) - len(REPEAT_MARK)
        first, rest = divided(self.text, room)
        if not rest or not (first or self.attachment):
            return self, None
        following = replace(self.without_file(), text=rest, edits=None, callback_query_id=None, toast="")
        return replace(self, text=first, keyboard=[], asks=None, strips=None, closes=None), following


def address(
    reply: Reply,
    chat_id: int,
    *,
    update_id: int | None = None,
    edits: int | None = None,
    callback_query_id: str | None = None,
    asks: int | None = None,
    closes: int | None = None,
    clears_below: bool = False,
) -> Letter:
    """Address a reply. One that keeps the message it was tapped on carries nothing but its toast."""
    only_toast = reply.keep_message and callback_query_id
    keyboard = reply.keyboard()
    return Letter(
        chat_id=chat_id,
        text="" if only_toast else reply.text,
        keyboard=keyboard,
        update_id=update_id,
        # A message cannot be edited into one with a file, nor into one with a keyboard below.
        edits=None if reply.apart or reply.attachment or reply.asks_location else edits,
        callback_query_id=callback_query_id,
        toast=reply.toast,
        attachment=None if only_toast else reply.attachment,
        silent=reply.silent,
        strips=edits if reply.buttons_over else None,
        asks=asks if keyboard else None,
        keyboard_below=reply.keyboard_below(),
        clears_below=clears_below and not reply.asks_location,
        closes=closes,
    )
