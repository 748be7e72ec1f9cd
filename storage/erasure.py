"""Deleting for good what is kept of a person: all of it, or one interview."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, and_, delete, exists, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from storage.inbox import NOTHING_OWED
from storage.tables import changes, drafts, events, interviews, metadata, people, ping_steps, pings, updates


class Erasure:
    """What is deleted here cannot be had back."""

    def __init__(self, connection: Connection, gone: Callable[[int], None]) -> None:
        """Delete on a connection; `gone` is told of whom what was read before may be gone."""
        self._connection = connection
        self._gone = gone

    def everything_of(self, person_id: int) -> dict[str, int]:
        """Delete every row of a person's in every table; gives how many each table had of them."""
        self._gone(person_id)
        counts = {}
        for table in reversed(metadata.sorted_tables):
            mine = _owned_by(table, person_id)
            if mine is not None:
                counts[table.name] = self._connection.execute(select(func.count()).where(mine)).scalar_one()
                self._connection.execute(delete(table).where(mine))
        self.owed_replies(person_id)
        return counts

    def owed_replies(self, person_id: int) -> None:
        """Forget what replies still on their way to a person say; whoever sends one now may do so, nobody again."""
        to_them = updates.c.reply["chat_id"].as_integer() == person_id
        self._connection.execute(update(updates).where(updates.c.held_until.is_not(None), to_them).values(NOTHING_OWED))

    def interview(self, person_id: int, interview_id: int) -> int:
        """Delete one interview of a person's, with all that names it; gives how many events it had, in all versions."""
        self._gone(person_id)
        in_it = and_(events.c.person_id == person_id, events.c.interview_id == interview_id)
        count: int = self._connection.execute(select(func.count()).where(in_it)).scalar_one()
        for table in (ping_steps, events):
            mine = and_(table.c.person_id == person_id, table.c.interview_id == interview_id)
            self._connection.execute(delete(table).where(mine))
        self._detach_changes(person_id, interview_id)
        mine = and_(interviews.c.person_id == person_id, interviews.c.id == interview_id)
        self._connection.execute(delete(interviews).where(mine))
        # What was asked may have the name in it, in the person's own words.
        self._connection.execute(delete(drafts).where(drafts.c.person_id == person_id))
        self._connection.execute(update(people).where(people.c.id == person_id).values(draft_id=None))
        self._drop_idle_pings(person_id)
        self.owed_replies(person_id)
        return count

    def _detach_changes(self, person_id: int, interview_id: int) -> None:
        """Delete the changes of an interview; one by which more was told goes over to another that it is about."""
        mine = and_(changes.c.person_id == person_id, changes.c.interview_id == interview_id)
        named = or_(events.c.recorded_by == changes.c.id, events.c.retracted_by == changes.c.id)
        other = select(func.min(events.c.interview_id)).where(events.c.person_id == person_id, named).scalar_subquery()
        self._connection.execute(update(changes).where(mine).values(interview_id=other))
        orphan = and_(changes.c.person_id == person_id, changes.c.interview_id.is_(None), ~exists().where(named))
        self._connection.execute(delete(changes).where(orphan, changes.c.previous_preferences.is_(None)))

    def _drop_idle_pings(self, person_id: int) -> None:
        """Drop the pings that are about nothing any more."""
        told = select(ping_steps.c.ping_id).where(ping_steps.c.person_id == person_id)
        self._connection.execute(delete(pings).where(pings.c.person_id == person_id, pings.c.id.not_in(told)))


def _owned_by(table: Table, person_id: int) -> ColumnElement[bool] | None:
    if table is people:
        return people.c.id == person_id
    return table.c.person_id == person_id if "person_id" in table.c else None
