"""Copies a whole database into an empty one, also of the other engine, and checks it row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.engine import create_for_owner_alone, is_file, open_engine, place_of, plain_words, read_url
from storage.errors import StoreUnavailable
from storage.migrate import migrate
from storage.serving import held_alone
from storage.tables import metadata

_BATCH = 1000

Progress = Callable[[str, int, int], None]
"""Told after each batch: what is being done, the rows done, and all rows there are."""


class NotCopied(Exception):
    """The copy was not made, and the target is as it was; the message says why."""


def copy_database(source: str, target: str, progress: Progress) -> int:
    """Copy every row of one database into another that has none. Gives the number of rows.

    The source takes no writes meanwhile. Raises NotCopied where the target holds data or a row came out otherwise,
    StoreUnavailable where one of them cannot be reached, or is a file that is being served.
    """
    from_url, to_url = read_url(source), read_url(target)
    if place_of(from_url) == place_of(to_url):
        raise NotCopied("the two databases are one and the same")
    if is_file(from_url) and not Path(place_of(from_url)).exists():
        raise NotCopied(f"there is no {place_of(from_url)}")
    # What a bot went on recording in the old one would be missing in the new one.
    with held_alone(source), held_alone(target):
        return _copy_over(from_url, to_url, progress)


def _copy_over(from_url: URL, to_url: URL, progress: Progress) -> int:
    if is_file(to_url):
        create_for_owner_alone(Path(place_of(to_url)))
    engines = open_engine(from_url), open_engine(to_url)
    try:
        with engines[0].connect() as old, engines[1].connect() as new:
            migrate(old)
            migrate(new)
            with old.begin(), new.begin():
                return _copy(old, new, progress)
    except DBAPIError as error:
        raise StoreUnavailable(plain_words(error)) from None
    finally:
        for engine in engines:
            engine.dispose()


def _copy(old: Connection, new: Connection, progress: Progress) -> int:
    if old.dialect.name == "postgresql":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        old.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))
    held = [table.name for table in metadata.sorted_tables if _count(new, table)]
    if held:
        raise NotCopied(f"the target already holds data ({', '.join(held)}); it has to be empty")
    total, done = sum(_count(old, table) for table in metadata.sorted_tables), 0
    for table in metadata.sorted_tables:
        for batch in _batches(old, table):
            new.execute(insert(table), [dict(row._mapping) for row in batch])
            done += len(batch)
            progress("copied", done, total)
        _go_on_counting(old, new, table)
    checked = 0
    for table in metadata.sorted_tables:
        for before, after in zip(_batches(old, table), _batches(new, table), strict=True):
            if [tuple(row) for row in before] != [tuple(row) for row in after]:
                raise NotCopied(f"a row of {table.name} came out otherwise than it went in; nothing was kept")
            checked += len(before)
            progress("checked", checked, total)
    return checked


def _batches(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """The rows in the order of their key, a batch at a time, however many there are."""
    key = list(table.primary_key.columns)
    result = connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*key))
    yield from (list(batch) for batch in result.partitions())


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _go_on_counting(old: Connection, new: Connection, table: Table) -> None:
    """Have new rows numbered after the highest number ever given: buttons in chats still hold those of dropped rows."""
    column = _numbered(table)
    if column is None:
        return
    last = _last_number(old, table, column)
    if new.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        new.execute(select(func.setval(sequence, max(last, 1), last > 0)))
    elif last:
        new.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        new.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table.name, "last": last}
        )


def _numbered(table: Table) -> Column[Any] | None:
    """The column that the database numbers by itself, where a table has one."""
    return table.autoincrement_column if table.kwargs.get("sqlite_autoincrement") else None


def _last_number(old: Connection, table: Table, column: Column[Any]) -> int:
    if old.dialect.name == "postgresql":
        sequence = old.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar_one()
        given = old.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608 - our own name
        return int(given.last_value) if given.is_called else 0
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(old.execute(query, {"name": table.name}).scalar() or 0)
