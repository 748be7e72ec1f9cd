"""The outbox: each chat's letters in order, side by side with others', until their fate is settled."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.outbox import Outbox
from bot.delivery.sender import Fate, Receipt
from bot.handlers.letter import Letter
from bot.views.reply import REPEAT_MARK
from tests.delivery.doubles import ARRIVED, NOT_SENT, UNKNOWN, FakeSender, NoPauses, always, letter, until
from tests.logged import logged


class Settled:
    """Notes what the outbox has settled."""

    def __init__(self) -> None:
        self.fates: list[tuple[int | None, Fate]] = []

    def __call__(self, letter: Letter, receipt: Receipt) -> None:
        self.fates.append((letter.update_id, receipt.fate))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> NoPauses:
    made = NoPauses()
    monkeypatch.setattr("bot.delivery.outbox.asyncio.sleep", made)
    return made


async def test_letters_to_one_chat_go_in_order_and_those_to_others_beside_them() -> None:
    sender, settled = FakeSender(), Settled()
    outbox = Outbox(sender, settled, always)  # type: ignore[arg-type]
    held = asyncio.Event()
    sender.plan(1, held)
    for n in range(3):
        outbox.put(letter(1, f"one {n}", update_id=n))
    outbox.put(letter(2, "two", update_id=9))
    await until(lambda: settled.fates)
    assert settled.fates == [(9, Fate.ARRIVED)]
    assert sender.texts(1) == ["one 0"]
    held.set()
    await outbox.drain()
    assert sender.texts(1) == ["one 0", "one 1", "one 2"]
    assert [update_id for update_id, _ in settled.fates] == [9, 0, 1, 2]


async def test_what_may_have_arrived_follows_marked_and_what_surely_did_not_follows_as_it_was(
    pauses: NoPauses, caplog: pytest.LogCaptureFixture
) -> None:
    sender, settled = FakeSender(), Settled()
    outbox = Outbox(sender, settled, always)  # type: ignore[arg-type]
    sender.plan(1, NOT_SENT, UNKNOWN, NOT_SENT, UNKNOWN, ARRIVED)
    outbox.put(letter(1, "a", update_id=5))
    outbox.put(letter(1, "b", update_id=6))
    await outbox.drain()
    marked = REPEAT_MARK + "a"
    assert sender.texts(1) == ["a", "a", marked, marked, marked, "b"]
    assert settled.fates == [(5, Fate.ARRIVED), (6, Fate.ARRIVED)]
    assert pauses.pauses == [1, 2, 4, 8]
    assert caplog.text.count("a reply has not surely arrived") == 1


async def test_pauses_grow_to_a_minute_and_are_never_shorter_than_asked(pauses: NoPauses) -> None:
    sender = FakeSender()
    outbox = Outbox(sender, Settled(), always)  # type: ignore[arg-type]
    sender.plan(1, *[UNKNOWN] * 9, Receipt(Fate.NOT_SENT, retry_after=timedelta(seconds=99)))
    outbox.put(letter(1, "a"))
    await outbox.drain()
    assert pauses.pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 99]


@pytest.mark.parametrize("fate", [Fate.UNREACHABLE, Fate.REFUSED])
async def test_a_letter_that_cannot_arrive_is_settled_and_the_next_follows(fate: Fate) -> None:
    sender, settled = FakeSender(), Settled()
    outbox = Outbox(sender, settled, always)  # type: ignore[arg-type]
    sender.plan(1, Receipt(fate))
    outbox.put(letter(1, "a", update_id=1))
    outbox.put(letter(1, "b", update_id=2))
    await outbox.drain()
    assert settled.fates == [(1, fate), (2, Fate.ARRIVED)]


async def test_a_fault_of_the_bots_own_costs_one_letter_and_is_logged_without_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sender, settled = FakeSender(), Settled()
    outbox = Outbox(sender, settled, always)  # type: ignore[arg-type]
    sender.plan(1, ValueError("somebody's words"))
    outbox.put(letter(1, "a", update_id=1))
    outbox.put(letter(1, "b", update_id=2))
    await outbox.drain()
    assert settled.fates == [(2, Fate.ARRIVED)]
    assert logged(caplog) == ["a reply could not be sent error=ValueError person=1"]


async def test_the_gate_holds_letters_back() -> None:
    sender = FakeSender()
    outbox = Outbox(sender, Settled(), always)  # type: ignore[arg-type]
    sender.gate.hold(timedelta(seconds=0.1))
    began = asyncio.get_running_loop().time()
    outbox.put(letter(1, "a"))
    await outbox.drain()
    assert asyncio.get_running_loop().time() - began >= 0.1


async def test_closing_waits_for_what_is_on_its_way_and_no_longer_than_it_may(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sender, settled = FakeSender(), Settled()
    outbox = Outbox(sender, settled, always)  # type: ignore[arg-type]
    sender.plan(1, asyncio.Event())
    outbox.put(letter(1, "never", update_id=1))
    outbox.put(letter(2, "in time", update_id=2))
    await until(lambda: settled.fates)
    await outbox.close(timedelta(seconds=0.05))
    assert settled.fates == [(2, Fate.ARRIVED)]
    assert logged(caplog) == ["replies are still owed; they follow once a process runs chats=1"]
    await outbox.drain()


async def test_a_letter_that_is_another_process_s_by_now_is_given_up_and_the_next_follows(pauses: NoPauses) -> None:
    sender, settled, answers = FakeSender(), Settled(), [True, False, True]

    async def may_send(_: Letter) -> bool:
        return answers.pop(0)

    outbox = Outbox(sender, settled, may_send)  # type: ignore[arg-type]
    sender.plan(1, UNKNOWN)
    outbox.put(letter(1, "a", update_id=1))
    outbox.put(letter(1, "b", update_id=2))
    await outbox.drain()
    assert sender.texts(1) == ["a", "b"]
    assert settled.fates == [(2, Fate.ARRIVED)]


async def test_a_chat_s_pace_is_kept_where_letters_come_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace.AT_ONCE", 1)
    outbox = Outbox(FakeSender(), Settled(), always)  # type: ignore[arg-type]
    began = asyncio.get_running_loop().time()
    for n in range(3):
        outbox.put(letter(1, f"{n}"))
        await outbox.drain()
    assert asyncio.get_running_loop().time() - began >= 1.9


async def test_what_a_tap_changes_or_says_waits_for_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace.AT_ONCE", 1)
    sender, began = FakeSender(), asyncio.get_running_loop().time()
    outbox = Outbox(sender, Settled(), always)  # type: ignore[arg-type]
    outbox.put(letter(1, "new"))
    for n in range(20):
        outbox.put(Letter(1, f"edit {n}", [], edits=9, callback_query_id="q"))
        outbox.put(Letter(1, "", [], callback_query_id="q", toast="a word"))
    await outbox.drain()
    assert len(sender.sent) == 41
    assert asyncio.get_running_loop().time() - began < 10, "a turn for each would take forty seconds"
