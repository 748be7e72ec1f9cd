"""Taking updates by long polling. An update is confirmed, by the next request's offset, only after its commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import groupby
from time import monotonic

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.calls import REFUSED_TOKEN, retry_after
from bot.delivery.rivalry import Rivalry
from bot.delivery.transport import ReqwestRequest
from bot.handlers.soundness import is_number
from bot.handlers.updates import ALLOWED_UPDATES
from bot.logs import logger_for

logger = logger_for(__name__)

LONG_POLL_SECONDS = 30
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


class PollingRequest(ReqwestRequest):
    """Leaves out updates that cannot be read, once one has been met: it would be handed out again for ever."""

    sift = False

    def parse_json_payload(self, payload: bytes) -> dict[str, object]:  # type: ignore[override]
        """Read an answer; see BaseRequest."""
        answer = ReqwestRequest.parse_json_payload(payload)
        if self.sift and isinstance(answer.get("result"), list):
            self.sift = False
            answer["result"] = [_readable(update) for update in answer["result"]]  # type: ignore[attr-defined]
        return answer


def _readable(update: dict[str, object]) -> dict[str, object]:
    try:
        Update.de_json(update, None)
    except Exception:
        logger.error("an update cannot be read and is passed over", update=update.get("update_id"))
        return {"update_id": update["update_id"]}
    return update


class Poller:
    """Asks Telegram for updates and has them taken."""

    def __init__(
        self, bot: Bot, request: PollingRequest | None, take: Take, asked_to_wait: Callable[[timedelta], None]
    ) -> None:
        """Ask through a bot and its request for updates; `asked_to_wait` is told when Telegram wants a pause."""
        self._bot = bot
        self._asked_to_wait = asked_to_wait
        self._request = request
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
            fetching.cancel()
            await asyncio.wait({fetching})

    async def _fetch(self) -> Sequence[Update] | None:
        """The next updates; None, after a pause, where Telegram did not give them."""
        try:
            updates = await self._bot.get_updates(
                offset=self._offset, timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
            )
        except InvalidToken as error:
            raise Stopped(REFUSED_TOKEN) from error
        except Conflict as error:
            await self._give_way(error)
        except RetryAfter as error:
            pause = retry_after(error)
            self._asked_to_wait(pause)
            await asyncio.sleep(pause.total_seconds())
            self._rivalry.not_served(monotonic())
        except TelegramError as error:
            await self._pause(error)
        except Exception as error:
            if self._request is not None:
                self._request.sift = True
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
        ordered = sorted(updates, key=lambda update: (sender_of(update), update.update_id))
        people = [list(group) for _, group in groupby(ordered, key=sender_of)]
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


def sender_of(update: Update) -> int:
    """Who sent an update; 0 for nobody. One sender's updates are taken in order."""
    return update.effective_user.id if update.effective_user and is_number(update.effective_user.id) else 0
