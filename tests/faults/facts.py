"""What people told the bot before the test begins, and what the store holds after it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from bot.guidance.facts import Preferences
from bot.services.account import open_account
from bot.services.commands import run
from bot.services.context import Context, Request
from storage import Store, UnitOfWork
from tests.botapi import BotApi, Message
from tests.patience import PATIENCE

REPEAT = "↻"


def zone_at_noon(now: datetime) -> ZoneInfo:
    """A zone where it is noon, or some minutes after it: hours for pings, and hours to go until midnight."""
    # POSIX signs: GMT+3 is three hours behind.
    behind = now.astimezone(UTC).hour - 12
    return ZoneInfo(f"Etc/GMT{behind:+d}" if behind else "Etc/GMT")


def known_to(api: BotApi, *people: int) -> None:
    """Have people written to the bot long ago, so that it may write to them."""
    for person_id in people:
        api.user(person_id).says("/start")
    api.updates.drop_all()


Database = Path | str
"""SQLite's file, or PostgreSQL's URL."""


async def told(database: Database, now: datetime, people: Iterable[int], *commands: str) -> None:
    """Have each person say the commands at an instant, without any Telegram."""
    newcomer = Preferences(zone_at_noon(now))
    store = Store(database if isinstance(database, str) else f"sqlite:///{database}")
    await store.open()

    def tell(uow: UnitOfWork) -> None:
        for person_id in people:
            for words in commands:
                command, _, text = words.removeprefix("/").partition(" ")
                account = open_account(uow, person_id, newcomer, now)
                run(Context(uow, account, now), Request(command, {"text": text}))

    await store.run(tell)
    await store.close()


def rows(database: Database, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the store holds; `?` stands for a value."""
    if isinstance(database, str):
        with psycopg.connect(database) as postgresql:
            return postgresql.execute(query.replace("?", "%s"), values).fetchall()  # type: ignore[arg-type]
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, values).fetchall()


async def until_stored(database: Database, query: str, *values: object) -> None:
    """Wait until a query finds something; no event tells of another process's commits."""
    async with asyncio.timeout(PATIENCE):
        while not rows(database, query, *values):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def events_of(database: Database, person_id: int) -> list[tuple[str, str]]:
    """A person's events as company and kind, in the order they were recorded."""
    query = (
        "SELECT company, kind FROM events JOIN interviews ON interviews.id = interview_id "
        "WHERE events.person_id = ? ORDER BY row_id"
    )
    return rows(database, query, person_id)


def unmarked(message: Message) -> str:
    """A message's text without the mark of a repeat."""
    return "\n\n".join(part for part in message.text.split("\n\n") if not part.startswith(REPEAT))


def assert_repeats_are_marked(messages: Iterable[Message]) -> int:
    """Whatever came before, the same words or about the same thing, says that it may be a repeat; gives how many."""
    seen: set[str] = set()
    repeats = 0
    for message in messages:
        words = unmarked(message)
        if words in seen:
            assert REPEAT in message.text, f"a repeat without its mark: {message.text!r}"
            repeats += 1
        seen.add(words)
    return repeats
