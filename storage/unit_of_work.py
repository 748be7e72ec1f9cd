"""One transaction's view of the store, a room for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, NestedTransaction

from storage.drafts import Drafts
from storage.erasure import Erasure
from storage.facts import Facts
from storage.gate import Gate
from storage.inbox import Inbox
from storage.journal import Journal
from storage.journal_statements import NEXT_NUMBERS, NO_REVISION
from storage.kept import Kept, KeptPerson
from storage.meta import Meta
from storage.people import People
from storage.pings import Pings
from storage.prepared import Call, Row, run_together
from storage.records import Arrival, Json, PersonRecord


class Savepoint:
    """Ended by either of its methods."""

    def __init__(self, nested: NestedTransaction, restore: Callable[[], None]) -> None:
        self._nested = nested
        self._restore = restore

    def commit(self) -> None:
        """Keep what was done since."""
        self._nested.commit()

    def rollback(self) -> None:
        """Undo what was done since."""
        self._nested.rollback()
        self._restore()


class Turn(Struct):
    """A reply's turn in its chat."""

    in_s: float = 0.0
    """In how many seconds it is; known once the unit of work is kept."""


class Owed(Struct, frozen=True):
    """A reply that is owed, and its turn in a person's chat where it is to have one."""

    update_id: int
    reply: Json
    holder: str
    held_until: datetime
    chat_of: int | None
    turn: Turn


class Part(Struct, frozen=True):
    """A unit of work's part in what is done for several together."""

    is_new: bool
    """Whether its update had not been taken before."""
    kept: KeptPerson | None
    read: Sequence[list[Row]]
    owed: list[Owed]
    """The replies of all of them."""


class UnitOfWork:
    """All that can be asked of the store within one transaction; every look-up is by owner as well as by id."""

    def __init__(self, connection: Connection, kept: Kept | None = None, part: Part | None = None) -> None:
        """Work on a connection whose transaction has begun, with what is kept of people in memory.

        Where several do so together, `part` is this one's in that.
        """
        self._connection = connection
        self._part = part
        self._kept = kept or Kept(0)
        self.people = People(connection, self._begin)
        self.journal = Journal(connection, self.people.mark_changed)
        self.drafts = Drafts(connection)
        self.pings = Pings(connection)
        self.inbox = Inbox(connection)
        self.gate = Gate(connection)
        self.meta = Meta(connection)
        self.erasure = Erasure(connection, self._erase)
        self.derived: dict[int, object] = {}
        """By person, what others have worked out of their facts, to be kept beside these. It may be of other facts."""

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
            self._keep(arrival.person_id, arrival.since, self._part.kept, self._part.read)
            return self._part.is_new
        taking = self.inbox.taking(arrival.update_id, arrival.now)
        return bool(self._read_ahead(arrival.person_id, arrival.since, taking)[0])

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
            self._read_ahead(person_id, since)

    def _read_ahead(self, person_id: int, since: datetime, *then: Call) -> list[list[Row]]:
        """Ask for it in one round trip, with some statements once the person is locked; gives their rows."""
        kept = self._still_kept(person_id)
        # The person is locked first: what follows sees what others did to them before.
        of_person = self.people.asking_for(person_id)
        facts = self.journal.asking_for(person_id, kept.revision if kept else NO_REVISION)
        asked = (of_person, *then, (NEXT_NUMBERS, {}), *facts, *self.pings.asking_for(person_id, since))
        person, *rows = run_together(self._connection, *asked)
        self._keep(person_id, since, kept, [person, *rows[len(then) :]])
        return rows[: len(then)]

    def _keep(self, person_id: int, since: datetime, kept: KeptPerson | None, read: Sequence[list[Row]]) -> None:
        person, numbers, active, recorded, told, of_late = read
        if person:
            # Of somebody who is not known yet nothing is locked: others may be about to add them.
            self.people.keep(person)
            self.journal.number(*numbers[0])
            if recorded:
                self.journal.keep(person_id, active, recorded)
            elif kept:
                self._begin_with(person_id, kept)
            self.pings.keep(person_id, since, told, of_late)

    def _begin(self, person: PersonRecord) -> None:
        """A person is locked: go by what is kept of them, where they still have its revision."""
        kept = self._still_kept(person.id)
        if kept and kept.revision == person.revision:
            self._begin_with(person.id, kept)
        else:
            # What was read while they were not locked may be old by now.
            self.journal.begin_with(person.id, Facts())

    def _still_kept(self, person_id: int) -> KeptPerson | None:
        """What is kept of a person; nothing holds any more where this unit of work has changed them."""
        return None if person_id in self.people.changed else self._kept.get(person_id)

    def _begin_with(self, person_id: int, kept: KeptPerson) -> None:
        self.journal.begin_with(person_id, kept.facts)
        self.derived[person_id] = kept.derived

    def finish(self) -> None:
        """Have everybody who has changed another revision, and nothing kept of them; to be done before the commit."""
        self.people.revise()
        self._drop_changed()

    def committed(self) -> None:
        """Keep in memory what is known of people now that it is committed, and nothing that was known before."""
        # A unit of work that ended before this one may have kept some of them since `finish`.
        self._drop_changed()
        for person in self.people.locked:
            if facts := self.journal.facts_of(person.id):
                self._kept.put(person.id, KeptPerson(person.revision, facts, self.derived.get(person.id)))

    def close(self) -> None:
        """Let go of everything: its parts know each other, and would stay until they are looked for as garbage."""
        vars(self).clear()

    def _drop_changed(self) -> None:
        for person_id in self.people.changed:
            self._kept.drop(person_id)

    def savepoint(self) -> Savepoint:
        """A part of the transaction that can be rolled back by itself."""
        people, journal, derived = self.people.remember(), self.journal.remember(), self.derived.copy()

        def restore() -> None:
            people()
            journal()
            self.pings.forget()
            self.derived = derived

        return Savepoint(self._connection.begin_nested(), restore)

    def _erase(self, person_id: int) -> None:
        """What was read of them may not be so any more."""
        self.people.mark_changed(person_id)
        self.people.forget()
        self.journal.forget()
        self.pings.forget()
        self.derived.clear()
