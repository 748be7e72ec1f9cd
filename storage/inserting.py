"""Inserting what another process may insert at the same moment."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from storage.prepared import Call, PreparedStatement


def insert_if_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless its key is there; says whether it was inserted.

    Where another transaction is about to insert the same key, its end is waited for.
    """
    statement, given = inserting_if_new(connection, table, **values)
    return statement.first(connection, **given) is not None


def inserting_if_new(connection: Connection, table: Table, **values: Any) -> Call:
    """The same, to be run together with other statements: it gives a row, an empty one, where one was inserted."""
    return _insert(table, connection.dialect.name), values


@cache
def _insert(table: Table, dialect: str) -> PreparedStatement:
    # Each brings all of its dialect with it.
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql as chosen
    else:
        from sqlalchemy.dialects import sqlite as chosen  # type: ignore[no-redef]
    return PreparedStatement(
        chosen.insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key.columns))
    )
