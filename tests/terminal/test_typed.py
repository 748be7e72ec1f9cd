"""The terminal as somebody sits at it: a real prompt in a pseudo-terminal."""

from __future__ import annotations

import asyncio
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage import Store
from tests.patience import PATIENCE

from .sitting import environment, sit

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")

AHEAD = "terminal_clock_ahead_s"
WEDNESDAY = datetime(2031, 3, 12, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))
SOON = timedelta(seconds=2)
_STYLES_AND_MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        self.process = process
        self._descriptor = descriptor
        self._unread = ""

    def types(self, keys: str) -> None:
        """Type some keys."""
        os.write(self._descriptor, keys.encode())

    def shows(self, *words: str) -> str:
        """Wait until some words appear, in any order; gives all that has appeared by then, and goes on from there."""
        while missing := [each for each in words if each not in self._unread]:
            more = self._read()
            assert more, f"it shows no {missing} but {self._unread}"
            self._unread = _STYLES_AND_MOVES.sub("", self._unread + more)
        end = max(self._unread.index(each) + len(each) for each in words)
        seen, self._unread = self._unread[:end], self._unread[end:]
        return seen

    def ends(self) -> int:
        """Wait until the program ends, reading what it still says."""
        while self._read():
            pass
        return self.process.wait(timeout=PATIENCE)

    def _read(self) -> str:
        """What has come, waiting for it; nothing once the other side is closed, or no longer says anything."""
        ready, _, _ = select.select([self._descriptor], [], [], PATIENCE)
        try:
            return os.read(self._descriptor, 4096).decode(errors="replace") if ready else ""
        except OSError:  # how Linux says that it is closed
            return ""


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    outer, inner = pty.openpty()
    more = {"TERM": "xterm", "COLUMNS": "80", "LINES": "24", "PROMPT_TOOLKIT_NO_CPR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env=environment(folder, **more),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    try:
        yield Terminal(process, outer)
    finally:
        process.kill()
        process.wait()
        os.close(outer)


async def set_clock(folder: Path, at: datetime | None) -> None:
    """Set the conversation's clock; None for shortly before the next ping."""
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    await store.open()
    alarm = await store.run(lambda uow: uow.people.next_alarm(), write=False)
    ahead = (at or alarm - SOON) - datetime.now(UTC)
    await store.run(lambda uow: uow.meta.set(AHEAD, str(ahead.total_seconds())))
    await store.close()


def test_somebody_at_the_keyboard(tmp_path: Path) -> None:
    asyncio.run(set_clock(tmp_path, WEDNESDAY))
    assert "I remind you today, Wed 12 Mar, 16:00" in " ".join(sit(tmp_path, "/interviewed Acme").shown.split())
    asyncio.run(set_clock(tmp_path, None))

    with terminal(tmp_path) as screen:
        screen.shows("you ›")
        screen.types("/should_i_call Acme\r")
        # What comes by itself comes above the prompt, on a slow machine before the answer.
        came = screen.shows("Not yet", "time for the thank-you note")
        assert came.count("bot ›") == 2
        screen.shows("you ›")
        screen.types("²\r")
        screen.shows("bot ›")
        screen.types("\r:nonsense\r")
        screen.shows(":quit leaves")
        screen.types(":quit\r")
        assert screen.ends() == 0


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_control_c_and_control_d_leave(tmp_path: Path, key: str) -> None:
    with terminal(tmp_path) as screen:
        screen.shows("you ›")
        screen.types(key)
        assert screen.ends() == 0
