"""Statements that are compiled once, and run by the driver itself, which takes a third of the time.

SQLAlchemy still builds them, and knows how each type is written and read; its errors are raised for the driver's. The
connection's transaction has to have begun.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
_Processor = Callable[[Any], Any]
_Statement = Select[Any] | Insert | Update | Delete


class Prepared:
    """A statement whose values are given by name; those named for no bound parameter are columns to be set."""

    def __init__(self, statement: Any) -> None:
        self._statement: _Statement = statement
        self._plans: dict[tuple[str, tuple[str, ...]], _Plan] = {}

    def all(self, connection: Connection, **values: Any) -> list[Row]:
        """All rows."""
        plan = self._plan(connection, values)
        return list(map(plan.read, plan.run(connection, values).fetchall()))

    def first(self, connection: Connection, **values: Any) -> Row | None:
        """The first row, where there is any."""
        plan = self._plan(connection, values)
        row = plan.run(connection, values).fetchone()
        return None if row is None else plan.read(row)

    def one(self, connection: Connection, **values: Any) -> Any:
        """The value of a statement that gives a single one. Raises LookupError where it gives none."""
        row = self.first(connection, **values)
        if row is None:
            raise LookupError("a statement gave nothing")
        return row[0]

    def run(self, connection: Connection, **values: Any) -> None:
        """Run a statement that gives no rows."""
        self._plan(connection, values).run(connection, values)

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for several sets of values, all of which name the same."""
        self._plan(connection, rows[0]).run_many(connection, rows)

    def _plan(self, connection: Connection, values: Mapping[str, Any]) -> _Plan:
        key = connection.dialect.name, tuple(values)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _Plan(self._statement, connection.dialect, list(values))
        return plan


class _Plan:
    """A statement as one dialect has it, for one set of names."""

    def __init__(self, statement: _Statement, dialect: Dialect, names: list[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        self._sql = compiled.string
        if compiled.post_compile_params:
            raise ValueError("a list of values is written into a statement each time it runs; name them one by one")
        self._constants = {name: value for name, value in compiled.params.items() if name not in names}
        self._writers = {name: _writer(bind.type, dialect) for bind, name in compiled.bind_names.items()}
        self._order = compiled.positiontup if compiled.positional else None
        self._columns = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
        self._readers: list[tuple[int, _Processor]] | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it; gives the driver's cursor."""
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._sql, self._bound(values))
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, self._sql) from error
        if self._readers is None:
            self._readers = self._readers_for(cursor.description or (), connection.dialect)
        return cursor

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for several sets of values."""
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(self._sql, [self._bound(values) for values in rows])
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, self._sql) from error

    def read(self, row: Row) -> Row:
        """A row of the driver's, with each value as its column has it."""
        if not self._readers:
            return row
        values = list(row)
        for nth, read in self._readers:
            values[nth] = read(values[nth])
        return tuple(values)

    def _readers_for(self, description: Sequence[Sequence[Any]], dialect: Dialect) -> list[tuple[int, _Processor]]:
        """What reads the columns whose values are not those of the driver, which says of which type they are."""
        described = zip(self._columns, description, strict=False)
        readers = [column.result_processor(dialect, told[1]) for column, told in described]
        return [(nth, read) for nth, read in enumerate(readers) if read is not None]

    def _bound(self, values: Mapping[str, Any]) -> Any:
        given = {**self._constants, **values}
        written = {name: write(given[name]) if write else given[name] for name, write in self._writers.items()}
        return written if self._order is None else [written[name] for name in self._order]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _told(error: Exception, connection: Connection, sql: str) -> BaseException:
    """The error that SQLAlchemy raises for one of the driver's; a connection that has broken is not used again."""
    dialect = connection.dialect
    broken = dialect.is_disconnect(error, connection.connection, None)  # type: ignore[arg-type]
    if broken:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=broken,
        dialect=dialect,
    )
