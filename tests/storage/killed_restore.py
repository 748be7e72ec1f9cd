"""Restores a backup again and again, killed one step later each time: before it opens, links or removes a file.

Its first argument is a folder with `start/`, which holds `bot.sqlite3` and `backup.sqlite3`; what the n-th time left is
in the folder `n`. Prints how many there are; the last one was not killed.
With a second argument, `without-links`, each file has one name alone.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from storage.backup import restore

STEPS = ("open", "os.link", "os.rename", "os.remove", "sqlite3.connect", "shutil.copyfile")


def _killed_before(step: int, folder: Path) -> None:
    """Have this process end before its n-th step in a folder."""
    left = iter(range(step))

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(arguments[0]).startswith(str(folder)) and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def _restored(folder: Path, step: int) -> bool:
    """Restore in a process of its own that is killed before a step; says whether it got to the end.

    Raises RuntimeError where it failed by itself.
    """
    pid = os.fork()
    if pid == 0:
        _killed_before(step, folder)
        restore(f"sqlite:///{folder / 'bot.sqlite3'}", folder / "backup.sqlite3")
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if ended not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the restore to be killed before step {step} ended with {ended}")
    return ended == 0


def main(folder: Path) -> None:
    for step in count():
        shutil.copytree(folder / "start", folder / str(step))
        if _restored(folder / str(step), step):
            print(step + 1)
            return


def _no_link(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


if __name__ == "__main__":
    if sys.argv[2:] == ["without-links"]:
        os.link = _no_link
    main(Path(sys.argv[1]))
