"""One transaction's view of the store, a room for each kind of thing."""

from __future__ import annotations

from sqlalchemy import Connection, NestedTransaction

from storage.drafts import Drafts
from storage.erasure import Erasure
from storage.gate import Gate
from storage.inbox import Inbox
from storage.journal import Journal
from storage.meta import Meta
from storage.people import People
from storage.pings import Pings


class UnitOfWork:
    """All that can be asked of the store within one transaction; every look-up is by owner as well as by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.people = People(connection)
        self.journal = Journal(connection)
        self.drafts = Drafts(connection)
        self.pings = Pings(connection)
        self.inbox = Inbox(connection)
        self.gate = Gate(connection)
        self.meta = Meta(connection)
        self.erasure = Erasure(connection)

    @property
    def is_file(self) -> bool:
        """Whether the store is a file of this machine's, rather than a database server."""
        return self._connection.dialect.name == "sqlite"

    def savepoint(self) -> NestedTransaction:
        """A part of the transaction that can be rolled back by itself."""
        return self._connection.begin_nested()
