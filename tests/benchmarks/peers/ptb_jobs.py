"""python-telegram-bot's JobQueue: so many jobs that are due at once, each of which sends a message."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes

from tests.benchmarks.peers.settings import PTB_URL, TOKEN


async def ping(context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a reminder."""
    assert context.job
    await context.bot.send_message(context.job.chat_id or 0, "A call is due.")


async def schedule(application: Application) -> None:  # type: ignore[type-arg]
    """Have everybody reminded a moment after the start."""
    assert application.job_queue
    for person_id in range(1, int(sys.argv[1]) + 1):
        application.job_queue.run_once(ping, 2, chat_id=person_id)


def main() -> None:
    """Run the bot."""
    Application.builder().token(TOKEN).base_url(PTB_URL).post_init(schedule).build().run_polling(
        allowed_updates=Update.ALL_TYPES
    )


if __name__ == "__main__":
    main()
