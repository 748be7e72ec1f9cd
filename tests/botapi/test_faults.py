"""Each fault does to the wire, and to the world, what it says."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from . import BotApi, Fault
from .client import Client


async def _send(client: Client, text: str = "Hi", chat_id: int = 7) -> tuple[int, str]:
    async with client.session.post(client.url("sendMessage"), json={"chat_id": chat_id, "text": text}) as response:
        return response.status, await response.text(errors="replace")


@pytest.mark.parametrize(
    ("fault", "delivered", "error"),
    [
        (Fault.DROP_BEFORE, 0, aiohttp.ServerDisconnectedError),
        (Fault.DROP_AFTER, 1, aiohttp.ServerDisconnectedError),
        (Fault.HALF_BODY, 1, aiohttp.ClientPayloadError),
        (Fault.HALF_BODY.but(done=False), 0, aiohttp.ClientPayloadError),
    ],
)
async def test_lost_answers(client: Client, fault: Fault, delivered: int, error: type[Exception]) -> None:
    api = client.api
    api.user(7).says("hello")
    api.faults.add(fault, method="sendMessage")
    with pytest.raises(error):
        await _send(client)
    assert len(api.messages) == delivered
    assert (api.requests[-1].fault, api.requests[-1].done) == (fault.name, bool(delivered))
    assert (await _send(client))[0] == 200


@pytest.mark.parametrize(
    ("fault", "delivered", "status", "said"),
    [
        (Fault.GARBAGE, 1, 200, "not json"),
        (Fault.EMPTY_OBJECT, 1, 200, "{}"),
        (Fault.BAD_GATEWAY, 0, 502, "<html>"),
        (Fault.BAD_GATEWAY.but(done=True), 1, 502, "<html>"),
        (Fault.SERVER_ERROR, 0, 500, '"error_code": 500'),
        (Fault.flood(3), 0, 429, '"parameters": {"retry_after": 3}'),
        (Fault.FLOOD_UNSAID, 0, 429, '"Too Many Requests"}'),
        (Fault.BAD_REQUEST, 0, 400, '"error_code": 400'),
        (Fault.FORBIDDEN, 0, 403, '"error_code": 403'),
        (Fault.UNAUTHORIZED, 0, 401, '"error_code": 401'),
        (Fault.NOT_FOUND, 0, 404, '"error_code": 404'),
        (Fault.CONFLICT, 0, 409, '"error_code": 409'),
    ],
)
async def test_false_answers(client: Client, fault: Fault, delivered: int, status: int, said: str) -> None:
    api = client.api
    api.user(7).says("hello")
    api.faults.add(fault, method="sendmessage")
    got = await _send(client)
    assert (got[0], said in got[1], len(api.messages)) == (status, True, delivered)


async def test_a_delayed_answer_comes_after_the_deed(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    api.faults.add(Fault.delayed(0.5))
    began = time.monotonic()
    sending = asyncio.create_task(_send(client))
    await api.wait_for_message(7)
    assert not sending.done()
    assert (await sending)[0] == 200
    assert time.monotonic() - began >= 0.5


async def test_latency_comes_before_the_deed(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    api.latency = 0.1
    sending = asyncio.create_task(_send(client))
    await api.wait_for_call(lambda call: call.method == "sendMessage")
    assert api.messages == []
    await sending
    assert len(api.messages) == 1


async def test_faults_are_counted_and_aimed(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    api.user(8).says("hello")
    planned = api.faults.add(Fault.SERVER_ERROR, method="sendMessage", chat_id=8, times=2, skip=1)
    statuses = [(await _send(client, chat_id=chat_id))[0] for chat_id in (8, 7, 8, 7, 8, 8)]
    assert statuses == [200, 200, 500, 200, 500, 200]
    assert (len(planned.hits), planned.left) == (2, 0)
    api.faults.add(Fault.FORBIDDEN, times=None)
    assert [(await _send(client))[0] for _ in range(3)] == [403] * 3
    api.faults.clear()
    assert (await _send(client))[0] == 200


async def test_a_probability_holds_over_many_calls(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    planned = api.faults.add(Fault.SERVER_ERROR, times=None, probability=0.5)
    for _ in range(60):
        await _send(client)
    assert 15 < len(planned.hits) < 45
    assert len(api.messages) == 60 - len(planned.hits)
