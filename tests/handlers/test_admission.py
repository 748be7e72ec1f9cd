"""Who is let in, and how often: a table of what is sent and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import bot.handlers.admission as admission_module
from bot.handlers.admission import Admission
from bot.handlers.desk import Became
from bot.handlers.received import Update, read_update
from tests.botapi import BotApi
from tests.delivery.doubles import MONDAY
from tests.dialogs.conversation import Clock
from tests.faults.facts import rows
from tests.faults.running import running

_numbers = count(1)
COMPANIES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")


def update(person_id: int | None = 7, chat: str = "private", update_id: int | None = None, **what: Any) -> Update:
    """A message of a person's, or of nobody's, unless it is something else."""
    sender = {"id": person_id, "is_bot": False, "first_name": "Dana"}
    place = {"id": person_id if chat == "private" else -9, "type": chat}
    message = {"message_id": 1, "chat": place, "date": 0, "text": "x"} | ({"from": sender} if person_id else {})
    return read_update({"update_id": update_id or next(_numbers), **(what or {"message": message})})


def tap(person_id: int = 7) -> Update:
    message = {"message_id": 1, "chat": {"id": person_id, "type": "private"}, "date": 0, "text": "x"}
    sender = {"id": person_id, "is_bot": False, "first_name": "Dana"}
    return update(callback_query={"id": "1", "from": sender, "chat_instance": "1", "message": message})


def inline(person_id: int = 7) -> Update:
    sender = {"id": person_id, "is_bot": False, "first_name": "Dana"}
    return update(inline_query={"id": "1", "from": sender, "query": "x", "offset": ""})


def said(admission: Admission, now: datetime, *updates: Update) -> list[str]:
    """What becomes of each: in, out (with an answer), or silence."""
    refusals = [admission.refusal(each, now) for each in updates]
    return ["in" if refusal is None else "out" if refusal.reply else "silence" for refusal in refusals]


@pytest.mark.parametrize(
    ("allowed", "updates", "expected"),
    [
        (set(), [update(7), update(None)], ["in", "in"]),
        ({7}, [update(7), tap(7), inline(7), update(7, "group")], ["in"] * 4),
        ({7}, [update(8), update(8), tap(8)], ["out", "silence", "silence"]),
        ({7}, [tap(8), update(8)], ["out", "silence"]),
        ({7}, [update(8), update(9)], ["out", "out"]),
        ({7}, [inline(8), update(8, "group"), update(None, "group")], ["silence"] * 3),
        ({7}, [inline(8), update(8, "supergroup"), update(8)], ["silence", "silence", "out"]),
    ],
)
def test_whom_the_operator_has_not_named_is_told_so_once_in_private(
    allowed: set[int], updates: list[Update], expected: list[str]
) -> None:
    assert said(Admission(frozenset(allowed), 60), MONDAY, *updates) == expected


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        ([update() for _ in range(5)], ["in", "in", "in", "out", "silence"]),
        ([update(), tap(), inline(), tap(), update()], ["in", "in", "in", "out", "silence"]),
        (
            [*(update() for _ in range(3)), inline(), update(chat="group"), update()],
            ["in"] * 3 + ["silence"] * 2 + ["out"],
        ),
        ([update(7), update(7), update(7), update(8), update(7)], ["in"] * 4 + ["out"]),
        ([update(None, "group") for _ in range(5)], ["in"] * 5),
    ],
)
def test_three_a_minute(updates: list[Update], expected: list[str]) -> None:
    assert said(Admission(most_a_minute=3), MONDAY, *updates) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(59, "silence"), (60, "in"), (3600, "in"), (-1, "in")], ids=str)
def test_once_the_minute_is_over_or_the_clock_stepped_back_all_is_well_again(seconds: int, expected: str) -> None:
    admission = Admission(most_a_minute=1)
    assert said(admission, MONDAY, update(), update(), update()) == ["in", "out", "silence"]
    assert said(admission, MONDAY + timedelta(seconds=seconds), update()) == [expected]


def test_an_update_handed_over_again_counts_once() -> None:
    """Otherwise one that waits for the store would be left out in the end, and lost."""
    admission = Admission(most_a_minute=2)
    assert said(admission, MONDAY, *(update(update_id=5) for _ in range(9)), update(), update()) == ["in"] * 10 + [
        "out"
    ]


def test_no_more_people_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission_module, "MOST_PEOPLE", 3)
    admission = Admission(most_a_minute=1)
    assert said(admission, MONDAY, *map(update, (1, 2, 3, 1))) == ["in", "in", "in", "out"]
    assert said(admission, MONDAY, *map(update, (4, 2, 1))) == ["in", "out", "in"], "the first was forgotten"
    assert len(admission._minutes) == 3
    private = Admission(frozenset({9}))
    assert said(private, MONDAY, *map(update, (1, 2, 3, 1, 4, 1))) == ["out"] * 3 + ["silence"] + ["out"] * 2
    assert len(private._turned_away) == 3


def test_of_whom_it_matters_no_more_nothing_is_remembered() -> None:
    admission = Admission(frozenset({7, 8, 9}), most_a_minute=2)
    said(admission, MONDAY, update(7), update(8), update(10))
    assert set(admission._minutes) == {7, 8}
    said(admission, MONDAY + timedelta(minutes=2), update(9), update(11))
    assert set(admission._minutes) == {9}
    assert set(admission._turned_away) == {10, 11}
    assert said(admission, MONDAY + timedelta(days=1, minutes=1), update(10)) == ["out"]
    assert set(admission._turned_away) == {11, 10}
    said(admission, MONDAY + timedelta(days=2, minutes=1), update(12))
    assert set(admission._turned_away) == {12}


def test_what_became_of_it_is_told() -> None:
    stranger = Admission(frozenset({1})).refusal(update(), MONDAY)
    too_many = Admission(most_a_minute=0).refusal(update(), MONDAY)
    assert stranger
    assert too_many
    assert (stranger.became, too_many.became) == (Became.TURNED_AWAY, Became.TOO_MANY)


async def test_nothing_is_kept_of_whom_the_operator_has_not_named(api: BotApi, tmp_path: Path) -> None:
    async with running(api, tmp_path, Clock(MONDAY), admission=Admission(frozenset({8}))) as bot:
        assert "private" in (await bot.says(7, "/interviewed Acme")).text
        await bot.settled(api.user(7).says("/interviewed Beacon"))
        await bot.says(8, "/interviewed Cedar")
    assert len(api.user(7).messages) == 1
    assert rows(tmp_path / "bot.sqlite3", "SELECT id FROM people") == [(8,)]
    assert len(rows(tmp_path / "bot.sqlite3", "SELECT update_id FROM updates")) == 1


async def test_a_flood_is_confirmed_and_answered_in_one_line_and_slows_nobody(api: BotApi, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    async with running(api, tmp_path, clock, admission=Admission(most_a_minute=5)) as bot:
        for number in range(300):
            last = api.user(7).says(f"/interviewed {COMPANIES[number % 5]}")
        assert "Recorded" in (await bot.says(8, "/interviewed Acme")).text
        await bot.settled(last)
        texts = [message.text for message in api.user(7).messages]
        assert len(texts) == 6
        assert "more than 5 messages in a minute" in texts[-1]
        clock.at += timedelta(minutes=1)
        assert "Recorded" in (await bot.says(7, "/interviewed Fir")).text
    assert rows(tmp_path / "bot.sqlite3", "SELECT count(*) FROM interviews WHERE person_id = 7") == [(6,)]
