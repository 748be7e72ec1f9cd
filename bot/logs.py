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
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[1]:
            record.msg, record.args = f"{record.msg} ({place_of(record.exc_info[1])})", ()
            record.exc_info = record.exc_text = None
        line = super().format(record)
        return line.replace(self._token, "<token>") if self._token else line


def set_up_logging(level: str, token: str | None) -> None:
    """Log to standard error from `level` on; the libraries that would give things away are silenced at any level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def place_of(error: BaseException) -> str:
    """The kind of an error and the line it came from, without its message, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
