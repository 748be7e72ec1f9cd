"""The webhook: who may post, what is answered when, and in what order one person's updates are taken."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.delivery.polling import Stopped
from bot.delivery.webhook import MOST_BYTES, Webhook, WebhookAddress
from bot.handlers.received import Update
from tests.botapi.webhook import free_port
from tests.logged import logged
from tests.patience import PATIENCE

SECRET = "s" * 32
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def update(update_id: int, person_id: int = 7) -> dict[str, Any]:
    person = {"id": person_id, "is_bot": False, "first_name": "Dana"}
    chat = {"id": person_id, "type": "private", "first_name": "Dana"}
    return {"update_id": update_id, "message": {"message_id": 1, "from": person, "chat": chat, "date": 0, "text": "x"}}


class Taking:
    """Takes updates when it is let to, and notes them."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.outcome = True
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.began = asyncio.Condition()

    async def __call__(self, update: Update) -> bool:
        async with self.began:
            self.begun.append(update.update_id)
            self.began.notify_all()
        await self.go_on.wait()
        self.ended.append(update.update_id)
        return self.outcome

    async def has_begun(self, count: int) -> None:
        """Wait until so many updates have come."""
        async with self.began:
            await asyncio.wait_for(self.began.wait_for(lambda: len(self.begun) >= count), PATIENCE)


class QuietBot:
    """Notes the webhook that Telegram is told of."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}
        self.told_at = asyncio.Event()
        self.failures = 0

    async def set_webhook(self, url: str, **more: Any) -> bool:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not now")
        self.told = {"url": url, **more}
        self.told_at.set()
        return True


class Served:
    """A webhook that runs, and posts to it."""

    def __init__(self, bot: QuietBot, taking: Taking, address: WebhookAddress, session: aiohttp.ClientSession) -> None:
        self.bot, self.taking = bot, taking
        self.stop = asyncio.Event()
        self._base = f"http://127.0.0.1:{address.port}"
        self._session = session
        self.running = asyncio.create_task(Webhook(bot, taking, address).run(self.stop))

    async def post(self, what: object = None, path: str = "/hook", secret: str | None = SECRET, **more: Any) -> int:
        """Post to it; gives the status of its answer."""
        headers = {HEADER: secret} if secret is not None else {}
        body = {"json": what} if what is not None else more
        async with self._session.post(self._base + path, headers=headers, **body) as answer:
            assert not await answer.read() or answer.status >= 400
            return answer.status

    async def get(self) -> int:
        async with self._session.get(f"{self._base}/hook") as answer:
            return answer.status


@pytest_asyncio.fixture
async def served() -> AsyncIterator[Served]:
    bot = QuietBot()
    address = WebhookAddress("https://bot.example/hook", SECRET, "127.0.0.1", free_port())
    async with aiohttp.ClientSession() as session:
        served = Served(bot, Taking(), address, session)
        await asyncio.wait_for(bot.told_at.wait(), PATIENCE)
        yield served
        served.taking.go_on.set()
        served.stop.set()
        await served.running


async def test_telegram_is_told_the_address_and_the_secret(served: Served) -> None:
    assert served.bot.told["url"] == "https://bot.example/hook"
    assert served.bot.told["secret_token"] == SECRET
    assert "message" in served.bot.told["allowed_updates"]


async def test_an_update_is_answered_only_after_it_has_been_taken(served: Served) -> None:
    served.taking.go_on.clear()
    posting = asyncio.create_task(served.post(update(1)))
    await served.taking.has_begun(1)
    assert not posting.done()
    served.taking.go_on.set()
    assert await posting == 200
    assert served.taking.ended == [1]


async def test_an_update_that_could_not_be_taken_is_left_with_telegram(served: Served) -> None:
    served.taking.outcome = False
    assert await served.post(update(1)) == 503
    served.taking.outcome = True
    assert await served.post(update(1)) == 200


@pytest.mark.parametrize("secret", [None, "", "s" * 31, "S" * 32, "ß" * 32])
async def test_without_the_secret_nothing_is_taken(served: Served, secret: str | None) -> None:
    assert await served.post(update(1), secret=secret) == 401
    assert served.taking.begun == []


@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"null", b'{"update_id": "x"}', b'{"message": {}}', b"\xff"])
async def test_garbage_is_refused(served: Served, garbage: bytes) -> None:
    assert await served.post(data=garbage) == 400
    assert served.taking.begun == []


async def test_a_body_that_is_too_large_is_refused(served: Served) -> None:
    assert await served.post(data=BytesIO(b" " * (MOST_BYTES + 1))) == 413


async def test_other_places_and_methods_are_none(served: Served) -> None:
    assert await served.post(update(1), path="/") == 404
    assert await served.get() == 405


async def test_an_update_of_an_unknown_shape_is_passed_over_for_good(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    assert await served.post({"update_id": 9, "message": {"date": "yesterday"}}) == 200
    assert served.taking.begun == [9], "its number alone, of which nothing comes"
    why = "Object missing required field `message_id` - at `$.message`"
    assert logged(caplog) == [f"an update cannot be read and is passed over error={why} update=9"]


async def test_one_persons_updates_wait_for_each_other_and_nobody_elses(served: Served) -> None:
    served.taking.go_on.clear()
    posts = [asyncio.create_task(served.post(update(1, person_id=7)))]
    await served.taking.has_begun(1)
    posts += [asyncio.create_task(served.post(update(2, person_id=7)))]
    posts += [asyncio.create_task(served.post(update(3, person_id=8)))]
    await served.taking.has_begun(2)
    assert served.taking.begun == [1, 3]
    served.taking.go_on.set()
    assert await asyncio.gather(*posts) == [200, 200, 200]
    assert served.taking.begun == [1, 3, 2]


async def test_what_is_in_hand_is_finished_when_it_stops(served: Served) -> None:
    served.taking.go_on.clear()
    posting = asyncio.create_task(served.post(update(1)))
    await served.taking.has_begun(1)
    served.stop.set()
    served.taking.go_on.set()
    assert await posting == 200
    await served.running
    with pytest.raises(aiohttp.ClientConnectionError):
        await served.post(update(2))


async def test_telegrams_silence_does_not_keep_it_from_stopping() -> None:
    class SilentBot(QuietBot):
        async def set_webhook(self, url: str, **more: Any) -> bool:
            self.told_at.set()
            await asyncio.Event().wait()
            return True

    bot, stop = SilentBot(), asyncio.Event()
    address = WebhookAddress("https://bot.example/hook", SECRET, "127.0.0.1", free_port())
    running = asyncio.create_task(Webhook(bot, Taking(), address).run(stop))
    await asyncio.wait_for(bot.told_at.wait(), PATIENCE)
    stop.set()
    await asyncio.wait_for(running, PATIENCE)


async def test_an_address_in_use_stops_it_with_its_reason() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = WebhookAddress("https://bot.example/hook", SECRET, "127.0.0.1", taken.getsockname()[1])
        with pytest.raises(Stopped, match="WEBHOOK_LISTEN: that address cannot be listened on"):
            await Webhook(QuietBot(), Taking(), address).run(asyncio.Event())


async def test_telegram_is_told_again_until_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.webhook.FIRST_PAUSE", 0.01)
    bot, stop = QuietBot(), asyncio.Event()
    bot.failures = 2
    address = WebhookAddress("https://bot.example/hook", SECRET, "127.0.0.1", free_port())
    running = asyncio.create_task(Webhook(bot, Taking(), address).run(stop))
    await asyncio.wait_for(bot.told_at.wait(), PATIENCE)
    stop.set()
    await running
