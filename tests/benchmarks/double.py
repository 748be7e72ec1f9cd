"""A lean double of the Bot API in a process of its own: it keeps no world, so that it never is the bottleneck.

It is told what to do on standard input and answers on standard output, one JSON object a line each.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import defaultdict, deque
from collections.abc import Callable
from itertools import count
from time import monotonic, process_time
from typing import Any

import uvloop

_BATCH = 100
_CHAT = re.compile(rb'chat_id(?:=|"\s*:\s*"?|"\r\n\r\n)(-?\d+)')
_OFFSET = re.compile(rb'offset(?:=|"\s*:\s*"?|"\r\n\r\n)(\d+)')
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
_ME = {**_BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


def message_update(update_id: int, person_id: int, text: str) -> dict[str, Any]:
    """An update as Telegram hands it out, for words that a person wrote."""
    person = {"id": person_id, "first_name": "P", "language_code": "en"}
    message: dict[str, Any] = {
        "message_id": update_id,
        "date": 1_700_000_000,
        "chat": {"id": person_id, "first_name": "P", "type": "private"},
        "from": {**person, "is_bot": False},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"update_id": update_id, "message": message}


class World:
    """What waits to be handed out, and when what was answered."""

    def __init__(self) -> None:
        self.delay = 0.0
        self._update_ids = count(1)
        self._message_ids = count(1)
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._asking: tuple[Callable[[bytes], None], int] | None = None
        self.reset()

    def reset(self) -> None:
        """Forget what was measured."""
        self._since: defaultdict[int, deque[float]] = defaultdict(deque)
        self._offered: dict[int, tuple[int, float]] = {}
        self.latencies: list[float] = []
        self.sent = 0
        self.first_out = self.first_in = self.last_in = 0.0
        self.asked_at = 0.0
        self._began, self._cpu = monotonic(), process_time()

    def offer(self, person_id: int, text: str) -> None:
        """Have a person write; it is handed out with the next request for updates."""
        update_id = next(self._update_ids)
        self._waiting.append((update_id, json.dumps(message_update(update_id, person_id, text)).encode()))
        self._offered[update_id] = (person_id, monotonic())
        self.hand_out()

    def ask(self, reply: Callable[[bytes], None], offset: int) -> None:
        """Answer a request for updates once there are any."""
        self.asked_at = self.asked_at or monotonic()
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
        self._asking = (reply, offset)
        self.hand_out()

    def hand_out(self) -> None:
        """Answer whoever asks for updates, if there are any."""
        if self._asking is None or not self._waiting:
            return
        (reply, _), self._asking = self._asking, None
        batch = [self._waiting[n] for n in range(min(_BATCH, len(self._waiting)))]
        now = monotonic()
        self.first_out = self.first_out or now
        for update_id, _ in batch:
            if offered := self._offered.pop(update_id, None):
                person_id, at = offered
                self._since[person_id].append(at if self.offered_over_time else now)
        reply(b'{"ok":true,"result":[' + b",".join(body for _, body in batch) + b"]}")

    offered_over_time = False
    """Whether an update's time begins when it is there, rather than when it is handed out."""

    def send(self, chat_id: int) -> bytes:
        """A message arrives."""
        self.sent += 1
        self.last_in = monotonic()
        self.first_in = self.first_in or self.last_in
        if since := self._since.get(chat_id):
            self.latencies.append(self.last_in - since.popleft())
        chat = {"id": chat_id, "first_name": "P", "type": "private"}
        message = {"message_id": next(self._message_ids), "date": 1_700_000_000, "chat": chat, "text": "x"}
        return json.dumps({"ok": True, "result": {**message, "from": _BOT}}).encode()

    def report(self) -> dict[str, Any]:
        """What was measured, and how much of a core this process took for it."""
        elapsed = monotonic() - self._began
        return {
            "sent": self.sent,
            "latencies": self.latencies,
            "seconds": self.last_in - self.first_out if self.first_out else self.last_in - self._began,
            "span": self.last_in - self.first_in,
            "asked_at": self.asked_at,
            "answered_at": self.first_in,
            "cpu": process_time() - self._cpu,
            "elapsed": elapsed,
        }


class Wire(asyncio.Protocol):
    """One kept HTTP connection."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            path = self._buffer[: self._buffer.index(b"\r\n")].split()[1].decode()
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            self._answer(path.rpartition("/")[2].partition("?")[0], body)

    def _answer(self, method: str, body: bytes) -> None:
        if method.lower() == "getupdates":
            offset = _OFFSET.search(body)
            self._world.ask(self._later, int(offset[1]) if offset else 0)
        elif method.lower() == "sendmessage":
            chat = _CHAT.search(body)
            if self._world.delay:
                asyncio.get_running_loop().call_later(self._world.delay, self._arrived, int(chat[1]) if chat else 0)
            else:
                self._arrived(int(chat[1]) if chat else 0)
        elif method.lower() == "getme":
            self._later(json.dumps({"ok": True, "result": _ME}).encode())
        else:
            self._later(b'{"ok":true,"result":true}')

    def _arrived(self, chat_id: int) -> None:
        self._write(self._world.send(chat_id))

    def _later(self, body: bytes) -> None:
        if self._world.delay:
            asyncio.get_running_loop().call_later(self._world.delay, self._write, body)
        else:
            self._write(body)

    def _write(self, body: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        self._transport.write(head + body)  # type: ignore[attr-defined]


async def _obey(world: World, order: dict[str, Any]) -> dict[str, Any]:
    """Carry out one order; gives what came of it."""
    match order["do"]:
        case "load":
            world.delay, world.offered_over_time = order.get("delay", 0.0), bool(order.get("rate"))
            world.reset()
            await _offer(world, order["updates"], order.get("rate"))
        case "wait":
            deadline = monotonic() + order["patience"]
            quiet = order.get("quiet", order["patience"])
            while world.sent < order["sent"] and monotonic() < deadline:
                if world.sent and monotonic() - world.last_in > quiet:
                    break
                await asyncio.sleep(0.005)
            return world.report()
        case "asked":
            while not world.asked_at:  # noqa: ASYNC110 - it is asked once
                await asyncio.sleep(0.001)
            return {"asked_at": world.asked_at}
        case "reset":
            world.delay, world.offered_over_time = order.get("delay", 0.0), False
            world.reset()
    return {}


async def _offer(world: World, updates: list[tuple[int, str]], rate: float | None) -> None:
    began = monotonic()
    for n, (person_id, text) in enumerate(updates):
        if rate:
            await asyncio.sleep(max(0.0, began + n / rate - monotonic()))
        world.offer(person_id, text)


async def serve() -> None:
    """Serve until standard input ends; the first line says on which port."""
    loop, world = asyncio.get_running_loop(), World()
    server = await loop.create_server(lambda: Wire(world), "127.0.0.1", 0)
    orders = asyncio.StreamReader(limit=2**28)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    while line := await orders.readline():
        print(json.dumps(await _obey(world, json.loads(line))), flush=True)


if __name__ == "__main__":
    uvloop.run(serve())
