"""The same, keeping each message: SQLAlchemy Core in a thread that commits together what waits together."""

from __future__ import annotations

import asyncio
import os
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, create_engine, event
from telegram import Update
from telegram.ext import ContextTypes

from bot.delivery.one_core import stay_on_one_core
from tests.benchmarks.peers.ptb_fast import echo, run

TABLES = MetaData()
SAID = Table(
    "said", TABLES, Column("id", Integer, primary_key=True), Column("person_id", Integer), Column("text", Text)
)

Row = dict[str, Any]


class Writer:
    """One connection, kept, in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[tuple[Row, asyncio.Future[None]]] = SimpleQueue()
        Thread(target=self._write, daemon=True).start()

    async def keep(self, row: Row) -> None:
        """Wait until a row is committed."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.put((row, kept))
        await kept

    def _write(self) -> None:
        with self._engine.connect() as connection:
            while True:
                group = self._take()
                with connection.begin():
                    for row, _ in group:
                        connection.execute(SAID.insert(), row)
                futures = [kept for _, kept in group]
                futures[0].get_loop().call_soon_threadsafe(_tell, futures)

    def _take(self) -> list[tuple[Row, asyncio.Future[None]]]:
        """All that waits, which is at least one."""
        group = [self._waiting.get()]
        try:
            while True:
                group.append(self._waiting.get_nowait())
        except Empty:
            return group


def _tell(futures: list[asyncio.Future[None]]) -> None:
    for future in futures:
        if not future.done():
            future.set_result(None)


def main() -> None:
    """Run the bot."""
    engine = create_engine(os.environ["DATABASE_URL"])

    @event.listens_for(engine, "connect")
    def durably(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    TABLES.create_all(engine)
    writer = Writer(engine)
    stay_on_one_core()

    async def keep_and_echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await writer.keep({"person_id": update.message.chat_id, "text": update.message.text or ""})
        await echo(update, context)

    run(keep_and_echo)


if __name__ == "__main__":
    main()
