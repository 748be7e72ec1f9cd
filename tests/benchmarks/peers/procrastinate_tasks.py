"""procrastinate on PostgreSQL: so many tasks that are due at once, each of which sends a message."""

from __future__ import annotations

import asyncio
import os
import sys

from procrastinate import App, PsycopgConnector
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.benchmarks.peers.settings import PTB_URL, TOKEN

app = App(connector=PsycopgConnector(conninfo=os.environ["DATABASE_URL"]))
bot = Bot(TOKEN, base_url=PTB_URL, request=HTTPXRequest(connection_pool_size=256, pool_timeout=60))


@app.task
async def ping(person_id: int) -> None:
    """Send a reminder."""
    await bot.send_message(person_id, "A call is due.")


async def main() -> None:
    """Defer and work."""
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await ping.batch_defer_async(*({"person_id": person_id} for person_id in range(1, int(sys.argv[1]) + 1)))
        await bot.initialize()
        await bot.get_updates(timeout=0)
        await app.run_worker_async(concurrency=20, wait=True, install_signal_handlers=False)


if __name__ == "__main__":
    asyncio.run(main())
