"""Taking updates by webhook. Telegram is answered 200 only after the commit, and keeps every other update."""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from aiohttp import web
from msgspec import Struct
from telegram import Bot
from telegram.error import InvalidToken, RetryAfter

from bot.delivery.calls import REFUSED_TOKEN, retry_after
from bot.delivery.listening import listening
from bot.delivery.pausing import pause_unless
from bot.delivery.polling import Stopped, Take
from bot.handlers.received import read_update
from bot.handlers.updates import ALLOWED_UPDATES
from bot.logs import logger_for
from storage.json_text import from_json

logger = logger_for(__name__)

MOST_BYTES = 1024 * 1024
"""Of one update; Telegram's largest are a small part of it."""
FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds before Telegram is told the address again."""
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name, no secret
_WINDING_UP = 2.5
"""Seconds that updates in hand have once the bot is to stop; Telegram keeps those that are not answered for."""


class WebhookAddress(Struct, frozen=True):
    """The `url` that Telegram posts to, with the `secret` it shows; `host` and `port` listen for it on that path."""

    url: str
    secret: str
    host: str
    port: int


class Webhook:
    """An HTTP server that Telegram, or a proxy before it, posts updates to. It may be one of many on one database."""

    def __init__(self, bot: Bot, take: Take, address: WebhookAddress) -> None:
        self._bot = bot
        self._take = take
        self._address = address
        self._stop = asyncio.Event()
        # One person's updates wait for each other; Telegram sends only those of one kind one by one.
        self._people: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop. Raises Stopped where the address cannot be listened on, or the token is refused."""
        self._stop = stop
        served = web.Application(client_max_size=MOST_BYTES)
        served.router.add_post(urlsplit(self._address.url).path or "/", self._receive)
        host, port = self._address.host, self._address.port
        async with listening(served, host, port, setting="WEBHOOK_LISTEN", patience=_WINDING_UP):
            logger.info("updates are taken", listening=f"{host}:{port}")
            announcing, stopping = asyncio.create_task(self._announce(stop)), asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({announcing, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not stop.is_set():
                    announcing.result()
                await stopping
            finally:
                announcing.cancel()
                stopping.cancel()

    async def _announce(self, stop: asyncio.Event) -> None:
        """Tell Telegram the address, again and again until it knows."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                await self._bot.set_webhook(
                    self._address.url, secret_token=self._address.secret, allowed_updates=ALLOWED_UPDATES
                )
            except InvalidToken as error:
                raise Stopped(REFUSED_TOKEN) from error
            except Exception as error:
                logger.warning("Telegram does not take the webhook; trying again", error=type(error).__name__)
                wanted = retry_after(error).total_seconds() if isinstance(error, RetryAfter) else 0.0
                await pause_unless(stop, max(pause, wanted))
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                return

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._address.secret.encode()):
            return web.Response(status=401)
        if self._stop.is_set():
            return web.Response(status=503)
        try:
            update = read_update(from_json(await request.read()))
        except ValueError:
            return web.Response(status=400)
        lock = self._people.setdefault(update.sender_id, asyncio.Lock())
        async with lock:
            # Telegram hands an update over again that is not answered with 200.
            taken = not self._stop.is_set() and await self._take(update)
            return web.Response(status=200 if taken else 503)
