"""Taking updates by long polling. An update is confirmed, by the next request's offset, only after its commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from time import monotonic

from telegram import Bot
from telegram.error import Conflict, RetryAfter

from bot.delivery.calls import GET_UPDATES, REFUSED_TOKEN, TOKEN_ERRORS, retry_after
from bot.delivery.rivalry import Rivalry
from bot.handlers.received import Update, read_update
from bot.handlers.updates import ALLOWED_UPDATES
from bot.logs import logger_for

logger = logger_for(__name__)

LONG_POLL_SECONDS = 30
_ANSWERED_WITHIN = 5.0
"""Seconds beyond those for which Telegram holds a request for updates."""
_LONGEST_PAUSE = 30.0
_MOST_DOUBLINGS = 10

Take = Callable[[Update], Awaitable[bool]]
"""Takes an update; says whether it was committed. One that was not is handed over again."""


class Stopped(Exception):
    """The bot cannot go on; the message says why, and what to do."""

    exit_code = 1


class GaveWay(Stopped):
    """Another program serves this bot; one that starts this one again and again would only disturb it."""

    exit_code = 3


class Poller:
    """Asks Telegram for updates and has them taken."""

    def __init__(self, bot: Bot, take: Take, asked_to_wait: Callable[[timedelta], None]) -> None:
        """Ask through a bot; `asked_to_wait` is told when Telegram wants a pause."""
        self._bot = bot
        self._asked_to_wait = asked_to_wait
        self._take = take
        self._offset: int | None = None
        self._failures = 0
        self._rivalry = Rivalry(monotonic())

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates until told to stop; what is in hand is finished. Raises Stopped where going on is pointless."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                updates = await self._fetch_unless(stopping)
                if updates is None:
                    continue
                await self._take_all(updates, stop)
                # Nothing waits below the offset any more: after a quiet week Telegram numbers anew, perhaps lower.
                self._offset = max(update.update_id for update in updates) + 1 if updates else None
        finally:
            stopping.cancel()

    async def _fetch_unless(self, stopping: asyncio.Task[bool]) -> Sequence[Update] | None:
        fetching = asyncio.create_task(self._fetch())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return fetching.result() if fetching.done() else None
        finally:
            if not fetching.done():
                fetching.cancel()
                await asyncio.wait({fetching})

    async def _fetch(self) -> Sequence[Update] | None:
        """The next updates; None, after a pause, where Telegram did not give them."""
        try:
            handed_out = await self._bot.do_api_request(
                GET_UPDATES,
                {"offset": self._offset, "timeout": LONG_POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES},
                read_timeout=LONG_POLL_SECONDS + _ANSWERED_WITHIN,
            )
            updates = [read_update(each) for each in handed_out]
        except TOKEN_ERRORS as error:
            raise Stopped(REFUSED_TOKEN) from error
        except Conflict as error:
            await self._give_way(error)
        except RetryAfter as error:
            pause = retry_after(error)
            self._asked_to_wait(pause)
            await asyncio.sleep(pause.total_seconds())
            self._rivalry.not_served(monotonic())
        except Exception as error:
            # Of Telegram, of the net, or what is no answer of Telegram's.
            await self._pause(error)
        else:
            if self._failures:
                logger.info("Telegram can be reached again")
            self._failures = 0
            self._rivalry.served(monotonic())
            return updates
        return None

    async def _give_way(self, error: Conflict) -> None:
        if "webhook" in error.message.casefold():
            raise Stopped(
                "A webhook is set for this bot, and Telegram gives its updates there alone. Set WEBHOOK_URL to serve "
                "by webhook, or delete it: should-i-call webhook delete"
            ) from error
        now = monotonic()
        left = self._rivalry.met(now)
        if left <= 0:
            raise GaveWay(
                "Another program takes this bot's updates, a second copy of it perhaps. Stop that one first; several "
                "processes serve one bot by webhook, with WEBHOOK_URL set."
            ) from error
        if self._rivalry.is_worth_saying(now):
            met = "another program takes this bot's updates, a second copy of it perhaps"
            if self._rivalry.is_first:
                logger.warning(f"{met}; this one was here first and goes on")
            else:
                logger.warning(f"{met}; if that goes on, this one stops", seconds=round(left))
        await asyncio.sleep(self._rivalry.retreat)

    async def _pause(self, error: Exception) -> None:
        self._failures += 1
        self._rivalry.not_served(monotonic())
        if self._failures == 1:
            logger.warning("Telegram cannot be reached; trying again", error=type(error).__name__)
        await asyncio.sleep(_backoff(self._failures - 1) / 2)

    async def _take_all(self, updates: Sequence[Update], stop: asyncio.Event) -> None:
        """Take a batch: each person's updates in order, different people's side by side."""
        ordered = sorted(updates, key=attrgetter("sender_id", "update_id"))
        people = [list(group) for _, group in groupby(ordered, key=attrgetter("sender_id"))]
        async with asyncio.TaskGroup() as tasks:
            for theirs in people:
                tasks.create_task(self._take_in_order(theirs, stop))

    async def _take_in_order(self, updates: Sequence[Update], stop: asyncio.Event) -> None:
        for update in updates:
            if stop.is_set():
                # Telegram keeps what has not been begun.
                return
            failures = 0
            while not await self._take(update):
                if stop.is_set():
                    return
                failures += 1
                await asyncio.sleep(_backoff(failures) / 10)


def _backoff(doublings: int) -> float:
    return min(2.0 ** min(doublings, _MOST_DOUBLINGS), _LONGEST_PAUSE)
