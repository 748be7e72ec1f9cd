"""JSON as it is kept and sent: every value comes back as the standard library would give it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.json_text import from_json, json_bytes, to_json

NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXT = st.text(st.characters(exclude_categories=()))
"""With halves of surrogate pairs, which people can send."""
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT | st.integers(), inner),
)


@given(VALUES)
def test_a_value_comes_back_as_it_would_by_the_standard_library(value: object) -> None:
    assert from_json(to_json(value)) == from_json(json_bytes(value)) == json.loads(json.dumps(value))


@given(VALUES)
def test_what_others_wrote_is_read_as_the_standard_library_reads_it(value: object) -> None:
    written = json.dumps(value)
    assert from_json(written) == from_json(written.encode()) == json.loads(written)


@pytest.mark.parametrize("value", [datetime(2026, 11, 23, tzinfo=UTC), {1, 2}, b"x"])
def test_what_has_no_form_in_json_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)


@pytest.mark.parametrize("text", ["", "{", "nothing", b"\xff"])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        from_json(text)
