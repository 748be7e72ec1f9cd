"""The journal's statements that are asked again and again, each about one `person`."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, func, insert, or_, select, update

from storage.prepared import PreparedStatement
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


MINE: BindParameter[int] = bindparam("person")
NO_REVISION = -1
"""What nobody's row has."""
_NOT_KEPT = ~select(people.c.id).where(people.c.id == MINE, people.c.revision == bindparam("kept_revision")).exists()
"""Whether the person has changed since the revision of which everything is known."""
INTERVIEWS_OF = PreparedStatement(select(*INTERVIEW).where(interviews.c.person_id == MINE).order_by(interviews.c.id))
IN_ORDER = (events.c.interview_id, events.c.row_id)
_ACTIVE = (
    select(*INTERVIEW, *EVENT)
    .join(events, events.c.interview_id == interviews.c.id)
    .where(interviews.c.person_id == MINE, events.c.active)
    .order_by(interviews.c.id, events.c.row_id)
)
ACTIVE_OF = PreparedStatement(_ACTIVE.where(_NOT_KEPT))
ACTIVE_IN = PreparedStatement(_ACTIVE.where(interviews.c.id == bindparam("interview")))
KNOWN_SINCE = PreparedStatement(
    select(events.c.interview_id, func.min(changes.c.recorded_at))
    .join(changes, changes.c.id == events.c.recorded_by)
    .where(events.c.person_id == MINE, _NOT_KEPT)
    .group_by(events.c.interview_id)
)
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
COUNTS = PreparedStatement(
    select(
        select(func.count()).where(changes.c.person_id == MINE).scalar_subquery(),
        select(func.count()).where(events.c.person_id == MINE).scalar_subquery(),
    ).where(_NOT_KEPT)
)
ADD_INTERVIEW = PreparedStatement(insert(interviews).returning(interviews.c.id))
ADD_CHANGE = PreparedStatement(insert(changes).returning(changes.c.id))
RETRACT = PreparedStatement(
    update(events)
    .where(events.c.person_id == MINE, events.c.row_id == bindparam("row"))
    .values(active=False)
    .returning(events.c.interview_id)
)
ADD_EVENT = PreparedStatement(insert(events).returning(events.c.row_id))
LAST_CHANGE = PreparedStatement(
    select(*CHANGE)
    .where(changes.c.person_id == MINE, changes.c.undone_at.is_(None))
    .order_by(changes.c.id.desc())
    .limit(1)
)
