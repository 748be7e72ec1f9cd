"""Migrations: their tables are the tables of the code, there and back, on SQLite and as PostgreSQL would have them."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import storage
from storage import Store, StoreTooNew
from storage.migrate import HEAD, migrate
from storage.tables import metadata

FOLDER = Path(storage.__file__).parent / "migrations"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
FILES = sorted(FOLDER.glob("versions/v[0-9]*.py"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(make_url(url).set(drivername=DRIVERS[make_url(url).get_backend_name()]))
    if engine.dialect.name == "sqlite":
        use_own_transactions(engine)
    yield engine
    engine.dispose()


def use_own_transactions(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def own_transactions(connection: object, _: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def shape(connection: Connection) -> dict[str, str]:
    """Every table with its columns, keys and indexes, as the database itself describes them."""
    inspector = inspect(connection)
    described = (
        inspector.get_multi_columns(),
        inspector.get_multi_pk_constraint(),
        inspector.get_multi_foreign_keys(),
        inspector.get_multi_indexes(),
    )
    return {f"{table}: {kind}": str(what) for kind, parts in enumerate(described) for (_, table), what in parts.items()}


def downgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    with connection.begin():
        command.downgrade(config, "base")


def test_the_head_is_the_newest_file() -> None:
    revisions = [import_module(f"storage.migrations.versions.{file.stem}") for file in FILES]
    assert [module.revision for module in revisions][-1] == HEAD
    assert [module.down_revision for module in revisions] == [None, *(module.revision for module in revisions[:-1])]
    assert [file.stem[1:5] for file in FILES] == [module.revision for module in revisions]


def test_migrated_tables_are_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        migrate(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


async def test_numbers_are_never_given_again_in_migrated_files(sqlite_store: Store) -> None:
    """Alembic does not compare this; PostgreSQL's sequences never go back."""
    query = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    counting = await sqlite_store.run(lambda uow: set(uow.meta._connection.execute(query).scalars()), write=False)
    assert counting == {table.name for table in metadata.tables.values() if table.kwargs.get("sqlite_autoincrement")}


def test_down_and_up_again(engine: Engine) -> None:
    with engine.connect() as connection:
        migrate(connection)
        first = shape(connection)
        connection.rollback()
        downgrade(connection)
        assert tables(connection) == {"alembic_version"}
        connection.rollback()
        migrate(connection)
        assert shape(connection) == first


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with engine.connect() as connection:
        with connection.begin():
            connection.execute(text("CREATE TABLE ping_steps (x INTEGER)"))
        with pytest.raises(Exception, match="already exists"):
            migrate(connection)
        assert tables(connection) == {"ping_steps"}


def test_migrating_again_does_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        migrate(connection)
        first = shape(connection)
        connection.rollback()
        migrate(connection)
        assert shape(connection) == first


async def test_the_database_of_a_newer_release_is_refused(store: Store, url: str) -> None:
    await store.run(lambda uow: uow.meta._connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    newer = Store(url)
    with pytest.raises(StoreTooNew, match=rf"newer release \(version 9999; this one knows up to {HEAD}\)"):
        await newer.open()
    await newer.close()
    kept = await store.run(
        lambda uow: uow.meta._connection.execute(text("SELECT version_num FROM alembic_version")).scalar(), write=False
    )
    assert kept == "9999"


def columns(ddl: str) -> set[str]:
    """The lines of a CREATE TABLE, in any order."""
    return {re.sub(r"\s+", " ", line).strip(" ,") for line in ddl.splitlines() if line.strip(" \t();")}


def migrated_on_postgresql() -> dict[str, set[str]]:
    """What all migrations, one after another, would create on PostgreSQL."""
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written, "transactional_ddl": False}
    )
    with Operations.context(context):
        for file in FILES:
            import_module(f"storage.migrations.versions.{file.stem}").upgrade()
    created = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", written.getvalue(), re.DOTALL)
    tables = {name: columns(body) for name, body in created}
    for name, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (.*?);", written.getvalue()):
        tables[name] |= columns(column)
    return tables


def test_the_tables_compile_for_postgresql_and_match_the_migrations() -> None:
    dialect = postgresql.dialect()
    wanted = {}
    for table in metadata.sorted_tables:
        _, body = str(CreateTable(table).compile(dialect=dialect)).split("(", 1)
        wanted[table.name] = columns(body)
    assert migrated_on_postgresql() == wanted
    assert "TIMESTAMP WITH TIME ZONE" in " ".join(wanted["people"])
    assert any(line.startswith("id BIGSERIAL") for line in wanted["drafts"])


def test_a_path_may_have_any_characters(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "50% off %(here)s"
    shutil.copytree(FOLDER, installed / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("storage.migrate.__file__", str(installed / "migrate.py"))
    with engine.connect() as connection:
        migrate(connection)
        assert "people" in tables(connection)


def test_migrations_import_nothing_of_the_code_which_goes_on_changing() -> None:
    assert not [file.name for file in FILES if re.search(r"^(from|import) (storage|bot)", file.read_text(), re.M)]
