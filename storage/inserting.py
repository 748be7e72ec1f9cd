"""Inserting what another process may insert at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless its key is there; says whether it was inserted.

    Where another transaction is about to insert the same key, its end is waited for.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    key = table.primary_key.columns
    statement = insert(table).values(values).on_conflict_do_nothing(index_elements=list(key)).returning(*key)
    return connection.execute(statement).first() is not None
