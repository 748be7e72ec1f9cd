"""The journal's statements that are asked again and again, each about one `person`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    func,
    null,
    or_,
    select,
    union_all,
    update,
)

from storage.prepared import PreparedInsert, PreparedStatement
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


def _recorded(asked: Asked) -> CompoundSelect[Any]:
    """For each interview when its first event was recorded, and how many it has; for none how many changes."""
    first, count = func.min(changes.c.recorded_at).label("first"), func.count().label("count")
    each = select(events.c.interview_id, first, count).join(changes, changes.c.id == events.c.recorded_by)
    each = each.where(events.c.person_id == asked.person, _not_kept(asked)).group_by(events.c.interview_id)
    mine = select(func.count()).where(changes.c.person_id == asked.person).correlate_except(changes).scalar_subquery()
    return union_all(each.correlate_except(events, changes), select(null(), null(), mine).where(_not_kept(asked)))


MINE: BindParameter[int] = bindparam("person")
NO_REVISION = -1
"""What nobody's row has."""
ACTIVE_OF = Question(lambda asked: _active(asked.person).where(_not_kept(asked)))
ACTIVE_IN = PreparedStatement(_active(MINE).where(interviews.c.id == bindparam("interview")))
RECORDED = Question(_recorded)
ASKED_OFTEN = (ACTIVE_OF, RECORDED)
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
ADD_INTERVIEW, ADD_CHANGE, ADD_EVENT = map(PreparedInsert, (interviews, changes, events))
RETRACT = PreparedStatement(
    update(events)
    .where(events.c.person_id == MINE, events.c.row_id == bindparam("row"))
    .values(active=False)
    .returning(events.c.interview_id)
)
LAST_CHANGE = PreparedStatement(
    select(*CHANGE)
    .where(changes.c.person_id == MINE, changes.c.undone_at.is_(None))
    .order_by(changes.c.id.desc())
    .limit(1)
)
