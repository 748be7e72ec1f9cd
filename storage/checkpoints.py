"""Checkpoints of a file's log, made beside the writer, whose commits would otherwise each wait for one now and then."""

from __future__ import annotations

import threading
from contextlib import ExitStack, closing

from sqlalchemy import Connection, Engine, PoolProxiedConnection, event
from sqlalchemy.exc import DBAPIError

from storage.engine import writes

_EVERY = 0.1
"""Seconds. The rarer they are, the more is left for the writer, which makes one itself once the log is long."""


class Checkpoints:
    """A thread that writes what has been committed to a file's log into the file itself; nobody waits for it."""

    def __init__(self, engine: Engine) -> None:
        """Begin, for as long as there is anything to write."""
        self._engine = engine
        self._committed = threading.Event()
        self._closing = threading.Event()
        event.listen(engine, "commit", self._on_commit)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread; what is left is in the log, which is as safe."""
        event.remove(self._engine, "commit", self._on_commit)
        self._closing.set()
        self._committed.set()
        self._thread.join()

    def _on_commit(self, connection: Connection) -> None:
        if writes(connection):
            self._committed.set()

    def _serve(self) -> None:
        with ExitStack() as opened:
            connection: PoolProxiedConnection | None = None
            while self._is_due():
                try:
                    connection = connection or opened.enter_context(closing(self._connect()))
                    connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                except (DBAPIError, self._engine.dialect.loaded_dbapi.Error):
                    # The writer meets the same, and says so.
                    opened.close()
                    connection = None

    def _is_due(self) -> bool:
        """Wait until something was committed and a while has passed; no longer, and False, once this thread ends."""
        self._committed.wait()
        # Before it is asked whether to end: being told so would be forgotten otherwise.
        self._committed.clear()
        return not self._closing.wait(_EVERY)

    def _connect(self) -> PoolProxiedConnection:
        """A connection that nobody else is given: one made while the file could not be written never will write."""
        connection = self._engine.raw_connection()
        connection.detach()
        return connection
