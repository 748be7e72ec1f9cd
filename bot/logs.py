"""Logging: one clear event for each thing an operator should know; no token, and nothing that people write."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

Form = Literal["json", "people"]

FIELDS = frozenset(
    "chats command error fate follows listening maker outcome person place seconds update what".split()  # noqa: SIM905
)
"""What an event may say beside its name, so that no text of a person's gets in by an oversight."""
_HASHED = ("person", "update")
_HASH_BYTES = 6
_PLAIN = re.compile(r"[^\s\"=]+")
_TALKATIVE = ("telegram", "httpx", "httpcore", "sqlalchemy", "alembic", "apscheduler", "psycopg")
"""Libraries that log addresses with the token in them, statements with their parameters, or whole updates."""


class Logger:
    """Logs events, with their fields, as standard records."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, event: str, **fields: object) -> None:
        """Log what only somebody who looks for a fault wants to know."""
        self._logger.debug("%s", event, extra=fields)

    def info(self, event: str, **fields: object) -> None:
        """Log what is as it should be."""
        self._logger.info("%s", event, extra=fields)

    def warning(self, event: str, **fields: object) -> None:
        """Log what the bot copes with by itself."""
        self._logger.warning("%s", event, extra=fields)

    def error(self, event: str, **fields: object) -> None:
        """Log what it does not."""
        self._logger.error("%s", event, extra=fields)

    def critical(self, event: str, **fields: object) -> None:
        """Log what ends it."""
        self._logger.critical("%s", event, extra=fields)


def logger_for(name: str) -> Logger:
    """The logger of a module: `logger.warning("a ping failed", person=person_id)`."""
    return Logger(name)


class _StandardError(logging.Handler):
    """Writes to what standard error is at the moment: a prompt in the terminal puts itself in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def set_up_logging(level: str, token: str | None, form: Form = "people") -> None:
    """Log to standard error from `level` on; the libraries that would give things away are silenced at any level."""
    # What logging says about a record that it cannot format holds the record's arguments.
    logging.raiseExceptions = False
    handler = _StandardError()
    handler.setFormatter(Formatter(token, form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name in ("asyncio", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)


class Formatter(logging.Formatter):
    """One line for each record, whoever logs it."""

    def __init__(self, token: str | None, form: Form) -> None:
        super().__init__()
        self._hashed = _Hash(token)
        self._redacted = _Redact(token)
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        said = self._hashed(_described(record))
        line = json.dumps(said, ensure_ascii=False, default=str) if self._form == "json" else _for_people(said)
        return self._redacted(line)


def _described(record: logging.LogRecord) -> dict[str, Any]:
    """When, how bad, from where. An error is named by its kind and place: its message may hold what a person wrote."""
    said = {name: value for name, value in vars(record).items() if name in FIELDS}
    if record.exc_info and record.exc_info[1]:
        said["error"] = place_of(record.exc_info[1])
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    # The event loop's messages show what its tasks and callbacks were given.
    event = "an error that nothing caught" if record.name == "asyncio" else record.getMessage()
    return {"at": at, "level": record.levelname, "logger": record.name, "event": event, **said}


def _for_people(said: dict[str, Any]) -> str:
    words = "{at} {level} {logger}: {event}".format_map(said)
    return " ".join((words, *(f"{name}={_quoted(said[name])}" for name in sorted(FIELDS & said.keys()))))


def _quoted(value: object) -> str:
    """A value as logfmt has it: in quotes where it is not one plain word."""
    words = str(value)
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)


class _Hash:
    """Puts hashes in the place of updates and people, under a key that comes of the token.

    They are the same on every replica and after every start, so that a person's lines can be found together; without
    the token nobody can tell whose they are, which a plain hash of so few numbers would not keep.
    """

    def __init__(self, token: str | None) -> None:
        seed = token.encode() if token else secrets.token_bytes(32)
        self._key = hashlib.blake2b(seed, person=b"should-i-call").digest()

    def __call__(self, event: dict[str, Any]) -> dict[str, Any]:
        hashed = {name: self._of(name, event[name]) for name in _HASHED if event.get(name) is not None}
        return {**event, **hashed}

    def _of(self, name: str, number: object) -> str:
        salted = f"{name} {number}".encode()
        return hashlib.blake2b(salted, digest_size=_HASH_BYTES, key=self._key).hexdigest()


class _Redact:
    """Takes the token out of a finished line, wherever it stands."""

    def __init__(self, token: str | None) -> None:
        # The longer first: what stands after the colon is the secret, wherever it stands alone.
        self._secrets = (token, token.partition(":")[2]) if token else ()

    def __call__(self, line: str) -> str:
        for secret in filter(None, self._secrets):
            line = line.replace(secret, "<token>")
        return line


def place_of(error: BaseException) -> str:
    """The kind of an error and the line it came from, without its message, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
