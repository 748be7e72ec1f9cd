"""Databases of many people, filled in SQL: everybody has what one real person recorded through the bot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, String, Table, cast, delete, func, select, text, true, update

from bot.app import App
from bot.guidance.etiquette import RULES_VERSION
from bot.guidance.facts import Preferences
from bot.handlers.received import read_update
from bot.services.account import open_account
from bot.services.commands import run
from bot.services.context import Context, Request
from storage import Store, UnitOfWork
from storage.engine import open_engine, read_url
from storage.tables import changes, events, interviews, people, ping_steps, pings
from tests.benchmarks.double import message_update
from tests.benchmarks.stub import StubTransport

_NUMBERED = ((interviews, "id"), (changes, "id"), (events, "row_id"), (pings, "id"))
_REFERS = {
    "interview_id": interviews,
    "recorded_by": changes,
    "retracted_by": changes,
    "change_id": changes,
    "corrects": events,
    "ping_id": pings,
    "anchor": events,
}
_APART = 1000
"""More rows of a table than the one person has, and so few that a million people have numbers of 32 bits."""
_CHUNK = 50_000
_UTC = ZoneInfo("UTC")


async def app_on(store: Store, clock: Callable[[], datetime], zone: ZoneInfo = _UTC) -> App:
    """The bot on a store, without any Telegram."""
    app = App(
        token="1:local",
        api_url="local/bot",
        store=store,
        clock=clock,
        newcomer=Preferences(zone),
        transport=StubTransport(),
        pings_a_second=1000,
    )
    await app.application.initialize()
    return app


async def say(app: App, person_id: int, command: str) -> None:
    """Have a person say a command to the bot; it is committed afterwards, and its answer on the way."""
    last = await app.store.run(lambda uow: uow.inbox.last_id(), write=False) or 0
    await app.application.process_update(read_update(message_update(last + 1, person_id, command)))


async def record(store: Store, now: datetime, person_id: int, commands: Sequence[str], zone: ZoneInfo = _UTC) -> None:
    """Record what a person says, without any answer."""

    def unit(uow: UnitOfWork) -> None:
        for words in commands:
            command, _, text = words.removeprefix("/").partition(" ")
            account = open_account(uow, person_id, Preferences(zone), now)
            run(Context(uow, account, now), Request(command, {"text": text}))

    await store.run(unit)


async def fill(url: str, count: int, now: datetime, commands: Sequence[str], zone: ZoneInfo = _UTC) -> None:
    """Fill an empty database with so many people, numbered from 1, each of whom has said the commands."""
    store = Store(url)
    await store.open()
    await record(store, now, 1, commands, zone)
    await store.close()
    engine = open_engine(read_url(url))
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA cache_size=-400000"))
        for first in range(1, count, _CHUNK):
            _copy(connection, first, min(first + _CHUNK, count))
    _settle_down(engine)
    engine.dispose()


def _copy(connection: Connection, first: int, beyond: int) -> None:
    """Copy the first person, once for each number above 1."""
    for table in (people, interviews, changes, events, pings, ping_steps):
        columns = [column.name for column in table.columns]
        values = ", ".join(_shifted(table, name) for name in columns)
        numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {beyond})"  # noqa: S608 - numbers
        owner = "id" if table is people else "person_id"
        quoted = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT {values} FROM n CROSS JOIN {table.name} t WHERE t.{owner} = 1"  # noqa: S608 - our own names
        connection.execute(text(f"INSERT INTO {table.name} ({quoted}) {numbers} {query}"))


def _shifted(table: Table, name: str) -> str:
    if name == "person_id" or (table is people and name == "id"):
        return "n.i + 1"
    if name in _REFERS or (table, name) in _NUMBERED:
        return f't."{name}" + n.i * {_APART}'
    return f't."{name}"'


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    """A transaction on a database."""
    engine = open_engine(read_url(url))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def make_one(url: str) -> None:
    """Make of all people one, numbered 1, who has every interview that they had, each under a name of its own."""
    with _transaction(url) as connection:
        for table in (interviews, changes, events, pings, ping_steps):
            connection.execute(update(table).values(person_id=1))
        number = cast(interviews.c.id, String)
        named = {"company": interviews.c.company + " " + number, "uid": number}
        connection.execute(update(interviews).values(named))


def _settle_down(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))


def set_due(url: str, at: datetime, person_ids: Sequence[int] = ()) -> None:
    """Have some people's alarms ring at an instant, or everybody's."""
    whom = people.c.id.in_(person_ids) if person_ids else true()
    with _transaction(url) as connection:
        connection.execute(update(people).where(whom).values(wake_at=at, lease_until=None))


def make_rules_old(url: str) -> None:
    """Have everybody's alarm be one that an older release worked out."""
    with _transaction(url) as connection:
        connection.execute(update(people).values(rules_version=RULES_VERSION - 1))


def count_of_new_rules(url: str) -> int:
    """How many people's alarms this release has worked out."""
    query = select(func.count()).select_from(people).where(people.c.rules_version == RULES_VERSION)
    with _transaction(url) as connection:
        return int(connection.execute(query).scalar_one())


def forget_pings(url: str) -> None:
    """Have nobody been told anything."""
    with _transaction(url) as connection:
        for table in (ping_steps, pings):
            connection.execute(delete(table))


def size_of(url: str) -> int:
    """How many bytes a database takes."""
    with _transaction(url) as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        return int(pages) * int(connection.execute(text("PRAGMA page_size")).scalar_one())
