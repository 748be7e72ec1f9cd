"""A few facts about the store itself."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from storage.tables import meta


class Meta:
    """Values by name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The value of that name."""
        return self._connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def set(self, key: str, value: str) -> None:
        """Keep a value under a name."""
        self._connection.execute(delete(meta).where(meta.c.key == key))
        self._connection.execute(insert(meta).values(key=key, value=value))
