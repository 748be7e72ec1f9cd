"""A file is served by one process at a time, which holds a lock beside it; the lock goes with the process."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from storage.engine import is_file, open_for_owner_alone, place_of, read_url
from storage.errors import StoreUnavailable


@contextlib.contextmanager
def held_alone(url: str) -> Iterator[None]:
    """Have a file to oneself among all that ask for that. Raises StoreUnavailable where another process has it.

    A database server is for as many as like. Where the system has no such locks nothing is held.
    """
    parsed = read_url(url)
    if not is_file(parsed):
        yield
        return
    # However a path is spelled, there is one lock.
    path = Path(place_of(parsed)).resolve()
    lock = open_for_owner_alone(path.with_name(f"{path.name}-lock"))
    try:
        if not _take(lock):
            raise StoreUnavailable(f"another process serves {path}, and a file is served by one. Stop that one first")
        yield
    finally:
        os.close(lock)


def _take(lock: int) -> bool:
    """Take a lock until the file is closed, by `kill -9` too; False where another process has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Some network file systems have no locks; SQLite is not meant for them either.
        return True
    return True
