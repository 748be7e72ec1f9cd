"""One transaction's view of the store, a room for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, NestedTransaction

from storage.drafts import Drafts
from storage.erasure import Erasure
from storage.gate import Gate
from storage.inbox import Inbox
from storage.journal import Journal
from storage.meta import Meta
from storage.people import People
from storage.pings import Pings
from storage.prepared import Call, Row, run_together
from storage.records import Json


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

    def take(self, update_id: int, person_id: int, now: datetime, since: datetime) -> bool:
        """Take a person's update, as `inbox.take` does, and have what is mostly asked about them ready."""
        if self.is_file:
            # It answers at once, and what is not asked for need not be read.
            return self.inbox.take(update_id, now)
        taken, *read = run_together(
            self._connection, self.inbox.taking(update_id, now), *self._asking_for(person_id, since)
        )
        self._keep(person_id, since, read)
        return bool(taken)

    def owe(self, update_id: int, reply: Json, holder: str, held_until: datetime, chat_of: int | None) -> float:
        """Keep the reply to an update, as `inbox.owe` does, and take its turn in a person's chat, as `gate.turn` does.

        No turn is taken where the reply is no new message, so `chat_of` nobody.
        """
        calls = [self.inbox.owing(update_id, reply, holder, held_until)]
        if chat_of is not None and not self.is_file:
            calls.append(self.gate.turning(chat_of))
        _, *turns = run_together(self._connection, *calls)
        return self.gate.told(turns[0]) if turns else 0.0

    def read_ahead(self, person_id: int, since: datetime) -> None:
        """Have ready what is mostly asked about a person, of whose pings those since an instant are wanted."""
        if not self.is_file:
            self._keep(person_id, since, run_together(self._connection, *self._asking_for(person_id, since)))

    def _asking_for(self, person_id: int, since: datetime) -> tuple[Call, ...]:
        # The person is locked first: what follows sees what others did to them before.
        of_person = self.people.asking_for(person_id)
        return of_person, *self.journal.asking_for(person_id), *self.pings.asking_for(person_id, since)

    def _keep(self, person_id: int, since: datetime, read: list[list[Row]]) -> None:
        person, active, known_since, counts, told, of_late = read
        if person:
            # Of somebody who is not known yet nothing is locked: others may be about to add them.
            self.people.keep(person_id, person)
            self.journal.keep(person_id, active, known_since, counts)
            self.pings.keep(person_id, since, told, of_late)

    def savepoint(self) -> Savepoint:
        """A part of the transaction that can be rolled back by itself."""
        return Savepoint(self._connection.begin_nested(), self._forget)

    def _forget(self) -> None:
        """What was read may not be so any more."""
        self.people.forget()
        self.journal.forget()
        self.pings.forget()
