"""Taking updates by long polling. An update is confirmed, by the next request's offset, only after its commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import groupby
from time import monotonic

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.sender import retry_after
from bot.delivery.transport import AiohttpRequest
from bot.handlers.soundness import is_number
from bot.handlers.updates import ALLOWED_UPDATES
from bot.logs import logger_for

logger = logger_for(__name__)

LONG_POLL_SECONDS = 30
_LONGEST_PAUSE = 30.0
_MOST_DOUBLINGS = 10
_CALM_AFTER = 45.0
"""Seconds without a conflict after which it is over; while two programs ask, each is sent away every few seconds."""
_PATIENCE, _PATIENCE_OF_THE_FIRST = 60.0, 180.0
"""Seconds of conflict after which the bot gives up; one that has served before lets the newcomer give up first."""
_LONGEST_RETREAT = 5.0

Take = Callable[[Update], Awaitable[bool]]
"""Takes an update; says whether it was committed. One that was not is handed over again."""


class Stopped(Exception):
    """The bot cannot go on; the message says why, and what to do."""


class PollingRequest(AiohttpRequest):
    """Leaves out updates that cannot be read, once one has been met: it would be handed out again for ever."""

    sift = False

    def parse_json_payload(self, payload: bytes) -> dict[str, object]:  # type: ignore[override]
        """Read an answer; see BaseRequest."""
        answer: dict[str, object] = AiohttpRequest.parse_json_payload(payload)
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

    def __init__(self, bot: Bot, request: PollingRequest | None, take: Take) -> None:
        self._bot = bot
        self._request = request
        self._take = take
        self._offset: int | None = None
        self._failures = 0
        self._has_served = False
        self._patience = _PATIENCE
        self._conflicts = 0
        self._conflict_since = self._conflict_last = float("-inf")

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
            raise Stopped("Telegram refuses the token. Check TELEGRAM_BOT_TOKEN with BotFather.") from error
        except Conflict as error:
            await self._give_way(error)
        except RetryAfter as error:
            pause = retry_after(error).total_seconds()
            logger.warning("Telegram asks to wait before it gives updates", seconds=round(pause))
            await asyncio.sleep(pause)
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
            self._has_served = True
            return updates
        return None

    async def _give_way(self, error: Conflict) -> None:
        if "webhook" in error.message.casefold():
            raise Stopped(
                "A webhook is set for this bot, and Telegram gives its updates there alone. Set WEBHOOK_URL to serve "
                "by webhook, or delete it: should-i-call webhook delete"
            ) from error
        now = monotonic()
        if now - self._conflict_last > _CALM_AFTER:
            self._conflict_since, self._conflicts = now, 0
            self._patience = _PATIENCE_OF_THE_FIRST if self._has_served else _PATIENCE
        self._conflict_last = now
        self._conflicts += 1
        left = self._conflict_since + self._patience - now
        if left <= 0:
            raise Stopped(
                "Another program takes this bot's updates, a second copy of it perhaps. Stop that one first; several "
                "processes serve one bot by webhook, with WEBHOOK_URL set."
            ) from error
        logger.warning(
            "another program takes this bot's updates, a second copy of it perhaps; if that goes on, this one stops",
            seconds=round(left),
        )
        await asyncio.sleep(min(self._conflicts, _LONGEST_RETREAT))

    async def _pause(self, error: Exception) -> None:
        self._failures += 1
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
