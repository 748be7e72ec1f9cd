"""Logging: one clear event for each thing an operator should know; no token, and nothing that people write."""

from __future__ import annotations

import hashlib
import logging
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

Form = Literal["json", "people"]

FIELDS = frozenset(
    "chats command core error fate follows listening maker outcome person place seconds update what".split()  # noqa: SIM905
)
"""What an event may say beside its name, so that no text of a person's gets in by an oversight."""
_HASHED = ("person", "update")
_HASH_BYTES = 6
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
    """Writes to what standard error is at the moment: a prompt in the terminal puts itself in its place.

    structlog, which words the lines, is loaded with the first of them.
    """

    def __init__(self, token: str | None, form: Form) -> None:
        super().__init__()
        self._token = token
        self._form = form
        self._lines: logging.Formatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Handler."""
        self._lines = self._lines or formatter(self._token, self._form)
        return self._lines.format(record)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def set_up_logging(level: str, token: str | None, form: Form = "people") -> None:
    """Log to standard error from `level` on; the libraries that would give things away are silenced at any level."""
    # What logging says about a record that it cannot format holds the record's arguments.
    logging.raiseExceptions = False
    logging.basicConfig(level=level, handlers=[_StandardError(token, form)], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name in ("asyncio", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)


def formatter(token: str | None, form: Form) -> logging.Formatter:
    """One line for each record, whoever logs it."""
    from structlog.processors import JSONRenderer
    from structlog.stdlib import ExtraAdder, ProcessorFormatter

    return ProcessorFormatter(
        foreign_pre_chain=[_describe, ExtraAdder(FIELDS)],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            _Hash(token),
            JSONRenderer(ensure_ascii=False, default=str) if form == "json" else _for_people,
            _Redact(token),
        ],
    )


def _describe(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """When, how bad, from where. An error is named by its kind and place: its message may hold what a person wrote."""
    record: logging.LogRecord = event["_record"]
    error = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if record.name == "asyncio":
        # The event loop's messages show what its tasks and callbacks were given.
        event["event"] = "an error that nothing caught"
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    event = {"at": at, "level": record.levelname, "logger": record.name, **event}
    return {**event, "error": place_of(error[1])} if error and error[1] else event


def _for_people(_: WrappedLogger, __: str, event: EventDict) -> str:
    from structlog.processors import LogfmtRenderer

    words = " ".join(str(event.pop(key)) for key in ("at", "level", "logger"))
    said = f"{words}: {event.pop('event')}"
    return f"{said} {LogfmtRenderer(sort_keys=True)(None, '', event)}" if event else said


class _Hash:
    """Puts hashes in the place of updates and people, under a key that comes of the token.

    They are the same on every replica and after every start, so that a person's lines can be found together; without
    the token nobody can tell whose they are, which a plain hash of so few numbers would not keep.
    """

    def __init__(self, token: str | None) -> None:
        seed = token.encode() if token else secrets.token_bytes(32)
        self._key = hashlib.blake2b(seed, person=b"should-i-call").digest()

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
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

    def __call__(self, _: WrappedLogger, __: str, line: EventDict) -> str:
        said = str(line)
        for secret in filter(None, self._secrets):
            said = said.replace(secret, "<token>")
        return said


def place_of(error: BaseException) -> str:
    """The kind of an error and the line it came from, without its message, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
