"""The journal's statements that are asked again and again, each about one `person`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    Table,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.prepared import PreparedStatement
from storage.questions import Asked, Question
from storage.tables import changes, events, interviews, people

EVENT = (
    events.c.corrects,
    events.c.row_id,
    events.c.interview_id,
    events.c.kind,
    events.c.at,
    events.c.day_only,
    events.c.data,
    events.c.recorded_by,
    events.c.active,
    events.c.retracted_by,
)
INTERVIEW = (interviews.c.id, interviews.c.company, interviews.c.role, interviews.c.sales, interviews.c.uid)
CHANGE = (
    changes.c.id,
    changes.c.interview_id,
    changes.c.recorded_at,
    changes.c.undone_at,
    changes.c.previous_preferences,
)


def _not_kept(asked: Asked) -> ColumnElement[bool]:
    """Whether the person has changed since the revision of which everything is known."""
    kept = select(people.c.id).where(people.c.id == asked.person, people.c.revision == asked.kept_revision)
    return ~kept.correlate_except(people).exists()


def _active(person: ColumnElement[int]) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [*INTERVIEW, *EVENT]
    found = select(*columns).join(events, events.c.interview_id == interviews.c.id)
    return found.where(interviews.c.person_id == person, events.c.active).order_by(interviews.c.id, events.c.row_id)


def _known_since(asked: Asked) -> Select[Any]:
    first = select(events.c.interview_id, func.min(changes.c.recorded_at).label("first"))
    recorded = first.join(changes, changes.c.id == events.c.recorded_by)
    return recorded.where(events.c.person_id == asked.person, _not_kept(asked)).group_by(events.c.interview_id)


def _counts(asked: Asked) -> Select[Any]:
    counts = (_count(table, asked.person).label(table.name) for table in (changes, events))
    return select().add_columns(*counts).where(_not_kept(asked))


def _count(table: Table, person: ColumnElement[int]) -> ScalarSelect[int]:
    return select(func.count()).where(table.c.person_id == person).correlate_except(table).scalar_subquery()


MINE: BindParameter[int] = bindparam("person")
NO_REVISION = -1
"""What nobody's row has."""
ACTIVE_OF = Question(lambda asked: _active(asked.person).where(_not_kept(asked)))
ACTIVE_IN = PreparedStatement(_active(MINE).where(interviews.c.id == bindparam("interview")))
KNOWN_SINCE, COUNTS = Question(_known_since), Question(_counts)
ASKED_OFTEN = (ACTIVE_OF, KNOWN_SINCE, COUNTS)
INTERVIEWS_OF = PreparedStatement(select(*INTERVIEW).where(interviews.c.person_id == MINE).order_by(interviews.c.id))
IN_ORDER = (events.c.interview_id, events.c.row_id)
FACTS_CHANGED = PreparedStatement(
    select(events.c.interview_id, events.c.kind, func.max(changes.c.recorded_at), func.max(changes.c.undone_at))
    .join(changes, or_(changes.c.id == events.c.recorded_by, changes.c.id == events.c.retracted_by))
    .where(events.c.person_id == MINE)
    .group_by(events.c.interview_id, events.c.kind)
)
SETTINGS_BEFORE = PreparedStatement(
    select(changes.c.recorded_at, changes.c.previous_preferences)
    .where(changes.c.person_id == MINE, changes.c.previous_preferences.is_not(None))
    .order_by(changes.c.id.desc())
)
NUMBERS = tuple(
    func.nextval(f"{column.table.name}_{column.name}_seq").label(column.table.name)
    for column in (changes.c.id, events.c.row_id)
)
"""The numbers of a change and of an event that are to be recorded; a server gives each once."""
NEXT_NUMBERS = PreparedStatement(select(*NUMBERS))
ADD_INTERVIEW = PreparedStatement(insert(interviews).returning(interviews.c.id))
ADD_CHANGE = PreparedStatement(insert(changes).returning(changes.c.id))
RETRACT = PreparedStatement(
    update(events)
    .where(events.c.person_id == MINE, events.c.row_id == bindparam("row"))
    .values(active=False)
    .returning(events.c.interview_id)
)
ADD_EVENT = PreparedStatement(insert(events).returning(events.c.row_id))
NUMBERED = {ADD_CHANGE: changes.c.id.name, ADD_EVENT: events.c.row_id.name}
"""The column that each of them numbers."""
LAST_CHANGE = PreparedStatement(
    select(*CHANGE)
    .where(changes.c.person_id == MINE, changes.c.undone_at.is_(None))
    .order_by(changes.c.id.desc())
    .limit(1)
)
