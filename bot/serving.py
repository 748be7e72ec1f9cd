"""Serves what is asked for, with all of the bot loaded: Telegram, or a conversation in the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import App
from bot.delivery.connection import TelegramConnection
from bot.delivery.polling import Stopped
from bot.guidance.facts import Preferences
from bot.handlers.admission import Admission
from bot.logs import logger_for
from bot.settings import Settings
from storage import Store, StoreTooNew, StoreUnavailable

if TYPE_CHECKING:
    from bot.delivery.webhook import WebhookAddress

logger = logger_for("bot")

Clock = Callable[[], datetime]


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    """The store, open. Raises Stopped where it cannot be, or is away at the start."""
    store = Store(url)
    try:
        await store.open()
        yield store
    except (StoreTooNew, StoreUnavailable) as reason:
        raise Stopped(str(reason)) from reason
    finally:
        await store.close()


async def converse_here(settings: Settings) -> None:
    """Hold a conversation in this terminal. Raises Stopped."""
    from bot.terminal.session import converse

    async with _opened(settings.database_url) as store:
        await converse(store, lambda transport, own_clock, newcomer: App.over(transport, store, own_clock, newcomer))


def _webhook(settings: Settings) -> WebhookAddress | None:
    if not settings.webhook_url or not settings.webhook_secret:
        return None
    from bot.delivery.webhook import WebhookAddress

    return WebhookAddress(settings.webhook_url, settings.webhook_secret, *settings.webhook_listen)


async def serve_telegram(settings: Settings, connection: TelegramConnection, stop: asyncio.Event, clock: Clock) -> None:
    """Serve until told to stop. Raises Stopped where going on is pointless."""
    async with _opened(settings.database_url) as store:
        logger.info("data is kept", place=store.place)
        app = App(
            connection=connection,
            store=store,
            clock=clock,
            newcomer=Preferences(ZoneInfo("UTC")),
            webhook=_webhook(settings),
            pings_a_second=settings.pings_a_second,
            admission=Admission(settings.allowed_users, settings.messages_a_minute),
            metrics_listen=settings.metrics_listen,
        )
        await app.run(stop)
