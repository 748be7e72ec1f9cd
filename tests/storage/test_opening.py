"""Opening the store: whose file it is, how each connection is set, and what is said where it cannot be opened."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import threading
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from storage import Store, StoreFault, StoreUnavailable, UnitOfWork
from storage.tables import people
from tests.patience import PATIENCE
from tests.read_only import read_only

from .rows import NOW, add_people

WRITTEN = "Zyxcorp rejected me"
SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def _open_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_umask")
@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
async def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bot.sqlite3"
    store = Store(f"sqlite:///{path}")
    await store.open()
    await store.run(add_people)
    assert mode(path.parent) == 0o700
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "bot.sqlite3": 0o600,
        "bot.sqlite3-shm": 0o600,
        "bot.sqlite3-wal": 0o600,
    }
    await store.close()


async def test_every_connection_to_a_file_is_set_for_durability(sqlite_store: Store) -> None:
    seen: dict[int, dict[str, object]] = {}
    together = threading.Barrier(2, timeout=PATIENCE)

    def ask(uow: UnitOfWork) -> None:
        together.wait()
        connection = uow.meta._connection
        answers = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
        seen[id(connection.connection.dbapi_connection)] = answers

    await asyncio.gather(*(sqlite_store.run(ask, write=False) for _ in range(together.parties)))
    assert len(seen) > 1
    assert all(answers == SETTINGS for answers in seen.values())


async def test_several_processes_may_migrate_at_once(url: str) -> None:
    stores = [Store(url) for _ in range(4)]
    if stores[0].is_sqlite:
        # SQLite does not wait its turn for this one switch, which is made once in a file's life.
        with closing(sqlite3.connect(stores[0].place)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    await asyncio.gather(*(store.open() for store in stores))
    await stores[0].run(add_people)
    assert await stores[-1].run(lambda uow: uow.people.ids(), write=False) == [1, 2]
    for store in stores:
        await store.close()


@pytest.mark.parametrize(
    "url",
    ["mysql://127.0.0.1/x", "postgres://127.0.0.1/x", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mongodb://x/y"],
)
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="a database URL"):
        Store(url)


@pytest.mark.parametrize("url", ["postgresql://ann:secret@127.0.0.1/x", "postgresql+asyncpg://ann:secret@127.0.0.1/x"])
def test_postgresql_is_reached_through_the_projects_own_driver(url: str) -> None:
    store = Store(url)
    assert store.place == "postgresql+psycopg://ann:***@127.0.0.1/x"
    assert not store.is_sqlite


def test_the_place_shows_no_password_among_the_options_either() -> None:
    store = Store("postgresql:///x?host=127.0.0.1&user=ann&password=secret&sslpassword=secret")
    assert store.place == "postgresql+psycopg:///x"


def test_the_place_is_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Store("sqlite:///data/bot.sqlite3").place == str(tmp_path / "data" / "bot.sqlite3")


async def test_what_is_no_database_is_unavailable_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Acme, " * 200)
    not_a_database = Store(f"sqlite:///{tmp_path / 'letter.txt'}")
    with pytest.raises(StoreUnavailable, match="file is not a database"):
        await not_a_database.open()
    await not_a_database.close()
    with pytest.raises(StoreUnavailable, match="Is a directory"):
        await Store(f"sqlite:///{tmp_path}").open()
    with pytest.raises(StoreUnavailable, match=r"letter\.txt"):
        await Store(f"sqlite:///{tmp_path / 'letter.txt' / 'bot.sqlite3'}").open()


@pytest.mark.parametrize("rules_version", [1, None])
async def test_an_error_never_shows_what_people_wrote(store: Store, rules_version: int | None) -> None:
    """A row that is there already, and one that lacks a value: in the message, its causes and their traceback."""

    def work(uow: UnitOfWork) -> None:
        row = {"id": 1, "preferences": {"note": WRITTEN}, "created_at": NOW, "rules_version": rules_version}
        uow.meta._connection.execute(insert(people).values(row))

    await store.run(add_people)
    with pytest.raises(StoreFault) as raised:
        await store.run(work)
    assert WRITTEN not in "".join(traceback.format_exception(raised.value))


async def test_a_locked_file_s_error_never_shows_what_people_wrote(sqlite_store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.meta._connection.exec_driver_sql("PRAGMA query_only=ON")
        uow.meta.set("note", WRITTEN)

    with pytest.raises(StoreUnavailable, match="readonly database") as raised:
        await sqlite_store.run(work)
    assert WRITTEN not in "".join(traceback.format_exception(raised.value))


async def test_a_file_that_could_not_be_written_can_be_once_it_may(sqlite_store: Store) -> None:
    """Also by a connection that was made meanwhile, which SQLite has read only for good."""
    with read_only(Path(sqlite_store.place)):
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match="readonly database"):
                await sqlite_store.run(add_people)
    await sqlite_store.run(add_people)
    assert await sqlite_store.run(lambda uow: uow.people.ids(), write=False) == [1, 2]
