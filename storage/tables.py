"""The tables. Instants are UTC; an event is never changed, only retracted by a later change and perhaps restored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; SQLite has no zones, so it is given back its UTC here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """See TypeDecorator; SQLite has text of SQLAlchemy's own form, which takes a third of the time this way."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """See TypeDecorator."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    return None if value is None else _written(_in_utc(value))


@lru_cache(maxsize=64)
def _written(instant: datetime) -> str:
    """An instant in UTC, of which a unit of work writes one several times."""
    return instant.replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


# Buttons hold these numbers, so a dropped row's is never given again (`sqlite_autoincrement`).
# SQLite numbers rows by itself only in a column declared INTEGER.
_Id = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_person() -> Column[Any]:
    return Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("preferences", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("wake_at", Instant),
    Column("lease_until", Instant),
    Column("parked_at", Instant),
    Column("rules_version", Integer, nullable=False),
    Column("draft_id", _Id),
    # Like send_gate's, seconds by the database's clock.
    Column("paced_until", Double),
    Column("revision", BigInteger, nullable=False, server_default=text("0")),
)
Index("ix_people_wake_at", people.c.wake_at)
Index("ix_people_lease_until", people.c.lease_until)
Index("ix_people_rules_version", people.c.rules_version)

interviews = Table(
    "interviews",
    metadata,
    Column("id", _Id, primary_key=True),
    _of_person(),
    Column("company", String(200), nullable=False),
    Column("role", String(200), nullable=False),
    Column("sales", Boolean, nullable=False),
    Column("uid", String(64)),
    sqlite_autoincrement=True,
)
Index("ix_interviews_person_id", interviews.c.person_id)

changes = Table(
    "changes",
    metadata,
    Column("id", _Id, primary_key=True),
    _of_person(),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE")),
    Column("recorded_at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("previous_preferences", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)
Index("ix_changes_person_id_id", changes.c.person_id, changes.c.id)

events = Table(
    "events",
    metadata,
    Column("row_id", _Id, primary_key=True),
    Column("corrects", _Id),
    _of_person(),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("day_only", Boolean, nullable=False),
    Column("data", JSON, nullable=False),
    Column("recorded_by", ForeignKey("changes.id", ondelete="CASCADE"), nullable=False),
    Column("retracted_by", ForeignKey("changes.id", ondelete="CASCADE")),
    Column("active", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_events_person_id", events.c.person_id)
Index("ix_events_interview_id", events.c.interview_id)
Index("ix_events_recorded_by", events.c.recorded_by)
Index("ix_events_retracted_by", events.c.retracted_by)

drafts = Table(
    "drafts",
    metadata,
    Column("id", _Id, primary_key=True),
    _of_person(),
    Column("command", String(32), nullable=False),
    Column("slots", JSON, nullable=False),
    Column("awaiting", String(32), nullable=False),
    Column("options", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_drafts_person_id", drafts.c.person_id)

pings = Table(
    "pings",
    metadata,
    Column("id", _Id, primary_key=True),
    _of_person(),
    Column("state", String(12), nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("unasked", Boolean, nullable=False),
    Column("message_id", BigInteger),
    sqlite_autoincrement=True,
)
Index("ix_pings_person_id_told_at", pings.c.person_id, pings.c.told_at)

ping_steps = Table(
    "ping_steps",
    metadata,
    Column("ping_id", ForeignKey("pings.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _of_person(),
    Column("interview_id", _Id, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("anchor", _Id, nullable=False),
    Column("nth", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("change_id", ForeignKey("changes.id", ondelete="SET NULL")),
)
Index("ix_ping_steps_person_id_interview_id", ping_steps.c.person_id, ping_steps.c.interview_id)
Index("ix_ping_steps_change_id", ping_steps.c.change_id)

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", Instant, nullable=False),
    Column("reply", JSON(none_as_null=True)),
    Column("held_by", String(32)),
    Column("held_until", Instant),
)
Index("ix_updates_held_until", updates.c.held_until)
Index("ix_updates_received_at", updates.c.received_at)

send_gate = Table(
    "send_gate",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next_at", Double, nullable=False),
    Column("open_at", Double, nullable=False),
    Column("asked_at", Double, nullable=False),
)
"""One row; seconds since 1970 by the database's own clock, whatever the clocks of those who ask say."""

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", String(200), nullable=False),
)
