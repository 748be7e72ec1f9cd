"""What people send that is no text: a place gives its time zone and is forgotten, a file is fetched if it is wanted."""

from __future__ import annotations

import logging

import pytest

from bot.handlers.letter import address
from bot.services import incoming
from bot.services.context import Context
from bot.services.limits import MOST_FILE
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused
from bot.views.buttons import Run
from bot.views.reply import KEYBOARD_GONE, OR_A_CITY, SHARE_LOCATION, Button, Reply
from tests.botapi import Fault
from tests.dialogs.conversation import Conversation

NEW_YORK, MID_ATLANTIC = (40.7128, -74.0060), (35.0, -40.0)
UNEXPECTED = "I was not waiting for a file"


async def test_a_place_gives_the_time_zone(talk: Conversation) -> None:
    answer = await talk.shares_location(*NEW_YORK)
    assert answer.text.startswith("✓ Your time zone is America/New_York: it is 08:00 there now.")
    assert "Undo" in answer.labels


async def test_the_place_itself_is_nowhere_kept_or_logged(talk: Conversation, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    await talk.shares_location(*NEW_YORK)
    kept = str(talk.facts()) + caplog.text
    assert "40.7" not in kept
    assert "74.0" not in kept
    assert "America/New_York" in kept


async def test_a_place_at_sea_changes_nothing(talk: Conversation) -> None:
    await talk.says("/start")
    before = talk.facts()
    answer = await talk.shares_location(*MID_ATLANTIC)
    assert "at sea" in answer.text
    assert talk.facts() == before


async def test_a_place_answers_the_question_for_the_time_zone(talk: Conversation) -> None:
    await talk.says("/timezone")
    await talk.shares_location(*NEW_YORK)
    assert "time zone" not in (await talk.says("Berlin")).text, "the question is over"


class AwaitedFiles:
    """Stands in for a use case that takes files."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken: list[tuple[str, bytes]] = []
        monkeypatch.setattr("bot.handlers.updates.take_document", self.take)

    def take(self, context: Context, filename: str, content: bytes) -> Outcome:
        self.taken.append((filename, content))
        return Refused(Problem.FILE_UNEXPECTED)


@pytest.mark.parametrize(
    ("filename", "caption", "fetched"),
    [
        ("mine.JSON", "", True),
        ("mine.zip", "", True),
        ("a.csv", "", True),
        ("photo.pdf", "", False),
        ("a", "/import", True),
    ],
)
async def test_a_file_is_fetched_where_it_looks_wanted(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, filename: str, caption: str, fetched: bool
) -> None:
    files = AwaitedFiles(monkeypatch)
    answer = await talk.sends_document(filename, b"content", caption)
    assert UNEXPECTED in answer.text
    assert files.taken == ([(filename, b"content")] if fetched else [])
    assert bool(talk.api.calls("(download)")) is fetched


async def test_a_file_is_fetched_where_a_question_waits_for_one(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = AwaitedFiles(monkeypatch)
    await talk.says("/timezone")
    monkeypatch.setattr(incoming, "FILE", "text")
    await talk.sends_document("mine.bin", b"content")
    assert files.taken == [("mine.bin", b"content")]


@pytest.mark.parametrize(
    ("size", "said", "fetched"),
    [
        (MOST_FILE, {}, True),
        (MOST_FILE + 1, {}, False),
        (MOST_FILE + 1, {"file_size": 3}, False),
        (MOST_FILE + 1, {"file_size": None}, False),
    ],
)
async def test_a_file_that_is_too_large_is_refused_before_it_is_here(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, size: int, said: dict[str, int | None], fetched: bool
) -> None:
    files = AwaitedFiles(monkeypatch)
    answer = await talk.sends_document("mine.zip", bytes(size), **said)
    assert [len(content) for _, content in files.taken] == ([size] if fetched else [])
    assert ("too large: 5 MB at the most" in answer.text) is not fetched
    assert bool(talk.api.calls("(download)")) is fetched


async def test_a_download_that_turns_out_larger_is_not_read(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = Fault("huge", status=200, body=bytes(MOST_FILE + 1), content_type="application/zip")
    talk.api.faults.add(huge, method="(download)")
    assert "too large" in (await talk.sends_document("mine.zip", b"small")).text


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("method", ["getFile", "(download)"])
@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.SERVER_ERROR, Fault.NOT_FOUND, Fault.flood(9)])
async def test_a_file_that_cannot_be_fetched_is_asked_for_again(talk: Conversation, fault: Fault, method: str) -> None:
    await talk.says("/start")
    before = talk.facts()
    # A download whose kept connection was dropped is begun once more by itself.
    talk.api.faults.add(fault, method=method, times=None)
    assert "Please send it again" in (await talk.sends_document("mine.zip", b"content")).text
    assert talk.facts() == before


async def answered(talk: Conversation, reply: Reply) -> None:
    talk.app.outbox.put(address(reply, talk.user.id))
    await talk.app.answered()


ASKS = Reply("Where are you?", ((Button("Berlin", Run("help")), Button("Lisbon", Run("help"))),), asks_location=True)


async def test_asking_for_the_location_puts_a_keyboard_below_which_the_answer_takes_away(talk: Conversation) -> None:
    await talk.says("/start")
    await answered(talk, ASKS)
    below = talk.api.chat(talk.user.id)
    assert below.keyboard_below == [SHARE_LOCATION, "Berlin", "Lisbon"]
    markup = talk.messages[-1].markup or {}
    assert markup["keyboard"][0] == [{"text": SHARE_LOCATION, "request_location": True}]
    assert (markup["input_field_placeholder"], len(OR_A_CITY) <= 64) == (OR_A_CITY, True)
    answer = await talk.shares_location(*NEW_YORK)
    assert below.keyboard_below == []
    assert (talk.messages[-2].text, answer.labels) == (
        KEYBOARD_GONE,
        ["I had one", "One is coming", "Holidays of United States", "Undo"],
    )
    assert (await talk.says("/ask")).markup is None


async def test_the_next_reply_takes_the_keyboard_away_with_it_where_it_can(talk: Conversation) -> None:
    await talk.says("/start")
    await answered(talk, ASKS)
    count = len(talk.messages)
    await talk.says("/ask")
    assert talk.api.chat(talk.user.id).keyboard_below == []
    assert len(talk.messages) == count + 1
    assert (await talk.says("/ask")).markup is None, "it is taken away once"


async def test_a_location_takes_the_keyboard_away_also_after_a_restart(talk: Conversation) -> None:
    await talk.says("/start")
    await answered(talk, ASKS)
    await talk.restart()
    await talk.shares_location(*MID_ATLANTIC)
    assert talk.api.chat(talk.user.id).keyboard_below == []
