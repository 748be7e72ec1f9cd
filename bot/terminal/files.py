"""Files at the terminal: the bot's are kept for their owner alone, the person's are read."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from platformdirs import user_data_path

from bot.services.limits import MOST_FILE
from storage import Store


def folder_beside(store: Store) -> Path:
    """The folder beside the database, in the person's data where that is no file of this machine."""
    database = Path(store.place) if store.is_sqlite else user_data_path("should-i-call") / "should-i-call"
    return database.with_name(f"{database.stem}-files")


def save(folder: Path, filename: str, content: bytes) -> Path:
    """Keep a file under its name, or one that is like it where that is taken; gives where. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = Path(filename.replace("\\", "/")).name or "file"
    stem, suffix = Path(wanted).stem, Path(wanted).suffix
    for number in count(1):
        path = folder / (wanted if number == 1 else f"{stem}-{number}{suffix}")
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        with open(descriptor, "wb") as file:
            file.write(content)
        return path
    raise AssertionError("numbers do not end")


def read(words: str) -> tuple[str, bytes, int]:
    """A file's name, its content as far as anybody takes it, and its size in bytes. Raises OSError."""
    path = Path(words.strip("\"'")).expanduser()
    with path.open("rb") as file:
        return path.name, file.read(MOST_FILE), path.stat().st_size
