"""A letter: a reply addressed to a chat, as it is kept until it has arrived."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.views.reply import REPEAT_MARK, Reply


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
        return cls(**kept)

    def as_repeat(self) -> Letter:
        """The letter, which says wherever it arrives as a new message that it may have arrived before."""
        return replace(self, repeat=True)


def address(
    reply: Reply,
    chat_id: int,
    *,
    update_id: int | None = None,
    edits: int | None = None,
    callback_query_id: str | None = None,
) -> Letter:
    """Address a reply. One that keeps the message it was tapped on carries nothing but its toast."""
    return Letter(
        chat_id=chat_id,
        text="" if reply.keep_message and callback_query_id else reply.text,
        keyboard=reply.keyboard(),
        update_id=update_id,
        edits=None if reply.apart else edits,
        callback_query_id=callback_query_id,
        toast=reply.toast,
    )
