"""Statements that are compiled once, and run by the driver itself, which takes a third of the time.

SQLAlchemy still builds them, and knows how each type is written and read; its errors are raised for the driver's. The
connection's transaction has to have begun.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Engine, Insert, Select, Table, Update, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from storage.engine import is_stuck

T = TypeVar("T")
Row = tuple[Any, ...]
_Processor = Callable[[Any], Any]
_Statement = Select[Any] | CompoundSelect[Any] | Insert | Update | Delete


class PreparedStatement:
    """A statement whose values are given by name; those named for no bound parameter are columns to be set.

    It is compiled for the first engine of a kind that runs it; those after it have to write each type as that one does.
    """

    def __init__(self, statement: Any) -> None:
        self._statement: _Statement = statement
        self._plans: dict[tuple[str, tuple[str, ...]], Plan] = {}

    def all(self, connection: Connection, **values: Any) -> list[Row]:
        """All rows; of a statement that gives no columns an empty one for each row that it changed."""
        if _held_back(connection):
            return run_together(connection, (self, values))[0]
        return self._ask(connection, values, Plan.rows)

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
        self.all(connection, **values)

    def run_later(self, connection: Connection, **values: Any) -> None:
        """Run a statement that gives no rows; where such are held back, with what is asked for next."""
        held = connection.info.get(_HELD)
        if held is None:
            self.run(connection, **values)
        else:
            held.append((self, values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for several sets of values, all of which name the same."""
        run_held_back(connection)
        plan = self.plan(connection, rows[0])
        try:
            connection.connection.cursor().executemany(plan.sql, [plan.bound(values) for values in rows])
        except connection.dialect.loaded_dbapi.Error as error:
            raise _sqlalchemys(error, connection) from error

    def _ask(self, connection: Connection, values: Mapping[str, Any], read: Callable[[Plan, Any], T]) -> T:
        """What is read off the cursor."""
        plan = self.plan(connection, values)
        try:
            return read(plan, connection.connection.dbapi_connection.execute(plan.sql, plan.bound(values)))  # type: ignore[union-attr]
        except connection.dialect.loaded_dbapi.Error as error:
            raise _sqlalchemys(error, connection) from error

    def plan(self, connection: Connection, values: Mapping[str, Any]) -> Plan:
        """The statement as it is run there."""
        key = connection.dialect.name, tuple(values)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = Plan(self._statement, connection.dialect, list(values))
        return plan


class PreparedInsert(PreparedStatement):
    """Inserts a row into a table that numbers its rows: `number` gives the row's number, `run` takes a given one."""

    def __init__(self, table: Table) -> None:
        super().__init__(insert(table))
        (key,) = table.primary_key.columns
        self.numbers = key.name
        """The column that it numbers."""
        self._numbered = PreparedStatement(insert(table).returning(key))

    def number(self, connection: Connection, **values: Any) -> int:
        """Insert a row; gives its number."""
        if connection.dialect.name == "sqlite":
            # RETURNING would take it longer than inserting does.
            return self._ask(connection, values, lambda _, cursor: int(cursor.lastrowid))
        return int(self._numbered.one(connection, **values))


Call = tuple[PreparedStatement, Mapping[str, Any]]
"""A statement, and the values it is run with."""


_HELD = "held back"


def hold_back(connection: Connection) -> None:
    """Have statements that are to run later wait for what is asked for next; a file has them at once."""
    if connection.dialect.name != "sqlite":
        connection.info[_HELD] = []


def run_held_back(connection: Connection) -> None:
    """Run what has been held back until now."""
    if _held_back(connection):
        run_together(connection)


def run_held_back_first(engine: Engine) -> None:
    """Have what SQLAlchemy itself runs see what has been held back."""

    @event.listens_for(engine, "before_cursor_execute")
    def before(connection: Connection, *_: object) -> None:
        run_held_back(connection)


def _held_back(connection: Connection) -> list[Call]:
    held: list[Call] = connection.info.get(_HELD, [])
    return held


def run_together(connection: Connection, *calls: Call, commit: bool = False) -> list[list[Row]]:
    """Run statements one after another; a server is asked for all of them in one round trip. Gives each one's rows.

    A server may be told in the same round trip to commit, where all of them succeed.
    """
    held = _held_back(connection)
    waited = len(held)
    # Whether they succeed or not, they are not run again.
    calls, held[:] = (*held, *calls), []
    if (len(calls) == 1 and not commit) or connection.dialect.name == "sqlite":
        return [statement.all(connection, **values) for statement, values in calls]
    plans = [(statement.plan(connection, values), values) for statement, values in calls]
    try:
        cursors = [connection.connection.cursor() for _ in plans]
        with _one_round_trip(connection):
            for (plan, values), cursor in zip(plans, cursors, strict=True):
                cursor.execute(plan.sql, plan.bound(values))
            if commit:
                connection.connection.commit()
        answered = zip(plans[waited:], cursors[waited:], strict=True)
        return [plan.rows(cursor) for (plan, _), cursor in answered]
    except connection.dialect.loaded_dbapi.Error as error:
        raise _sqlalchemys(error, connection) from error


def _one_round_trip(connection: Connection) -> AbstractContextManager[Any]:
    """A server is sent at once what follows, and waited for once."""
    pipeline: AbstractContextManager[Any] = connection.connection.driver_connection.pipeline()  # type: ignore[union-attr]
    return pipeline


class Plan:
    """A statement as one dialect has it, for one set of names."""

    def __init__(self, statement: _Statement, dialect: Dialect, names: list[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        if compiled.post_compile_params:
            raise ValueError("a list of values is written into a statement each time it runs; name them one by one")
        self.sql = compiled.string
        self._dialect = dialect
        writers = {name: _writer(bind.type, dialect) for bind, name in compiled.bind_names.items()}
        self._constants = {
            name: write(compiled.params[name]) if write else compiled.params[name]
            for name, write in writers.items()
            if name not in names
        }
        order = (compiled.positiontup or ()) if compiled.positional else writers
        self._positional = compiled.positional
        self._writers = [(name, None if name in self._constants else writers[name]) for name in order]
        self._columns = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
        self._readers: list[tuple[int, _Processor]] | None = None

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = {**self._constants, **values} if self._constants else values
        if self._positional:
            return [write(given[name]) if write else given[name] for name, write in self._writers]
        return {name: write(given[name]) if write else given[name] for name, write in self._writers}

    def rows(self, cursor: Any) -> list[Row]:
        """What a cursor has, with each value as its column has it."""
        if not self._columns:
            return [()] * cursor.rowcount
        rows: list[Row] = cursor.fetchall()
        if not rows:
            return rows
        if self._readers is None:
            self._readers = self._readers_for(cursor.description)
        return [self._read(row, self._readers) for row in rows] if self._readers else rows

    def _readers_for(self, description: Sequence[Sequence[Any]]) -> list[tuple[int, _Processor]]:
        """What reads the columns whose values are not those of the driver, which says of which type they are."""
        described = zip(self._columns, description, strict=True)
        readers = [column.result_processor(self._dialect, told[1]) for column, told in described]
        return [(nth, read) for nth, read in enumerate(readers) if read is not None]

    @staticmethod
    def _read(row: Row, readers: Sequence[tuple[int, _Processor]]) -> Row:
        values = list(row)
        for nth, read in readers:
            values[nth] = read(values[nth])
        return tuple(values)


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _sqlalchemys(error: Exception, connection: Connection) -> BaseException:
    """SQLAlchemy's error for one of the driver's; a connection that has broken is not used again."""
    dialect = connection.dialect
    broken = is_stuck(error) or dialect.is_disconnect(error, connection.connection, None)  # type: ignore[arg-type]
    if broken:
        connection.invalidate(error)
        # The others were made before it broke, and would each fail in turn.
        connection.engine.dispose()
    return DBAPIError.instance(
        None,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=broken,
        dialect=dialect,
    )
