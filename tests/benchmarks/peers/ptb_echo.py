"""python-telegram-bot's echo bot, as its documentation has it; `concurrent` sets `concurrent_updates`."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.benchmarks.peers.settings import PTB_URL, TOKEN


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    assert update.message
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Run the bot."""
    builder = Application.builder().token(TOKEN).base_url(PTB_URL)
    application = builder.concurrent_updates("concurrent" in sys.argv).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
