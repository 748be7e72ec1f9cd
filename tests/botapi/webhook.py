"""Updates pushed to a webhook, as Telegram does: one chat's in order, different chats' side by side, until taken."""

from __future__ import annotations

import asyncio
import contextlib
import socket
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


class Pusher:
    """Pushes the double's pending updates to the replicas of a bot, in turn, as a proxy before them would."""

    def __init__(self, world: World, replicas: Sequence[str], most: int = 40) -> None:
        """`replicas` are addresses such as http://127.0.0.1:8080, to which the path of the set webhook is added."""
        self._world = world
        self._replicas = cycle(replicas)
        self._most = asyncio.Semaphore(most)
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.answers: list[int] = []

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
            for chat, update in self._first_of_each():
                self._busy.add(chat)
                task = asyncio.create_task(self._push(chat, update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            await self._world.pulsed(asyncio.get_running_loop().time() + 1)

    def _first_of_each(self) -> list[tuple[int, Json]]:
        """The next update of each chat that has none on its way."""
        first: dict[int, Json] = {}
        if self._world.updates.webhook:
            for update in self._world.updates.pending:
                first.setdefault(_chat_of(update), update)
        return [(chat, update) for chat, update in first.items() if chat not in self._busy]

    async def _push(self, chat: int, update: Json) -> None:
        async with self._most:
            while self._world.updates.webhook and not await self._taken(update):  # noqa: ASYNC110 - it is a push that is tried again
                await asyncio.sleep(_PAUSE)
        self._world.updates.confirm_one(int(update["update_id"]))
        self._busy.discard(chat)
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


def _chat_of(update: dict[str, Any]) -> int:
    """What Telegram keeps the order of: the chat, or the sender where there is none."""
    for what in update.values():
        if isinstance(what, dict):
            chat = what.get("chat") or (what.get("message") or {}).get("chat") or what.get("from") or {}
            return int(chat.get("id", 0))
    return 0
