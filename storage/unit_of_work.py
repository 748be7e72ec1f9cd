"""One transaction's view of the store, a room for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from storage.records import Arrival, Json


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


@dataclass(slots=True)
class Turn:
    """A reply's turn in its chat."""

    in_s: float = 0.0
    """In how many seconds it is; known once the unit of work is kept."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A reply that is owed, and its turn in a person's chat where it is to have one."""

    update_id: int
    reply: Json
    holder: str
    held_until: datetime
    chat_of: int | None
    turn: Turn


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of work's part in what is done for several together."""

    is_new: bool
    """Whether its update had not been taken before."""
    read: Sequence[list[Row]]
    owed: list[Owed]
    """The replies of all of them."""


class UnitOfWork:
    """All that can be asked of the store within one transaction; every look-up is by owner as well as by id."""

    def __init__(self, connection: Connection, part: Part | None = None) -> None:
        """Work on a connection whose transaction has begun; where others do too, `part` is this one's in that."""
        self._connection = connection
        self._part = part
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

    def take(self, arrival: Arrival) -> bool:
        """Take a person's update, as `inbox.take` does, and have what is mostly asked about them ready."""
        if self.is_file:
            # It answers at once, and what is not asked for need not be read.
            return self.inbox.take(arrival.update_id, arrival.now)
        if self._part:
            self._keep(arrival.person_id, arrival.since, self._part.read)
            return self._part.is_new
        person, *facts = self._asking_for(arrival.person_id, arrival.since)
        taking = self.inbox.taking(arrival.update_id, arrival.now)
        locked, taken, *read = run_together(self._connection, person, taking, *facts)
        self._keep(arrival.person_id, arrival.since, [locked, *read])
        return bool(taken)

    def owe(self, update_id: int, reply: Json, holder: str, held_until: datetime, chat_of: int | None) -> Turn:
        """Keep the reply to an update, as `inbox.owe` does, and take its turn in a person's chat, as `gate.turn` does.

        No turn is taken where the reply is no new message, so `chat_of` nobody.
        """
        turn = Turn()
        if self._part:
            self._part.owed.append(Owed(update_id, reply, holder, held_until, chat_of, turn))
            return turn
        calls = [self.inbox.owing(update_id, reply, holder, held_until)]
        if chat_of is not None and not self.is_file:
            calls.append(self.gate.turning(chat_of))
        _, *turns = run_together(self._connection, *calls)
        if turns:
            turn.in_s = self.gate.told(turns[0])
        return turn

    def read_ahead(self, person_id: int, since: datetime) -> None:
        """Have ready what is mostly asked about a person, of whose pings those since an instant are wanted."""
        if not self.is_file:
            self._keep(person_id, since, run_together(self._connection, *self._asking_for(person_id, since)))

    def _asking_for(self, person_id: int, since: datetime) -> tuple[Call, ...]:
        # The person is locked first: what follows sees what others did to them before.
        of_person = self.people.asking_for(person_id)
        return of_person, *self.journal.asking_for(person_id), *self.pings.asking_for(person_id, since)

    def _keep(self, person_id: int, since: datetime, read: Sequence[list[Row]]) -> None:
        person, numbers, active, known_since, counts, told, of_late = read
        if person:
            # Of somebody who is not known yet nothing is locked: others may be about to add them.
            self.people.keep(person_id, person)
            self.journal.keep(person_id, numbers, active, known_since, counts)
            self.pings.keep(person_id, since, told, of_late)

    def savepoint(self) -> Savepoint:
        """A part of the transaction that can be rolled back by itself."""
        return Savepoint(self._connection.begin_nested(), self._forget)

    def _forget(self) -> None:
        """What was read may not be so any more."""
        self.people.forget()
        self.journal.forget()
        self.pings.forget()
