"""The gate: Telegram's limits, which hold for a bot's token and so for all its processes together.

It goes by the database's own clock, of which there is one; what it gives are seconds from now. Slots are instants that
messages go out at which nobody asked for, a fixed time apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Double, and_, bindparam, case, cast, func, literal, select, update

from storage.inserting import insert_if_new
from storage.prepared import Call, PreparedStatement, Row
from storage.tables import people, send_gate

_THE_ONE = 1
_FAR_AHEAD = 60.0
"""Seconds; slots further ahead than any backlog were given before the clock stepped back."""
_LONGEST_QUEUE = 300.0
"""Seconds; a chat whose turn is further ahead had it before the clock stepped back."""
_REPLIES_PUSH = 1.0
"""Seconds that replies put slots off at the most, so that under a flood of replies pings still go out now and then."""
_SERVERS_NOW: ColumnElement[float] = cast(func.extract("epoch", func.clock_timestamp()), Double())


def turn_of(whose: ColumnElement[bool], now: ColumnElement[float] = _SERVERS_NOW) -> PreparedStatement:
    """Take the next turn in some people's chats; the statement gives whose it is, when, and a second more."""
    until = people.c.paced_until
    free = case((and_(until > now, until < now + _LONGEST_QUEUE), until), else_=now)
    taken = update(people).where(whose).values(paced_until=free + 1.0)
    return PreparedStatement(taken.returning(people.c.id, until - now))


_OF_ONE = people.c.id == bindparam("person")
_TURN = turn_of(_OF_ONE)


@dataclass(frozen=True, slots=True)
class Slots:
    """When the first slot is, and how long Telegram wants nothing at all; both in seconds from now."""

    first_in: float
    shut_for: float


class Gate:
    """One row that all processes share, and for each person until when their chat's turns are taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_shared = connection.dialect.name == "postgresql"

    def shut_for(self) -> float:
        """How many seconds Telegram wants nothing at all to be sent; zero or less where sending is welcome."""
        found = self._connection.execute(select(self._left()).where(send_gate.c.id == _THE_ONE)).scalar()
        return float(found or 0.0)

    def shut(self, seconds: float) -> None:
        """Telegram has asked to wait so long; a longer wait that was asked for before stays."""
        until = self._now + seconds
        longer = case((self._left() > seconds, send_gate.c.open_at), else_=until)
        self._set(open_at=longer, asked_at=self._now)

    def reserve(self, slots: int, a_second: int, replies: int) -> Slots:
        """Take some slots of so many a second; `replies` sent since the last time take theirs first."""
        length = 1.0 / a_second
        next_at = send_gate.c.next_at
        free = case((next_at > self._now + _FAR_AHEAD, self._now), (next_at > self._now, next_at), else_=self._now)
        pushed = _least(free + replies * length, _greatest(free, self._now + _REPLIES_PUSH))
        taken = slots * length
        given = self._set(next_at=pushed + taken, returning=(next_at - taken - self._now, self._left()))
        return Slots(max(0.0, given[0]), given[1])

    @property
    def _now(self) -> ColumnElement[float]:
        """This moment, in seconds since 1970."""
        if self._is_shared:
            return _SERVERS_NOW
        return (func.julianday("now") - 2440587.5) * 86400.0

    def turn(self, person_id: int) -> float:
        """Take the next turn in a person's chat, of which there is one a second. Gives in how many seconds it is.

        A file is served by one process, which paces its chats by itself: there nothing is kept of them, or asked.
        """
        if not self._is_shared:
            return 0.0
        statement, given = self.turning(person_id)
        return self.told(statement.all(self._connection, **given))

    @staticmethod
    def turning(person_id: int) -> Call:
        """What `turn` has a server do, to be done together with other things; `told` reads the answer."""
        return _TURN, {"person": person_id}

    @staticmethod
    def told(turns: list[Row]) -> float:
        """In how many seconds a turn is; whoever is not known has none to wait for."""
        return max(0.0, float(turns[0][1]) - 1.0) if turns else 0.0

    def _left(self) -> ColumnElement[float]:
        """Seconds until sending is welcome; what was asked for later than now was so before the clock stepped back."""
        row = send_gate.c
        return case((row.asked_at > self._now + _FAR_AHEAD, literal(0.0)), else_=row.open_at - self._now)

    def _set(
        self, returning: tuple[ColumnElement[float], ...] = (), **values: ColumnElement[float]
    ) -> tuple[float, ...]:
        statement = update(send_gate).where(send_gate.c.id == _THE_ONE).values(values)
        statement = statement.returning(*(returning or (send_gate.c.open_at,)))
        row = self._connection.execute(statement).first()
        if row is None:
            insert_if_new(self._connection, send_gate, id=_THE_ONE, next_at=0.0, open_at=0.0, asked_at=0.0)
            row = self._connection.execute(statement).one()
        return tuple(float(value) for value in row)


def _least(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return case((one < other, one), else_=other)


def _greatest(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return case((one > other, one), else_=other)
