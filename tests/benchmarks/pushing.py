"""Updates pushed to webhooks over kept connections, as Telegram does it; part of the double."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable

PATH, SECRET = "/hook", "s" * 32
_CONNECTIONS = 25
"""To each process; Telegram has forty to a webhook, unless told otherwise."""
_STATUS = re.compile(rb"HTTP/1\.1 (\d+).*?\r\ncontent-length:\s*(\d+).*?\r\n\r\n", re.IGNORECASE | re.DOTALL)

Out = Callable[[int], None]
"""Is told the number of each update that goes out."""


class Pusher:
    """Pushes updates to the processes of a bot by turns, as a proxy before them would; each until it is taken.

    It does not keep the order of one person's updates: nobody may write who has not been answered.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._free: deque[_Line] = deque()
        self._waiting: deque[tuple[int, bytes]] = deque()

    async def connect(self, ports: list[int]) -> None:
        """Open connections to processes that listen on ports of this machine."""
        loop = asyncio.get_running_loop()
        for _ in range(_CONNECTIONS):
            for port in ports:
                _, line = await loop.create_connection(lambda: _Line(self._settle), "127.0.0.1", port)
                self._free.append(line)

    def push(self, update_id: int, body: bytes) -> None:
        """Push an update once a connection is free."""
        self._waiting.append((update_id, body))
        self._go_on()

    def _settle(self, line: _Line, update: tuple[int, bytes], taken: bool) -> None:
        if not taken:
            self._waiting.append(update)
        self._free.append(line)
        self._go_on()

    def _go_on(self) -> None:
        while self._free and self._waiting:
            update = self._waiting.popleft()
            self._out(update[0])
            self._free.popleft().push(update)


class _Line(asyncio.Protocol):
    """One kept connection, with one update at a time."""

    def __init__(self, settle: Callable[[_Line, tuple[int, bytes], bool], None]) -> None:
        self._settle = settle
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        self._transport = transport

    def push(self, update: tuple[int, bytes]) -> None:
        """Send an update."""
        self._update = update
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(update[1])}\r\n\r\n"
        )
        self._transport.write(head.encode() + update[1])  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        self._buffer += data
        answer = _STATUS.match(self._buffer)
        if answer and len(self._buffer) >= answer.end() + int(answer[2]):
            self._buffer = b""
            self._settle(self, self._update, answer[1] == b"200")
