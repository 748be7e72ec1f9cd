"""Keeping the interpreter on one processor core.

Python runs one thread at a time, so it fills one core however many there are. Where the system spreads the threads over
several, all that they share goes to and fro between those cores' caches at every turn they take, and whoever's turn it
is has to be woken on another core: an update takes up to 1.9 times the processor time then (`bot/docs/profile.md`). The
price: what Python's threads do without the interpreter, such as drawing a picture, has no core of its own.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import threading

from bot.logs import logger_for

logger = logger_for(__name__)


def stay_on_one_core() -> None:
    """Keep Python's threads, and those that they start, on one of the cores they may use; on Linux, where that is let.

    Which one is left to chance, so that several bots on one machine spread. Threads that Python has not started, which
    are the transport's, go wherever the system puts them.
    """
    if sys.platform != "linux":
        return
    try:
        core = random.choice(sorted(os.sched_getaffinity(0)))  # noqa: S311 - no secret
        os.sched_setaffinity(0, {core})
    except OSError:
        return
    for thread in threading.enumerate():
        # Of a process that was forked off, the main thread has its parent's number, in Python 3.11.
        if thread is not threading.current_thread() and thread.native_id:
            # It may have ended by now.
            with contextlib.suppress(OSError):
                os.sched_setaffinity(thread.native_id, {core})
    logger.info("Python keeps to one processor core", core=core)
