"""Values from a file, held to what their types say: those take whatever they are given."""

from __future__ import annotations

from functools import cache
from typing import get_type_hints

from msgspec import Struct, ValidationError, convert

_types = cache(get_type_hints)


class Unreadable(ValueError):
    """A file says what cannot be; the message says what, in words for a log and not for a person."""


def check_types(value: Struct) -> None:
    """Hold every field of a value, and of those in it, to the type that it says. Raises Unreadable."""
    for name, kind in _types(type(value)).items():
        part = getattr(value, name)
        if isinstance(part, Struct):
            check_types(part)
            continue
        try:
            convert(part, kind)
        except ValidationError as fault:
            raise Unreadable(f"{name} of another type") from fault
