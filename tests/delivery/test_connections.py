"""The transport's connections: kept, broken, encrypted, waited for; and what of all that never sends anything twice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.delivery.transport import NeverLeft
from bot.handlers.files import TooLarge
from tests.botapi import TOKEN
from tests.delivery.bots import bot_at

OK = b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}'

Answer = Callable[[dict[str, Any], asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Notes the bodies that come, and answers each as it is told; where that closes the connection, no more come."""

    def __init__(self, answer: Answer) -> None:
        self.came: list[dict[str, Any]] = []
        self.heads: list[bytes] = []
        self.changed = asyncio.Event()
        self._answer = answer
        self._serving: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        task = asyncio.current_task()
        assert task
        self._serving.add(task)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError, ssl.SSLError):
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                lines = [line.partition(b":") for line in head.lower().split(b"\r\n")]
                length = next((int(value) for name, _, value in lines if name == b"content-length"), 0)
                self.heads.append(head)
                self.came.append(json.loads(await reader.readexactly(length) or b"{}"))
                self.changed.set()
                await self._answer(self.came[-1], writer)
                await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()
        self._serving.discard(task)

    async def end(self) -> None:
        """Hang up everywhere."""
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving)


@contextlib.asynccontextmanager
async def server_that(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[tuple[Server, str]]:
    """A server, and its address; at "localhost" where it is encrypted."""
    server = Server(answer)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield server, f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}"
    finally:
        listening.close()
        await server.end()


async def sent(bot: Bot, number: int = 0) -> object:
    """What comes of a message of that number."""
    return await bot.send_message(100, str(number))


def numbers(server: Server) -> list[int]:
    """Of the messages that have come."""
    return [int(body["text"]) for body in server.came]


async def says_ok(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    writer.write(OK)


async def says_ok_and_hangs_up(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    writer.write(OK)
    writer.close()


async def hangs_up(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    writer.close()


async def says_nothing(_: dict[str, Any], __: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def hangs_up_at_odd_numbers(body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    writer.write(b"" if int(body["text"]) % 2 else OK)
    if int(body["text"]) % 2:
        writer.close()


@pytest.mark.parametrize("answer", [says_ok_and_hangs_up, hangs_up, hangs_up_at_odd_numbers])
async def test_over_connections_that_break_nothing_is_sent_twice(answer: Answer) -> None:
    answered = set()
    async with server_that(answer) as (server, url), bot_at(url) as bot:
        for number in range(100):
            with contextlib.suppress(NetworkError):
                await sent(bot, number)
                answered.add(number)
    assert len(numbers(server)) == len(set(numbers(server)))
    assert answered <= set(numbers(server))


async def test_what_a_broken_connection_may_have_carried_does_not_count_as_unsent() -> None:
    async with server_that(hangs_up_at_odd_numbers) as (server, url), bot_at(url) as bot:
        await sent(bot, 0)
        with pytest.raises(NetworkError) as raised:
            await sent(bot, 1)
    assert len(server.came) == 2
    assert not isinstance(raised.value.__cause__, NeverLeft)
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"


async def test_connections_are_kept() -> None:
    ports = set()

    async def notes(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        ports.add(writer.get_extra_info("peername"))
        writer.write(OK)

    async with server_that(notes) as (_, url), bot_at(url) as bot:
        for number in range(5):
            assert await sent(bot, number)
    assert len(ports) == 1


async def test_a_redirect_is_not_followed() -> None:
    async def sends_elsewhere(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")

    async with server_that(sends_elsewhere) as (server, url), bot_at(url) as bot:
        with pytest.raises(NetworkError, match="307"):
            await sent(bot)
    assert len(server.came) == 1


async def test_where_connecting_takes_too_long_nothing_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.transport._CONNECT", 0.05)
    with socket.socket() as full, contextlib.ExitStack() as stack:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            # Its queue full, a listening socket lets further ones wait.
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        async with bot_at(url) as bot:
            with pytest.raises(TimedOut) as raised:
                await sent(bot)
    assert isinstance(raised.value.__cause__, NeverLeft)
    assert TOKEN not in repr(raised.value.__cause__)


async def test_what_is_cancelled_while_it_waits_for_a_connection_is_never_sent() -> None:
    go_on = asyncio.Event()

    async def waits(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        writer.write(OK)

    async with server_that(waits) as (server, url), bot_at(url, connections=1) as bot:
        first = asyncio.create_task(sent(bot, 1))
        await server.changed.wait()
        second = asyncio.create_task(sent(bot, 2))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.wait({second})
        go_on.set()
        await first
        await sent(bot, 3)
    assert numbers(server) == [1, 3]


async def test_what_is_cancelled_on_its_way_ends_at_once_and_frees_its_place() -> None:
    async with server_that(says_nothing) as (server, url), bot_at(url, connections=1) as bot:
        for number in range(3):
            server.changed.clear()
            task = asyncio.create_task(sent(bot, number))
            await server.changed.wait()
            task.cancel()
            await asyncio.wait({task})
            assert task.cancelled()
    assert numbers(server) == [0, 1, 2]


@pytest.mark.parametrize(
    "headers",
    [b"", b"Content-Length: 5\r\nContent-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n"],
)
async def test_a_download_of_unknown_size_is_not_begun(headers: bytes) -> None:
    async def gives(_: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n0\r\n\r\n")
        writer.close()

    async with server_that(gives) as (server, url), bot_at(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.request.retrieve(f"{url}/file/bot{TOKEN}/a")
    assert isinstance(raised.value.__cause__, TooLarge)
    assert not any(b"accept-encoding" in head.lower() for head in server.heads)


@pytest.mark.parametrize("trusted_as", ["SSL_CERT_FILE", "SSL_CERT_DIR", None])
async def test_a_certificate_counts_where_its_authority_is_trusted(
    trusted_as: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    if trusted_as:
        monkeypatch.setenv(trusted_as, str(tmp_path / ("authority.pem" if trusted_as == "SSL_CERT_FILE" else "")))
    async with server_that(says_ok, tls) as (server, url), bot_at(url) as bot:
        if trusted_as:
            assert await sent(bot)
        else:
            with pytest.raises(NetworkError) as raised:
                await sent(bot)
            assert isinstance(raised.value.__cause__, NeverLeft)
            assert "certificate" in str(raised.value.__cause__)
    assert len(server.came) == int(bool(trusted_as))


async def test_where_no_authority_is_known_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    with pytest.raises(NetworkError) as raised:
        async with bot_at("https://localhost"):
            pass
    assert str(raised.value.__cause__) == "unexpected error: No CA certificates were loaded from the system"
