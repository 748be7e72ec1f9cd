"""Replies owed: each is held under a lease by the process that sends it, and taken over where that process is gone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.delivery.noting import note
from bot.delivery.outbox import Outbox
from bot.delivery.pausing import pause_unless
from bot.delivery.sender import Fate, Receipt, Sender
from bot.handlers.desk import LEASE
from bot.handlers.letter import Letter
from bot.logs import logger_for, place_of
from storage import Store, StoreUnavailable

logger = logger_for(__name__)

RENEWED_EVERY = LEASE / 3
LONGEST_SENDING = LEASE * 5 / 12
"""How long one attempt may take; none begins so short before the lease may end."""
BATCH = 100
NOTED_WITHIN = 0.05
"""Seconds after which it is noted that a reply has arrived, with all that have meanwhile: one by one, the notes would
hold up the updates between them. What a kill catches within them follows again, marked."""
_PAUSE = 1.0
_LAST_NOTES = 1.0
"""Seconds that noting may take at the end; what is not noted follows again, marked."""


class Replies:
    """What this process owes people; `holder` is its name in the store."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime], holder: str) -> None:
        self.outbox = Outbox(sender, self._settle, self._may_send)
        self._store = store
        self._clock = clock
        self._holder = holder
        self._mine: set[int] = set()
        self._renewed_at = clock()
        self._renewing = asyncio.Lock()
        self._settled: list[int] = []
        self._noting: asyncio.Task[None] | None = None
        self._hurried = asyncio.Event()

    def put(self, letter: Letter, turn_in: float = 0.0) -> None:
        """Send a letter, whose turn in its chat is in so many seconds; one that is on its way is not sent again."""
        if letter.update_id in self._mine:
            return
        if letter.update_id is not None:
            self._mine.add(letter.update_id)
        self.outbox.put(letter, turn_in)

    async def run(self, stop: asyncio.Event) -> None:
        """Renew what is on its way, and take over what others left, until told to stop."""
        if self._store.is_sqlite:
            # A file is served by one process: what it held at its start is its own, and nobody else is there.
            await stop.wait()
        while not stop.is_set():
            try:
                await self._renew()
                await self.take_over()
            except StoreUnavailable as error:
                logger.error("the store is away, replies that are owed wait", error=str(error))
            await pause_unless(stop, RENEWED_EVERY.total_seconds())

    async def take_over(self) -> None:
        """Send, marked, what a process that is gone may have sent or not."""
        now = self._clock()
        while found := await self._store.run(lambda uow: uow.inbox.take_over(self._holder, now, now + LEASE, BATCH)):
            for update_id, kept in found:
                if update_id not in self._mine:
                    logger.info("a reply may not have arrived; it follows again, marked", update=update_id)
                    self.put(Letter.from_json(kept).as_repeat())

    async def drain(self) -> None:
        """Wait until nothing is on its way, and that is noted."""
        await self.outbox.drain()
        await self._hurry()

    async def close(self, patience: timedelta) -> None:
        """Give replies on their way some time; what is left is free for others at once."""
        await self.outbox.close(patience)
        await self._hurry(_LAST_NOTES)
        if self._mine and not self._store.is_sqlite:
            with contextlib.suppress(StoreUnavailable):
                await self._store.run(lambda uow: uow.inbox.let_go(self._clock(), self._holder))

    async def _may_send(self, letter: Letter) -> bool:
        """Whether a letter is still this process's to send; waits while that is not known."""
        while not self._is_sure():
            try:
                await self._renew()
            except StoreUnavailable:
                await asyncio.sleep(_PAUSE)
        return letter.update_id is None or letter.update_id in self._mine

    def _is_sure(self) -> bool:
        """Whether no lease can have run out."""
        if self._store.is_sqlite:
            return True
        return timedelta(0) <= self._clock() - self._renewed_at < LEASE - LONGEST_SENDING

    async def _renew(self) -> None:
        async with self._renewing:
            asked, now = frozenset(self._mine), self._clock()
            if asked:
                kept = await self._store.run(lambda uow: uow.inbox.renew(asked, self._holder, now + LEASE))
                self._mine -= asked - kept
            self._renewed_at = now

    def _settle(self, letter: Letter, receipt: Receipt) -> None:
        """A reply's fate is known: it is owed no more, which is noted shortly."""
        if receipt.fate is Fate.REFUSED:
            logger.error("Telegram refused a reply", update=letter.update_id)
        if letter.update_id is None:
            return
        self._settled.append(letter.update_id)
        if self._noting is None or self._noting.done():
            self._noting = asyncio.create_task(self._note_settled())

    async def _hurry(self, seconds: float | None = None) -> None:
        """Have what is settled noted at once, and wait for that, no longer than so many seconds."""
        if self._noting:
            self._hurried.set()
            _, late = await asyncio.wait({self._noting}, timeout=seconds)
            self._hurried.clear()
            for noting in late:
                noting.cancel()

    async def _note_settled(self) -> None:
        """Note what has been settled, and what is settled meanwhile, many at a time."""
        while self._settled:
            await pause_unless(self._hurried, NOTED_WITHIN)
            update_ids, self._settled = tuple(self._settled), []
            try:
                await note(self._store, lambda uow, some=update_ids: uow.inbox.mark_replied(*some))  # type: ignore[misc]
            except Exception as error:
                # They stay this process's, which sends them no more; whoever takes over from it does, marked.
                logger.error("what has arrived is not noted; it follows again, marked, later", error=place_of(error))
            else:
                self._mine.difference_update(update_ids)
