"""A restore that is broken off, by whatever: the old database or the new one is there, whole."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from storage import Store
from storage.backup import NoBackup, NotOnDisk, back_up, restore
from tests.patience import PATIENCE

from .rows import NOW, add_people, ids

ROOT = Path(__file__).parents[2]


def nothing(_: int, __: int) -> None:
    """Nobody looks at the progress."""


async def started(sqlite_store: Store, sqlite_url: str, folder: Path) -> Path:
    """A folder with a database of 1, 2 and 99, as one who was killed left it, and a backup of 1 and 2."""
    (folder / "start").mkdir()
    await sqlite_store.run(add_people)
    back_up(sqlite_url, folder / "start" / "backup.sqlite3", nothing)
    await sqlite_store.run(lambda uow: uow.people.add(99, {}, 1, NOW))
    for end in ("", "-wal", "-shm"):
        shutil.copyfile(f"{sqlite_store.place}{end}", folder / "start" / f"bot.sqlite3{end}")
    assert (folder / "start" / "bot.sqlite3-wal").stat().st_size > 0
    return folder / "start" / "bot.sqlite3"


async def restored_killed(folder: Path, *how: str) -> int:
    """Have it restored again and again, killed at each step; gives how often."""
    command = (sys.executable, "-m", "tests.storage.killed_restore", str(folder), *how)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0
    return int(said)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each time is a fork")
async def test_a_restore_that_is_killed_leaves_the_old_or_the_new_whole(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    """At every step: nobody finds nothing there, or a file with another's log; and the next restore succeeds."""
    await started(sqlite_store, sqlite_url, tmp_path)
    times = await restored_killed(tmp_path)
    found = []
    for n in range(times):
        file = tmp_path / str(n) / "bot.sqlite3"
        assert file.exists()
        aside = file.with_name("bot.sqlite3.before-1")
        is_replaced = aside.exists() and not aside.samefile(file)
        found.append(await ids(f"sqlite:///{file}"))
        assert found[-1] == ([1, 2] if is_replaced else [1, 2, 99])
        kept = restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
        assert await ids(f"sqlite:///{file}") == [1, 2]
        assert await ids(f"sqlite:///{kept}") == found[-1]
        assert not list(file.parent.glob("*.arriving*"))
    assert found[0] == [1, 2, 99]
    assert found[-1] == [1, 2]
    assert times > 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each time is a fork")
async def test_where_a_file_can_have_one_name_alone_no_half_of_a_copy_is_left_under_a_name_that_means_a_whole_one(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    await started(sqlite_store, sqlite_url, tmp_path)
    for n in range(await restored_killed(tmp_path, "without-links")):
        file = tmp_path / str(n) / "bot.sqlite3"
        for aside in file.parent.glob("*.before-[0-9]"):
            assert await ids(f"sqlite:///{aside}") == [1, 2, 99]
        restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
        assert await ids(f"sqlite:///{file}") == [1, 2]
        assert not [*file.parent.glob("*.part*"), *file.parent.glob("*.arriving*")]


LEFT_BEHIND = [".arriving", ".arriving-wal", ".arriving-shm", ".arriving-journal", "-wal", "-journal"]


@pytest.mark.parametrize("end", LEFT_BEHIND)
async def test_what_one_who_was_killed_left_is_not_taken_for_the_restored_ones(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, end: str
) -> None:
    """Of a database that is not there itself; SQLite would roll a journal back into whatever takes its place."""
    file = await started(sqlite_store, sqlite_url, tmp_path)
    for path in file.parent.glob("bot.sqlite3*"):
        path.unlink()
    left = file.with_name(f"{file.name}{end}")
    left.write_bytes(b"Dear Acme, " * 500)
    restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    assert not left.exists()
    assert await ids(f"sqlite:///{file}") == [1, 2]


def failing(monkeypatch: pytest.MonkeyPatch, step: str, nth: int) -> None:
    """Have one of `os`'s functions fail when it is called so often and one time more, and ever after."""
    real, left = getattr(os, step), iter(range(nth))

    def fails(*arguments: object, **options: object) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*arguments, **options)

    monkeypatch.setattr(os, step, fails)


@pytest.mark.parametrize(("step", "nth"), [("fsync", 0), ("fsync", 1), ("replace", 0)])
async def test_where_a_step_of_a_restore_fails_all_is_as_it_was(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, nth: int
) -> None:
    file = await started(sqlite_store, sqlite_url, tmp_path)
    failing(monkeypatch, step, nth)
    with pytest.raises(NoBackup, match="No space left"):
        restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    monkeypatch.undo()
    assert await ids(f"sqlite:///{file}") == [1, 2, 99]
    assert {left.name for left in file.parent.iterdir()} == {file.name, "bot.sqlite3-lock", "backup.sqlite3"}


async def test_where_the_disk_does_not_confirm_a_restore_it_is_said_to_be_done(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await started(sqlite_store, sqlite_url, tmp_path)
    failing(monkeypatch, "fsync", 2)
    with pytest.raises(NotOnDisk, match=r"is in its place, but a power cut may undo that: .*No space left"):
        restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    monkeypatch.undo()
    assert await ids(f"sqlite:///{file}") == [1, 2]
    assert await ids(f"sqlite:///{file}.before-1") == [1, 2, 99]


async def test_where_the_disk_does_not_confirm_a_backup_it_is_said_to_be_made(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_store.run(add_people)
    failing(monkeypatch, "fsync", 1)
    target = tmp_path / "backup.sqlite3"
    with pytest.raises(NotOnDisk, match="is in its place"):
        back_up(sqlite_url, target, nothing)
    monkeypatch.undo()
    assert await ids(f"sqlite:///{target}") == [1, 2]


async def test_where_a_file_can_have_one_name_alone_a_copy_is_kept(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await started(sqlite_store, sqlite_url, tmp_path)
    failing(monkeypatch, "link", 0)
    aside = restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    assert await ids(f"sqlite:///{file}") == [1, 2]
    assert await ids(f"sqlite:///{aside}") == [1, 2, 99]


@pytest.mark.parametrize("fails", [False, True])
async def test_the_log_of_a_damaged_file_goes_with_it(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    """In its own place it would be taken for the log of the backup that was put there."""
    file = await started(sqlite_store, sqlite_url, tmp_path)
    file.write_bytes(b"Dear Acme, " * 500)
    log = file.with_name("bot.sqlite3-wal").read_bytes()
    if fails:
        monkeypatch.setattr(Path, "replace", lambda *_: os.replace("nothing", "nowhere"))
        with pytest.raises(NoBackup, match="No such file"):
            restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
        monkeypatch.undo()
    aside = restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    assert aside is not None
    assert await ids(f"sqlite:///{file}") == [1, 2]
    assert aside.read_bytes() == b"Dear Acme, " * 500
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log


async def test_what_is_put_in_place_is_on_the_disk_before_and_its_name_after(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await started(sqlite_store, sqlite_url, tmp_path)
    done: list[tuple[str, bool]] = []
    fsync, rename = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (done.append(("fsync", stat.S_ISDIR(os.fstat(fd).st_mode))), fsync(fd)))
    monkeypatch.setattr(os, "replace", lambda *paths: (done.append(("replace", False)), rename(*paths)))
    restore(f"sqlite:///{file}", file.with_name("backup.sqlite3"))
    assert done == [("fsync", False), ("fsync", True), ("replace", False), ("fsync", True)]
