"""Statements that are compiled once, and run by the driver itself, which takes a third of the time.

SQLAlchemy still builds them, and knows how each type is written and read; its errors are raised for the driver's. The
connection's transaction has to have begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from storage.engine import is_stuck

Row = tuple[Any, ...]
_Processor = Callable[[Any], Any]
_Statement = Select[Any] | Insert | Update | Delete


class PreparedStatement:
    """A statement whose values are given by name; those named for no bound parameter are columns to be set."""

    def __init__(self, statement: Any) -> None:
        self._statement: _Statement = statement
        self._plans: dict[tuple[str, tuple[str, ...]], Plan] = {}

    def all(self, connection: Connection, **values: Any) -> list[Row]:
        """All rows."""
        return run_together(connection, (self, values))[0]

    def first(self, connection: Connection, **values: Any) -> Row | None:
        """The first row, where there is any."""
        rows = self.all(connection, **values)
        return rows[0] if rows else None

    def one(self, connection: Connection, **values: Any) -> Any:
        """The value of a statement that gives a single one. Raises LookupError where it gives none."""
        row = self.first(connection, **values)
        if row is None:
            raise LookupError("a statement gave nothing")
        return row[0]

    def run(self, connection: Connection, **values: Any) -> None:
        """Run a statement that gives no rows."""
        run_together(connection, (self, values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for several sets of values, all of which name the same."""
        plan = self.plan(connection, rows[0])
        with _sqlalchemys_errors(connection):
            connection.connection.cursor().executemany(plan.sql, [plan.bound(values) for values in rows])

    def plan(self, connection: Connection, values: Mapping[str, Any]) -> Plan:
        """The statement as it is run there."""
        key = connection.dialect.name, tuple(values)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = Plan(self._statement, connection.dialect, list(values))
        return plan


Call = tuple[PreparedStatement, Mapping[str, Any]]
"""A statement, and the values it is run with."""


def run_together(connection: Connection, *calls: Call) -> list[list[Row]]:
    """Run statements one after another; a server is asked for all of them in one round trip. Gives each one's rows."""
    plans = [(statement.plan(connection, values), values) for statement, values in calls]
    with _sqlalchemys_errors(connection):
        cursors = [connection.connection.cursor() for _ in plans]
        with _one_round_trip(connection) if len(plans) > 1 else nullcontext():
            for (plan, values), cursor in zip(plans, cursors, strict=True):
                cursor.execute(plan.sql, plan.bound(values))
        return [plan.rows(cursor, connection.dialect) for (plan, _), cursor in zip(plans, cursors, strict=True)]


def _one_round_trip(connection: Connection) -> AbstractContextManager[Any]:
    """On a server statements that follow are sent at once, and waited for together."""
    if connection.dialect.name == "sqlite":
        return nullcontext()
    pipeline: AbstractContextManager[Any] = connection.connection.driver_connection.pipeline()  # type: ignore[union-attr]
    return pipeline


class Plan:
    """A statement as one dialect has it, for one set of names."""

    def __init__(self, statement: _Statement, dialect: Dialect, names: list[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        if compiled.post_compile_params:
            raise ValueError("a list of values is written into a statement each time it runs; name them one by one")
        self.sql = compiled.string
        self._constants = {name: value for name, value in compiled.params.items() if name not in names}
        self._writers = {name: _writer(bind.type, dialect) for bind, name in compiled.bind_names.items()}
        self._order = compiled.positiontup if compiled.positional else None
        self._columns = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
        self._readers: list[tuple[int, _Processor]] | None = None

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = {**self._constants, **values}
        written = {name: write(given[name]) if write else given[name] for name, write in self._writers.items()}
        return written if self._order is None else [written[name] for name in self._order]

    def rows(self, cursor: Any, dialect: Dialect) -> list[Row]:
        """What a cursor has, with each value as its column has it."""
        if not self._columns:
            return []
        if self._readers is None:
            self._readers = self._readers_for(cursor.description, dialect)
        rows: list[Row] = cursor.fetchall()
        return [self._read(row, self._readers) for row in rows] if self._readers else rows

    def _readers_for(self, description: Sequence[Sequence[Any]], dialect: Dialect) -> list[tuple[int, _Processor]]:
        """What reads the columns whose values are not those of the driver, which says of which type they are."""
        described = zip(self._columns, description, strict=True)
        readers = [column.result_processor(dialect, told[1]) for column, told in described]
        return [(nth, read) for nth, read in enumerate(readers) if read is not None]

    @staticmethod
    def _read(row: Row, readers: Sequence[tuple[int, _Processor]]) -> Row:
        values = list(row)
        for nth, read in readers:
            values[nth] = read(values[nth])
        return tuple(values)


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


@contextmanager
def _sqlalchemys_errors(connection: Connection) -> Iterator[None]:
    """Raise SQLAlchemy's error for one of the driver's; a connection that has broken is not used again."""
    dialect = connection.dialect
    try:
        yield
    except dialect.loaded_dbapi.Error as error:
        broken = is_stuck(error) or dialect.is_disconnect(error, connection.connection, None)
        if broken:
            connection.invalidate(error)
            # The others were made before it broke, and would each fail in turn.
            connection.engine.dispose()
        raise DBAPIError.instance(
            None,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=broken,
            dialect=dialect,
        ) from error
