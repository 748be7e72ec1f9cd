"""Backs a SQLite file up while it is in use, and puts a backup in its place."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.engine import create_for_owner_alone, is_file, open_engine, place_of, plain_words, read_url
from storage.errors import StoreTooNew, StoreUnavailable
from storage.migrate import migrate
from storage.serving import held_alone


class NoBackup(Exception):
    """No backup was made or put back, and all is as it was; the message says why and what to do."""


class NotOnDisk(Exception):
    """A backup was made or put back, but the disk does not confirm it: a power cut may undo that."""


def back_up(url: str, target: Path, progress: Callable[[int, int], None]) -> None:
    """Write what a database holds at this moment to a new file, for its owner alone; the bot may go on meanwhile.

    `progress` is told the pages done and all there are. Raises NoBackup, or NotOnDisk.
    """
    source = _file_of(url)
    if target.exists():
        raise NoBackup(f"{target} is there already; name a new file")
    if not source.exists():
        raise NoBackup(f"there is no {source}")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        _make_anew(unfinished)
        with _opened(source) as held, _opened(unfinished) as copy:
            # In one step: what is committed between two would begin the copy anew. A reader holds up nobody in WAL.
            held.backup(copy, progress=lambda _, left, total: progress(total - left, total))
        _check(unfinished)
        _to_disk(unfinished)
        unfinished.replace(target)
        _name_to_disk(target)
    except (sqlite3.Error, OSError, StoreUnavailable) as error:
        raise NoBackup(f"{target}: {error}") from None
    finally:
        _remove(unfinished)


def restore(url: str, backup: Path) -> Path | None:
    """Put a backup in the place of the database, while no bot runs on it. Gives where what was there before is now.

    Raises NoBackup for what is no sound backup of this or an older release, and where the file is in use; NotOnDisk.
    """
    target = _file_of(url).resolve()
    if not backup.exists():
        raise NoBackup(f"there is no {backup}")
    try:
        with held_alone(url):
            return _replace(target, backup)
    except StoreUnavailable as error:
        # It is about the database's file, and names that.
        raise NoBackup(str(error)) from None
    except (sqlite3.Error, OSError) as error:
        raise NoBackup(f"{backup}: {error}") from None


def _replace(target: Path, backup: Path) -> Path | None:
    """Put a backup in a database's place. Whenever that is broken off, either of the two is there, and whole."""
    arriving = target.with_name(f"{target.name}.arriving")
    try:
        _make_anew(arriving)
        with _opened(backup) as held, _opened(arriving) as copy:
            held.backup(copy)
        _check(arriving)
        _to_disk(arriving)
        if target.exists():
            with _kept_beside(target) as aside:
                arriving.replace(target)
        else:
            aside = None
            # A log that was left without its database would be taken for this one's.
            _remove(target)
            arriving.replace(target)
        _name_to_disk(target)
        return aside
    finally:
        _remove(arriving)


def _to_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's names, are on the disk."""
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        # It opens no folders, and keeps their names by itself.
        return
    opened = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _name_to_disk(target: Path) -> None:
    try:
        _to_disk(target.parent)
    except OSError as error:
        raise NotOnDisk(f"{target} is in its place, but a power cut may undo that: {error}") from None


def _make_anew(path: Path) -> None:
    """An empty file for its owner alone; what was left there by one who was killed is gone."""
    _remove(path)
    create_for_owner_alone(path)


def _remove(path: Path) -> None:
    for file in _files_of(path):
        file.unlink(missing_ok=True)


def _files_of(path: Path) -> list[Path]:
    """A database's file, and those that SQLite may have beside it."""
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]


def _file_of(url: str) -> Path:
    parsed = read_url(url)
    if not is_file(parsed):
        raise NoBackup("this is for SQLite; PostgreSQL has pg_dump and pg_restore")
    return Path(place_of(parsed))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        yield connection


def _check(path: Path) -> None:
    """Hold a file to being sound, and a database that this release can serve."""
    with _opened(path) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found != "ok":
        raise NoBackup(f"{path.name} is damaged: {found}")
    if not ours:
        raise NoBackup("that file holds no data of this bot")
    engine = open_engine(read_url(f"sqlite:///{path}"))
    try:
        with engine.connect() as held:
            migrate(held)
    except DBAPIError as error:
        raise NoBackup(plain_words(error)) from None
    except StoreTooNew as error:
        raise NoBackup(str(error)) from None
    finally:
        engine.dispose()
    _make_one_file(path)


def _make_one_file(path: Path) -> None:
    """Bring a database's log into its one file. Raises sqlite3.OperationalError while anybody else has it open."""
    with _opened(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def _kept_beside(target: Path) -> Iterator[Path]:
    """Have a database under another name as well, while it is replaced; gives that name. Raises NoBackup."""
    try:
        _make_one_file(target)
    except sqlite3.OperationalError as error:
        raise NoBackup(f"{target} is in use; stop the bot first ({error})") from None
    except sqlite3.DatabaseError:
        # It is damaged, which is why a backup is put back: it is kept as it is, its log beside it.
        pass
    _forget_names_of(target)
    aside = next(path for n in range(1, 10_000) if not (path := target.with_name(f"{target.name}.before-{n}")).exists())
    try:
        for file, kept in zip(_files_of(target), _files_of(aside), strict=True):
            if file.exists():
                _link(file, kept)
        _to_disk(target.parent)
        # The log of a damaged file would be taken for the new one's.
        for file in _files_of(target)[1:]:
            file.unlink(missing_ok=True)
        yield aside
    except BaseException:
        for file, kept in list(zip(_files_of(target), _files_of(aside), strict=True))[1:]:
            if kept.exists():
                kept.replace(file)
        aside.unlink(missing_ok=True)
        raise


def _forget_names_of(target: Path) -> None:
    """Remove what one who was killed while restoring left: half copies, and other names of what is still in place."""
    for path in target.parent.glob(f"{glob.escape(target.name)}.before-*"):
        if path.suffix == ".part" or path.samefile(target):
            path.unlink()


def _link(file: Path, name: Path) -> None:
    """Give a file another name; where the file system has one name for each, that of a whole copy."""
    try:
        os.link(file, name)
    except OSError:
        unfinished = name.with_name(f"{name.name}.part")
        try:
            _make_anew(unfinished)
            shutil.copyfile(file, unfinished)
            _to_disk(unfinished)
            unfinished.replace(name)
        finally:
            _remove(unfinished)
