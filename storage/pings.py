"""Pings: messages about steps, and how far the machine got with sending them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.prepared import Call, PreparedInsert, PreparedStatement, Row
from storage.questions import Question
from storage.records import PingRecord, PingStepRecord
from storage.tables import ping_steps, pings

IN_FLIGHT = "in_flight"
"""Committed, and perhaps sent."""
UNKNOWN = "unknown"
"""Perhaps sent, and never answered for. Its row stays: if it arrived, its buttons are there to be tapped."""
SENT = "sent"
SAID = "said"
"""Not sent by itself: the step was named in a reply."""

_STEP = (
    ping_steps.c.ping_id,
    ping_steps.c.position,
    ping_steps.c.interview_id,
    ping_steps.c.kind,
    ping_steps.c.anchor,
    ping_steps.c.nth,
    ping_steps.c.since,
    ping_steps.c.change_id,
)
_PING = (pings.c.id, pings.c.state, pings.c.told_at, pings.c.message_id)


_later_steps, _later_pings = ping_steps.alias(), pings.alias()
_TOLD_AGAIN = (
    select(_later_steps.c.ping_id)
    .join(_later_pings, _later_pings.c.id == _later_steps.c.ping_id)
    .where(
        and_(
            *(
                _later_steps.c[name] == ping_steps.c[name]
                for name in ("person_id", "interview_id", "kind", "anchor", "nth")
            )
        ),
        _later_steps.c.ping_id > ping_steps.c.ping_id,
        _later_pings.c.state != UNKNOWN,
    )
    .exists()
)
"""Of a step: whether a later message, that is not lost itself, told it too."""
_MINE: BindParameter[int] = bindparam("person")
_STEPS_TOLD = select(*_STEP, pings.c.told_at).join(pings, pings.c.id == ping_steps.c.ping_id).order_by(pings.c.told_at)
_UNSURE = PreparedStatement(_STEPS_TOLD.where(pings.c.person_id == _MINE, pings.c.state == UNKNOWN, ~_TOLD_AGAIN))
_ABOUT_ALL = 0
"""What stands for the interview of a step that is about them all."""
FIRST = 0
"""No interview comes before it."""
_NONE = 2**62
"""A number that no interview has."""
_OF_ANY_FROM = or_(ping_steps.c.interview_id == _ABOUT_ALL, ping_steps.c.interview_id >= bindparam("first"))
TOLD = Question(
    lambda asked: _STEPS_TOLD.where(ping_steps.c.person_id == asked.person, pings.c.state != UNKNOWN, _OF_ANY_FROM)
)
_NOT_SURELY_TOLD = or_(pings.c.state == UNKNOWN, pings.c.state == IN_FLIGHT)
_SINCE_OR_UNSURE = or_(pings.c.told_at >= bindparam("since"), _NOT_SURELY_TOLD)
OF_LATE = Question(
    lambda asked: select(pings.c.told_at, pings.c.unasked, pings.c.state).where(
        pings.c.person_id == asked.person, _SINCE_OR_UNSURE
    )
)
_ADD = PreparedInsert(pings)
_ADD_STEPS = PreparedStatement(insert(ping_steps))
_LOSE = PreparedStatement(
    update(pings).where(pings.c.person_id == _MINE, pings.c.state == IN_FLIGHT).values(state=UNKNOWN)
)
_UPDATE = PreparedStatement(update(pings).where(pings.c.person_id == _MINE, pings.c.id == bindparam("ping")))
_REPEATED = PreparedStatement(
    select(ping_steps.c.ping_id).where(ping_steps.c.ping_id == bindparam("ping"), _TOLD_AGAIN).limit(1)
)
_GET = PreparedStatement(select(*_PING).where(pings.c.person_id == _MINE, pings.c.id == bindparam("ping")))
_STEPS = PreparedStatement(
    select(*_STEP).where(ping_steps.c.ping_id == bindparam("ping")).order_by(ping_steps.c.position)
)


class NewStep(Struct, frozen=True):
    """A step to be named in a ping."""

    interview_id: int
    kind: str
    anchor: int
    nth: int
    since: datetime


class Late(Struct, frozen=True):
    """When a person was sent messages unasked, surely or perhaps."""

    unasked: list[datetime]
    unsure: bool
    """Whether some message of theirs may be lost."""
    in_flight: bool
    """Whether some message of theirs is on its way."""


class Pings:
    """A person's pings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told_before: dict[int, tuple[int, list[tuple[PingStepRecord, datetime]]]] = {}
        """By person: from which interview on it was read, and what."""
        self._late: dict[tuple[int, datetime], Late] = {}

    def forget(self) -> None:
        """Read anew what is asked for next: it has changed."""
        self._told_before.clear()
        self._late.clear()

    def add(self, person_id: int, state: str, steps: Sequence[NewStep], now: datetime, *, unasked: bool) -> int:
        """Keep a ping about some steps. Gives its id."""
        self.forget()
        ping_id = _ADD.number(self._connection, person_id=person_id, state=state, told_at=now, unasked=unasked)
        rows = [
            {
                "ping_id": ping_id,
                "position": position,
                "person_id": person_id,
                "interview_id": step.interview_id,
                "kind": step.kind,
                "anchor": step.anchor,
                "nth": step.nth,
                "since": step.since,
            }
            for position, step in enumerate(steps)
        ]
        _ADD_STEPS.run_many(self._connection, rows)
        return ping_id

    def get(self, person_id: int, ping_id: int) -> PingRecord | None:
        """A ping of this person's with its steps."""
        row = _GET.first(self._connection, person=person_id, ping=ping_id)
        return self._with_steps(row) if row else None

    def count_by_state(self, person_id: int) -> dict[str, int]:
        """How many of a person's pings are in each state."""
        query = select(pings.c.state, func.count()).where(pings.c.person_id == person_id).group_by(pings.c.state)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def lose_in_flight(self, person_id: int) -> None:
        """Whoever was sending to this person is gone: what was in flight is unknown."""
        self.forget()
        _LOSE.run(self._connection, person=person_id)

    def unsure(self, person_id: int) -> list[tuple[PingStepRecord, datetime]]:
        """Every step told in a message that may be lost, and when; not those that were told again since."""
        return _told(_UNSURE.all(self._connection, person=person_id))

    def told(self, person_id: int, interview_ids: Sequence[int]) -> list[tuple[PingStepRecord, datetime]]:
        """Every step of these interviews that the person has been told of, and when; what may be lost is not told."""
        wanted = frozenset(interview_ids)
        # Who has been searching for long has been told most about what is settled, and came first.
        first = min(wanted - {_ABOUT_ALL}, default=_NONE)
        read_from, told = self._told_before.get(person_id, (_NONE + 1, []))
        if first < read_from:
            told = _told(TOLD.of_one.all(self._connection, person=person_id, first=first))
            self._told_before[person_id] = first, told
        return [step for step in told if step[0].interview_id in wanted]

    @staticmethod
    def asking_for(person_id: int, since: datetime) -> tuple[Call, ...]:
        """What `told` and `of_late` ask the database, to be asked together; `keep` takes the answers."""
        return (
            (TOLD.of_one, {"person": person_id, "first": FIRST}),
            (OF_LATE.of_one, {"person": person_id, "since": since}),
        )

    def keep(self, person_id: int, since: datetime, told: list[Row], of_late: list[Row]) -> None:
        """Have answers ready."""
        self._told_before[person_id] = FIRST, _told(told)
        self._late[person_id, since] = _late(of_late, since)

    def of_late(self, person_id: int, since: datetime) -> Late:
        """What the person was sent since an instant, and whether anything at all may be lost."""
        if (person_id, since) not in self._late:
            self._late[person_id, since] = _late(
                OF_LATE.of_one.all(self._connection, person=person_id, since=since), since
            )
        return self._late[person_id, since]

    def of_change(self, person_id: int, change_id: int) -> list[PingStepRecord]:
        """The pinged steps that a change answered."""
        query = select(*_STEP).where(ping_steps.c.person_id == person_id, ping_steps.c.change_id == change_id)
        return [PingStepRecord(*row) for row in self._connection.execute(query)]

    def answer_step(self, person_id: int, ping_id: int, position: int, change_id: int | None) -> None:
        """Say which change answered a pinged step; None takes that back."""
        self.forget()
        self._connection.execute(
            update(ping_steps)
            .where(
                ping_steps.c.person_id == person_id,
                ping_steps.c.ping_id == ping_id,
                ping_steps.c.position == position,
            )
            .values(change_id=change_id)
        )

    def mark_sent(self, person_id: int, ping_id: int, message_id: int) -> None:
        """The ping has arrived; where it was given up for lost and repeated, the repeat is what counts as told."""
        told_again = _REPEATED.first(self._connection, ping=ping_id) is not None
        self._set(person_id, ping_id, message_id=message_id, **({} if told_again else {"state": SENT}))

    def mark_arrived(self, person_id: int, ping_id: int, message_id: int) -> None:
        """The ping has arrived, and cannot have been given up for lost: its claim held until now."""
        self._set(person_id, ping_id, message_id=message_id, state=SENT)

    def mark_unknown(self, person_id: int, ping_id: int) -> None:
        """The ping may have arrived: its sending was not answered for."""
        self._set(person_id, ping_id, state=UNKNOWN)

    def withdraw(self, person_id: int, ping_id: int) -> None:
        """The ping has surely not arrived: forget it, so that its steps are due as before."""
        self.forget()
        self._connection.execute(delete(pings).where(pings.c.person_id == person_id, pings.c.id == ping_id))

    def _set(self, person_id: int, ping_id: int, **values: object) -> None:
        self.forget()
        _UPDATE.run(self._connection, person=person_id, ping=ping_id, **values)

    def _with_steps(self, row: Row) -> PingRecord:
        ping_id, state, told_at, message_id = row
        steps = _STEPS.all(self._connection, ping=ping_id)
        return PingRecord(ping_id, state, told_at, message_id, tuple(PingStepRecord(*step) for step in steps))


def _late(rows: list[Row], since: datetime) -> Late:
    unasked = [told_at for told_at, was_unasked, _ in rows if was_unasked and told_at >= since]
    states = {state for *_, state in rows}
    return Late(unasked, UNKNOWN in states, IN_FLIGHT in states)


def _told(rows: Sequence[Row]) -> list[tuple[PingStepRecord, datetime]]:
    return [(PingStepRecord(*row[:-1]), row[-1]) for row in rows]
