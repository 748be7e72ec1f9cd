"""What happened: interviews, their events, and the changes by which they were recorded and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, union, update
from sqlalchemy.sql.elements import ColumnElement

from storage.records import ChangeRecord, EventRecord, InterviewRecord, Json, Revision
from storage.tables import changes, events, interviews

_EVENT = (
    events.c.row_id,
    events.c.corrects,
    events.c.interview_id,
    events.c.kind,
    events.c.at,
    events.c.day_only,
    events.c.data,
    events.c.recorded_by,
    events.c.active,
    events.c.retracted_by,
)
_INTERVIEW = (interviews.c.id, interviews.c.company, interviews.c.role, interviews.c.sales, interviews.c.uid)
_CHANGE = (
    changes.c.id,
    changes.c.interview_id,
    changes.c.recorded_at,
    changes.c.undone_at,
    changes.c.previous_preferences,
)


class Journal:
    """Interviews and events. No fact is overwritten: a correction retracts and records, an undo restores."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def interviews_of(self, person_id: int) -> list[InterviewRecord]:
        """A person's interviews that have any active event, the oldest first."""
        rows = self._connection.execute(
            select(*_INTERVIEW).where(interviews.c.person_id == person_id).order_by(interviews.c.id)
        ).all()
        active = self._events(events.c.person_id == person_id, events.c.active)
        by_interview = {key: tuple(group) for key, group in groupby(active, lambda event: event.interview_id)}
        return [InterviewRecord(*row, by_interview[row.id]) for row in rows if row.id in by_interview]

    def versions_of(self, person_id: int) -> list[InterviewRecord]:
        """All of a person's interviews with every version of every event, whether it counts or not."""
        rows = self._connection.execute(
            select(*_INTERVIEW).where(interviews.c.person_id == person_id).order_by(interviews.c.id)
        ).all()
        versions = self._events(events.c.person_id == person_id)
        by_interview = {key: tuple(group) for key, group in groupby(versions, lambda event: event.interview_id)}
        return [InterviewRecord(*row, by_interview.get(row.id, ())) for row in rows]

    def known_since(self, person_id: int) -> dict[int, datetime]:
        """When each of a person's interviews was first recorded."""
        query = (
            select(events.c.interview_id, func.min(changes.c.recorded_at))
            .join(changes, changes.c.id == events.c.recorded_by)
            .where(events.c.person_id == person_id)
            .group_by(events.c.interview_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def facts_changed(self, person_id: int, apart_from: Sequence[str]) -> dict[int, datetime]:
        """When the events of each of a person's interviews were last changed, those of some kinds aside."""
        query = (
            select(events.c.interview_id, func.max(changes.c.recorded_at), func.max(changes.c.undone_at))
            .join(changes, or_(changes.c.id == events.c.recorded_by, changes.c.id == events.c.retracted_by))
            .where(events.c.person_id == person_id, events.c.kind.not_in(apart_from))
            .group_by(events.c.interview_id)
        )
        return {row[0]: max(filter(None, row[1:])) for row in self._connection.execute(query)}

    def settings_before(self, person_id: int) -> list[tuple[datetime, Json]]:
        """When a person's settings were changed, the latest first, and what they were before."""
        query = (
            select(changes.c.recorded_at, changes.c.previous_preferences)
            .where(changes.c.person_id == person_id, changes.c.previous_preferences.is_not(None))
            .order_by(changes.c.id.desc())
        )
        return [(row[0], row[1]) for row in self._connection.execute(query) if row[1] is not None]

    def revisions(self, person_id: int) -> dict[int | None, Revision]:
        """How often each interview was changed, and when last; None stands for what is about no single one."""
        mine = events.c.person_id == person_id
        by_events = [
            select(column, events.c.interview_id).where(mine, column.is_not(None))
            for column in (events.c.recorded_by, events.c.retracted_by)
        ]
        named = select(changes.c.id, changes.c.interview_id).where(changes.c.person_id == person_id)
        about = union(named, *by_events).subquery("about")
        columns = (about.c.interview_id, changes.c.recorded_at, changes.c.undone_at)
        touched: dict[int | None, list[datetime]] = {}
        for interview_id, *instants in self._connection.execute(
            select(*columns).join(about, about.c.id == changes.c.id)
        ):
            touched.setdefault(interview_id, []).extend(at for at in instants if at)
        return {interview_id: Revision(len(instants), max(instants)) for interview_id, instants in touched.items()}

    def event(self, person_id: int, row_id: int) -> EventRecord | None:
        """An active event of this person's, by its row; None where it is another's, or no longer holds."""
        found = self._events(events.c.person_id == person_id, events.c.row_id == row_id, events.c.active)
        return found[0] if found else None

    def events_of_change(self, person_id: int, change_id: int) -> list[EventRecord]:
        """The events that a change recorded, active or not."""
        return self._events(events.c.person_id == person_id, events.c.recorded_by == change_id)

    def events_retracted_by(self, person_id: int, change_id: int) -> list[EventRecord]:
        """The events that a change retracted."""
        return self._events(events.c.person_id == person_id, events.c.retracted_by == change_id)

    def add_interview(self, person_id: int, company: str, role: str, *, sales: bool, uid: str | None = None) -> int:
        """Add an interview, which has a name in files already where `uid` is given. Gives its id.

        It exists for others once it has an event.
        """
        uid = uid or uuid4().hex
        values = {"person_id": person_id, "company": company, "role": role, "sales": sales, "uid": uid}
        return self._insert(insert(interviews).values(values).returning(interviews.c.id))

    def add_change(
        self, person_id: int, interview_id: int | None, now: datetime, previous_preferences: Json | None = None
    ) -> int:
        """Open a change, under which events are recorded and retracted. Gives its id."""
        values = {
            "person_id": person_id,
            "interview_id": interview_id,
            "recorded_at": now,
            "previous_preferences": previous_preferences,
        }
        return self._insert(insert(changes).values(values).returning(changes.c.id))

    def changes_of(self, person_id: int) -> int:
        """How many changes a person has made, those that were taken back among them."""
        return self._connection.execute(select(func.count()).where(changes.c.person_id == person_id)).scalar_one()

    def events_of(self, person_id: int) -> int:
        """How many events are kept of a person, in all versions, those that were taken back among them."""
        return self._connection.execute(select(func.count()).where(events.c.person_id == person_id)).scalar_one()

    def add_event(
        self,
        person_id: int,
        interview_id: int,
        change_id: int,
        *,
        kind: str,
        at: datetime,
        day_only: bool,
        data: Json,
        corrects: int | None = None,
    ) -> int:
        """Record an event, in place of the one it corrects where there is one. Gives the event's row."""
        values = {
            "person_id": person_id,
            "interview_id": interview_id,
            "kind": kind,
            "at": at,
            "day_only": day_only,
            "data": data,
            "corrects": corrects,
            "recorded_by": change_id,
            "active": True,
        }
        return self._insert(insert(events).values(values).returning(events.c.row_id))

    def retract_event(self, person_id: int, row_id: int, change_id: int) -> None:
        """Take an event out of what counts, under a change."""
        mine = (events.c.person_id == person_id, events.c.row_id == row_id)
        self._connection.execute(update(events).where(*mine).values(active=False, retracted_by=change_id))

    def move_days(self, person_id: int, moved: Callable[[datetime], datetime]) -> None:
        """Give every event known by its day alone, active or not, another stand-in for its time."""
        mine = (events.c.person_id == person_id, events.c.day_only)
        for row in self._connection.execute(select(events.c.row_id, events.c.at).where(*mine)).all():
            self._connection.execute(update(events).where(events.c.row_id == row.row_id).values(at=moved(row.at)))

    def last_change(self, person_id: int) -> ChangeRecord | None:
        """The latest change that has not been undone."""
        row = self._connection.execute(
            select(*_CHANGE)
            .where(changes.c.person_id == person_id, changes.c.undone_at.is_(None))
            .order_by(changes.c.id.desc())
            .limit(1)
        ).first()
        return ChangeRecord(*row) if row else None

    def change(self, person_id: int, change_id: int) -> ChangeRecord | None:
        """A change of this person's."""
        row = self._connection.execute(
            select(*_CHANGE).where(changes.c.person_id == person_id, changes.c.id == change_id)
        ).first()
        return ChangeRecord(*row) if row else None

    def has_later_change(self, person_id: int, change: ChangeRecord) -> bool:
        """Whether anything that still holds was recorded after a change, in the same interviews or in the settings."""
        touched = select(events.c.interview_id).where(events.c.recorded_by == change.id)
        of_settings = changes.c.interview_id.is_(None)
        recorded_there = select(events.c.recorded_by).where(events.c.interview_id.in_(touched))
        same = or_(changes.c.interview_id.in_(touched), changes.c.id.in_(recorded_there))
        if change.interview_id is None:
            same = or_(same, of_settings)
        later = and_(changes.c.person_id == person_id, changes.c.id > change.id, changes.c.undone_at.is_(None), same)
        return self._connection.execute(select(changes.c.id).where(later).limit(1)).first() is not None

    def undo(self, person_id: int, change_id: int, now: datetime) -> None:
        """Take a change back: what it recorded no longer counts, what it retracted counts again."""
        mine = events.c.person_id == person_id
        self._connection.execute(
            update(changes).where(changes.c.person_id == person_id, changes.c.id == change_id).values(undone_at=now)
        )
        self._connection.execute(
            update(events).where(mine, events.c.retracted_by == change_id).values(active=True, retracted_by=None)
        )
        self._connection.execute(update(events).where(mine, events.c.recorded_by == change_id).values(active=False))

    def _events(self, *conditions: ColumnElement[bool] | ColumnElement[object]) -> list[EventRecord]:
        query = select(*_EVENT).where(*conditions).order_by(events.c.interview_id, events.c.row_id)
        return [_event(row) for row in self._connection.execute(query)]

    def _insert(self, statement: object) -> int:
        return int(self._connection.execute(statement).scalar_one())  # type: ignore[call-overload]


def _event(row: Row[Any, Any, Any, Any, Any, Any, Any, Any, Any, Any]) -> EventRecord:
    return EventRecord(
        id=row.corrects or row.row_id,
        row_id=row.row_id,
        interview_id=row.interview_id,
        kind=row.kind,
        at=row.at,
        day_only=row.day_only,
        data=row.data,
        recorded_by=row.recorded_by,
        active=row.active,
        retracted_by=row.retracted_by,
    )
