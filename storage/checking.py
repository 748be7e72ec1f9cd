"""Tries a database without changing it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engine import is_file, open_engine, place_of, plain_words, read_url, shown
from storage.errors import StoreUnavailable
from storage.migrate import HEAD, version_of


def check_database(url: str) -> str:
    """Say how a database is that can be used. Raises StoreUnavailable or StoreTooNew for one that cannot."""
    parsed = read_url(url)
    if is_file(parsed) and not _is_there(Path(place_of(parsed))):
        return _could_be_made(Path(place_of(parsed)))
    engine = open_engine(parsed, serving=True)
    try:
        with engine.connect() as connection:
            version = _tried(connection)
    except DBAPIError as error:
        raise StoreUnavailable(plain_words(error)) from error
    finally:
        engine.dispose()
    return f"{_state(version)}; {shown(parsed)}"


def _tried(connection: Connection) -> str | None:
    """The version, once a table could be made; that is taken back. Raises StoreTooNew."""
    with connection.begin() as transaction:
        version = version_of(connection)
        connection.execute(text("CREATE TABLE should_i_call_check (id INTEGER)"))
        transaction.rollback()
    return version


def _state(version: str | None) -> str:
    if version is None:
        return "can be written; its tables are made at the first start"
    return "can be written" if version == HEAD else f"can be written; {version} becomes {HEAD} at the next start"


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreUnavailable(f"{error.strerror}: {path}") from error
    return True


def _could_be_made(path: Path) -> str:
    folder = next(folder for folder in path.parents if folder.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise StoreUnavailable(f"{path} is not there and cannot be made")
    return f"made at the first start; {path}"
