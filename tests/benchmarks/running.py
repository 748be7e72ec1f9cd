"""The programs that are measured, each in a process of its own, and the double that they face."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456:benchmark"
_QUIET, _QUIET_FOR = 0.02, 0.5
"""Seconds of processor time, within seconds, of a program that has nothing to do."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Double:
    """The Bot API's double in its process, and the orders it understands."""

    def __init__(self) -> None:
        program = [sys.executable, "-m", "tests.benchmarks.double"]
        self._process = subprocess.Popen(
            program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        assert self._process.stdout
        self.port = int(json.loads(self._process.stdout.readline())["port"])

    def order(self, do: str, **more: Any) -> dict[str, Any]:
        """Have it do something; gives what came of it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=10)


@dataclass(frozen=True)
class Program:
    """What is measured: a module, run in its own process with its environment."""

    name: str
    module: str
    env: dict[str, str] = field(default_factory=dict)
    arguments: Sequence[str] = ()

    def on(self, url: str) -> Program:
        """The same on a database."""
        return replace(self, env={**self.env, "DATABASE_URL": url})


@dataclass
class Started:
    """A program that runs, facing a double."""

    double: Double
    pid: int
    started_at: float

    @property
    def resident_mb(self) -> float:
        """Its resident memory."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    @property
    def cpu_seconds(self) -> float:
        """The processor time it has taken so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def wait_until_quiet(self) -> None:
        """Wait until it has nothing to do any more."""
        before = -1.0
        while self.cpu_seconds - before > _QUIET:
            before = self.cpu_seconds
            sleep(_QUIET_FOR)

    def seconds_to_first_answer(self, text: str) -> float:
        """From its start to the answer to what was written before it."""
        self.double.order("load", updates=[(1, text)])
        return float(self.double.order("wait", sent=1, patience=60.0)["answered_at"]) - self.started_at

    def seconds_to_first_poll(self) -> float:
        """From its start to its first request for updates."""
        return float(self.double.order("asked")["asked_at"]) - self.started_at


@contextmanager
def running(program: Program, folder: Path, *, delay: float = 0.0) -> Iterator[Started]:
    """Run a program against a double of its own until the block ends."""
    double = Double()
    double.order("reset", delay=delay)
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": f"http://127.0.0.1:{double.port}",
        "MESSAGES_A_MINUTE": "10000",
        "LOG_LEVEL": "WARNING",
        **program.env,
    }
    env.pop("HTTP_PROXY", None)
    env.pop("http_proxy", None)
    started_at = monotonic()
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", program.module, *program.arguments], cwd=folder, env=env, stdout=log, stderr=log
        )
    try:
        yield Started(double, process.pid, started_at)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        double.close()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one run."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as path:
        yield Path(path)
