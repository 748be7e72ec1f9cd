"""A letter: a reply addressed to a chat, as it is kept until it has arrived."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.views.attachments import Attachment
from bot.views.reply import MOST_IN_CAPTION, REPEAT_MARK, Reply, divided


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent: a new message, or the edit of one, and the answer to the tap that led to it."""

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

    @property
    def new_text(self) -> str:
        """What a new message says. An edit that is repeated shows nothing twice, and needs no mark."""
        return REPEAT_MARK + self.text if self.repeat else self.text

    def to_json(self) -> dict[str, Any]:
        """The letter as the store keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Letter:
        """The letter that was kept."""
        attachment = kept.get("attachment")
        return cls(**{**kept, "attachment": Attachment(**attachment) if attachment else None})

    def as_repeat(self) -> Letter:
        """The letter, which says wherever it arrives as a new message that it may have arrived before."""
        return replace(self, repeat=True)

    def without_file(self) -> Letter:
        """The letter's words alone."""
        return replace(self, attachment=None)

    def parted(self) -> tuple[Letter, Letter | None]:
        """The letter with no more words than go under its file, and another with the rest and the buttons, if any."""
        if self.attachment is None:
            return self, None
        caption, rest = divided(self.text, MOST_IN_CAPTION - len(REPEAT_MARK))
        if not rest:
            return self, None
        following = replace(self.without_file(), text=rest, callback_query_id=None, toast="", repeat=False)
        return replace(self, text=caption, keyboard=[]), following


def address(
    reply: Reply,
    chat_id: int,
    *,
    update_id: int | None = None,
    edits: int | None = None,
    callback_query_id: str | None = None,
) -> Letter:
    """Address a reply. One that keeps the message it was tapped on carries nothing but its toast."""
    only_toast = reply.keep_message and callback_query_id
    return Letter(
        chat_id=chat_id,
        text="" if only_toast else reply.text,
        keyboard=reply.keyboard(),
        update_id=update_id,
        # A message of words cannot become one with a file.
        edits=None if reply.apart or reply.attachment else edits,
        callback_query_id=callback_query_id,
        toast=reply.toast,
        attachment=None if only_toast else reply.attachment,
    )
