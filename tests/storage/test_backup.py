"""Backups: whole while the bot writes, and put back without losing what was there."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store
from storage.backup import NoBackup, back_up, restore

from .rows import NOW, add_people, ids

ROOT = Path(__file__).parents[2]


def nothing(_: int, __: int) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite3"


async def test_a_backup_made_while_the_bot_writes_is_one_moment_of_it(
    sqlite_store: Store, sqlite_url: str, target: Path
) -> None:
    """People are added in pairs; a backup holds both of a pair, or none."""
    done = asyncio.Event()

    async def write() -> None:
        pair = 0
        while not done.is_set():
            pair += 2
            await sqlite_store.run(lambda uow, n=pair: [uow.people.add(id_, {}, 1, NOW) for id_ in (n, n + 1)])

    writing = asyncio.create_task(write())
    for n in range(5):
        await asyncio.to_thread(back_up, sqlite_url, target.with_name(f"{n}.sqlite3"), nothing)
    done.set()
    await writing
    held = [await ids(f"sqlite:///{target.with_name(f'{n}.sqlite3')}") for n in range(5)]
    assert all(len(each) % 2 == 0 for each in held)
    assert len(held[-1]) > 0


async def test_a_backup_is_one_file_for_its_owner_alone(sqlite_store: Store, sqlite_url: str, target: Path) -> None:
    before = set(target.parent.iterdir())
    back_up(sqlite_url, target, nothing)
    assert set(target.parent.iterdir()) - before == {target}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


async def test_a_restore_gives_back_what_was_and_keeps_what_is(
    sqlite_store: Store, sqlite_url: str, target: Path
) -> None:
    await sqlite_store.run(add_people)
    back_up(sqlite_url, target, nothing)
    await sqlite_store.run(lambda uow: uow.people.add(99, {}, 1, NOW))
    await sqlite_store.close()
    aside = restore(sqlite_url, target)
    assert await ids(sqlite_url) == [1, 2]
    assert aside is not None
    assert await ids(f"sqlite:///{aside}") == [1, 2, 99]


async def test_a_restore_where_nothing_was(sqlite_store: Store, sqlite_url: str, target: Path, tmp_path: Path) -> None:
    await sqlite_store.run(add_people)
    back_up(sqlite_url, target, nothing)
    new = f"sqlite:///{tmp_path / 'new' / 'bot.sqlite3'}"
    assert restore(new, target) is None
    assert await ids(new) == [1, 2]


async def test_a_file_in_use_is_not_replaced(sqlite_store: Store, sqlite_url: str, target: Path) -> None:
    await sqlite_store.run(add_people)
    back_up(sqlite_url, target, nothing)
    with closing(sqlite3.connect(sqlite_store.place)) as running:
        running.execute("SELECT count(*) FROM people").fetchone()
        with pytest.raises(NoBackup, match="in use; stop the bot first"):
            restore(sqlite_url, target)
    await sqlite_store.run(lambda uow: uow.people.add(99, {}, 1, NOW))
    assert await ids(sqlite_url) == [1, 2, 99]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (b"Dear Acme, " * 500, "file is not a database"),
        (b"", "that file holds no data of this bot"),
        (None, "there is no"),
    ],
)
async def test_what_is_no_backup_is_refused_and_all_is_as_it_was(
    sqlite_store: Store, sqlite_url: str, target: Path, what: bytes | None, why: str
) -> None:
    await sqlite_store.run(add_people)
    await sqlite_store.close()
    if what is not None:
        target.write_bytes(what)
    with pytest.raises(NoBackup, match=why):
        restore(sqlite_url, target)
    assert await ids(sqlite_url) == [1, 2]


async def test_a_damaged_backup_is_refused(sqlite_store: Store, sqlite_url: str, target: Path) -> None:
    await sqlite_store.run(lambda uow: [uow.people.add(n, {"note": "x" * 500}, 1, NOW) for n in range(400)])
    back_up(sqlite_url, target, nothing)
    await sqlite_store.close()
    content = bytearray(target.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xff" * 8192
    target.write_bytes(content)
    with pytest.raises(NoBackup, match=r"damaged|malformed"):
        restore(sqlite_url, target)
    assert len(await ids(sqlite_url)) == 400


async def test_the_backup_of_a_newer_release_is_refused(sqlite_store: Store, sqlite_url: str, target: Path) -> None:
    back_up(sqlite_url, target, nothing)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NoBackup, match="newer release"):
        restore(sqlite_url, target)


async def test_a_file_that_is_there_is_never_written_over(sqlite_store: Store, sqlite_url: str, target: Path) -> None:
    target.write_text("dear to somebody")
    with pytest.raises(NoBackup, match="is there already"):
        back_up(sqlite_url, target, nothing)
    assert target.read_text() == "dear to somebody"


def test_postgresql_has_its_own_tools(target: Path) -> None:
    with pytest.raises(NoBackup, match="pg_dump"):
        back_up("postgresql://127.0.0.1/x", target, nothing)
