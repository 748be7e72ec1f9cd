"""Brings a database to this release's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.errors import StoreTooNew

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"
"""The newest migration; a test holds it to what `migrations/versions` has."""
SCRIPTS = "storage:migrations"
"""The folder of the migrations, in this package."""
_LOCK = 20090310
"""Any number will do that nobody else locks in this database."""


def migrate(connection: Connection) -> None:
    """Create or upgrade the tables in one transaction. Raises StoreTooNew for a newer release's database."""
    with connection.begin():
        _wait_in_line(connection)
        if version_of(connection) == HEAD:
            return
        # Alembic takes a while to import; most starts have nothing to migrate.
        from alembic import command

        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def version_of(connection: Connection) -> str | None:
    """Which release's tables a database has; None for none. Raises StoreTooNew for a newer release's."""
    current = _current(connection)
    if current in (None, HEAD):
        return current
    from alembic.script import ScriptDirectory

    known = {revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current not in known:
        raise StoreTooNew(
            f"the data was written by a newer release (version {current}; this one knows up to {HEAD}). "
            "Install the newer release again, or set DATABASE_URL to another file."
        )
    return current


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    # As in pyproject.toml, which has what developers need beside it, and is not there where the program is installed.
    config.set_main_option("script_location", SCRIPTS)
    return config


def _wait_in_line(connection: Connection) -> None:
    """Let one process migrate at a time: on SQLite a transaction that writes is alone, PostgreSQL has a lock for it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
