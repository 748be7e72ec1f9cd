"""The composition root: settings → store → services → python-telegram-bot's Application."""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken, RetryAfter
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext
from telegram.request import BaseRequest

from bot.delivery.calls import REFUSED_TOKEN, Calls, retry_after
from bot.delivery.gate import Gate
from bot.delivery.intake import Intake
from bot.delivery.introduction import introduce
from bot.delivery.limits import UNASKED_A_SECOND, Limits
from bot.delivery.loop_watch import watch_loop
from bot.delivery.observer import Observer
from bot.delivery.one_core import stay_on_one_core
from bot.delivery.pace import Pace
from bot.delivery.pausing import pause_unless
from bot.delivery.pinger import Pinger
from bot.delivery.polling import Poller, Stopped
from bot.delivery.renewal import Renewal
from bot.delivery.replies import Replies
from bot.delivery.sender import Sender
from bot.delivery.transport import ReqwestRequest
from bot.guidance.facts import Preferences
from bot.handlers.admission import Admission
from bot.handlers.desk import Became, Desk
from bot.handlers.received import Update
from bot.handlers.updates import add_handlers
from bot.language.understanding import learn
from bot.logs import logger_for, place_of
from bot.services import pings
from bot.services.limits import MOST_OPEN
from storage import Store, StoreUnavailable

if TYPE_CHECKING:
    from bot.delivery.webhook import Webhook, WebhookAddress

logger = logger_for(__name__)

Clock = Callable[[], datetime]
_WINDING_UP = 3.0
"""Seconds that what is in hand has to end by itself once the bot is to stop; it is taken up at the next start."""
_LAST_REPLIES = timedelta(seconds=3)
_LONGEST_PAUSE = timedelta(seconds=30)
_CONNECTIONS = 128
"""How many requests are on their way at once, each over a connection of some ten kilobytes."""
_NO_LIMIT = 10**6
"""Messages that somebody gets at once who is not on Telegram."""
_ANSWER_WITHIN = 10.0
"""Seconds; what Telegram answers later counts as unknown, and is sent again."""
_LOOKED_THROUGH = 2_000
"""Objects made, and not gone with the update they were of, after which it is looked for garbage among them.

With 10,000, whoever's turn it was waited for that for 10 to 30 ms.
"""


_Application = Application[Any, Any, Any, Any, Any, Any]


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
        guessed_zone: ZoneInfo | None = None,
        transport: BaseRequest | None = None,
        webhook: WebhookAddress | None = None,
        pings_a_second: int = UNASKED_A_SECOND,
        admission: Admission | None = None,
        metrics_listen: tuple[str, int] | None = None,
        pace: Pace | None = None,
        most_open: int = MOST_OPEN,
        on_one_core: bool = False,
    ) -> None:
        """Put the bot together: over a `transport` instead of the network, by `webhook` instead of polling.

        A newcomer's time zone that is only a `guessed_zone` is asked about like one that is not known, and each person
        may have `most_open` open interviews. Python's threads keep `on_one_core` where that is wanted. Unless there is
        an `admission`, a `pace` or a `metrics_listen` (a host and a port), everybody is let in, a chat gets one message
        a second, and nothing is measured.
        """
        self.store = store
        self._clock = clock
        self._on_one_core = on_one_core
        gate = Gate()
        self._calls = Calls(gate)
        polling = ReqwestRequest(api_url, 1, _ANSWER_WITHIN)
        network = ReqwestRequest(api_url, _CONNECTIONS, _ANSWER_WITHIN)
        self.application = _application(token, api_url, self._calls, transport or network, transport or polling)
        self.sender = Sender(self.application.bot, gate, pace or Pace())
        self._limits = Limits(store, gate, pings_a_second)
        holder = secrets.token_hex(8)
        self._replies = Replies(store, self.sender, clock, holder)
        self.outbox = self._replies.outbox
        self._desk = Desk(store, self._replies.put, clock, newcomer, holder, guessed_zone, most_open)
        self.application.add_error_handler(self._mind)
        add_handlers(self.application, self._desk)
        self._has_met_telegram = False
        self._health, observer = self._watched(*metrics_listen) if metrics_listen else (nullcontext(), Observer())
        handle = self.application.process_update
        self._intake = Intake(handle, self._desk, self._replies.put, admission or Admission(), observer, clock)
        self._learning: asyncio.Task[None] | None = None
        self.poller = Poller(self.application.bot, self._take, partial(self._calls.asked_to_wait, "getUpdates"))
        self._webhook = self._served(webhook) if webhook else None
        self.pinger = Pinger(store, self.sender, clock, self._limits.slot, observer)

    @classmethod
    def over(cls, transport: BaseRequest, store: Store, clock: Clock, newcomer: Preferences) -> App:
        """The bot over a transport of one's own, which needs no token and no address; the zone is this machine's."""
        token = "1:local"  # noqa: S105 - no secret: it leads nowhere
        return cls(
            token=token,
            api_url="local/bot",
            store=store,
            clock=clock,
            newcomer=newcomer,
            guessed_zone=newcomer.time_zone,
            transport=transport,
            pace=Pace(at_once=_NO_LIMIT),
        )

    async def _take(self, update: Update) -> bool:
        if self._learning is None:
            # That takes half a second, and memory that a bot to which nobody writes does not need.
            self._learning = asyncio.create_task(asyncio.to_thread(learn))
        return await self._intake.take(update)

    def _served(self, address: WebhookAddress) -> Webhook:
        # A server takes a while to load, and most who try the bot poll.
        from bot.delivery.webhook import Webhook

        return Webhook(self.application.bot, self._take, address)

    def _watched(self, host: str, port: int) -> tuple[AbstractAsyncContextManager[None], Observer]:
        """Where operators look, for as long as that is entered, and who counts what they see there."""
        # Prometheus's library takes a while to load, and most who try the bot measure nothing.
        from bot.delivery.health import Health
        from bot.delivery.metrics import Metrics

        metrics = Metrics(lambda: self.store.failures, lambda: len(self.outbox))
        health = Health(self.store, metrics, self._clock, lambda: self._has_met_telegram)
        return health.listening(host, port), metrics

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop. Raises Stopped where going on is pointless, StoreUnavailable at the start."""
        serving = asyncio.create_task(self._start_and_serve(stop))
        told = (stop, self.store.damaged, self._calls.token_refused)
        waiting = {asyncio.create_task(event.wait()) for event in told}
        try:
            await asyncio.wait({serving, *waiting}, return_when=asyncio.FIRST_COMPLETED)
            if self.store.damaged.is_set():
                raise Stopped("The database is damaged. Put a backup in its place: should-i-call restore FILE")
            if self._calls.token_refused.is_set():
                raise Stopped(REFUSED_TOKEN)
            await asyncio.wait({serving}, timeout=_WINDING_UP)
            if serving.done():
                serving.result()
        finally:
            for task in (serving, *waiting):
                task.cancel()
            await asyncio.wait({serving, *waiting})
            await self.close()

    async def _start_and_serve(self, stop: asyncio.Event) -> None:
        async with self._health:
            await self.start(stop)
            if not stop.is_set():
                # What is there by now stays; looking through it again and again for garbage takes a tenth of the time.
                gc.collect()
                gc.freeze()
                gc.set_threshold(_LOOKED_THROUGH)
                if self._on_one_core:
                    stay_on_one_core()
                await self.serve(stop)

    async def serve(self, stop: asyncio.Event) -> None:
        """Take updates and send pings until told to stop. Raises Stopped where going on is pointless."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(watch_loop(stop))
                tasks.create_task(Renewal(self.store, self._clock).run(stop))
                tasks.create_task(self._limits.run(stop))
                tasks.create_task(self._replies.run(stop))
                tasks.create_task(self.pinger.run(stop))
                tasks.create_task((self._webhook or self.poller).run(stop))
        except* Stopped as stopped:
            raise stopped.exceptions[0] from None

    async def answered(self) -> None:
        """Wait until no reply is on its way, and that is noted."""
        await self._replies.drain()

    async def tick(self) -> int:
        """Send what is due now; gives how many pings were sent."""
        return await self.pinger.tick()

    async def start(self, stop: asyncio.Event) -> None:
        """Make ready: take up what an earlier run left, meet Telegram, and send the replies that are still owed.

        Where it is told to stop meanwhile, it does no more.
        """
        await self._take_up()
        await self._meet_telegram(stop)
        if stop.is_set():
            return
        await self._limits.exchange()
        await introduce(self.application.bot)
        await self._replies.take_over()

    async def close(self) -> None:
        """Give replies on their way some time, then let go of Telegram."""
        await self._replies.close(timedelta(0) if self._calls.token_refused.is_set() else _LAST_REPLIES)
        if self.sender.gate.news.is_set():
            with suppress(StoreUnavailable):
                await self._limits.exchange()
        await self.application.shutdown()
        # Where Telegram was never met, the application has not started, and leaves the connections open.
        await self.application.bot.shutdown()

    async def _take_up(self) -> None:
        now = self._clock()
        if self.store.is_sqlite:
            # A file is served by one process at a time: whoever held a claim or a reply is gone.
            await self.store.run(partial(pings.end_claims, now=now))
            await self.store.run(lambda uow: uow.inbox.let_go(now))

    async def _meet_telegram(self, stop: asyncio.Event) -> None:
        pause = timedelta(seconds=1)
        failures = 0
        while not stop.is_set():
            try:
                await self.application.initialize()
            except InvalidToken as error:
                raise Stopped(REFUSED_TOKEN) from error
            except Exception as error:
                # Whatever is no answer of Telegram's breaks the library's reading of it in its own way.
                failures += 1
                if failures == 1:
                    logger.warning("Telegram cannot be reached; trying again", error=type(error).__name__)
                wanted = retry_after(error) if isinstance(error, RetryAfter) else pause
                await pause_unless(stop, max(pause, wanted).total_seconds())
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                logger.info("Telegram can be reached")
                self._has_met_telegram = True
                return

    async def _mind(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Pass over an update that fails before it gets to any transaction: it would come back for ever."""
        if context.error is None or isinstance(context.error, StoreUnavailable) or not isinstance(update, Update):
            return
        logger.error("an update failed and is passed over", update=update.update_id, error=place_of(context.error))
        self._desk.pass_over(update.update_id, Became.FAILED)
        raise ApplicationHandlerStop


def _application(token: str, api_url: str, calls: Calls, request: BaseRequest, polling: BaseRequest) -> _Application:
    """python-telegram-bot's part: a Bot API called over one request, and asked for updates over another."""
    builder = Application.builder().token(token).updater(None).job_queue(None).rate_limiter(calls)
    builder = builder.base_url(api_url).base_file_url(f"{api_url.removesuffix('/bot')}/file/bot")
    return builder.request(request).get_updates_request(polling).build()
