"""Telegram's limits for the token as a whole: what this process knows of them, and what it tells the others."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import timedelta

from bot.delivery.gate import Gate
from storage import Store, StoreUnavailable, UnitOfWork

UNASKED_A_SECOND = 25
"""Telegram admits about 30 messages a second for a bot; replies have the rest."""
LOOKED_AT_EVERY = 1.0
"""Seconds after which every process knows that Telegram has asked one of them to wait."""


class Limits:
    """Gives out the slots for unasked messages, and keeps the gate of this process in step with the others'."""

    def __init__(self, store: Store, gate: Gate, a_second: int) -> None:
        self._store = store
        self._gate = gate
        self._a_second = a_second
        self._slots: deque[float] = deque()
        self._waiting = 0
        self._reserving = asyncio.Lock()

    async def run(self, stop: asyncio.Event) -> None:
        """Tell the others when Telegram asks to wait, and hear it from them, until told to stop."""
        # Nobody else serves a file, so there is nobody to hear from.
        patience = None if self._store.is_sqlite else LOOKED_AT_EVERY
        while not stop.is_set():
            try:
                await self.exchange()
            except StoreUnavailable:
                await _first_of(LOOKED_AT_EVERY, stop)
            else:
                await _first_of(patience, stop, self._gate.news)

    async def exchange(self) -> None:
        """Have the store and this process know of the same wait, the longest one. Raises StoreUnavailable."""
        mine = self._gate.left.total_seconds() if self._gate.news.is_set() else 0.0
        self._gate.news.clear()
        replies = self._gate.take_replies()

        def unit(uow: UnitOfWork) -> float:
            if mine:
                uow.gate.shut(mine)
            if replies:
                return uow.gate.reserve(0, self._a_second, replies).shut_for
            return uow.gate.shut_for()

        try:
            left = await self._store.run(unit, write=bool(mine or replies))
        except StoreUnavailable:
            if mine:
                self._gate.news.set()
            raise
        self._gate.learn(timedelta(seconds=left))

    async def slot(self) -> None:
        """Wait for the next moment at which an unasked message may go out. Raises StoreUnavailable."""
        self._waiting += 1
        try:
            async with self._reserving:
                if not self._slots:
                    await self._reserve()
                at = self._slots.popleft()
        finally:
            self._waiting -= 1
        await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))

    async def _reserve(self) -> None:
        """Take a slot for everybody who waits, and no more than a second has."""
        wanted, replies = min(self._waiting, self._a_second), self._gate.take_replies()
        given = await self._store.run(lambda uow: uow.gate.reserve(wanted, self._a_second, replies))
        self._gate.learn(timedelta(seconds=given.shut_for))
        first = asyncio.get_running_loop().time() + given.first_in
        self._slots.extend(first + n / self._a_second for n in range(wanted))


async def _first_of(seconds: float | None, *events: asyncio.Event) -> None:
    """Wait for the first of some events, or until the time is over."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
