"""How much is kept of one person: every text is bounded, and so is the number of everything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.services.limits import MOST_TEXT
from storage.drafts import KEPT
from tests.dialogs.conversation import Conversation

LONG = "x" * 4000
WORDS = "word " * 800


def texts_kept(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the store, wherever it stands: its table and column, and the text."""

    def inside(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (text for pair in value.items() for part in pair for text in inside(part))
        elif isinstance(value, list):
            yield from (text for part in value for text in inside(part))

    with closing(sqlite3.connect(next(folder.glob("*.sqlite3")))) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608
            columns = [column[0] for column in rows.description]
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    whole = isinstance(value, str) and value.startswith(("{", "["))
                    yield from ((f"{table}.{column}", text) for text in inside(json.loads(value) if whole else value))


@pytest.mark.parametrize("long", [LONG, WORDS], ids=["one word", "many words"])
@pytest.mark.parametrize(
    "said",
    [
        ["/interviewed {long}"],
        ["/interviewed Acme {long}"],
        ["/interviewed Acme as {long}"],
        ["/interview", "{long}"],
        ["/interviewed Acme", "/heard Acme {long}"],
        ["/interviewed Acme", "/heard", "{long}"],
        ["/interviewed Acme", "/rules Acme {long}"],
        ["/interviewed Acme", "/rules Acme contact {long}"],
        ["/interviewed Acme", "/rules Acme they said call back every Friday, {long}"],
        ["/interviewed Acme", "/alias Acme {long}"],
        ["/interviewed Acme", "/remind Acme {long}"],
        ["/interviewed Acme", "/called Acme {long}"],
        ["/interviewed Acme", "/emailed Acme {long}"],
        ["/interviewed Acme", "/close Acme {long}"],
        ["/interviewed Acme", "/note Acme", "{long}", "{long}", "{long}", "{long}"],
        ["/interviewed Acme", "they said {long}"],
        ["I had an interview with {long} yesterday"],
        ["/timezone {long}"],
        ["/timezone", "{long}"],
        ["/ask {long}"],
        ["/{long}"],
        ["{long}"],
    ],
    ids=" then ".join,
)
async def test_no_text_that_is_kept_is_longer_than_the_limit(
    talk: Conversation, tmp_path: Path, said: list[str], long: str
) -> None:
    for words in said:
        await talk.says(words.format(long=long)[:4096])
    kept = list(texts_kept(tmp_path))
    assert kept
    assert {place: len(text) for place, text in kept if len(text) > MOST_TEXT} == {}


async def test_of_unanswered_questions_only_the_latest_are_kept(talk: Conversation, tmp_path: Path) -> None:
    for _ in range(KEPT + 5):
        await talk.says("/interviewed")
    assert sum(place == "drafts.command" for place, _ in texts_kept(tmp_path)) == KEPT


WAYS_IN = [
    ["/interviewed Cedar"],
    ["/interview Cedar tomorrow 14:00"],
    ["/interviewed", "Cedar"],
    ["I had an interview with Cedar yesterday"],
    ["/undo"],
    ["/interviewed Alder"],
]


@pytest.mark.parametrize("said", WAYS_IN, ids=" then ".join)
async def test_no_more_interviews_are_open_than_are_kept_however_they_are_told(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    for words in ("/interviewed Alder", "/interviewed Birch", "/close Alder withdrawn"):
        await talk.says(words)
    monkeypatch.setattr(talk.app._desk, "_most_open", 1)
    before = talk.facts()
    for words in said:
        answer = await talk.says(words)
    assert "as many open interviews as I can keep (1)" in answer.text
    assert talk.facts() == before


async def test_a_record_that_is_full_takes_nothing_more_but_can_be_asked_and_taken_back(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.context.MOST_RECORDED", 2)
    await talk.says("/interviewed Alder")
    await talk.says("/thanked Alder")
    before = talk.facts()
    for words in ("/called Alder no answer", "/interviewed Birch", "/timezone Europe/Paris", "/mute"):
        assert "as much as I can keep of one person" in (await talk.says(words)).text
    assert talk.facts() == before
    assert "Alder" in (await talk.says("/status")).text
    assert "Taken back" in (await talk.says("/undo")).text
