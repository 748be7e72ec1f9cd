"""getUpdates: what an offset confirms, who is cut off, what is filtered."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.patience import PATIENCE

from . import BotApi
from .client import Client


@pytest.mark.parametrize(
    ("offset", "limit", "seen", "left"),
    [
        (None, None, [1, 2, 3], [1, 2, 3]),
        (0, None, [1, 2, 3], [1, 2, 3]),
        (1, None, [1, 2, 3], [1, 2, 3]),
        (2, None, [2, 3], [2, 3]),
        (2, 1, [2], [2, 3]),
        (None, 2, [1, 2], [1, 2, 3]),
        (4, None, [], []),
        (99, None, [], []),
        (-1, None, [3], [3]),
        (-2, None, [2, 3], [2, 3]),
        (-9, None, [1, 2, 3], [1, 2, 3]),
    ],
)
async def test_an_offset_confirms_all_below_it(
    client: Client, offset: int | None, limit: int | None, seen: list[int], left: list[int]
) -> None:
    api = client.api
    api.updates.next_id = 1
    for text in "abc":
        api.user(7).says(text)
    params = {name: value for name, value in (("offset", offset), ("limit", limit)) if value is not None}
    assert [update["update_id"] for update in await client.result("getUpdates", **params)] == seen
    assert [update["update_id"] for update in await client.result("getUpdates")] == left
    assert api.updates.confirmed == {1, 2, 3} - set(left)


async def test_a_long_poll_returns_at_once_when_something_comes(api: BotApi, client: Client) -> None:
    began = time.monotonic()
    poll = asyncio.create_task(client.result("getUpdates", timeout=50))
    await api.wait_for_call(lambda call: call.method == "getUpdates")
    update_id = api.user(7).says("hello")
    assert [update["update_id"] for update in await poll] == [update_id]
    assert time.monotonic() - began < 50
    confirmed = asyncio.create_task(api.wait_until_confirmed(update_id))
    assert await client.result("getUpdates", offset=update_id + 1) == []
    await confirmed


async def test_a_long_poll_ends_empty_after_its_timeout(client: Client) -> None:
    began = time.monotonic()
    assert await client.result("getUpdates", timeout=1) == []
    assert time.monotonic() - began >= 0.9


async def test_a_second_poll_ends_the_first(api: BotApi, client: Client) -> None:
    first = asyncio.create_task(client.refusal("getUpdates", timeout=30))
    await api.wait_for_call(lambda call: call.method == "getUpdates")
    second = asyncio.create_task(client.result("getUpdates", timeout=30))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    api.user(7).says("hello")
    assert len(await second) == 1
    assert len(api.conflicts) == 1


async def test_a_poll_whose_client_is_gone_is_no_conflict(api: BotApi, client: Client) -> None:
    first = asyncio.create_task(client.result("getUpdates", timeout=30))
    await api.wait_for_call(lambda call: call.method == "getUpdates")
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await asyncio.sleep(0.05)
    second = asyncio.create_task(client.result("getUpdates", timeout=30))
    await api.wait_until(lambda: api.calls("getUpdates")[0].status, PATIENCE, "the end of the first poll")
    api.user(7).says("hello")
    assert len(await second) == 1
    assert (api.calls("getUpdates")[0].status, api.conflicts) == (409, [])


async def test_allowed_updates_are_remembered(api: BotApi, client: Client) -> None:
    dana = api.user(7)
    await client.result("getUpdates", allowed_updates=["callback_query"])
    dropped = dana.says("hello")
    with pytest.raises(LookupError, match="not among allowed_updates"):
        await api.wait_until_confirmed(dropped)
    assert await client.result("getUpdates") == []
    await client.result("getUpdates", allowed_updates=[])
    dana.says("hello")
    api.put_raw_update({"chat_member": {}})
    assert [set(update) for update in await client.result("getUpdates")] == [{"update_id", "message"}]
    assert "unknown update type" in await client.refusal("getUpdates", allowed_updates=["messages"])


async def test_a_webhook_excludes_polling(api: BotApi, client: Client) -> None:
    api.user(7).says("hello")
    await client.result("setWebhook", url="https://127.0.0.1:8443/x", secret_token="a", allowed_updates=["message"])
    info = await client.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://127.0.0.1:8443/x", 1)
    assert "can't use getUpdates method while webhook is active" in await client.refusal("getUpdates")
    await client.result("deleteWebhook", drop_pending_updates=True)
    assert await client.result("getUpdates") == []
    assert (await client.result("getWebhookInfo"))["url"] == ""


async def test_an_outage_keeps_what_happened(api: BotApi, client: Client) -> None:
    poll = asyncio.create_task(client.result("getUpdates", timeout=30))
    await api.wait_for_call(lambda call: call.method == "getUpdates")
    url = api.base_url
    await api.stop()
    await asyncio.gather(poll, return_exceptions=True)
    api.user(7).says("hello")
    await api.start()
    assert (api.base_url, len(await client.result("getUpdates"))) == (url, 1)
