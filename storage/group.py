"""Units of work on a server that are committed as one: what all of them begin and end with is asked for at once.

A group waits for nobody who is locked: they are left to a unit of work of their own. It may wait for the number of an
update, which another process has just been handed too, and for its reply.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import JSON, BigInteger, Connection, any_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.gate import Gate
from storage.journal_statements import ASKED_OFTEN, NO_REVISION, NUMBERS
from storage.kept import Kept
from storage.people import PERSON
from storage.pings import FIRST, OF_LATE, TOLD
from storage.prepared import PreparedStatement, hold_back, run_together
from storage.questions import ANY_OF, by_person, listed
from storage.records import Arrival
from storage.tables import Instant, people, updates
from storage.unit_of_work import Owed, Part, UnitOfWork


def _taking() -> PreparedStatement:
    """Locks those people who can be, and takes their updates; says of each person whether theirs was new."""
    arrived = listed("arrived", people=BigInteger, update_ids=BigInteger, received=Instant)
    locked = select(*PERSON).where(people.c.id == any_(ANY_OF)).with_for_update(skip_locked=True).cte("locked")
    theirs = arrived.join(locked, locked.c.id == arrived.c.people)
    # In the order of their numbers, so that no two groups wait for each other.
    new = select(arrived.c.update_ids, arrived.c.received).select_from(theirs).order_by(arrived.c.update_ids)
    once = insert(updates).from_select(["update_id", "received_at"], new).on_conflict_do_nothing()
    taken = once.returning(updates.c.update_id).cte("taken")
    found = theirs.outerjoin(taken, taken.c.update_id == arrived.c.update_ids)
    return PreparedStatement(select(taken.c.update_id.is_not(None), *NUMBERS, *locked.c).select_from(found))


def _owing() -> PreparedStatement:
    owed = listed("owed", update_ids=BigInteger, replies=JSON, holders=updates.c.held_by.type, until=Instant)
    kept = {"reply": owed.c.replies, "held_by": owed.c.holders, "held_until": owed.c.until}
    return PreparedStatement(update(updates).where(updates.c.update_id == owed.c.update_ids).values(kept))


_TAKE, _OWE = _taking(), _owing()


class Group:
    """Some units of work in one transaction, each about another person."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        """Work on a connection whose transaction has begun, with what is kept of people in memory."""
        hold_back(connection)
        self._connection = connection
        self._kept = kept
        self._owed: list[Owed] = []

    def begin(self, arrivals: Sequence[Arrival]) -> list[UnitOfWork | None]:
        """Take updates; gives each one's unit of work, and None for one that is to be done by itself.

        That is whoever comes a second time, is not known yet, or is locked by somebody else.
        """
        first: dict[int, Arrival] = {}
        for arrival in arrivals:
            first.setdefault(arrival.person_id, arrival)
        parts = self._take(list(first.values()))
        units: list[UnitOfWork | None] = []
        for arrival in arrivals:
            part = parts.get(arrival.person_id) if first[arrival.person_id] is arrival else None
            units.append(UnitOfWork(self._connection, self._kept, part) if part else None)
        return units

    def _take(self, arrivals: Sequence[Arrival]) -> dict[int, Part]:
        kept = {arrival.person_id: self._kept.get(arrival.person_id) for arrival in arrivals}
        asked = {person_id: known.revision if known else NO_REVISION for person_id, known in kept.items()}
        taking = {
            "people": [*kept],
            "update_ids": [arrival.update_id for arrival in arrivals],
            "received": [arrival.now for arrival in arrivals],
        }
        since = min(arrival.since for arrival in arrivals)
        reading = [question.of_each(asked) for question in ASKED_OFTEN]
        late = (TOLD.of_each(asked, first=FIRST), OF_LATE.of_each(asked, since=since))
        found, *answers = run_together(self._connection, (_TAKE, taking), *reading, *late)
        of_each = list(map(by_person, answers))
        parts = {}
        for is_new, change_id, row_id, *person in found:
            person_id = person[0]
            read = [[tuple(person)], [(change_id, row_id)], *(answers[person_id] for answers in of_each)]
            parts[person_id] = Part(is_new, kept[person_id], read, self._owed)
        return parts

    def end(self) -> None:
        """Keep the replies that are owed, take a turn in each chat that gets a new message, and commit."""
        if not self._owed:
            run_together(self._connection, commit=True)
            return
        owing = {
            "update_ids": [owed.update_id for owed in self._owed],
            "replies": [owed.reply for owed in self._owed],
            "holders": [owed.holder for owed in self._owed],
            "until": [owed.held_until for owed in self._owed],
        }
        turns = {owed.chat_of: owed.turn for owed in self._owed if owed.chat_of is not None}
        gate = Gate(self._connection)
        _, given = run_together(self._connection, (_OWE, owing), gate.turning_of(list(turns)), commit=True)
        for row in given:
            turns[row[0]].in_s = gate.told([row])
