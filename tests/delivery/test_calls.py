"""Calls to the Bot API: what Telegram answers to one of them and all have to heed; and the gate."""

from __future__ import annotations

import asyncio
import warnings
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.delivery.calls import Calls, retry_after
from bot.delivery.gate import Gate
from tests.logged import logged

METHODS = ("sendMessage", "sendDocument", "answerInlineQuery", "getFile", "setWebhook", "getMe", "getMyCommands")
INTRODUCTION = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def asked_to_wait(seconds: int) -> RetryAfter:
    """The library is changing a type, and warns of it even where it makes the error itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RetryAfter(seconds)


class Answers:
    """Answers a call as planned, and counts them."""

    def __init__(self, *planned: Exception) -> None:
        self.calls, self._planned = 0, list(planned)

    async def __call__(self, *_: object, **__: object) -> str:
        self.calls += 1
        if self._planned:
            raise self._planned.pop(0)
        return "done"


async def call(calls: Calls, answers: Answers, method: str = "sendMessage") -> Any:
    return await calls.process_request(answers, (), {}, method, {}, None)


@pytest.mark.parametrize("method", METHODS)
async def test_a_request_to_wait_shuts_the_gate_for_all_whatever_it_answers(
    method: str, caplog: pytest.LogCaptureFixture
) -> None:
    gate, answers = Gate(), Answers(asked_to_wait(70))
    calls = Calls(gate)
    with pytest.raises(RetryAfter):
        await call(calls, answers, method)
    assert timedelta(seconds=60) < gate.left <= timedelta(seconds=70)
    assert gate.news.is_set(), "other processes are told"
    assert logged(caplog) == [f"Telegram asks to wait seconds=70 what={method}"]
    for other in METHODS + INTRODUCTION:
        with pytest.raises(RetryAfter) as refused:
            await call(calls, answers, other)
        assert retry_after(refused.value) > timedelta(seconds=60)
    assert answers.calls == 1


@pytest.mark.parametrize("method", INTRODUCTION)
@pytest.mark.parametrize("answer", [asked_to_wait(9000), NetworkError("Too Many Requests")])
async def test_how_the_bot_is_introduced_is_waited_for_by_nothing_else(
    method: str, answer: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    gate, answers = Gate(), Answers(answer)
    calls = Calls(gate)
    with pytest.raises(RetryAfter):
        await call(calls, answers, method)
    assert gate.left == timedelta(0)
    assert not gate.news.is_set(), "other processes are told of nothing"
    assert logged(caplog)[0].endswith(f" what={method}")
    assert await call(calls, answers) == "done"


async def test_where_it_names_no_time_it_is_five_seconds() -> None:
    gate = Gate()
    with pytest.raises(RetryAfter) as refused:
        await call(Calls(gate), Answers(NetworkError("Too Many Requests")))
    assert retry_after(refused.value) == timedelta(seconds=5)
    assert gate.left > timedelta(0)


@pytest.mark.parametrize("error", [NetworkError("cut"), BadRequest("no"), InvalidToken("Not Found: method not found")])
async def test_any_other_failure_is_of_that_call_alone(error: TelegramError) -> None:
    gate, answers = Gate(), Answers(error)
    calls = Calls(gate)
    with pytest.raises(type(error)):
        await call(calls, answers)
    assert gate.left == timedelta(0)
    assert not calls.token_refused.is_set()
    assert await call(calls, answers) == "done"


@pytest.mark.parametrize("method", METHODS + INTRODUCTION)
async def test_a_refused_token_is_told_whatever_it_was_shown_for(method: str) -> None:
    calls = Calls(Gate())
    with pytest.raises(InvalidToken):
        await call(calls, Answers(InvalidToken("Unauthorized")), method)
    assert calls.token_refused.is_set()


async def test_the_gate_waits_for_the_latest_request() -> None:
    gate = Gate()
    loop = asyncio.get_running_loop()
    gate.hold(timedelta(seconds=0.05))
    waiting = asyncio.create_task(gate.wait())
    await asyncio.sleep(0)
    began = loop.time()
    gate.hold(timedelta(seconds=0.2))
    gate.hold(timedelta(seconds=0.01))
    await waiting
    assert loop.time() - began >= 0.2
    assert gate.left == timedelta(0)
