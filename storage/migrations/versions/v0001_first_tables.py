"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("preferences", sa.JSON(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("wake_at", _INSTANT, nullable=True),
        sa.Column("lease_until", _INSTANT, nullable=True),
        sa.Column("parked_at", _INSTANT, nullable=True),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("draft_id", _ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_rules_version", "people", ["rules_version"], unique=False)
    op.create_index("ix_people_lease_until", "people", ["lease_until"], unique=False)
    op.create_index("ix_people_wake_at", "people", ["wake_at"], unique=False)
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", _INSTANT, nullable=False),
        sa.Column("reply", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates"),
    )
    op.create_index("ix_updates_received_at", "updates", ["received_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("command", sa.String(length=32), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("awaiting", sa.String(length=32), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_drafts_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_person_id", "drafts", ["person_id"], unique=False)
    op.create_table(
        "interviews",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("sales", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_interviews_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_interviews_person_id", "interviews", ["person_id"], unique=False)
    op.create_table(
        "pings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("told_at", _INSTANT, nullable=False),
        sa.Column("unasked", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_pings_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_pings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pings_person_id_told_at", "pings", ["person_id", "told_at"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", _ID, nullable=True),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("undone_at", _INSTANT, nullable=True),
        sa.Column("previous_preferences", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_changes_interview_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_changes_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_person_id_id", "changes", ["person_id", "id"], unique=False)
    op.create_table(
        "events",
        sa.Column("row_id", _ID, nullable=False),
        sa.Column("corrects", _ID, nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("retracted_by", _ID, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name="fk_events_interview_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_events_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["recorded_by"], ["changes.id"], name="fk_events_recorded_by", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["retracted_by"], ["changes.id"], name="fk_events_retracted_by", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row_id", name="pk_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_interview_id", "events", ["interview_id"], unique=False)
    op.create_index("ix_events_person_id", "events", ["person_id"], unique=False)
    op.create_index("ix_events_recorded_by", "events", ["recorded_by"], unique=False)
    op.create_index("ix_events_retracted_by", "events", ["retracted_by"], unique=False)
    op.create_table(
        "ping_steps",
        sa.Column("ping_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("anchor", _ID, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("change_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name="fk_ping_steps_change_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ping_steps_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["ping_id"], ["pings.id"], name="fk_ping_steps_ping_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ping_id", "position", name="pk_ping_steps"),
    )
    op.create_index("ix_ping_steps_change_id", "ping_steps", ["change_id"], unique=False)
    op.create_index("ix_ping_steps_person_id_interview_id", "ping_steps", ["person_id", "interview_id"], unique=False)


def downgrade() -> None:
    for table in ("ping_steps", "events", "changes", "pings", "interviews", "drafts", "updates", "people", "meta"):
        op.drop_table(table)
