"""The poller: an update is confirmed only after its commit; errors are survived, or end the bot saying why."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.delivery.polling import Poller, Stopped
from bot.handlers.received import Update
from bot.handlers.updates import ALLOWED_UPDATES
from tests.delivery.doubles import NoPauses, until
from tests.logged import logged

Json = dict[str, Any]


def update(update_id: int, person_id: int = 1) -> Json:
    sender, chat = {"id": person_id}, {"id": person_id, "type": "private"}
    return {"update_id": update_id, "message": {"message_id": 1, "from": sender, "chat": chat, "text": "hi"}}


class FakeBot:
    """Answers each getUpdates with what is planned, then waits as Telegram does; notes the offsets."""

    def __init__(self, *answers: Sequence[object] | Exception) -> None:
        self.offsets: list[int | None] = []
        self._answers = list(answers)

    async def do_api_request(self, method: str, parameters: Json, *, read_timeout: float) -> Sequence[object]:
        """See telegram.Bot; a request is held for some time, and awaited longer."""
        assert method == "get_Updates"
        assert parameters["allowed_updates"] == ALLOWED_UPDATES
        assert 0 < parameters["timeout"] < read_timeout
        self.offsets.append(parameters["offset"])
        if not self._answers:
            await asyncio.Event().wait()
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Taker:
    """Takes updates, after as many failures as are planned."""

    def __init__(self, failures: dict[int, int] | None = None) -> None:
        self.tried: list[int] = []
        self.failures = failures or {}

    async def __call__(self, update: Update) -> bool:
        self.tried.append(update.update_id)
        left = self.failures.get(update.update_id, 0)
        self.failures[update.update_id] = left - 1
        return left <= 0


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> NoPauses:
    made = NoPauses()
    monkeypatch.setattr("bot.delivery.polling.asyncio.sleep", made)
    return made


async def polled(bot: FakeBot, taker: Taker, requests: int) -> list[timedelta]:
    """Let a poller make so many requests, then stop it; gives for how long Telegram wanted nothing to be sent."""
    stop, asked = asyncio.Event(), list[timedelta]()
    running = asyncio.create_task(Poller(bot, taker, asked.append).run(stop))  # type: ignore[arg-type]
    await until(lambda: len(bot.offsets) >= requests or running.done())
    stop.set()
    await running
    return asked


async def test_the_offset_confirms_a_batch_once_all_of_it_is_taken(pauses: NoPauses) -> None:
    bot, taker = FakeBot([update(7), update(9, 2)], [update(10)]), Taker({9: 3})
    await polled(bot, taker, 3)
    assert bot.offsets == [None, 10, 11]
    assert sorted(taker.tried) == [7, 9, 9, 9, 9, 10]


async def test_an_update_that_is_not_committed_is_not_confirmed(pauses: NoPauses) -> None:
    bot, taker = FakeBot([update(7), update(8)]), Taker({7: 10**9})
    stop = asyncio.Event()
    running = asyncio.create_task(Poller(bot, taker, print).run(stop))  # type: ignore[arg-type]
    await until(lambda: len(taker.tried) > 50)
    assert bot.offsets == [None]
    stop.set()
    await running
    assert bot.offsets == [None]
    assert set(taker.tried) == {7}


async def test_tries_go_on_for_ever_with_pauses_of_some_seconds_at_most(pauses: NoPauses) -> None:
    await polled(FakeBot([update(7)]), Taker({7: 1200}), 2)
    assert len(pauses.pauses) == 1200
    assert max(pauses.pauses) <= 30


async def test_one_persons_updates_run_in_order_and_others_beside_them() -> None:
    order: list[int] = []
    held = asyncio.Event()

    async def take(taken: Update) -> bool:
        if taken.update_id == 1:
            await held.wait()
        order.append(taken.update_id)
        return True

    bot, stop = FakeBot([update(1), update(2, 2), update(3), update(4, 2)]), asyncio.Event()
    running = asyncio.create_task(Poller(bot, take, print).run(stop))  # type: ignore[arg-type]
    await until(lambda: len(order) == 2)
    assert order == [2, 4]
    held.set()
    await until(lambda: len(bot.offsets) == 2)
    stop.set()
    await running
    assert order == [2, 4, 1, 3]


async def test_an_offset_is_dropped_once_nothing_waits_below_it(pauses: NoPauses) -> None:
    bot = FakeBot([update(900)], NetworkError("cut"), [], [update(5)])
    await polled(bot, Taker(), 5)
    assert bot.offsets == [None, 901, 901, None, 6]


async def test_an_outage_of_days_is_survived_and_told_in_two_lines(
    pauses: NoPauses, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    failures = [(NetworkError("cut"), TimedOut(), KeyError("result"))[n % 3] for n in range(1200)]
    bot = FakeBot(*failures, [update(1)])
    taker = Taker()
    await polled(bot, taker, 1202)
    assert taker.tried == [1]
    assert pauses.pauses[:3] == [0.5, 1, 2]
    assert max(pauses.pauses) <= 30
    assert logged(caplog) == [
        "Telegram cannot be reached; trying again error=NetworkError",
        "Telegram can be reached again",
    ]


async def test_a_request_to_wait_is_obeyed_and_told(pauses: NoPauses) -> None:
    assert await polled(FakeBot(waiting(33)), Taker(), 2) == [timedelta(seconds=33)]
    assert pauses.pauses == [33]


@pytest.mark.parametrize("error", [InvalidToken("Unauthorized"), EndPointNotFound("get_Updates")], ids=repr)
async def test_a_refused_token_ends_it(error: Exception) -> None:
    with pytest.raises(Stopped, match="Telegram refuses the token"):
        await polled(FakeBot(error), Taker(), 2)


CONFLICT = Conflict("terminated by other getUpdates request")


def clocked(pauses: NoPauses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have time pass by pauses alone."""
    monkeypatch.setattr("bot.delivery.polling.monotonic", lambda: sum(pauses.pauses))


async def test_a_conflict_that_goes_on_ends_a_bot_that_has_just_started(
    pauses: NoPauses, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clocked(pauses, monkeypatch)
    with pytest.raises(Stopped, match="Another program takes this bot's updates"):
        await polled(FakeBot(*[CONFLICT] * 1000), Taker(), 1001)
    assert 60 <= sum(pauses.pauses) <= 65
    assert logged(caplog)[0].endswith("if that goes on, this one stops seconds=60")


async def test_where_a_webhook_is_set_it_stops_at_once_and_says_what_to_do() -> None:
    conflict = Conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook")
    with pytest.raises(Stopped, match=r"WEBHOOK_URL .* should-i-call webhook delete"):
        await polled(FakeBot(conflict), Taker(), 2)


def waiting(seconds: int) -> RetryAfter:
    """Telegram asks to wait, which lets so much time pass."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RetryAfter(seconds)


async def test_conflicts_with_calm_between_them_do_not_add_up(
    pauses: NoPauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocked(pauses, monkeypatch)
    await polled(FakeBot(*[CONFLICT, CONFLICT, CONFLICT, waiting(100)] * 9), Taker(), 37)


async def test_stopping_ends_a_request_that_waits() -> None:
    await polled(FakeBot(), Taker(), 1)


async def test_what_cannot_be_read_is_confirmed_and_keeps_nothing_else_waiting(
    pauses: NoPauses, caplog: pytest.LogCaptureFixture
) -> None:
    bot, taker = FakeBot([update(7), {"update_id": 8, "message": {"text": "x"}}, update(9)]), Taker()
    await polled(bot, taker, 2)
    assert bot.offsets == [None, 10]
    assert sorted(taker.tried) == [7, 8, 9]
    why = "Object missing required field `message_id` - at `$.message`"
    assert logged(caplog) == [f"an update cannot be read and is passed over error={why} update=8"]


@pytest.mark.parametrize("answer", [[{}], [5], [{"update_id": "7"}], [{"update_id": 2**70}]], ids=str)
async def test_an_answer_without_numbers_is_asked_for_again(pauses: NoPauses, answer: list[object]) -> None:
    bot, taker = FakeBot(answer, [update(7)]), Taker()
    await polled(bot, taker, 3)
    assert bot.offsets == [None, None, 8]
    assert taker.tried == [7]
