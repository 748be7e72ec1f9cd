"""Commands that wait for something the person has yet to say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from storage.prepared import PreparedInsert, PreparedStatement
from storage.records import DraftRecord
from storage.tables import drafts

KEPT = 50
"""Buttons of older drafts than these are over."""
_MINE = drafts.c.person_id == bindparam("person")
_ADD = PreparedInsert(drafts)
_OLDEST_KEPT = select(drafts.c.id).where(_MINE).order_by(drafts.c.id.desc()).offset(KEPT - 1).limit(1).scalar_subquery()
_DROP_OLDEST = PreparedStatement(delete(drafts).where(_MINE, drafts.c.id < _OLDEST_KEPT))
_ONE = (_MINE, drafts.c.id == bindparam("draft"))
_GET = PreparedStatement(
    select(drafts.c.id, drafts.c.command, drafts.c.slots, drafts.c.awaiting, drafts.c.options).where(*_ONE)
)
_DROP = PreparedStatement(delete(drafts).where(*_ONE))


class Drafts:
    """A person's drafts, the latest few of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        person_id: int,
        command: str,
        slots: dict[str, str],
        awaiting: str,
        options: list[list[str]],
        now: datetime,
    ) -> int:
        """Keep a draft and drop the oldest. Gives its id."""
        asked = {"slots": slots, "awaiting": awaiting, "options": options}
        draft_id = _ADD.number(self._connection, person_id=person_id, command=command, created_at=now, **asked)
        _DROP_OLDEST.run(self._connection, person=person_id)
        return draft_id

    def get(self, person_id: int, draft_id: int) -> DraftRecord | None:
        """A draft of this person's; None where it is another's or over."""
        row = _GET.first(self._connection, person=person_id, draft=draft_id)
        return DraftRecord(*row) if row else None

    def drop(self, person_id: int, draft_id: int) -> None:
        """Drop a draft that has been completed."""
        _DROP.run(self._connection, person=person_id, draft=draft_id)

    def drop_command(self, person_id: int, command: str) -> None:
        """Drop all drafts of a command."""
        self._connection.execute(delete(drafts).where(drafts.c.person_id == person_id, drafts.c.command == command))

    def forget_command_before(self, command: str, created_before: datetime) -> None:
        """Drop everybody's drafts of a command that have been waiting for long."""
        old = (drafts.c.command == command, drafts.c.created_at < created_before)
        self._connection.execute(delete(drafts).where(*old))
