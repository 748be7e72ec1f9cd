"""Keeps a Python with the bot imported, and forks it for every start: hundreds of starts in the time of a few.

Reads one request a line from standard input, answers each with one line: `{"env", "cwd", "log"}` starts the bot, with
its standard error at the path `log`, and gives its process id; `{"wait": pid}` gives how it ended. Its one argument is
an object of the bot's constants, by "module:NAME", that are others where a test is not to wait for a minute.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.__main__ import main

CLOCK = "TEST_CLOCK"
"""The variable that names a file with the instant that the bot takes for now."""


def _load(constants: dict[str, float]) -> None:
    """Import the bot, once for all starts; what others work out of a constant follows where that comes first."""
    for place, value in constants.items():
        module, _, name = place.partition(":")
        holder = import_module(module)
        setattr(holder, name, timedelta(seconds=value) if isinstance(getattr(holder, name), timedelta) else value)
    import bot.start  # noqa: F401
    from bot.language.understanding import learn

    # Each start would learn the examples anew, which takes longer than all the rest of it.
    learn()


def _start(request: dict[str, Any]) -> int:
    log = os.open(request["log"], os.O_WRONLY)
    pid = os.fork()
    if pid == 0:
        os.dup2(log, sys.stderr.fileno())
        os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
        os.dup2(sys.stdin.fileno(), sys.stdout.fileno())
        os.chdir(request["cwd"])
        os.environ.clear()
        os.environ.update(request["env"])
        _run()
    os.close(log)
    return pid


def _run() -> None:
    code: int | str | None = 0
    try:
        if clock := os.environ.get(CLOCK):
            _run_at(Path(clock))
        else:
            main([])
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


def _run_at(clock: Path) -> None:
    """Run the bot on a clock that stands still until a test moves it; every second it looks what is due."""
    from bot.delivery import pinger
    from bot.start import start

    pinger.TICK = timedelta(seconds=1)
    start(lambda: datetime.fromisoformat(clock.read_text()))


def _end_of(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        answer = _end_of(request["wait"]) if "wait" in request else _start(request)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _load(json.loads(sys.argv[1]))
    _serve()
