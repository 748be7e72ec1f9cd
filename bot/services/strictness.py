"""Values from a file, held to what their dataclasses say: those take whatever they are given."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Unreadable(ValueError):
    """A file says what cannot be; the message says what, in words for a log and not for a person."""


def check_types(value: Any) -> None:
    """Hold every field of a dataclass, and of those in it, to the type that it says. Raises Unreadable."""
    for name, adapter in _adapters(type(value)).items():  # type: ignore[arg-type]
        part = getattr(value, name)
        if is_dataclass(part):
            check_types(part)
            continue
        try:
            adapter.validate_python(part, strict=True)
        except ValueError as fault:
            raise Unreadable(f"{name} of another type") from fault


@lru_cache
def _adapters(kind: type[Any]) -> dict[str, TypeAdapter[Any]]:
    from pydantic import TypeAdapter

    hints = get_type_hints(kind)
    return {field.name: TypeAdapter(hints[field.name]) for field in fields(kind)}
