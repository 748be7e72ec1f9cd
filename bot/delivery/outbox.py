"""Replies on their way: each person's in order, different people's side by side, none given up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

from msgspec.structs import replace

from bot.delivery.sender import Fate, Receipt, Sender
from bot.handlers.letter import Letter
from bot.logs import logger_for

logger = logger_for(__name__)

_LONGEST_PAUSE = timedelta(seconds=60)

Settle = Callable[[Letter, Receipt], None]
MaySend = Callable[[Letter], Awaitable[bool]]
"""Asked before each attempt: a letter that another process has taken over is given up."""


class Outbox:
    """Sends letters until each one's fate is settled, then hands that over."""

    def __init__(self, sender: Sender, settle: Settle, may_send: MaySend) -> None:
        self._sender = sender
        self._settle = settle
        self._may_send = may_send
        self._queues: dict[int, deque[tuple[Letter, float]]] = {}
        """For each chat its letters, and from when on each may go by this process's clock."""
        self._workers: set[asyncio.Task[None]] = set()
        self._asking: dict[int, tuple[int, int]] = {}
        """For each chat the draft that was asked about last, and the message that asks; forgotten at a restart."""
        self._below: set[int] = set()
        """The chats that have a keyboard below; it hides itself once it was used, so forgetting it does no harm."""

    def put(self, letter: Letter, turn_in: float = 0.0) -> None:
        """Take a letter; it follows those to the same chat.

        What other processes send to the chat is told by `turn_in`, the seconds until its turn, of which there is one
        a second; what this one sends it knows itself.
        """
        early = asyncio.get_running_loop().time() + turn_in - (self._sender.pace.at_once - 1)
        queue = self._queues.get(letter.chat_id)
        if queue is not None:
            queue.append((letter, early))
            return
        self._queues[letter.chat_id] = deque([(letter, early)])
        worker = asyncio.create_task(self._work(letter.chat_id))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    def __len__(self) -> int:
        """How many letters are on their way."""
        return sum(map(len, self._queues.values()))

    async def drain(self) -> None:
        """Wait until nothing is on its way."""
        while self._workers:
            await asyncio.wait(self._workers)

    async def close(self, patience: timedelta) -> None:
        """Give what is on its way some time; what is left stays owed in the store."""
        if self._sender.gate.left > patience:
            patience = timedelta(0)
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await self.drain()
        except TimeoutError:
            logger.warning("replies are still owed; they follow once a process runs", chats=len(self._queues))
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def _clearing(self, letter: Letter) -> Letter:
        """The letter, taking along the keyboard that an earlier one put below the conversation."""
        if letter.chat_id not in self._below or letter.edits is not None or not letter.text:
            return letter
        return replace(letter, clears_below=not letter.keyboard_below)

    async def _work(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        loop = asyncio.get_running_loop()
        try:
            while queue:
                letter, early = queue[0]
                if early > loop.time():
                    await asyncio.sleep(early - loop.time())
                try:
                    await self._send(letter)
                except Exception as error:
                    # Kept in the store, it follows once this process has ended; those behind it must not wait for that.
                    logger.error("a reply could not be sent", person=chat_id, error=type(error).__name__)
                queue.popleft()
        finally:
            del self._queues[chat_id]

    async def _send(self, letter: Letter) -> None:
        pause = timedelta(seconds=1)
        failures = 0
        while True:
            if letter.is_new:
                await self._sender.pace.turn(letter.chat_id)
            await self._sender.gate.wait()
            if not await self._may_send(letter):
                logger.info("a reply is another process's by now", update=letter.update_id)
                return
            letter = self._clearing(letter)
            self._sender.gate.count_reply()
            receipt = await self._sender.send(letter)
            if receipt.fate is Fate.ARRIVED:
                self._note_below(letter)
                if receipt.left:
                    letter = receipt.left
                    continue
            if receipt.fate not in (Fate.UNKNOWN, Fate.NOT_SENT):
                self._settle(letter, receipt)
                if receipt.fate is Fate.ARRIVED:
                    await self._strip_over(letter, receipt)
                return
            failures += 1
            if failures == 1:
                fate = receipt.fate.value
                logger.warning(
                    "a reply has not surely arrived; it follows until it has", update=letter.update_id, fate=fate
                )
            if receipt.fate is Fate.UNKNOWN:
                letter = letter.as_repeat()
            await asyncio.sleep(max(pause, _wanted(receipt)).total_seconds())
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _note_below(self, letter: Letter) -> None:
        if letter.keyboard_below:
            self._below.add(letter.chat_id)
        elif letter.clears_below:
            self._below.discard(letter.chat_id)

    async def _strip_over(self, letter: Letter, receipt: Receipt) -> None:
        """Take the buttons off what has been answered, and remember the message that asks now."""
        over = {letter.strips} if letter.strips else set()
        draft_id, message_id = self._asking.get(letter.chat_id, (0, 0))
        if draft_id and draft_id == letter.closes:
            over.add(message_id)
            del self._asking[letter.chat_id]
        if letter.asks and receipt.message_id:
            self._asking[letter.chat_id] = letter.asks, receipt.message_id
        for stale in over - {receipt.message_id}:
            await self._sender.strip(letter.chat_id, stale)


def _wanted(receipt: Receipt) -> timedelta:
    return receipt.retry_after if receipt.fate is Fate.NOT_SENT else timedelta(0)
