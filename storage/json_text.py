"""JSON by orjson, and by the standard library what that refuses, as half a surrogate pair.

A whole number of more than 64 bits is read as one with a point.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

_AS_JSON_DOES = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def json_bytes(value: object) -> bytes:
    """A value as JSON. Raises TypeError for what JSON has no form for."""
    try:
        return orjson.dumps(value, option=_AS_JSON_DOES)
    except TypeError:
        return json.dumps(value).encode()


def to_json(value: object) -> str:
    """A value as JSON, for a database. Raises TypeError for what JSON has no form for."""
    return json_bytes(value).decode()


def from_json(text: str | bytes) -> Any:
    """The value that JSON stands for. Raises ValueError where it is none."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)
