"""Older databases: the first release's, with data in it, is brought to this release's tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

import storage
from bot.guidance.events import Outcome
from bot.services import pings
from bot.services.account import read_account
from storage import Store
from storage.engine import open_engine, read_url

from .test_migrations import shape, tables

DATA = Path(__file__).with_name("first_release.sql")
NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(read_url(url))
    yield engine
    engine.dispose()


def alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    return config


REVISIONS = [revision.revision for revision in ScriptDirectory.from_config(alembic()).walk_revisions()][::-1]


def go(connection: Connection, *, up_to: str = "", down_to: str = "") -> None:
    """Upgrade or downgrade in one transaction."""
    config = alembic()
    config.attributes["connection"] = connection
    with connection.begin():
        if up_to:
            command.upgrade(config, up_to)
        else:
            command.downgrade(config, down_to)


def described(connection: Connection) -> dict[str, str]:
    """The tables that a release made, as the database describes them."""
    with connection.begin():
        return {name: what for name, what in shape(connection).items() if not name.startswith("alembic_version")}


def rows(connection: Connection, columns: dict[str, str]) -> dict[str, list[str]]:
    with connection.begin():
        return {
            table: sorted(str(row) for row in connection.execute(text(f"SELECT {named} FROM {table}")))  # noqa: S608
            for table, named in columns.items()
        }


def first_release(engine: Engine) -> dict[str, str]:
    """Make the first release's tables and fill them; gives the columns of each."""
    with engine.connect() as connection:
        go(connection, up_to=REVISIONS[0])
        with connection.begin():
            names = tables(connection) - {"alembic_version"}
            columns = {name: ", ".join(connection.execute(text(f"SELECT * FROM {name}")).keys()) for name in names}  # noqa: S608
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
            for line in DATA.read_text().splitlines():
                if line.startswith("INSERT"):
                    # Not as text(), which takes the colons in it for parameters.
                    connection.exec_driver_sql(line)
            if engine.dialect.name == "postgresql":
                for name in ("interviews", "changes", "drafts", "pings"):
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), 100)"))
    return columns


def test_every_step_can_be_taken_up_down_and_up_again_with_data_in_place(engine: Engine) -> None:
    columns = first_release(engine)
    with engine.connect() as connection:
        kept, before = rows(connection, columns), described(connection)
        assert all(kept.values()), "each table of the first release has something to lose"
        for lower, upper in pairwise(REVISIONS):
            go(connection, up_to=upper)
            after = described(connection)
            go(connection, down_to=lower)
            assert described(connection) == before
            assert rows(connection, columns) == kept
            go(connection, up_to=upper)
            assert described(connection) == after
            assert rows(connection, columns) == kept
            before = after


async def test_the_first_releases_database_is_taken_up(engine: Engine, url: str) -> None:
    columns = first_release(engine)
    with engine.connect() as connection:
        kept = rows(connection, columns)
    store = Store(url)
    await store.open()
    with engine.connect() as connection:
        assert rows(connection, columns) == kept
    account = await store.run(lambda uow: read_account(uow, 7))
    assert {plan.interview.company for plan in account.plans} == {"Acme", "Initech"}
    assert account.plans[0].interview.events[-1].what.outcome is Outcome.MESSAGE  # type: ignore[union-attr]
    assert len({record.uid for record in account.records} - {None, ""}) == 2
    await store.close()


async def test_what_the_first_release_owed_is_sent(engine: Engine, url: str) -> None:
    first_release(engine)
    store = Store(url)
    await store.open()
    owed = await store.run(lambda uow: uow.inbox.take_over("me", NOW, NOW + pings.LEASE, 10))
    assert owed == [(901, {"chat_id": 8, "text": "Which call?"})]
    (claim,) = await store.run(lambda uow: pings.claim(uow, NOW, 1))
    assert claim.person_id == 8
    prepared = await store.run(lambda uow: pings.prepare(uow, claim, NOW))
    assert prepared
    assert prepared.message.repeat, "the ping in flight may have arrived"
    await store.close()
