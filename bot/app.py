"""The composition root: settings → store → services → python-telegram-bot's Application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.outbox import Outbox
from bot.delivery.pinger import Pinger
from bot.delivery.polling import Poller, PollingRequest, Stopped
from bot.delivery.sender import Fate, Receipt, Sender
from bot.guidance.etiquette import RULES_VERSION
from bot.guidance.facts import Preferences
from bot.handlers.desk import Desk
from bot.handlers.letter import Letter
from bot.handlers.updates import add_handlers
from bot.views.help import COMMANDS
from storage import Store, StoreUnavailable

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
_STOPPING = timedelta(seconds=8)
_CONNECTIONS = 64


class App:
    """The bot, whole: it takes updates, answers them, and pings."""

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        store: Store,
        clock: Clock,
        newcomer: Preferences,
        transport: BaseRequest | None = None,
    ) -> None:
        """Put the bot together. With a `transport`, everything goes over that instead of the network."""
        self.store = store
        self._clock = clock
        polling = None if transport else PollingRequest(connection_pool_size=1)
        builder = Application.builder().token(token).base_url(api_url).updater(None).job_queue(None)
        builder = builder.request(transport or HTTPXRequest(connection_pool_size=_CONNECTIONS))
        self.application: Application[Any, Any, Any, Any, Any, Any]
        self.application = builder.get_updates_request(transport or polling or HTTPXRequest()).build()
        self.sender = Sender(self.application.bot)
        self.outbox = Outbox(self.sender, self._settle)
        self._desk = Desk(store, self.outbox.put, clock, newcomer)
        add_handlers(self.application, self._desk)
        self.poller = Poller(self.application.bot, polling, self._take)
        self.pinger = Pinger(store, self.sender, clock)

    @classmethod
    def over(cls, transport: BaseRequest, store: Store, clock: Clock, newcomer: Preferences) -> App:
        """The bot over a transport of one's own, which needs no token and no address."""
        token = "1:local"  # noqa: S105 - no secret: it leads nowhere
        return cls(token=token, api_url="local/bot", store=store, clock=clock, newcomer=newcomer, transport=transport)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop. Raises Stopped where going on is pointless, StoreUnavailable at the start."""
        await self.start(stop)
        try:
            await self.serve(stop)
        finally:
            await self.close()

    async def serve(self, stop: asyncio.Event) -> None:
        """Take updates and send pings until told to stop. Raises Stopped where going on is pointless."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.pinger.run(stop))
                tasks.create_task(self.poller.run(stop))
        except* Stopped as stopped:
            raise stopped.exceptions[0] from None

    async def answered(self) -> None:
        """Wait until no reply is on its way."""
        await self.outbox.drain()

    async def tick(self) -> int:
        """Send what is due now; gives how many pings were sent."""
        return await self.pinger.tick()

    async def start(self, stop: asyncio.Event) -> None:
        """Make ready: take up what an earlier run left, meet Telegram, and send the replies that are still owed."""
        await self.store.run(self._take_up)
        await self._meet_telegram(stop)
        for update_id, kept in await self.store.run(lambda uow: uow.inbox.owed(), write=False):
            logger.info("the reply to update %d may not have arrived; it follows again, marked", update_id)
            self.outbox.put(Letter.from_json(kept).as_repeat())

    async def close(self) -> None:
        """Give replies on their way some time, then let go of Telegram."""
        await self.outbox.close(_STOPPING)
        await self.application.shutdown()

    def _take_up(self, uow: Any) -> None:
        if self.store.is_sqlite:
            # A file is served by one process at a time: whoever held a claim is gone.
            uow.people.release_claims()
        uow.people.wake_those_before(RULES_VERSION, self._clock())

    async def _meet_telegram(self, stop: asyncio.Event) -> None:
        pause = 1.0
        while not stop.is_set():
            try:
                await self.application.initialize()
                await self.application.bot.set_my_commands(
                    [BotCommand(command.name, command.about) for command in COMMANDS]
                )
                return
            except InvalidToken as error:
                raise Stopped("Telegram refuses the token. Check TELEGRAM_BOT_TOKEN with BotFather.") from error
            except (TelegramError, KeyError) as error:
                logger.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(2 * pause, 30.0)

    async def _take(self, update: Update) -> bool:
        await self.application.process_update(update)
        return self._desk.has_taken(update.update_id)

    async def _settle(self, letter: Letter, receipt: Receipt) -> None:
        """A reply's fate is known: it is owed no more."""
        if receipt.fate is Fate.REFUSED:
            logger.error("Telegram refused a reply to update %s", letter.update_id)
        if receipt.fate is Fate.TOKEN_REFUSED or letter.update_id is None:
            return
        update_id = letter.update_id
        try:
            await self.store.run(lambda uow: uow.inbox.mark_replied(update_id))
        except StoreUnavailable as error:
            logger.error("the store is away; a reply may be repeated: %s", error)
