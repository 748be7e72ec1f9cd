"""The transport: what it raises, whether anything was sent by then, and what it carries."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery import transport
from bot.delivery.transport import NeverLeft
from bot.handlers.files import TooLarge
from tests.botapi import TOKEN, BotApi, Fault
from tests.delivery.bots import bot_at
from tests.faults.facts import known_to
from tests.patience import PATIENCE

ME = 100


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as double:
        known_to(double, ME)
        yield double


FAULTS = [
    (Fault.DROP_BEFORE, NetworkError),
    (Fault.DROP_AFTER, NetworkError),
    (Fault.HALF_BODY, NetworkError),
    (Fault.GARBAGE, TelegramError),
    (Fault.BAD_GATEWAY, NetworkError),
    (Fault.SERVER_ERROR, NetworkError),
    (Fault.FORBIDDEN, Forbidden),
    (Fault.flood(3), RetryAfter),
    (Fault.error(401, "Unauthorized"), InvalidToken),
    (Fault.error(409, "Conflict: terminated by other getUpdates request"), Conflict),
]


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize(("fault", "error"), FAULTS, ids=lambda value: getattr(value, "name", ""))
async def test_what_may_have_arrived_never_counts_as_unsent(
    api: BotApi, fault: Fault, error: type[TelegramError]
) -> None:
    api.faults.add(fault, method="sendMessage")
    async with bot_at(api.base_url) as bot:
        with pytest.raises(error) as raised:
            await bot.send_message(ME, "once")
    assert not isinstance(raised.value.__cause__, NeverLeft)
    assert len(api.calls("sendMessage")) == 1, "nothing is sent again behind the caller's back"


async def test_an_answer_that_does_not_come_is_a_time_out_that_may_have_arrived(api: BotApi) -> None:
    api.faults.add(Fault.delayed(PATIENCE), method="sendMessage")
    async with bot_at(api.base_url, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut) as raised:
            await bot.send_message(ME, "slow")
    assert not isinstance(raised.value.__cause__, NeverLeft)


async def test_where_nobody_listens_nothing_has_left() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with bot_at(f"http://127.0.0.1:{taken.getsockname()[1]}") as bot:
            with pytest.raises(NetworkError) as raised:
                await bot.send_message(ME, "lost")
    assert isinstance(raised.value.__cause__, NeverLeft)
    assert TOKEN not in str(raised.value)


async def test_what_waits_too_long_for_a_free_connection_has_not_left(api: BotApi) -> None:
    api.faults.add(Fault.delayed(PATIENCE), method="sendMessage")
    async with bot_at(api.base_url, connections=1) as bot:
        first = asyncio.create_task(bot.send_message(ME, "holds the only connection"))
        await api.wait_until(lambda: api.calls("sendMessage") or None, PATIENCE, "the first request")
        with pytest.raises(TimedOut) as raised:
            await bot.send_message(ME, "waits", connect_timeout=0.05)
        first.cancel()
    assert isinstance(raised.value.__cause__, NeverLeft)
    assert len(api.calls("sendMessage")) == 1


async def test_words_and_files_arrive_as_they_are(api: BotApi) -> None:
    async with bot_at(api.base_url) as bot:
        await bot.send_message(ME, "größer & 100 % = +1 ✓\nnext")
        await bot.send_document(ME, b"a\x00b", caption="½ + ¼", filename='a plan "ü".ics')
    words, file = api.user(ME).messages[-2:]
    assert words.text == "größer & 100 % = +1 ✓\nnext"
    assert file.file
    assert (file.text, file.file.filename, file.file.content) == ("½ + ¼", 'a plan "ü".ics', b"a\x00b")


async def test_a_download_that_is_too_large_is_not_begun(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 10
    monkeypatch.setattr(transport, "MOST_FILE", most)
    async with bot_at(api.base_url) as bot:
        for size in (most, most + 1):
            api.user(ME).sends_document("notes.json", bytes(size))
        fitting, large = [update.message.document for update in await bot.get_updates() if update.message]
        assert fitting
        assert large
        assert len(await (await fitting.get_file()).download_as_bytearray()) == most
        with pytest.raises(NetworkError) as raised:
            await (await large.get_file()).download_as_bytearray()
    assert isinstance(raised.value.__cause__, TooLarge)


@pytest.fixture
def by_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No host is exempt from the proxy of the environment."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")


@pytest.mark.parametrize(
    ("proxy", "why"),
    [
        ("sock5://127.0.0.1:9", "a proxy of an unknown kind, sock5"),
        ("ftp://me:secret@127.0.0.1:9", "a proxy of an unknown kind, ftp"),
        ("http://[me:secret", "ValueError"),
    ],
)
@pytest.mark.usefixtures("by_proxy")
async def test_a_proxy_that_cannot_be_used_is_not_passed_by(
    proxy: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    async with BotApi() as api:
        with pytest.raises(NetworkError) as raised:
            async with bot_at(api.base_url):
                pytest.fail("it has begun")
    assert str(raised.value.__cause__) == why


@pytest.mark.parametrize(
    ("environment", "used"),
    [({"HTTPS_PROXY": "http://127.0.0.1:9"}, False), ({"HTTP_PROXY": "http://127.0.0.1:9"}, True)],
)
@pytest.mark.usefixtures("by_proxy")
async def test_the_proxy_of_the_environment_is_used(
    environment: dict[str, str], used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, address in environment.items():
        monkeypatch.setenv(name, address)
    async with BotApi() as api:
        known_to(api, ME)
        async with bot_at(api.base_url) as bot:
            if used:
                with pytest.raises(NetworkError):
                    await bot.send_message(ME, "through the proxy")
            else:
                await bot.send_message(ME, "straight")
    assert len(api.calls("sendMessage")) == int(not used)
