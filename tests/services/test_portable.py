"""The form of a file: what is in it always, and what is taken for none of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.services.file_faults import FileFault, Untakable
from bot.services.unpacking import portable_of

EVENT = {"id": 1, "kind": "interviewed", "data": {}, "at": "2026-11-02T10:00:00Z"}
INTERVIEW = {"uid": "abcdefgh", "company": "Acme", "role": "", "sales": False, "events": [EVENT]}


def file_of(*, event: dict[str, Any] | None = None, **interview: Any) -> dict[str, Any]:
    """A file of one interview of one event, other than usual where that is said."""
    told = {**INTERVIEW, "events": [{**EVENT, **(event or {})}], **interview}
    return {"format": "should-i-call", "version": 1, "preferences": {"time_zone": "UTC"}, "interviews": [told]}


def written(told: dict[str, Any]) -> Any:
    """What is written of what was read."""
    return json.loads(json.dumps(portable_of(json.dumps(told)).to_json()))


def test_what_is_read_is_written_as_it_was() -> None:
    usual = file_of()
    assert written(usual) == usual


@pytest.mark.parametrize("left_out", ["data", "role", "sales"])
def test_what_is_left_out_is_nothing_special(left_out: str) -> None:
    told = file_of()
    (told["interviews"][0]["events"][0] if left_out == "data" else told["interviews"][0]).pop(left_out)
    assert written(told) == file_of()


@pytest.mark.parametrize(
    "told",
    [
        file_of(uid="abcdefgh\n"),
        file_of(uid="abc"),
        file_of(uid="abc/efgh"),
        file_of(company=7),
        file_of(sales="yes"),
        file_of(more=1),
        file_of(events=[]),
        file_of(events=[EVENT, EVENT]),
        file_of(event={"id": True}),
        file_of(event={"id": 0}),
        file_of(event={"id": 10**30}),
        file_of(event={"kind": "x" * 21}),
        file_of(event={"data": []}),
        file_of(event={"at": "2026-11-02T10:00:00"}),
        file_of(event={"at": 1_700_000_000}),
        file_of(event={"on": "2026-11-02"}),
        file_of(event={"at": None}),
        file_of(event={"first": {}}),
        {**file_of(), "interviews": [INTERVIEW, INTERVIEW]},
        {**file_of(), "version": "1"},
    ],
)
def test_what_cannot_be_is_refused(told: dict[str, Any]) -> None:
    assert _fault(json.dumps(told)) is FileFault.CORRUPT


@pytest.mark.parametrize("text", ['{"format": NaN}', '{"a": "\\ud800"}', "[" * 100_000, "{", "\ud800"])
def test_what_is_no_json_is_refused(text: str) -> None:
    assert _fault(text) is FileFault.CORRUPT


def _fault(text: str) -> FileFault:
    with pytest.raises(Untakable) as refused:
        portable_of(text)
    return refused.value.fault
