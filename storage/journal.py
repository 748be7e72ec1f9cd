"""What happened: interviews, their events, and the changes by which they were recorded and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Connection,
    and_,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from storage.journal_statements import (
    ACTIVE_OF,
    ADD_CHANGE,
    ADD_EVENT,
    ADD_INTERVIEW,
    CHANGE,
    COUNTS,
    EVENT,
    FACTS_CHANGED,
    IN_ORDER,
    INTERVIEW,
    INTERVIEWS_OF,
    KNOWN_SINCE,
    LAST_CHANGE,
    SETTINGS_BEFORE,
)
from storage.json_text import from_json, to_json
from storage.prepared import Call, PreparedStatement, Row
from storage.records import ChangeRecord, EventRecord, InterviewRecord, Json, Revision
from storage.tables import changes, events


class Journal:
    """Interviews and events. No fact is overwritten: a correction retracts and records, an undo restores."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, dict[int, InterviewRecord]] = {}
        """What was read of each person in this unit of work, kept in step with what it writes."""
        self._known_since: dict[int, dict[int, datetime]] = {}
        self._counts: dict[int, tuple[int, int]] = {}
        """How many changes and events are kept of each person."""

    def interviews_of(self, person_id: int) -> list[InterviewRecord]:
        """A person's interviews that have any active event, the oldest first."""
        if person_id not in self._read:
            self._read[person_id] = _interviews(ACTIVE_OF.all(self._connection, person=person_id))
        return [record for record in self._read[person_id].values() if record.events]

    @staticmethod
    def asking_for(person_id: int) -> tuple[Call, ...]:
        """What most units of work ask about a person, to be asked together; `keep` takes the answers."""
        return tuple((statement, {"person": person_id}) for statement in (ACTIVE_OF, KNOWN_SINCE, COUNTS))

    def keep(self, person_id: int, active: list[Row], known_since: list[Row], counts: list[Row]) -> None:
        """Have answers ready."""
        self._read[person_id] = _interviews(active)
        self._known_since[person_id] = dict(known_since)
        self._counts[person_id] = counts[0][0], counts[0][1]

    def forget(self) -> None:
        """Read anew what is asked for next: it was changed in another way."""
        self._read.clear()
        self._known_since.clear()
        self._counts.clear()

    def versions_of(self, person_id: int) -> list[InterviewRecord]:
        """All of a person's interviews with every version of every event, whether it counts or not."""
        rows = INTERVIEWS_OF.all(self._connection, person=person_id)
        versions = self._events(events.c.person_id == person_id)
        by_interview = {key: tuple(group) for key, group in groupby(versions, lambda event: event.interview_id)}
        return [_interview(row, by_interview.get(row[0], ())) for row in rows]

    def known_since(self, person_id: int) -> dict[int, datetime]:
        """When each of a person's interviews was first recorded."""
        if person_id not in self._known_since:
            self._known_since[person_id] = dict(KNOWN_SINCE.all(self._connection, person=person_id))
        return self._known_since[person_id]

    def facts_changed(self, person_id: int, apart_from: Collection[str]) -> dict[int, datetime]:
        """When the events of each of a person's interviews were last changed, those of some kinds aside."""
        changed: dict[int, datetime] = {}
        for interview_id, kind, *instants in FACTS_CHANGED.all(self._connection, person=person_id):
            if kind not in apart_from:
                changed[interview_id] = max(filter(None, (*instants, changed.get(interview_id))))
        return changed

    def settings_before(self, person_id: int) -> list[tuple[datetime, Json]]:
        """When a person's settings were changed, the latest first, and what they were before."""
        rows = SETTINGS_BEFORE.all(self._connection, person=person_id)
        return [(at, before) for at, before in rows if before is not None]

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
        interview_id = self._insert(ADD_INTERVIEW, values)
        if person_id in self._read:
            self._read[person_id][interview_id] = InterviewRecord(interview_id, company, role, sales, uid, ())
        return interview_id

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
        self._count(person_id, new_changes=1)
        return self._insert(ADD_CHANGE, values)

    def changes_of(self, person_id: int) -> int:
        """How many changes a person has made, those that were taken back among them."""
        return self._counted(person_id)[0]

    def events_of(self, person_id: int) -> int:
        """How many events are kept of a person, in all versions, those that were taken back among them."""
        return self._counted(person_id)[1]

    def _counted(self, person_id: int) -> tuple[int, int]:
        if person_id not in self._counts:
            counts = COUNTS.all(self._connection, person=person_id)[0]
            self._counts[person_id] = counts[0], counts[1]
        return self._counts[person_id]

    def _count(self, person_id: int, *, new_changes: int = 0, new_events: int = 0) -> None:
        if person_id in self._counts:
            kept_changes, kept_events = self._counts[person_id]
            self._counts[person_id] = kept_changes + new_changes, kept_events + new_events

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
        row_id = self._insert(ADD_EVENT, values)
        self._count(person_id, new_events=1)
        if interview_id not in self._known_since.get(person_id, {}):
            self._known_since.pop(person_id, None)
        record = self._read.get(person_id, {}).get(interview_id)
        if record is None:
            self._read.pop(person_id, None)
        else:
            kept = from_json(to_json(data))
            event = EventRecord(
                corrects or row_id, row_id, interview_id, kind, at.astimezone(UTC), day_only, kept, change_id
            )
            self._read[person_id][interview_id] = replace(record, events=(*record.events, event))
        return row_id

    def retract_event(self, person_id: int, row_id: int, change_id: int) -> None:
        """Take an event out of what counts, under a change."""
        mine = (events.c.person_id == person_id, events.c.row_id == row_id)
        self._connection.execute(update(events).where(*mine).values(active=False, retracted_by=change_id))
        self.forget()

    def move_days(self, person_id: int, moved: Callable[[datetime], datetime]) -> None:
        """Give every event known by its day alone, active or not, another stand-in for its time."""
        mine = (events.c.person_id == person_id, events.c.day_only)
        for row in self._connection.execute(select(events.c.row_id, events.c.at).where(*mine)).all():
            self._connection.execute(update(events).where(events.c.row_id == row.row_id).values(at=moved(row.at)))
        self.forget()

    def last_change(self, person_id: int) -> ChangeRecord | None:
        """The latest change that has not been undone."""
        row = LAST_CHANGE.first(self._connection, person=person_id)
        return ChangeRecord(*row) if row else None

    def change(self, person_id: int, change_id: int) -> ChangeRecord | None:
        """A change of this person's."""
        row = self._connection.execute(
            select(*CHANGE).where(changes.c.person_id == person_id, changes.c.id == change_id)
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
        self.forget()
        mine = events.c.person_id == person_id
        self._connection.execute(
            update(changes).where(changes.c.person_id == person_id, changes.c.id == change_id).values(undone_at=now)
        )
        self._connection.execute(
            update(events).where(mine, events.c.retracted_by == change_id).values(active=True, retracted_by=None)
        )
        self._connection.execute(update(events).where(mine, events.c.recorded_by == change_id).values(active=False))

    def _events(self, *conditions: ColumnElement[bool] | ColumnElement[object]) -> list[EventRecord]:
        query = select(*EVENT).where(*conditions).order_by(*IN_ORDER)
        return [_event(tuple(row)) for row in self._connection.execute(query)]

    def _insert(self, statement: PreparedStatement, values: dict[str, Any]) -> int:
        return int(statement.one(self._connection, **values))


def _interviews(rows: list[Row]) -> dict[int, InterviewRecord]:
    """Interviews with their events, by number; rows of one interview follow each other."""
    grouped = groupby(rows, lambda row: row[: len(INTERVIEW)])
    return {key[0]: _interview(key, tuple(_event(row[len(INTERVIEW) :]) for row in group)) for key, group in grouped}


def _interview(columns: Row, its_events: tuple[EventRecord, ...]) -> InterviewRecord:
    interview_id, company, role, sales, uid = columns
    return InterviewRecord(interview_id, company, role, sales, uid, its_events)


def _event(row: Row) -> EventRecord:
    first, row_id, *columns = row
    return EventRecord(first or row_id, row_id, *columns)
