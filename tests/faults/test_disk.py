"""SQLite's file: no room for it, damaged, not to be written, held by another. Nothing is lost; a line says what."""

from __future__ import annotations

import asyncio
import ctypes
import os
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.pings import LEASE
from storage.engine import BUSY_TIMEOUT_MS
from tests.botapi import BotApi
from tests.botapi.webhook import Pusher, free_port
from tests.faults.conftest import MakeBot
from tests.faults.facts import REPEAT, events_of, rows
from tests.faults.process import ROOT, BotProcess, Command, by_webhook
from tests.faults.running import MONDAY
from tests.faults.stepped import Stepped
from tests.read_only import read_only

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits, mounts and capabilities are Linux's")

WAITS = "the store is away, updates wait"
DAMAGED = "Put a backup in its place: should-i-call restore FILE"
NOTE = "time for the thank-you note"


def stops(bot: BotProcess) -> str:
    """The one line in which a bot says why it stops."""
    (line,) = [line for line in bot.stderr.splitlines() if line.startswith("should-i-call stops: ")]
    assert "Traceback" not in bot.stderr
    return line.removeprefix("should-i-call stops: ")


# --- no room ---------------------------------------------------------------------------------------------------


async def no_room_for_a_while(stepped: Stepped, fill: Callable[[], None], free: Callable[[], None], words: str) -> None:
    """While nothing can be written updates wait with Telegram and pings come late; then all go on by themselves."""
    api, bot = stepped.api, stepped.bot
    for person_id in (7, 8):
        await stepped.says(person_id, "/timezone Europe/Berlin")
        await stepped.says(person_id, "/interviewed Acme")
    fill()
    update_id = api.user(7).says("/thanked Acme")
    await bot.says(WAITS)
    stepped.now_is(MONDAY + timedelta(hours=3))
    await bot.says("the store is away, pings wait")
    assert not api.updates.is_confirmed(update_id)
    assert [len(api.user(person_id).messages) for person_id in (7, 8)] == [2, 2]
    free()
    # Where there was room for a claim and for no more, that has to run out first.
    stepped.now_is(MONDAY + timedelta(hours=3) + 2 * LEASE)
    await api.wait_until_confirmed(update_id)
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    await api.wait_for_message(8, lambda message: NOTE in message.text)
    assert await bot.stop() == 0
    assert [kind for _, kind in events_of(bot.database, 7) if kind == "thanked"] == ["thanked"]
    assert len(stepped.pings(8, NOTE)) == 1
    assert not any(REPEAT in message.text for message in api.messages)
    (line,) = [line for line in bot.stderr.splitlines() if WAITS in line]
    assert words in line
    assert rows(bot.database, "PRAGMA integrity_check") == [("ok",)]


async def test_a_file_that_may_not_grow(stepped: Stepped) -> None:
    await stepped.bot.started()
    pid, free = stepped.bot.pid, resource.RLIM_INFINITY
    await no_room_for_a_while(
        stepped,
        lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, free)),
        lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (free, free)),
        "disk I/O error",
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["/usr/bin/env", "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a disk can be mounted by root alone")
    yield folder
    subprocess.run(["/usr/bin/env", "umount", "--lazy", str(folder)], check=True)


async def test_a_disk_that_is_full(stepped: Stepped, small_disk: Path) -> None:
    filler = small_disk / "filler"
    stepped.bot.keeps_in(small_disk / "bot.sqlite3")
    await stepped.bot.started()

    def fill() -> None:
        # What room the log has already could be used again.
        with closing(sqlite3.connect(stepped.bot.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with filler.open("wb", buffering=0) as file:
            while True:
                try:
                    file.write(b"x" * 4096)
                except OSError:
                    return

    await no_room_for_a_while(stepped, fill, filler.unlink, "database or disk is full")


async def test_a_file_that_may_not_be_written_any_more(stepped: Stepped) -> None:
    """As where a disk is mounted anew to be read alone; whoever has a file open may not write it either."""
    await stepped.bot.started()
    with ExitStack() as held:
        await no_room_for_a_while(
            stepped,
            lambda: held.enter_context(read_only(stepped.bot.database, Path(f"{stepped.bot.database}-wal"))),
            held.close,
            "disk I/O error",
        )


# --- damaged -----------------------------------------------------------------------------------------------------


def tool(bot: BotProcess, *arguments: str) -> str:
    """Run `should-i-call` with arguments on the bot's database; gives what it says."""
    command = [sys.executable, "-m", "bot", *arguments]
    ended = subprocess.run(command, env=bot.environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stdout + ended.stderr


def damage(database: Path) -> None:
    """Overwrite what the file holds, all but its first page."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO meta VALUES ('touched', 'so that nobody trusts what they have in memory')")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with database.open("r+b") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(size)
        file.write(b"\xa5" * (length - size))


def no_database(database: Path) -> None:
    """Put something else in the file's place."""
    database.write_bytes(b"Dear Acme, " * 2000)


@pytest.mark.parametrize("harm", [damage, no_database])
async def test_a_damaged_file_is_not_served_and_a_backup_brings_all_back(
    api: BotApi, bot: BotProcess, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    tool(bot, "backup", str(tmp_path / "backup"))
    assert await bot.stop() == 0
    harm(bot.database)
    update_id = api.user(7).says("/thanked Acme")
    await bot.start()
    assert await bot.ended() == 1
    assert DAMAGED in stops(bot)
    assert not api.updates.is_confirmed(update_id)
    tool(bot, "restore", str(tmp_path / "backup"))
    await bot.start()
    await api.wait_until_confirmed(update_id)
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    assert events_of(bot.database, 7) == [("Acme", "interviewed"), ("Acme", "thanked")]


async def test_a_file_that_is_damaged_while_it_is_served_ends_the_bot_before_worse_is_done(
    api: BotApi, bot: BotProcess, tmp_path: Path
) -> None:
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    tool(bot, "backup", str(tmp_path / "backup"))
    damage(bot.database)
    update_id = api.user(7).says("/thanked Acme")
    assert await bot.ended() == 1
    assert DAMAGED in stops(bot)
    assert "malformed" in bot.stderr
    assert not api.updates.is_confirmed(update_id)
    tool(bot, "restore", str(tmp_path / "backup"))
    await bot.start()
    await api.wait_until_confirmed(update_id)
    await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    assert events_of(bot.database, 7) == [("Acme", "interviewed"), ("Acme", "thanked")]


# --- not to be written, or held ------------------------------------------------------------------------------------


class WithoutPrivilege(Command):
    """Starts the bot so that permissions hold for it, whoever runs the tests."""

    def prepare(self) -> None:
        """In the new process: what lets root read and write everything is not to be had any more."""
        prctl = ctypes.CDLL(None).prctl
        for capability in (1, 2):
            # 24 is PR_CAPBSET_DROP; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
            prctl(24, capability)
        os.umask(0)


@pytest.mark.parametrize("what", ["the file", "the folder"])
async def test_what_may_not_be_written_is_said_and_served_once_it_may(
    api: BotApi, make_bot: MakeBot, tmp_path: Path, what: str
) -> None:
    bot, folder = make_bot(WithoutPrivilege()), tmp_path / "kept"
    bot.keeps_in(folder / "bot.sqlite3")
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    assert await bot.stop() == 0
    locked = folder if what == "the folder" else bot.database
    modes = {folder: stat.S_IMODE(folder.stat().st_mode), bot.database: stat.S_IMODE(bot.database.stat().st_mode)}
    assert modes == {folder: 0o700, bot.database: 0o600}
    locked.chmod(modes[locked] & 0o577)
    update_id = api.user(7).says("/thanked Acme")
    await bot.start()
    assert await bot.ended() == 1
    assert any(words in stops(bot) for words in ("Permission denied", "readonly database", "unable to open"))
    assert not api.updates.is_confirmed(update_id)
    locked.chmod(modes[locked])
    await bot.start()
    await api.wait_until_confirmed(update_id)
    assert events_of(bot.database, 7) == [("Acme", "interviewed"), ("Acme", "thanked")]


async def test_a_file_that_another_program_holds_at_the_start_is_said(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    assert await bot.stop() == 0
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        update_id = api.user(7).says("/interviewed Acme")
        await bot.start()
        assert await bot.ended() == 1
        assert "database is locked" in stops(bot)
        assert not api.updates.is_confirmed(update_id)
    await bot.start()
    await api.wait_until_confirmed(update_id)
    assert events_of(bot.database, 7) == [("Acme", "interviewed")]


async def test_while_another_program_holds_the_file_all_are_refused_after_one_wait(
    api: BotApi, make_bot: MakeBot, tmp_path: Path
) -> None:
    """Forty people's updates: none waits for the others', and a stop does not wait for any."""
    bot = make_bot(**by_webhook(f"sqlite:///{tmp_path / 'bot.sqlite3'}", free_port()))
    await bot.start()
    await bot.says("updates are taken")
    loop = asyncio.get_running_loop()
    async with Pusher(api, [bot.address]) as pusher:
        with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = loop.time()
            updates = [api.user(person_id).says("/interviewed Acme") for person_id in range(10, 50)]
            await api.wait_until(lambda: len(pusher.answers) >= len(updates) or None, 20, "an answer for each")
            assert loop.time() - began < 3 * BUSY_TIMEOUT_MS / 1000
            assert set(pusher.answers) == {503}
            began = loop.time()
            assert await bot.stop() == 0
            assert loop.time() - began < 10
        await bot.start()
        for update_id in updates:
            await api.wait_until_confirmed(update_id)
    for person_id in range(10, 50):
        assert events_of(bot.database, person_id) == [("Acme", "interviewed")]
    assert "Traceback" not in bot.stderr
