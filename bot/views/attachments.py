"""Files that go with a reply: what each is made from, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from bot.views.archive import make_archive
from bot.views.ics import make_calendar

PHOTO, DOCUMENT = "photo", "document"
MOST_BYTES = {PHOTO: 10 * 1024 * 1024, DOCUMENT: 50 * 1024 * 1024}
"""Telegram's limits for what a bot sends."""


class Attachment(Struct, frozen=True):
    """A file that goes with a reply, as what it is made from: it is made where it is sent, off the event loop."""

    kind: str
    """PHOTO or DOCUMENT."""
    maker: str
    """A name in MAKERS."""
    filename: str
    data: dict[str, Any]
    """JSON; the maker makes the same file of it every time."""


def _text(data: dict[str, Any]) -> bytes:
    return str(data["text"]).encode()


def _timeline(data: dict[str, Any]) -> bytes:
    from bot.views.drawing.timeline import draw

    return draw(data)


def _funnel(data: dict[str, Any]) -> bytes:
    from bot.views.drawing.funnel import draw

    return draw(data)


MAKERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "text": _text,
    "timeline": _timeline,
    "funnel": _funnel,
    "calendar": make_calendar,
    "archive": make_archive,
}
"""What makes the files, by name; a maker imports what it needs when it is called."""


def make(attachment: Attachment) -> bytes:
    """Make a file; may take a while. Raises ValueError for what Telegram would refuse, and what makers raise."""
    content = MAKERS[attachment.maker](attachment.data)
    if not 0 < len(content) <= MOST_BYTES[attachment.kind]:
        raise ValueError(f"a {attachment.kind} of {len(content)} bytes cannot be sent")
    return content
