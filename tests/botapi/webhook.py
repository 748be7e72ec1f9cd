"""Updates pushed to a webhook, as Telegram does: each queue's in order, different queues' side by side, until taken.

A chat's messages are one queue, a person's taps another, their inline queries a third: a tap and a message of one
person may come over two connections at the same moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp

from .model import Json
from .world import World

_PAUSE = 0.05
"""Seconds before a failed push is made again; Telegram waits longer."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


Queue = tuple[str, int]
"""Of what kind, and of whom."""
_OF_A_PERSON = ("callback_query", "inline_query")


class Pusher:
    """Pushes the double's pending updates to the replicas of a bot, in turn, as a proxy before them would."""

    def __init__(self, world: World, replicas: Sequence[str]) -> None:
        """`replicas` are addresses such as http://127.0.0.1:8080, to which the path of the set webhook is added."""
        self._world = world
        self._replicas = cycle(replicas)
        self._busy: set[Queue] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.answers: list[int] = []
        self.most_at_once: Counter[int] = Counter()
        """For each chat or person, how many of their updates were on their way at one moment."""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        self._pushing = asyncio.create_task(self._push_all())
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for task in (self._pushing, *self._tasks):
            task.cancel()
        await asyncio.gather(self._pushing, *self._tasks, return_exceptions=True)
        await self._session.close()

    async def _push_all(self) -> None:
        while True:
            for queue, update in self._first_of_each()[: self._most - len(self._busy)]:
                self._busy.add(queue)
                at_once = sum(whose == queue[1] for _, whose in self._busy)
                self.most_at_once[queue[1]] = max(self.most_at_once[queue[1]], at_once)
                task = asyncio.create_task(self._push(queue, update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            await self._world.pulsed(asyncio.get_running_loop().time() + 1)

    @property
    def _most(self) -> int:
        """How many updates are on their way at once."""
        return int((self._world.updates.webhook or {}).get("max_connections", 40))

    def _first_of_each(self) -> list[tuple[Queue, Json]]:
        """The next update of each queue that has none on its way."""
        first: dict[Queue, Json] = {}
        self._world.expire_by_time()
        if self._world.updates.webhook:
            for update in self._world.updates.pending:
                first.setdefault(_queue_of(update), update)
        return [(queue, update) for queue, update in first.items() if queue not in self._busy]

    async def _push(self, queue: Queue, update: Json) -> None:
        # A push that failed is made again.
        while self._world.updates.webhook and not await self._taken(update):  # noqa: ASYNC110
            await asyncio.sleep(_PAUSE)
        self._world.updates.confirm_one(int(update["update_id"]))
        self._busy.discard(queue)
        self._world.pulse()

    async def _taken(self, update: Json) -> bool:
        webhook = self._world.updates.webhook or {}
        address = next(self._replicas) + urlsplit(webhook["url"]).path
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.get("secret_token", "")}
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, ConnectionError):
            async with self._session.post(address, json=update, headers=headers) as answer:
                self.answers.append(answer.status)
                self._world.pulse()
                return 200 <= answer.status < 300
        return False


def _queue_of(update: dict[str, Any]) -> Queue:
    """What Telegram keeps the order of: a chat's messages and changes; a person's taps; a person's inline queries."""
    for kind, what in update.items():
        if isinstance(what, dict):
            person, chat = what.get("from") or {}, what.get("chat") or {}
            if kind in _OF_A_PERSON:
                return kind, int(person.get("id", 0))
            return "chat", int((chat or person).get("id", 0))
    return "none", 0
