"""The gate: Telegram's limits, which hold for a bot's token and so for all its processes together.

It goes by the database's own clock, of which there is one; what it gives are seconds from now. Slots are instants that
messages go out at which nobody asked for, a fixed time apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Double,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    update,
)

from storage.inserting import insert_if_new
from storage.prepared import Call, PreparedStatement, Row
from storage.questions import ANY_OF
from storage.tables import people, send_gate

_THE_ONE = 1
_FAR_AHEAD = 60.0
"""Seconds; slots further ahead than any backlog were given before the clock stepped back."""
_LONGEST_QUEUE = 300.0
"""Seconds; a chat whose turn is further ahead had it before the clock stepped back."""
_REPLIES_PUSH = 1.0
"""Seconds that replies put slots off at the most, so that under a flood of replies pings still go out now and then."""


class _Statements:
    """What is asked of the gate, by one clock, whose present is in seconds since 1970."""

    def __init__(self, now: ColumnElement[float]) -> None:
        gate, the_one = send_gate.c, send_gate.c.id == _THE_ONE
        # What was asked for later than now was so before the clock stepped back.
        left = case((gate.asked_at > now + _FAR_AHEAD, literal(0.0)), else_=gate.open_at - now)
        self.left = PreparedStatement(select(left).where(the_one))

        seconds = _seconds("seconds")
        longer = case((left > seconds, gate.open_at), else_=now + seconds)
        shut = update(send_gate).where(the_one).values(open_at=longer, asked_at=now)
        self.shut = PreparedStatement(shut.returning(gate.open_at))

        free = case((gate.next_at > now + _FAR_AHEAD, now), (gate.next_at > now, gate.next_at), else_=now)
        pushed = _least(free + _seconds("replies"), _greatest(free, now + _REPLIES_PUSH))
        taken = _seconds("taken")
        reserve = update(send_gate).where(the_one).values(next_at=pushed + taken)
        self.reserve = PreparedStatement(reserve.returning(gate.next_at - taken - now, left))

        # Gives whose turn it is, when, and a second more.
        until = people.c.paced_until
        next_turn = case((and_(until > now, until < now + _LONGEST_QUEUE), until), else_=now)
        turn = update(people).values(paced_until=next_turn + 1.0).returning(people.c.id, until - now)
        self.turn = PreparedStatement(turn.where(people.c.id == bindparam("person")))
        self.turns = PreparedStatement(turn.where(people.c.id == any_(ANY_OF)))


def _seconds(name: str) -> BindParameter[float]:
    return bindparam(name, type_=Double())


def _least(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return case((one < other, one), else_=other)


def _greatest(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return case((one > other, one), else_=other)


_BY_DIALECT = {
    "postgresql": _Statements(cast(func.extract("epoch", func.clock_timestamp()), Double())),
    "sqlite": _Statements((func.julianday("now") - 2440587.5) * 86400.0),
}


class Slots(Struct, frozen=True):
    """When the first slot is, and how long Telegram wants nothing at all; both in seconds from now."""

    first_in: float
    shut_for: float


class Gate:
    """One row that all processes share, and for each person until when their chat's turns are taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_shared = connection.dialect.name == "postgresql"
        self._statements = _BY_DIALECT[connection.dialect.name]

    def shut_for(self) -> float:
        """How many seconds Telegram wants nothing at all to be sent; zero or less where sending is welcome."""
        found = self._statements.left.first(self._connection)
        return float(found[0]) if found else 0.0

    def shut(self, seconds: float) -> None:
        """Telegram has asked to wait so long; a longer wait that was asked for before stays."""
        self._change(self._statements.shut, seconds=seconds)

    def reserve(self, slots: int, a_second: int, replies: int) -> Slots:
        """Take some slots of so many a second; `replies` sent since the last time take theirs first."""
        length = 1.0 / a_second
        first_in, left = self._change(self._statements.reserve, taken=slots * length, replies=replies * length)
        return Slots(max(0.0, first_in), left)

    def turn(self, person_id: int) -> float:
        """Take the next turn in a person's chat, of which there is one a second. Gives in how many seconds it is.

        A file is served by one process, which paces its chats by itself: there nothing is kept of them, or asked.
        """
        if not self._is_shared:
            return 0.0
        statement, given = self.turning(person_id)
        return self.told(statement.all(self._connection, **given))

    def turning(self, person_id: int) -> Call:
        """What `turn` has a server do, to be done together with other things; `told` reads the answer."""
        return self._statements.turn, {"person": person_id}

    def turning_of(self, people: Sequence[int]) -> Call:
        """The same for several people: each row is one's, for `told`, and begins with whose it is."""
        return self._statements.turns, {"people": people}

    @staticmethod
    def told(turns: list[Row]) -> float:
        """In how many seconds a turn is; whoever is not known has none to wait for."""
        return max(0.0, float(turns[0][1]) - 1.0) if turns else 0.0

    def _change(self, statement: PreparedStatement, **seconds: float) -> Row:
        """Change the one row, which is made where it is not there yet; gives what the statement returns."""
        row = statement.first(self._connection, **seconds)
        if row is None:
            insert_if_new(self._connection, send_gate, id=_THE_ONE, next_at=0.0, open_at=0.0, asked_at=0.0)
            row = statement.first(self._connection, **seconds)
        if row is None:
            raise LookupError("the gate has no row")
        return row
