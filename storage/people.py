"""People, and their alarms."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, null, or_, select, update

from storage.inserting import insert_if_new
from storage.leases import beyond
from storage.prepared import Call, PreparedStatement, Row
from storage.records import Json, PersonRecord
from storage.tables import Instant, people

PERSON = (
    people.c.id,
    people.c.preferences,
    people.c.wake_at,
    people.c.parked_at,
    people.c.draft_id,
    people.c.lease_until,
    people.c.rules_version,
    people.c.revision,
)
_REVISION_BITS = 62
_ONE = people.c.id == bindparam("person")
_PERSON = PreparedStatement(select(*PERSON).where(_ONE).with_for_update())
_UPDATE = PreparedStatement(update(people).where(_ONE))
_RELEASE = PreparedStatement(
    update(people).where(_ONE, people.c.lease_until == bindparam("claim")).values(lease_until=None)
)
_NOW = bindparam("now", type_=Instant)


def _claimable(due: ColumnElement[bool], first: ColumnElement[Any]) -> PreparedStatement:
    some = select(people.c.id).where(due).order_by(first, people.c.wake_at).limit(bindparam("most"))
    return PreparedStatement(some.with_for_update(skip_locked=True))


# SQLite would take the index of leases for a bare IS NULL, which holds for everybody.
_RUNG = _claimable(
    and_(people.c.wake_at <= _NOW, func.coalesce(people.c.lease_until, null()).is_(None)), people.c.wake_at
)
# Whoever let a claim run out died while sending; the person may since have moved their own alarm.
_LEFT = _claimable(
    and_(
        people.c.lease_until.is_not(None),
        or_(people.c.lease_until <= _NOW, people.c.lease_until > bindparam("beyond", type_=Instant)),
    ),
    people.c.lease_until,
)
_NEXT_ALARM = PreparedStatement(select(func.min(people.c.wake_at)))


class People:
    """The people that the bot talks with."""

    def __init__(self, connection: Connection, found: Callable[[PersonRecord], None]) -> None:
        """Ask on a connection; `found` is told of everybody who was read, and is locked from then on."""
        self._connection = connection
        self._found = found
        self._read: dict[int, PersonRecord] = {}
        """The people who are locked, kept in step with what this unit of work writes."""
        self.changed: set[int] = set()
        """Of whom this unit of work has changed anything that a revision stands for."""
        self._unrevised: set[int] = set()
        """Those of them whose row has still the revision of what was before."""

    def get(self, person_id: int) -> PersonRecord | None:
        """Give a person, locked against other units of work until this one ends."""
        if person_id not in self._read:
            self.keep(_PERSON.all(self._connection, person=person_id))
            if person := self._read.get(person_id):
                self._found(person)
        return self._read.get(person_id)

    @property
    def locked(self) -> tuple[PersonRecord, ...]:
        """The people who were read, as they are now."""
        return tuple(self._read.values())

    def mark_changed(self, person_id: int) -> None:
        """Note that something of a person is written; what is next written in their row gives it another revision."""
        self.changed.add(person_id)
        self._unrevised.add(person_id)

    def revise(self) -> None:
        """Give everybody who has changed another revision who has none yet; to be done before the commit."""
        for person_id in sorted(self._unrevised):
            self._set(person_id)

    @staticmethod
    def asking_for(person_id: int) -> Call:
        """What `get` asks the database, to be asked together with other things; `keep` takes the answer."""
        return _PERSON, {"person": person_id}

    def keep(self, rows: list[Row]) -> None:
        """Have an answer ready; nobody's is not kept, as they may be added."""
        for row in rows:
            self._read[row[0]] = PersonRecord(*row)

    def forget(self) -> None:
        """Read anew what is asked for next: it was changed in another way."""
        self._read.clear()

    def remember(self) -> Callable[[], None]:
        """Give what has all be known again that is known now, for when everything since is rolled back."""
        read, changed, unrevised = self._read.copy(), self.changed.copy(), self._unrevised.copy()

        def restore() -> None:
            self._read, self.changed, self._unrevised = read, changed, unrevised

        return restore

    def add(self, person_id: int, preferences: Json, rules_version: int, now: datetime) -> PersonRecord:
        """Add a person who has nothing due; gives who is there where somebody else was quicker."""
        revision = _new_revision()
        values = {"preferences": preferences, "created_at": now, "rules_version": rules_version, "revision": revision}
        if insert_if_new(self._connection, people, id=person_id, **values):
            self.changed.add(person_id)
            new = PersonRecord(person_id, preferences, None, None, None, None, rules_version, revision)
            self._read[person_id] = new
            return new
        person = self.get(person_id)
        if person is None:
            raise LookupError(f"person {person_id} was added and deleted at the same moment")
        return person

    def set_preferences(self, person_id: int, preferences: Json) -> None:
        """Keep new preferences."""
        self.mark_changed(person_id)
        self._set(person_id, preferences=preferences)

    def set_draft(self, person_id: int, draft_id: int | None) -> None:
        """Say which draft the person's next words complete; None for none."""
        self._set(person_id, draft_id=draft_id)

    def set_alarm(self, person_id: int, wake_at: datetime | None, rules_version: int) -> None:
        """Set when to look at the person again, and end any claim on them."""
        self._set(person_id, wake_at=wake_at, lease_until=None, rules_version=rules_version)

    def move_alarm(self, person_id: int, wake_at: datetime | None, rules_version: int) -> None:
        """Set when to look at the person again; a claim on them, made for a sending under way, stays."""
        self._set(person_id, wake_at=wake_at, rules_version=rules_version)

    def release(self, person_id: int, lease_until: datetime) -> bool:
        """End a claim, which is known by its lease; False where that has run out and somebody else has claimed them."""
        self._read.pop(person_id, None)
        return bool(_RELEASE.all(self._connection, person=person_id, claim=lease_until))

    def park(self, person_id: int, now: datetime) -> None:
        """Stop pinging someone who cannot be reached; what they recorded is kept."""
        self._set(person_id, parked_at=now, wake_at=None, lease_until=None)

    def unpark(self, person_id: int) -> None:
        """Take up someone again who has written."""
        self._set(person_id, parked_at=None)

    def claim_due(self, now: datetime, lease_until: datetime, limit: int) -> list[int]:
        """Claim the people whose alarm has rung, or whose claim was left; nobody else gets them before `lease_until`.

        A claim that ends long after `lease_until` was made before the clock stepped back; it is not honoured.
        """
        # Each reads what it gives by an index of its own; asked for both at once, SQLite reads everybody.
        left = _LEFT.all(self._connection, now=now, beyond=beyond(now, lease_until), most=limit)
        rung = _RUNG.all(self._connection, now=now, most=limit - len(left)) if len(left) < limit else []
        ids = [row[0] for row in (*left, *rung)]
        if ids:
            self.forget()
            _UPDATE.run_many(self._connection, [{"person": person_id, "lease_until": lease_until} for person_id in ids])
        return ids

    def release_claims(self, now: datetime) -> None:
        """End all claims, so that they are taken up; for a store that one process serves alone, when it starts."""
        self._connection.execute(update(people).where(people.c.lease_until.is_not(None)).values(lease_until=now))

    def of_older_rules(self, rules_version: int, limit: int) -> list[int]:
        """Some of the people whose alarm was worked out by older rules than these."""
        older = select(people.c.id).where(people.c.rules_version < rules_version).limit(limit)
        return list(self._connection.execute(older).scalars())

    def next_alarm(self) -> datetime | None:
        """The earliest alarm of anybody."""
        at: datetime | None = _NEXT_ALARM.one(self._connection)
        return at

    def overdue(self, now: datetime) -> tuple[int, datetime | None]:
        """How many people's alarm has rung without their having been seen to since, and the first of these alarms."""
        rung = select(func.count(), func.min(people.c.wake_at)).where(people.c.wake_at <= now)
        row = self._connection.execute(rung).one()
        return row[0], row[1]

    def ids(self) -> list[int]:
        """Everybody's id."""
        return list(self._connection.execute(select(people.c.id)).scalars())

    def _set(self, person_id: int, **values: Any) -> None:
        if person_id in self._unrevised:
            values["revision"] = _new_revision()
            self._unrevised.remove(person_id)
        known = self._read.get(person_id)
        if known and values.get("rules_version") == known.rules_version:
            # Set to what it was, its index would be written anew all the same.
            del values["rules_version"]
        _UPDATE.run_later(self._connection, person=person_id, **values)
        if known:
            self._read[person_id] = replace(known, **values)


def _new_revision() -> int:
    """A number that no other state ever had: neither one that is rolled back, nor one from after a backup."""
    return secrets.randbits(_REVISION_BITS)
