"""The bot as its own process, facing the double; it can be killed, stopped, and started again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from tests.botapi import BotApi
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


class Launcher(Protocol):
    """Starts processes and says how they ended."""

    def launch(self, env: dict[str, str], folder: Path, log: Path) -> int:
        """Start the bot in a folder, its standard error at the path; gives its process id."""

    def exit_code(self, pid: int) -> int:
        """How a process that is about to be gone ended; negative for a signal."""


class Command:
    """Starts `python -m bot`, as an operator does."""

    def __init__(self) -> None:
        self._started: dict[int, subprocess.Popen[bytes]] = {}

    def launch(self, env: dict[str, str], folder: Path, log: Path) -> int:
        with log.open("wb") as stderr:
            command = [sys.executable, "-m", "bot"]
            started = subprocess.Popen(command, env=env, cwd=folder, stderr=stderr, preexec_fn=self.prepare)
        self._started[started.pid] = started
        return started.pid

    def prepare(self) -> None:
        """What the new process does before it is the bot."""

    def exit_code(self, pid: int) -> int:
        return self._started[pid].wait(timeout=PATIENCE)


UNPACED = {"bot.delivery.pace:AT_ONCE": 10**6}
"""Those who say much in a moment would wait a second for each answer; tests/delivery has the pace of a chat."""


class Nursery:
    """Starts the bot by forking a process that has it imported; its times may be shorter than an operator's.

    `constants` are seconds, or numbers, by where they stand: "bot.handlers.desk:LEASE".
    """

    def __init__(self, constants: Mapping[str, float] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery", json.dumps(UNPACED | dict(constants or {}))],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def launch(self, env: dict[str, str], folder: Path, log: Path) -> int:
        return self._ask({"env": env, "cwd": str(folder), "log": str(log)})

    def exit_code(self, pid: int) -> int:
        return self._ask({"wait": pid})

    def close(self) -> None:
        """End the nursery itself."""
        self._process.communicate(timeout=PATIENCE)

    def _ask(self, request: dict[str, Any]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def by_webhook(url: str, port: int) -> dict[str, str]:
    """Settings of a bot that takes its updates on a port of this machine, and keeps what it knows in a database."""
    return {
        "WEBHOOK_URL": "https://bot.example/hook",
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "WEBHOOK_SECRET": "s" * 32,
        "DATABASE_URL": url,
    }


class BotProcess:
    """One bot, through all its starts; `stderr` is what it said in all of them.

    It keeps a file and polls, unless its settings say otherwise.
    """

    def __init__(self, launcher: Launcher, api: BotApi, folder: Path, settings: dict[str, str]) -> None:
        self._launcher = launcher
        self._api = api
        self._folder = folder
        self._settings = settings
        self._pid = 0
        self._first_request = 0
        self._said = asyncio.StreamReader()
        self._reading: asyncio.Task[None] | None = None
        self.stderr = ""
        self.said_before = 0
        """How much of that it had said before this start."""
        self.database = folder / "bot.sqlite3"

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._pid

    @property
    def running(self) -> bool:
        """Whether it has been started and not seen to end."""
        return self._pid != 0

    async def start(self) -> None:
        """Start it; returns at once."""
        pipe = self._folder / "stderr"
        if not pipe.exists():
            os.mkfifo(pipe)
        # While a writer is held open here, the pipe cannot seem to have ended before the bot opens it.
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        writer = os.open(pipe, os.O_WRONLY)
        self._first_request = len(self._api.requests)
        self.said_before = len(self.stderr)
        self._pid = self._launcher.launch(self.environment, self._folder, pipe)
        os.close(writer)
        self._said = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(self._said), os.fdopen(reader, "rb"))
        self._reading = asyncio.create_task(self._read())

    def keeps_in(self, database: Path) -> None:
        """Keep its data in another file."""
        self.database = database

    @property
    def environment(self) -> dict[str, str]:
        """What it is started with."""
        return {
            "PYTHONPATH": str(ROOT),
            "HOME": str(self._folder),
            "TELEGRAM_BOT_TOKEN": self._api.token,
            "TELEGRAM_API_BASE_URL": self._api.base_url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            # Rounds without a pause say more in a minute than a person would.
            "MESSAGES_A_MINUTE": "1000",
            **self._settings,
        }

    async def _read(self) -> None:
        while line := await self._said.readline():
            self.stderr += line.decode()

    @property
    def requests_made(self) -> int:
        """How many requests this start of it has made."""
        return len(self._api.requests) - self._first_request

    async def polling(self) -> None:
        """Wait until it asks for updates."""
        await self._api.wait_until(lambda: self._asks_for_updates() or None, PATIENCE, "a request for updates")

    def _asks_for_updates(self) -> bool:
        return any(call.method == "getUpdates" for call in self._api.requests[self._first_request :])

    async def has_made(self, requests: int) -> None:
        """Wait until this start of it has made so many requests."""
        await self._api.wait_until(lambda: self.requests_made >= requests or None, PATIENCE, f"{requests} requests")

    async def started(self) -> None:
        """Start it, and wait until it asks for updates."""
        await self.start()
        await self.polling()

    @property
    def address(self) -> str:
        """Where it takes a webhook's updates."""
        return f"http://{self._settings['WEBHOOK_LISTEN']}"

    async def says(self, words: str, since: int = 0) -> None:
        """Wait until it has said something on standard error, beyond its first `since` characters."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.stderr[since:]:  # noqa: ASYNC110 - the log of another process
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """kill -9."""
        os.kill(self._pid, signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """SIGTERM; gives the exit code: 0 where it ended in time, 1 where it had to leave something in hand.

        It keeps the time itself (`test_stopping.py` has that), so no slow machine makes a test of it fail.
        """
        os.kill(self._pid, signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it is gone; gives the exit code."""
        assert self._reading
        await asyncio.wait_for(self._reading, PATIENCE)
        code = self._launcher.exit_code(self._pid)
        self._pid = 0
        return code
