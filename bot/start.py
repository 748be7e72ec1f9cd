"""Starts the bot: without a token a conversation in the terminal, with one the bot on Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import App
from bot.delivery.polling import Stopped
from bot.guidance.facts import Preferences
from bot.handlers.admission import Admission
from bot.logs import logger_for, place_of, set_up_logging
from bot.settings import BadSettings, Settings, read_settings
from storage import Store, StoreTooNew, StoreUnavailable, held_alone

if TYPE_CHECKING:
    from bot.delivery.webhook import WebhookAddress

logger = logger_for("bot")

_LEAVES_AFTER = 9.5
"""Seconds from being told to stop until the program ends, whatever is in hand: supervisors kill after ten."""
_LAST_MOMENTS = 1.0
"""Seconds in which a store that is just being opened may be, so that it is closed as usual."""


def start(clock: Callable[[], datetime]) -> None:
    """Run the bot; ends with 2 for bad settings, 3 where it gives way to another copy, 1 where it cannot go on else."""
    try:
        settings = read_settings()
    except BadSettings as faults:
        sys.stderr.write(f"These settings cannot be used:\n{faults}\n")
        sys.exit(2)
    try:
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(_run(settings, clock))
    except (Stopped, StoreTooNew, StoreUnavailable) as reason:
        sys.stderr.write(f"should-i-call stops: {reason}\n")
        sys.exit(reason.exit_code if isinstance(reason, Stopped) else 1)
    except Exception as fault:
        # Not its traceback, which may show what people wrote.
        logger.critical("a fault of the bot's own, please report it", error=place_of(_innermost(fault)))
        sys.exit(1)


def _new_loop() -> asyncio.AbstractEventLoop:
    """The fastest event loop there is on this system."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


def _innermost(fault: BaseException) -> BaseException:
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return fault


async def _run(settings: Settings, clock: Callable[[], datetime]) -> None:
    token = settings.telegram_bot_token
    level = "ERROR" if token is None and settings.log_level == "INFO" else settings.log_level
    set_up_logging(level, token, settings.log_format)
    with held_alone(settings.database_url):
        store = Store(settings.database_url)
        try:
            if token is None:
                await store.open()
                await _converse(store)
            else:
                await _serve_until_told(settings, token, store, clock)
        finally:
            await store.close()


async def _converse(store: Store) -> None:
    from bot.terminal.session import converse

    await converse(store, lambda transport, own_clock, newcomer: App.over(transport, store, own_clock, newcomer))


async def _serve_until_told(settings: Settings, token: str, store: Store, clock: Callable[[], datetime]) -> None:
    """Open the store and serve, both until a signal says to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        _stop_on(number, loop, stop)
    leaving = asyncio.create_task(_leave_in_time(stop))
    try:
        if await _open(store, stop):
            await _serve(settings, token, store, clock, stop)
    finally:
        leaving.cancel()
    logger.info("stopped")


async def _open(store: Store, stop: asyncio.Event) -> bool:
    """Open the store; False where the bot is told to stop meanwhile."""
    opening, stopping = asyncio.create_task(store.open()), asyncio.create_task(stop.wait())
    await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not stop.is_set():
        opening.result()
        return True
    await asyncio.wait({opening}, timeout=_LAST_MOMENTS)
    if not opening.done():
        # A thread waits for the database, perhaps for another's upgrade. Nothing is committed; the next start does it.
        logger.info("stopped")
        sys.stderr.flush()
        os._exit(0)
    with contextlib.suppress(StoreTooNew, StoreUnavailable):
        opening.result()
    return False


def _stop_on(number: signal.Signals, loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    try:
        loop.add_signal_handler(number, stop.set)
    except NotImplementedError:
        # The loops of Windows have none; a handler of Python's own runs outside the loop and has to wake it.
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


async def _leave_in_time(stop: asyncio.Event, seconds: float = _LEAVES_AFTER) -> None:
    """Once it is to stop, end the program at a moment, even where something hangs; what is committed is safe."""
    await stop.wait()
    leaving = threading.Timer(seconds, _leave)
    leaving.daemon = True
    leaving.start()


def _leave() -> None:
    logger.error("what is in hand does not end; it is left for the next start")
    os._exit(1)


def _webhook(settings: Settings) -> WebhookAddress | None:
    if not settings.webhook_url or not settings.webhook_secret:
        return None
    from bot.delivery.webhook import WebhookAddress

    return WebhookAddress(settings.webhook_url, settings.webhook_secret, *settings.webhook_listen)


def _serves_alone(settings: Settings, store: Store) -> bool:
    """Whether no other process serves this bot, with which it might have to share a core."""
    return store.is_sqlite or not settings.webhook_url


async def _serve(
    settings: Settings, token: str, store: Store, clock: Callable[[], datetime], stop: asyncio.Event
) -> None:
    logger.info("data is kept", place=store.place)
    newcomer = Preferences(ZoneInfo("UTC"))
    app = App(
        token=token,
        api_url=settings.api_url,
        store=store,
        clock=clock,
        newcomer=newcomer,
        webhook=_webhook(settings),
        pings_a_second=settings.pings_a_second,
        admission=Admission(settings.allowed_users, settings.messages_a_minute),
        metrics_listen=settings.metrics_listen,
        most_open=settings.open_interviews,
        on_one_core=settings.one_core and _serves_alone(settings, store),
    )
    await app.run(stop)
