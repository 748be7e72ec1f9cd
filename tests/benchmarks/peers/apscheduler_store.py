"""APScheduler with its SQLAlchemy store: so many jobs that are due at once, each of which sends a message."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.benchmarks.peers.settings import PTB_URL, TOKEN

bot = Bot(TOKEN, base_url=PTB_URL, request=HTTPXRequest(connection_pool_size=256, pool_timeout=60))


async def ping(person_id: int) -> None:
    """Send a reminder."""
    await bot.send_message(person_id, "A call is due.")


async def main() -> None:
    """Schedule and run."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=os.environ["DATABASE_URL"])},
        job_defaults={"misfire_grace_time": None},
        timezone="UTC",
    )
    scheduler.start(paused=True)
    at = datetime.now().astimezone() + timedelta(seconds=1)
    for person_id in range(1, int(sys.argv[1]) + 1):
        scheduler.add_job(ping, "date", run_date=at, args=[person_id])
    await bot.initialize()
    await bot.get_updates(timeout=0)
    scheduler.resume()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
