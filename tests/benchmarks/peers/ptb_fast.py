"""python-telegram-bot's echo bot over the measured bot's own transport and event loop: what its frame allows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import uvloop
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.delivery.transport import ReqwestRequest
from tests.benchmarks.peers.settings import PTB_URL, TOKEN

_CONNECTIONS, _PATIENCE = 256, 10.0

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    assert update.message
    await update.message.reply_text(update.message.text or "")


def run(handle: Handle) -> None:
    """Run a bot that handles each text so, many side by side."""
    asyncio.set_event_loop(uvloop.new_event_loop())
    sending, polling = ReqwestRequest(PTB_URL, _CONNECTIONS, _PATIENCE), ReqwestRequest(PTB_URL, 1, _PATIENCE)
    builder = Application.builder().token(TOKEN).base_url(PTB_URL).request(sending).get_updates_request(polling)
    application = builder.concurrent_updates(_CONNECTIONS).build()
    application.add_handler(MessageHandler(filters.TEXT, handle))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    run(echo)
