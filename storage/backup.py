"""Backs a SQLite file up while it is in use, and puts a backup in its place."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.engine import create_for_owner_alone, is_file, open_engine, place_of, plain_words, read_url
from storage.errors import StoreTooNew, StoreUnavailable
from storage.migrate import migrate
from storage.serving import held_alone

_BESIDE = ("-wal", "-shm")


class NoBackup(Exception):
    """No backup was made or put back, and all is as it was; the message says why and what to do."""


def back_up(url: str, target: Path, progress: Callable[[int, int], None]) -> None:
    """Write what a database holds at this moment to a new file, for its owner alone; the bot may go on meanwhile.

    `progress` is told the pages done and all there are. Raises NoBackup.
    """
    source = _file_of(url)
    if target.exists():
        raise NoBackup(f"{target} is there already; name a new file")
    if not source.exists():
        raise NoBackup(f"there is no {source}")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        create_for_owner_alone(unfinished)
        with _opened(source) as held, _opened(unfinished) as copy:
            # In one step: what is committed between two would begin the copy anew. A reader holds up nobody in WAL.
            held.backup(copy, progress=lambda _, left, total: progress(total - left, total))
        _check(unfinished)
        unfinished.rename(target)
    except (sqlite3.Error, OSError, StoreUnavailable) as error:
        raise NoBackup(f"{target}: {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(url: str, backup: Path) -> Path | None:
    """Put a backup in the place of the database, while no bot runs on it. Gives where what was there before is now.

    Raises NoBackup for what is no sound backup of this or an older release, and where the file is in use.
    """
    target = _file_of(url)
    if not backup.exists():
        raise NoBackup(f"there is no {backup}")
    try:
        with held_alone(url):
            return _replace(target, backup)
    except (sqlite3.Error, OSError, StoreUnavailable) as error:
        raise NoBackup(f"{backup}: {error}") from None


def _replace(target: Path, backup: Path) -> Path | None:
    arriving = target.with_name(f"{target.name}.arriving")
    try:
        create_for_owner_alone(arriving)
        with _opened(backup) as held, _opened(arriving) as copy:
            held.backup(copy)
        _check(arriving)
        replaced = _set_aside(target) if target.exists() else None
        arriving.rename(target)
    finally:
        for end in ("", *_BESIDE):
            arriving.with_name(arriving.name + end).unlink(missing_ok=True)
    return replaced


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
        raise NoBackup("it holds no data of this bot")
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


def _set_aside(target: Path) -> Path:
    try:
        _make_one_file(target)
    except sqlite3.OperationalError as error:
        raise NoBackup(f"{target} is in use; stop the bot first ({error})") from None
    except sqlite3.DatabaseError:
        # It is damaged, which is why a backup is put back: it is kept as it is, its log beside it.
        pass
    aside = next(path for n in range(1, 10_000) if not (path := target.with_name(f"{target.name}.before-{n}")).exists())
    for end in ("", *_BESIDE):
        with contextlib.suppress(FileNotFoundError):
            target.with_name(target.name + end).rename(aside.with_name(aside.name + end))
    return aside
