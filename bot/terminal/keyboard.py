"""Where lines come from: typed at a prompt, or piped in."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncGenerator, Callable

_PROMPT = "you › "


def is_typed() -> bool:
    """Whether somebody sits at standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


async def typed(words: list[str]) -> AsyncGenerator[str, None]:
    """Lines typed at a prompt, with completion of some words, until Ctrl-C or Ctrl-D. What comes appears above it."""
    # Piped input needs none of this, and it takes a while to import.
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.patch_stdout import patch_stdout

    prompt: PromptSession[str] = PromptSession(_PROMPT, completer=WordCompleter(words, sentence=True))
    with patch_stdout(raw=True):
        while True:
            try:
                yield await prompt.prompt_async()
            except (EOFError, KeyboardInterrupt):
                return


async def piped(heard: Callable[[str], None]) -> AsyncGenerator[str, None]:
    """Lines of standard input until it ends, each shown as it is heard; empty ones are left out."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    # A daemon, and no lock of Python's held while it reads: a stop need not wait for the next line.
    threading.Thread(target=_read, args=(loop, lines), daemon=True).start()
    while (line := await lines.get()) is not None:
        if line.strip():
            heard(line.strip())
            yield line


def _read(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str | None]) -> None:
    # The loop may have closed meanwhile, and with standard input closed there is nothing to read.
    with contextlib.suppress(RuntimeError):
        if sys.stdin is not None:
            with contextlib.suppress(OSError), open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as source:
                for line in source:
                    loop.call_soon_threadsafe(lines.put_nowait, line.decode(errors="replace"))
        loop.call_soon_threadsafe(lines.put_nowait, None)
