"""Updates taken, each once, and the replies that have yet to reach people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from storage.inserting import insert_if_new
from storage.records import Json
from storage.tables import updates


class Inbox:
    """Telegram's own queue is the inbox; this remembers what has been taken from it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_id(self) -> int | None:
        """The highest number of an update that has been taken, and not yet forgotten."""
        return self._connection.execute(select(func.max(updates.c.update_id))).scalar()

    def take(self, update_id: int, now: datetime) -> bool:
        """Take an update; False where it has been taken before. Two that take it at once wait for each other."""
        return insert_if_new(self._connection, updates, update_id=update_id, received_at=now)

    def owe(self, update_id: int, reply: Json) -> None:
        """Keep the reply to an update until it has reached the person."""
        self._connection.execute(update(updates).where(updates.c.update_id == update_id).values(reply=reply))

    def mark_replied(self, update_id: int) -> None:
        """The reply has reached the person; what it said is not kept."""
        self._connection.execute(update(updates).where(updates.c.update_id == update_id).values(reply=None))

    def owed(self) -> list[tuple[int, Json]]:
        """The replies that may not have reached people, in order."""
        query = select(updates.c.update_id, updates.c.reply).where(updates.c.reply.is_not(None))
        return [(row.update_id, row.reply) for row in self._connection.execute(query.order_by(updates.c.update_id))]

    def forget_before(self, received_before: datetime) -> None:
        """Forget updates that Telegram will not hand out again: it keeps them for a day."""
        old = (updates.c.received_at < received_before, updates.c.reply.is_(None))
        self._connection.execute(delete(updates).where(*old))
