"""Alembic's environment: the connection that the store hands over, or for `alembic …` the database of DATABASE_URL."""

import os
from pathlib import Path

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.engine import create_for_owner_alone, is_file, open_engine, place_of, read_url
from storage.tables import metadata


def run_on(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_server_default=True,
    )
    context.run_migrations()


def run_on_the_setting() -> None:
    url = os.environ.get("DATABASE_URL")
    if not url or context.is_offline_mode():
        raise CommandError("set DATABASE_URL to a database; a script of SQL is not made")
    parsed = read_url(url)
    if is_file(parsed):
        create_for_owner_alone(Path(place_of(parsed)))
    engine = open_engine(parsed)
    with engine.connect() as connection, connection.begin():
        run_on(connection)
    engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    run_on_the_setting()
else:
    run_on(handed_over)
