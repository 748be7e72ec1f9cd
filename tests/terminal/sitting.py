"""The terminal as its own process: what was said at it, and what it showed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
ANSI = "\x1b"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A machine's in Berlin, with nothing set for the bot but the place of its data."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    bots = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite3'}"}
    return {**kept, "LANG": "C.UTF-8", "TZ": "Europe/Berlin", **bots, **more}


@dataclass(frozen=True)
class Sitting:
    """What a process left behind."""

    code: int
    shown: str
    errors: str

    def after(self, line: str) -> str:
        """What was shown between a line that was said, by its last occurrence, and the next."""
        return self.shown.rpartition(f"you › {line}\n")[2].partition("you › ")[0]


def sit(folder: Path, *lines: str, end: str = "\n:quit\n", **more: str) -> Sitting:
    """Pipe lines into the terminal and wait until it ends."""
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env=environment(folder, **more),
        input=("\n".join(lines) + end).encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Sitting(done.returncode, done.stdout.decode(), done.stderr.decode())
