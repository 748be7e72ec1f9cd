"""Updates taken, each once, and the replies that have yet to reach people.

A reply that is owed is held under a lease by the process that sends it; once that has run out, another may take over.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from storage.inserting import insert_if_new, inserting_if_new
from storage.leases import beyond
from storage.prepared import Call, PreparedStatement
from storage.records import Json
from storage.tables import updates

_MOST_AT_ONCE = 1000
"""Numbers that one statement names; drivers limit how many it may."""
_OWE = PreparedStatement(update(updates).where(updates.c.update_id == bindparam("taken")))
NOTHING_OWED = {"reply": None, "held_by": None, "held_until": None}


class Inbox:
    """Telegram's own queue is the inbox; this remembers what has been taken from it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, update_id: int, now: datetime) -> bool:
        """Take an update; False where it has been taken before. Two that take it at once wait for each other."""
        return insert_if_new(self._connection, updates, update_id=update_id, received_at=now)

    def taking(self, update_id: int, now: datetime) -> Call:
        """What `take` asks the database, to be asked together with other things: no row where it was taken before."""
        return inserting_if_new(self._connection, updates, update_id=update_id, received_at=now)

    def last_id(self) -> int | None:
        """The highest number of an update that has been taken, and not yet forgotten."""
        return self._connection.execute(select(func.max(updates.c.update_id))).scalar()

    def owe(self, update_id: int, reply: Json, holder: str, held_until: datetime) -> None:
        """Keep the reply to an update until it has reached the person; `holder` is who sends it."""
        statement, given = self.owing(update_id, reply, holder, held_until)
        statement.run(self._connection, **given)

    @staticmethod
    def owing(update_id: int, reply: Json, holder: str, held_until: datetime) -> Call:
        """What `owe` has the database do, to be done together with other things."""
        return _OWE, {"taken": update_id, "reply": reply, "held_by": holder, "held_until": held_until}

    def held(self, update_id: int, holder: str) -> Json | None:
        """The reply to an update, where it is this holder's to send."""
        mine = (updates.c.update_id == update_id, updates.c.held_by == holder)
        # Whoever notes at this moment that it has arrived is waited for.
        reply: Json | None = self._connection.execute(select(updates.c.reply).where(*mine).with_for_update()).scalar()
        return reply

    def mark_replied(self, *update_ids: int) -> None:
        """Replies have reached people; what they said is not kept."""
        # Sorted, so that no two who note several wait for each other.
        _OWE.run_many(self._connection, [{"taken": update_id, **NOTHING_OWED} for update_id in sorted(update_ids)])

    def renew(self, update_ids: Collection[int], holder: str, held_until: datetime) -> set[int]:
        """Go on holding replies. Gives which of them are still this holder's."""
        numbers, kept = sorted(update_ids), set[int]()
        for begin in range(0, len(numbers), _MOST_AT_ONCE):
            some = updates.c.update_id.in_(numbers[begin : begin + _MOST_AT_ONCE])
            renewed = update(updates).where(some, updates.c.held_by == holder).values(held_until=held_until)
            kept.update(self._connection.execute(renewed.returning(updates.c.update_id)).scalars())
        return kept

    def take_over(self, holder: str, now: datetime, held_until: datetime, limit: int) -> list[tuple[int, Json]]:
        """Take over replies whose holder has not renewed their lease, in the order of their updates.

        A lease that ends long after `held_until` was made before the clock stepped back; it is not honoured.
        """
        left = or_(updates.c.held_until <= now, updates.c.held_until > beyond(now, held_until))
        some = select(updates.c.update_id, updates.c.reply).where(left).order_by(updates.c.update_id).limit(limit)
        found = self._connection.execute(some.with_for_update(skip_locked=True)).all()
        if found:
            theirs = updates.c.update_id.in_([row.update_id for row in found])
            self._connection.execute(update(updates).where(theirs).values(held_by=holder, held_until=held_until))
        return [(row.update_id, row.reply) for row in found]

    def let_go(self, now: datetime, holder: str | None = None) -> None:
        """Have the replies that a holder, or anybody, still owes taken over by whoever looks next."""
        owed = updates.c.held_until.is_not(None) if holder is None else updates.c.held_by == holder
        self._connection.execute(update(updates).where(owed).values(held_until=now))

    def forget_before(self, received_before: datetime, limit: int) -> int:
        """Forget some updates that Telegram will not hand out again: it keeps them for a day. Gives how many."""
        old = (updates.c.received_at < received_before, updates.c.held_until.is_(None))
        some = select(updates.c.update_id).where(*old).limit(limit).scalar_subquery()
        return self._connection.execute(delete(updates).where(updates.c.update_id.in_(some))).rowcount
