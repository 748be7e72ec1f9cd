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
from time import monotonic, process_time, time_ns
from typing import Any

import uvloop

from tests.benchmarks.pushing import Pusher

_BATCH = 100
_CHAT = re.compile(rb'chat_id(?:=|"\s*:\s*"?|"\r\n\r\n)(-?\d+)')
_OFFSET = re.compile(rb'offset(?:=|"\s*:\s*"?|"\r\n\r\n)(\d+)')
_TIMEOUT = re.compile(rb'timeout(?:=|"\s*:\s*"?|"\r\n\r\n)(\d+)')
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
_ME = {**_BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
_RESULTS = {
    "getme": _ME,
    "getmycommands": [],
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
}
"""What is answered to a method, by its name in small letters; True to those that are not named."""


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


Reply = Callable[[bytes], None]


class World:
    """What waits to be handed out, and when what was answered."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.offered_over_time = False
        """Whether an update's time begins when it is there, rather than when it is handed out."""
        self.ready: list[float] = []
        """When the first request for updates came, or each webhook was set."""
        # A bot that was started before on the same database has taken other updates.
        self._update_ids = count(time_ns() // 1000)
        self._message_ids = count(1)
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._asking: Reply | None = None
        self.pusher: Pusher | None = None
        self.reset()

    def reset(self) -> None:
        """Forget what was measured."""
        self._since: defaultdict[int, deque[float]] = defaultdict(deque)
        self._offered: dict[int, tuple[int, float]] = {}
        self.latencies: list[float] = []
        self.sent = 0
        self.first_out = self.first_in = self.last_in = self.last_answer = 0.0
        self._began, self._cpu = monotonic(), process_time()

    def offer(self, person_id: int, text: str) -> None:
        """Have a person write; it is pushed, or handed out with the next request for updates."""
        update_id = next(self._update_ids)
        body = json.dumps(message_update(update_id, person_id, text)).encode()
        self._offered[update_id] = (person_id, monotonic())
        if self.pusher:
            self.pusher.push(update_id, body)
        else:
            self._waiting.append((update_id, body))
            self.hand_out()

    def ask(self, reply: Reply, offset: int, timeout: float) -> None:
        """Answer a request for updates once there are any, or its time is over."""
        if not self.ready:
            self.ready.append(monotonic())
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
        self._asking = reply
        asyncio.get_running_loop().call_later(timeout, self._give_up, reply)
        self.hand_out()

    def _give_up(self, reply: Reply) -> None:
        if self._asking is reply:
            self._asking = None
            reply(b'{"ok":true,"result":[]}')

    def hand_out(self) -> None:
        """Answer whoever asks for updates, if there are any."""
        if self._asking is None or not self._waiting:
            return
        reply, self._asking = self._asking, None
        batch = [self._waiting[n] for n in range(min(_BATCH, len(self._waiting)))]
        for update_id, _ in batch:
            self.out(update_id)
        reply(b'{"ok":true,"result":[' + b",".join(body for _, body in batch) + b"]}")

    def out(self, update_id: int) -> None:
        """An update is handed out; its time begins with the first time."""
        now = monotonic()
        self.first_out = self.first_out or now
        if offered := self._offered.pop(update_id, None):
            person_id, at = offered
            self._since[person_id].append(at if self.offered_over_time else now)

    def send(self, chat_id: int) -> bytes:
        """A message arrives."""
        self.sent += 1
        self.last_in = monotonic()
        self.first_in = self.first_in or self.last_in
        if since := self._since.get(chat_id):
            self.latencies.append(self.last_in - since.popleft())
            self.last_answer = self.last_in
        chat = {"id": chat_id, "first_name": "P", "type": "private"}
        message = {"message_id": next(self._message_ids), "date": 1_700_000_000, "chat": chat, "text": "x"}
        return json.dumps({"ok": True, "result": {**message, "from": _BOT}}).encode()

    @property
    def counted(self) -> dict[str, int]:
        """How many messages arrived, and how many of them answered somebody."""
        return {"sent": self.sent, "answered": len(self.latencies)}

    def report(self) -> dict[str, Any]:
        """What was measured, and how much of a core this process took for it."""
        return {
            **self.counted,
            "latencies": self.latencies,
            "seconds": self.last_answer - self.first_out if self.last_answer else 0.0,
            "span": self.last_in - self.first_in,
            "answered_at": self.first_in,
            "cpu": process_time() - self._cpu,
            "elapsed": monotonic() - self._began,
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
        method = method.lower()
        if method == "getupdates":
            offset, timeout = _OFFSET.search(body), _TIMEOUT.search(body)
            self._world.ask(self._later, int(offset[1]) if offset else 0, int(timeout[1]) if timeout else 0)
        elif method == "sendmessage":
            chat = _CHAT.search(body)
            if self._world.delay:
                asyncio.get_running_loop().call_later(self._world.delay, self._arrived, int(chat[1]) if chat else 0)
            else:
                self._arrived(int(chat[1]) if chat else 0)
        else:
            if method == "setwebhook":
                self._world.ready.append(monotonic())
            self._later(json.dumps({"ok": True, "result": _RESULTS.get(method, True)}).encode())

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
            await _until(lambda: world.counted[order["what"]] >= order["count"], order["patience"])
            return world.counted
        case "ready":
            await _until(lambda: len(world.ready) >= order["count"], order["patience"])
            return {"at": world.ready}
        case "push":
            world.pusher = Pusher(world.out)
            await world.pusher.connect(order["ports"])
        case "report":
            return world.report()
        case "reset":
            world.reset()
    return {}


async def _until(is_so: Callable[[], bool], patience: float) -> None:
    """Wait until something is so, or so many seconds are over."""
    deadline = monotonic() + patience
    while not is_so() and monotonic() < deadline:  # noqa: ASYNC110 - what is awaited is looked at from outside
        await asyncio.sleep(0.002)


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
