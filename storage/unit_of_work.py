"""One transaction's view of the store, a room for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, NestedTransaction

from storage.drafts import Drafts
from storage.erasure import Erasure
from storage.gate import Gate
from storage.inbox import Inbox
from storage.journal import Journal
from storage.meta import Meta
from storage.people import People
from storage.pings import Pings


class Savepoint:
    """Ended by either of its methods."""

    def __init__(self, nested: NestedTransaction, forget: Callable[[], None]) -> None:
        self._nested = nested
        self._forget = forget

    def commit(self) -> None:
        """Keep what was done since."""
        self._nested.commit()

    def rollback(self) -> None:
        """Undo what was done since."""
        self._nested.rollback()
        self._forget()


class UnitOfWork:
    """All that can be asked of the store within one transaction; every look-up is by owner as well as by id."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        self._connection = connection
        self.people = People(connection)
        self.journal = Journal(connection)
        self.drafts = Drafts(connection)
        self.pings = Pings(connection)
        self.inbox = Inbox(connection)
        self.gate = Gate(connection)
        self.meta = Meta(connection)
        self.erasure = Erasure(connection, self._forget)

    @property
    def is_file(self) -> bool:
        """Whether the store is a file of this machine's, rather than a database server."""
        return self._connection.dialect.name == "sqlite"

    def savepoint(self) -> Savepoint:
        """A part of the transaction that can be rolled back by itself."""
        return Savepoint(self._connection.begin_nested(), self._forget)

    def _forget(self) -> None:
        """What was read may not be so any more."""
        self.people.forget()
        self.journal.forget()
        self.pings.forget()
