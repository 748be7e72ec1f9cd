"""A name for each interview that holds in files too: in a calendar, and in an export that is taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NEW_NAME = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}


def upgrade() -> None:
    # For NOT NULL, SQLite would build the table anew, and what refers to it would be deleted with the old one.
    op.add_column("interviews", sa.Column("uid", sa.String(length=64), nullable=True))
    op.execute(sa.text(f"UPDATE interviews SET uid = {_NEW_NAME[op.get_context().dialect.name]}"))  # noqa: S608


def downgrade() -> None:
    op.drop_column("interviews", "uid")
