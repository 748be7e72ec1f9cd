"""What takes long is worked out beside the event loop, and before the transaction that needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.services import importing, incoming, preferences
from storage import Store, UnitOfWork
from tests.dialogs.conversation import Conversation

EXPORT = b'{"format": "should-i-call", "version": 1, "interviews": []}'


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Units of work that are under way."""
    running: list[str] = []
    run = Store.run

    async def counted(store: Store, work: Callable[[UnitOfWork], Any], **how: Any) -> Any:
        def unit(uow: UnitOfWork) -> Any:
            running.append("unit")
            try:
                return work(uow)
            finally:
                running.pop()

        return await run(store, unit, **how)

    monkeypatch.setattr(Store, "run", counted)
    return running


@pytest.mark.parametrize(
    ("module", "name", "act"),
    [
        (preferences, "read_place", lambda talk: talk.says("/timezone Munich")),
        (preferences, "read_place", lambda talk: talk.says("/timezone Portland OR US")),
        (incoming, "zone_at", lambda talk: talk.shares_location(40.7, -74.0)),
        (importing, "text_of", lambda talk: talk.sends_document("all.json", EXPORT)),
        (importing, "portable_of", lambda talk: talk.sends_document("all.json", EXPORT)),
        (importing, "read_facts", lambda talk: talk.sends_document("all.json", EXPORT)),
        (importing, "portable_table", lambda talk: talk.sends_document("jobs.csv", b"company,date\nAcme,2026-11-20\n")),
    ],
)
async def test_it_is_done_off_the_loop_and_within_no_transaction(
    talk: Conversation,
    monkeypatch: pytest.MonkeyPatch,
    within: list[str],
    module: Any,
    name: str,
    act: Callable[..., Any],
) -> None:
    work, seen = getattr(module, name), []

    def watched(*args: Any, **said: Any) -> Any:
        seen.append((threading.current_thread() is threading.main_thread(), list(within)))
        return work(*args, **said)

    monkeypatch.setattr(module, name, watched)
    answer = await act(talk)
    assert "Something went wrong" not in answer.text
    assert set(map(str, seen)) == {"(False, [])"}


async def test_what_was_asked_is_answered_once(talk: Conversation) -> None:
    answer = await talk.says("/timezone Munich")
    assert answer.text.startswith("✓ Your time zone is Europe/Berlin")
    assert len(talk.messages) == 1


async def test_words_that_may_be_a_place_answer_the_question_for_one(talk: Conversation) -> None:
    await talk.says("/timezone")
    answer = await talk.says("Munich")
    assert answer.text.startswith("✓ Your time zone is Europe/Berlin")


async def test_a_fault_in_it_is_said_and_nothing_is_kept(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(preferences, "read_place", fails)
    before = talk.facts()
    assert "Something went wrong" in (await talk.says("/timezone Munich")).text
    assert talk.facts() == before
