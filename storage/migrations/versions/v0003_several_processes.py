"""Several processes on one database: who sends a reply that is owed, and Telegram's limits for all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("updates", sa.Column("held_by", sa.String(length=32), nullable=True))
    op.add_column("updates", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    # What was owed before is free for whoever looks first.
    op.execute("UPDATE updates SET held_until = received_at WHERE reply IS NOT NULL")
    op.create_index("ix_updates_held_until", "updates", ["held_until"], unique=False)
    op.add_column("people", sa.Column("paced_until", sa.Double(), nullable=True))
    op.create_table(
        "send_gate",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("open_at", sa.Double(), nullable=False),
        sa.Column("asked_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_send_gate"),
    )


def downgrade() -> None:
    op.drop_table("send_gate")
    op.drop_column("people", "paced_until")
    op.drop_index("ix_updates_held_until", "updates")
    op.drop_column("updates", "held_until")
    op.drop_column("updates", "held_by")
