"""Callback data: what a button sends back, packed into Telegram's 64 bytes with a version before it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import astuple

VERSION = "1"
MOST_BYTES = 64


class Choose(Struct, frozen=True):
    """One of the answers that a question offered."""

    draft_id: int
    option: int


class Undo(Struct, frozen=True):
    """Takes a change back."""

    change_id: int


class CorrectDate(Struct, frozen=True):
    """Asks for another day for an event."""

    event_row: int


class AnswerPing(Struct, frozen=True):
    """Something done about one step of a ping."""

    ping_id: int
    position: int
    action: str


class Run(Struct, frozen=True):
    """A command about an interview, 0 for none, with the words that would follow its name.

    `seen` is the interview's latest event when the button was shown: so a second tap is told from a first.
    """

    command: str
    interview_id: int = 0
    seen: int = 0
    text: str = ""


CallbackData = Choose | Undo | CorrectDate | AnswerPing | Run

_KINDS: dict[str, type[CallbackData]] = {"c": Choose, "u": Undo, "d": CorrectDate, "p": AnswerPing, "r": Run}
_PREFIXES = {kind: prefix for prefix, kind in _KINDS.items()}
_MOST_DIGITS = 18
"""Of a number in a button; those that fit are within what every database keeps."""


def pack(data: CallbackData) -> str:
    """Pack callback data. Raises ValueError where it would not fit."""
    packed = ":".join((VERSION + _PREFIXES[type(data)], *map(str, astuple(data))))
    if len(packed.encode()) > MOST_BYTES:
        raise ValueError(f"callback data of more than {MOST_BYTES} bytes: {packed}")
    return packed


def unpack(packed: str) -> CallbackData | None:
    """Read callback data; None where it is of another version, or none of ours."""
    head, *rest = packed.split(":", 1)
    kind = _KINDS.get(head[len(VERSION) :]) if head.startswith(VERSION) else None
    if kind is None or not rest:
        return None
    names, types = kind.__struct_fields__, kind.__annotations__
    values = rest[0].split(":", len(names) - 1)
    if len(values) != len(names):
        return None
    try:
        read = [_number(value) if types[name] == "int" else value for name, value in zip(names, values, strict=True)]
    except ValueError:
        return None
    return kind(*read)  # type: ignore[arg-type]


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit()) or len(value) > _MOST_DIGITS:
        raise ValueError(value)
    return int(value)
