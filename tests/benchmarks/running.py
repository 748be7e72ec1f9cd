"""The programs that are measured, each in a process of its own, and the double that they face."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456:benchmark"
_QUIET, _QUIET_FOR = 0.02, 0.5
"""Seconds of processor time, within seconds, of a program that has nothing to do."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_LOOK_EVERY = 0.5
"""Seconds after which it is looked at whether a program still runs."""


_IDLE = 0.1
"""Share of a processor below which a program has nothing to do."""


class NotMeasured(Exception):
    """Something could not be measured; the message says why."""


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
    one_at_a_time: bool = False
    """Whether it does nothing else while Telegram answers."""

    def on(self, url: str) -> Program:
        """The same on a database."""
        return self.told(DATABASE_URL=url)

    def told(self, **env: str) -> Program:
        """The same with other settings."""
        return replace(self, env={**self.env, **env})


@dataclass
class Started:
    """A program, or several processes of one, facing a double, for so many seconds at the most."""

    double: Double
    processes: list[subprocess.Popen[bytes]]
    started_at: float
    limit: float
    log: Path

    @property
    def left(self) -> float:
        """How many seconds it may still take."""
        return max(0.0, self.started_at + self.limit - monotonic())

    @property
    def resident_mb(self) -> float:
        """Its resident memory."""
        statuses = [Path(f"/proc/{process.pid}/status").read_text().splitlines() for process in self.processes]
        return sum(int(line.split()[1]) for lines in statuses for line in lines if line.startswith("VmRSS")) / 1024

    @property
    def cpu_seconds(self) -> float:
        """The processor time it has taken so far."""
        stats = [Path(f"/proc/{process.pid}/stat").read_text() for process in self.processes]
        fields = [stat.rpartition(")")[2].split() for stat in stats]
        return sum(int(each[11]) + int(each[12]) for each in fields) / _TICKS

    def wait_until_quiet(self) -> None:
        """Wait until it has nothing to do any more."""
        before = -1.0
        while self.left and self.cpu_seconds - before > _QUIET:
            before = self.cpu_seconds
            sleep(_QUIET_FOR)

    def seconds_to_first_answer(self, text: str) -> float:
        """From its start to the answer to what was written before it. Raises NotMeasured where that never comes."""
        self.double.order("load", updates=[(1, text)])
        report = self.wait("answered", 1, self.left)
        if not report["answered"]:
            raise NotMeasured(f"it did not answer within {self.limit:.0f} seconds")
        return float(report["answered_at"]) - self.started_at

    def seconds_to_first_poll(self) -> float:
        """From its start until each process has asked for updates. Raises NotMeasured where that never comes."""
        while self.left:
            count = len(self.processes)
            ready = self.double.order("ready", count=count, patience=min(_LOOK_EVERY, self.left))["at"]
            if len(ready) >= count:
                return float(ready[count - 1]) - self.started_at
            self._look()
        raise NotMeasured(f"it was not ready within {self.limit:.0f} seconds")

    def wait(self, what: str, count: int, quiet: float) -> dict[str, Any]:
        """Wait until so many were `sent`, or `answered`, or the time is over, or it has long had nothing to do."""
        seen, busy, busy_at = {what: 0}, self.cpu_seconds, monotonic()
        while seen[what] < count and self.left and monotonic() - busy_at < quiet:
            last, seen = seen, self.double.order("wait", what=what, count=count, patience=min(_LOOK_EVERY, self.left))
            self._look()
            if seen[what] > last[what] or self.cpu_seconds - busy > _IDLE * _LOOK_EVERY:
                busy, busy_at = self.cpu_seconds, monotonic()
        return self.double.order("report")

    def _look(self) -> None:
        """Raise NotMeasured where a process has ended."""
        if any(process.poll() is not None for process in self.processes):
            raise NotMeasured("it ended: " + " / ".join(self.log.read_text(errors="replace").splitlines()[-2:]))


@contextmanager
def running(program: Program, folder: Path, limit: float) -> Iterator[Started]:
    """Run a program against a double of its own until the block ends."""
    with ExitStack() as stack:
        double = Double()
        stack.callback(double.close)
        started = Started(double, [], monotonic(), limit, folder / "log")
        start(program, folder, started)
        stack.callback(_end, started)
        yield started


def start(program: Program, folder: Path, started: Started) -> None:
    """Start a process more."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": f"http://127.0.0.1:{started.double.port}",
        "MESSAGES_A_MINUTE": "10000",
        "LOG_LEVEL": "WARNING",
        **program.env,
    }
    for name in ("HTTP_PROXY", "http_proxy"):
        env.pop(name, None)
    command = [sys.executable, "-m", program.module, *program.arguments]
    with started.log.open("ab") as log:
        started.processes.append(subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log))


def _end(started: Started) -> None:
    for process in started.processes:
        process.send_signal(signal.SIGTERM)
    for process in started.processes:
        try:
            process.wait(timeout=12)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one run."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as path:
        yield Path(path)
