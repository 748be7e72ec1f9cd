"""Migrations: their tables are the tables of the code, there and back, on SQLite and as PostgreSQL would have them."""

from __future__ import annotations

import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
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
from storage.migrate import HEAD, SCRIPTS, migrate
from storage.tables import metadata

ROOT = Path(__file__).parents[2]
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
    config = Config(toml_file=ROOT / "pyproject.toml")
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


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    installed = tmp_path / "50% off %(here)s"
    shutil.copytree(FOLDER.parent, installed / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    program = "import asyncio, storage; asyncio.run(storage.Store('sqlite:///new.sqlite3').open())"
    run(program_in=installed, arguments=["-c", program])
    with closing(sqlite3.connect(installed / "new.sqlite3")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


# --- as a developer runs it ----------------------------------------------------------------------------------------


def run(program_in: Path, arguments: list[str], **settings: str) -> str:
    """Run Python in a folder with the packages that lie there; gives what it says."""
    env = {**os.environ, "PYTHONPATH": str(program_in), **settings}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=program_in, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def alembic(folder: Path, *arguments: str, **settings: str) -> str:
    return run(folder, ["-m", "alembic", *arguments], **settings)


def test_the_program_and_its_developers_find_the_same_migrations() -> None:
    pyproject = Config(toml_file=ROOT / "pyproject.toml")
    assert pyproject.get_alembic_option("script_location") == SCRIPTS
    assert alembic(ROOT, "heads") == f"{HEAD} (head)\n"
    assert alembic(ROOT, "history").count("\n") == len(FILES)


def test_alembic_checks_and_changes_the_database_of_the_setting(url: str) -> None:
    assert "No new upgrade operations" not in alembic(ROOT, "upgrade", "head", DATABASE_URL=url)
    assert alembic(ROOT, "current", DATABASE_URL=url) == f"{HEAD} (head)\n"
    assert "No new upgrade operations detected" in alembic(ROOT, "check", DATABASE_URL=url)


def test_a_new_migration_is_named_and_written_like_the_others(tmp_path: Path) -> None:
    shutil.copytree(FOLDER.parent, tmp_path / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    alembic(tmp_path, "upgrade", "head", DATABASE_URL=url)
    with (tmp_path / "storage" / "tables.py").open("a") as tables:
        tables.write('\nTable("weather", metadata, Column("day", Integer, primary_key=True))\n')
    alembic(tmp_path, "revision", "--autogenerate", "--rev-id", "9999", "-m", "the weather", DATABASE_URL=url)
    written = (tmp_path / "storage" / "migrations" / "versions" / "v9999_the_weather.py").read_text()
    assert written.startswith(
        '"""the weather"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "9999"\n'
    )
    assert f'down_revision = "{HEAD}"' in written
    assert 'op.create_table(\n        "weather",' in written


def test_migrations_import_nothing_of_the_code_which_goes_on_changing() -> None:
    assert not [file.name for file in FILES if re.search(r"^(from|import) (storage|bot)", file.read_text(), re.M)]
