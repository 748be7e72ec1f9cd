"""What happened: interviews, their events, and the changes by which they were recorded and can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, and_, or_, select, union, update
from sqlalchemy.sql.elements import ColumnElement

from storage.facts import Facts, Recorded, event_from, interview_from, interviews_from, recorded_from
from storage.journal_statements import (
    ACTIVE_IN,
    ACTIVE_OF,
    ADD_CHANGE,
    ADD_EVENT,
    ADD_INTERVIEW,
    ASKED_OFTEN,
    CHANGE,
    EVENT,
    FACTS_CHANGED,
    IN_ORDER,
    INTERVIEWS_OF,
    LAST_CHANGE,
    NO_REVISION,
    RECORDED,
    RETRACT,
    SETTINGS_BEFORE,
)
from storage.json_text import from_json, to_json
from storage.prepared import Call, PreparedInsert, Row
from storage.records import ChangeRecord, EventRecord, InterviewRecord, Json, Revision
from storage.tables import changes, events


class Journal:
    """Interviews and events. No fact is overwritten: a correction retracts and records, an undo restores."""

    def __init__(self, connection: Connection, changed: Callable[[int], None]) -> None:
        """Record on a connection; `changed` is told of everybody of whom anything is written."""
        self._connection = connection
        self._changed = changed
        self._facts: defaultdict[int, Facts] = defaultdict(Facts)
        """What was read of each person in this unit of work, kept in step with what it writes."""
        self._numbers: dict[PreparedInsert, int] = {}
        """What a server has numbered the next change and the next event."""

    def interviews_of(self, person_id: int) -> list[InterviewRecord]:
        """A person's interviews that have any active event, the oldest first."""
        facts = self._facts[person_id]
        if facts.interviews is None:
            rows = ACTIVE_OF.of_one.all(self._connection, person=person_id, kept_revision=NO_REVISION)
            facts.interviews = interviews_from(rows)
        return [record for _, record in sorted(facts.interviews.items()) if record.events]

    @staticmethod
    def asking_for(person_id: int, kept_revision: int) -> tuple[Call, ...]:
        """What most units of work ask about a person, to be asked together; `keep` takes the answers.

        They are empty where the person still has the revision of which everything is kept.
        """
        asked = {"person": person_id, "kept_revision": kept_revision}
        return tuple((question.of_one, asked) for question in ASKED_OFTEN)

    def keep(self, person_id: int, active: list[Row], recorded: list[Row]) -> None:
        """Have answers ready."""
        self._facts[person_id] = Facts(interviews_from(active), *recorded_from(recorded))

    def number(self, change_id: int, row_id: int) -> None:
        """Have the next change and the next event these numbers, which a server has given them."""
        self._numbers = {ADD_CHANGE: change_id, ADD_EVENT: row_id}

    def begin_with(self, person_id: int, facts: Facts) -> None:
        """Go by these facts, which were true when the person was locked; what was read before may not have been."""
        self._facts[person_id] = facts.copy()

    def facts_of(self, person_id: int) -> Facts | None:
        """What is known of a person, as it now is; None where nobody has asked for their interviews."""
        facts = self._facts.get(person_id)
        return facts if facts and facts.interviews is not None else None

    def remember(self) -> Callable[[], None]:
        """Give what has all be known again that is known now, for when everything since is rolled back."""
        known = {person_id: facts.copy() for person_id, facts in self._facts.items()}

        def restore() -> None:
            self._facts = defaultdict(Facts, known)

        return restore

    def forget(self) -> None:
        """Read anew what is asked for next: it was changed in another way."""
        self._facts.clear()

    def versions_of(self, person_id: int) -> list[InterviewRecord]:
        """All of a person's interviews with every version of every event, whether it counts or not."""
        rows = INTERVIEWS_OF.all(self._connection, person=person_id)
        versions = self._events(events.c.person_id == person_id)
        by_interview = {key: tuple(group) for key, group in groupby(versions, lambda event: event.interview_id)}
        return [interview_from(row, by_interview.get(row[0], ())) for row in rows]

    def known_since(self, person_id: int) -> Mapping[int, datetime]:
        """When each of a person's interviews was first recorded."""
        facts = self._facts[person_id]
        return self._read_recorded(facts, person_id)[0] if facts.known_since is None else facts.known_since

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
        interview_id = self._insert(ADD_INTERVIEW, person_id, values)
        self._facts[person_id].add_interview(InterviewRecord(interview_id, company, role, sales, uid, ()))
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
        self._facts[person_id].count(new_changes=1)
        return self._insert(ADD_CHANGE, person_id, values)

    def changes_of(self, person_id: int) -> int:
        """How many changes a person has made, those that were taken back among them."""
        return self._counted(person_id)[0]

    def events_of(self, person_id: int) -> int:
        """How many events are kept of a person, in all versions, those that were taken back among them."""
        return self._counted(person_id)[1]

    def _counted(self, person_id: int) -> tuple[int, int]:
        facts = self._facts[person_id]
        return self._read_recorded(facts, person_id)[1] if facts.counts is None else facts.counts

    def _read_recorded(self, facts: Facts, person_id: int) -> Recorded:
        rows = RECORDED.of_one.all(self._connection, person=person_id, kept_revision=NO_REVISION)
        recorded = recorded_from(rows)
        facts.known_since, facts.counts = recorded
        return recorded

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
        row_id = self._insert(ADD_EVENT, person_id, values)
        kept = from_json(to_json(data))
        known = (corrects or row_id, row_id, interview_id, kind, at.astimezone(UTC), day_only, kept, change_id)
        facts = self._facts[person_id]
        facts.count(new_events=1)
        facts.add_event(EventRecord(*known))
        return row_id

    def retract_event(self, person_id: int, row_id: int, change_id: int) -> None:
        """Take an event out of what counts, under a change."""
        self._changed(person_id)
        for (interview_id,) in RETRACT.all(self._connection, person=person_id, row=row_id, retracted_by=change_id):
            self._facts[person_id].drop_event(interview_id, row_id)

    def move_days(self, person_id: int, moved: Callable[[datetime], datetime]) -> None:
        """Give every event known by its day alone, active or not, another stand-in for its time."""
        self._changed(person_id)
        mine = (events.c.person_id == person_id, events.c.day_only)
        for row in self._connection.execute(select(events.c.row_id, events.c.at).where(*mine)).all():
            self._connection.execute(update(events).where(events.c.row_id == row.row_id).values(at=moved(row.at)))
        self._facts[person_id].interviews = None

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
        self._changed(person_id)
        mine = events.c.person_id == person_id
        self._connection.execute(
            update(changes).where(changes.c.person_id == person_id, changes.c.id == change_id).values(undone_at=now)
        )
        restored = update(events).where(mine, events.c.retracted_by == change_id)
        removed = update(events).where(mine, events.c.recorded_by == change_id)
        touched: set[int] = set()
        for undone in (restored.values(active=True, retracted_by=None), removed.values(active=False)):
            touched |= set(self._connection.execute(undone.returning(events.c.interview_id)).scalars())
        self._read_anew(person_id, touched)

    def _read_anew(self, person_id: int, interview_ids: Collection[int]) -> None:
        interviews = self._facts[person_id].interviews
        if interviews is None:
            return
        for interview_id in interview_ids:
            interviews.pop(interview_id, None)
            rows = ACTIVE_IN.all(self._connection, person=person_id, interview=interview_id)
            interviews |= interviews_from(rows)

    def _events(self, *conditions: ColumnElement[bool] | ColumnElement[object]) -> list[EventRecord]:
        query = select(*EVENT).where(*conditions).order_by(*IN_ORDER)
        return [event_from(tuple(row)) for row in self._connection.execute(query)]

    def _insert(self, statement: PreparedInsert, person_id: int, values: dict[str, Any]) -> int:
        self._changed(person_id)
        number = self._numbers.pop(statement, None)
        if number is None:
            return statement.number(self._connection, **values)
        statement.run_later(self._connection, **{statement.numbers: number, **values})
        return number
