"""Logging: one clear line for each thing an operator should know; no token, and nothing that people write."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

_TALKATIVE = ("telegram", "httpx", "httpcore", "sqlalchemy", "aiosqlite", "alembic", "apscheduler")
"""Libraries that log addresses with the token in them, statements with their parameters, or whole updates."""


class _Formatter(logging.Formatter):
    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        # The longer first: what stands after the colon is the secret, wherever it stands alone.
        self._secrets = (token, token.partition(":")[2]) if token else ()

    def format(self, record: logging.LogRecord) -> str:
        """One line. An error is named by its kind and place: its message may hold what a person wrote."""
        # The event loop's messages show what its tasks and callbacks were given.
        words = "an error that nothing caught" if record.name == "asyncio" else record.getMessage()
        if record.exc_info and record.exc_info[1]:
            words = f"{words} ({place_of(record.exc_info[1])})"
        bare = logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, words, None, None)
        bare.created, bare.msecs = record.created, record.msecs
        line = super().format(bare)
        for secret in filter(None, self._secrets):
            line = line.replace(secret, "<token>")
        return line


class _StandardError(logging.Handler):
    """Writes to what standard error is at the moment: a prompt in the terminal puts itself in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def set_up_logging(level: str, token: str | None) -> None:
    """Log to standard error from `level` on; the libraries that would give things away are silenced at any level."""
    # What logging says about a record that it cannot format holds the record's arguments.
    logging.raiseExceptions = False
    handler = _StandardError()
    handler.setFormatter(_Formatter(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    logging.getLogger("asyncio").setLevel(logging.ERROR)


def place_of(error: BaseException) -> str:
    """The kind of an error and the line it came from, without its message, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
