"""Pings: messages about steps, and how far the machine got with sending them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

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


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step to be named in a ping."""

    interview_id: int
    kind: str
    anchor: int
    nth: int
    since: datetime


class Pings:
    """A person's pings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: int, state: str, steps: Sequence[NewStep], now: datetime, *, unasked: bool) -> int:
        """Keep a ping about some steps. Gives its id."""
        values = {
            "person_id": person_id,
            "state": state,
            "told_at": now,
            "unasked": unasked,
        }
        ping_id = int(self._connection.execute(insert(pings).values(values).returning(pings.c.id)).scalar_one())
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
        self._connection.execute(insert(ping_steps), rows)
        return ping_id

    def get(self, person_id: int, ping_id: int) -> PingRecord | None:
        """A ping of this person's with its steps."""
        row = self._connection.execute(
            select(*_PING).where(pings.c.person_id == person_id, pings.c.id == ping_id)
        ).first()
        return self._with_steps(row) if row else None

    def count_by_state(self, person_id: int) -> dict[str, int]:
        """How many of a person's pings are in each state."""
        query = select(pings.c.state, func.count()).where(pings.c.person_id == person_id).group_by(pings.c.state)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def lose_in_flight(self, person_id: int) -> None:
        """Whoever was sending to this person is gone: what was in flight is unknown."""
        left = (pings.c.person_id == person_id, pings.c.state == IN_FLIGHT)
        self._connection.execute(update(pings).where(*left).values(state=UNKNOWN))

    def unsure(self, person_id: int) -> list[tuple[PingStepRecord, datetime]]:
        """Every step told in a message that may be lost, and when; not those that were told again since."""
        query = (
            select(*_STEP, pings.c.told_at)
            .join(pings, pings.c.id == ping_steps.c.ping_id)
            .where(pings.c.person_id == person_id, pings.c.state == UNKNOWN, ~_TOLD_AGAIN)
            .order_by(pings.c.told_at)
        )
        return [(PingStepRecord(*row[:-1]), row[-1]) for row in self._connection.execute(query)]

    def told(self, person_id: int, interview_ids: Sequence[int]) -> list[tuple[PingStepRecord, datetime]]:
        """Every step of these interviews that the person has been told of, and when; what may be lost is not told."""
        query = (
            select(*_STEP, pings.c.told_at)
            .join(pings, pings.c.id == ping_steps.c.ping_id)
            .where(ping_steps.c.person_id == person_id, ping_steps.c.interview_id.in_(interview_ids))
            .where(pings.c.state != UNKNOWN)
            .order_by(pings.c.told_at)
        )
        return [(PingStepRecord(*row[:-1]), row[-1]) for row in self._connection.execute(query)]

    def unasked_since(self, person_id: int, since: datetime) -> list[datetime]:
        """When the person was sent messages that they had not asked for, surely or perhaps."""
        query = select(pings.c.told_at).where(pings.c.person_id == person_id, pings.c.told_at >= since, pings.c.unasked)
        return list(self._connection.execute(query).scalars())

    def of_change(self, person_id: int, change_id: int) -> list[PingStepRecord]:
        """The pinged steps that a change answered."""
        query = select(*_STEP).where(ping_steps.c.person_id == person_id, ping_steps.c.change_id == change_id)
        return [PingStepRecord(*row) for row in self._connection.execute(query)]

    def answer_step(self, person_id: int, ping_id: int, position: int, change_id: int | None) -> None:
        """Say which change answered a pinged step; None takes that back."""
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
        repeated = select(ping_steps.c.ping_id).where(ping_steps.c.ping_id == ping_id, _TOLD_AGAIN)
        told_again = self._connection.execute(repeated.limit(1)).first() is not None
        self._set(person_id, ping_id, message_id=message_id, **({} if told_again else {"state": SENT}))

    def mark_unknown(self, person_id: int, ping_id: int) -> None:
        """The ping may have arrived: its sending was not answered for."""
        self._set(person_id, ping_id, state=UNKNOWN)

    def withdraw(self, person_id: int, ping_id: int) -> None:
        """The ping has surely not arrived: forget it, so that its steps are due as before."""
        self._connection.execute(delete(pings).where(pings.c.person_id == person_id, pings.c.id == ping_id))

    def _set(self, person_id: int, ping_id: int, **values: object) -> None:
        mine = (pings.c.person_id == person_id, pings.c.id == ping_id)
        self._connection.execute(update(pings).where(*mine).values(**values))

    def _with_steps(self, row: Row[int, str, datetime, int | None]) -> PingRecord:
        query = select(*_STEP).where(ping_steps.c.ping_id == row[0]).order_by(ping_steps.c.position)
        return PingRecord(*row, tuple(PingStepRecord(*step) for step in self._connection.execute(query)))
