"""What was read of people, kept in memory from one unit of work to the next, for as long as they have not changed."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from msgspec import Struct

from storage.facts import Facts

MOST_KEPT = 10_000
"""Of all people together, as `Facts.size` counts."""


class KeptPerson(Struct, frozen=True):
    """A person's facts at one revision, and what was worked out of them."""

    revision: int
    facts: Facts
    derived: object = None


class Kept:
    """Whom somebody asked about lately; the least recently used go first. Threads may share it."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep so much, 0 for nothing."""
        self._most = most
        self._people: OrderedDict[int, KeptPerson] = OrderedDict()
        self._size = 0
        self._unused: set[int] = set()
        self._lock = Lock()

    def get(self, person_id: int) -> KeptPerson | None:
        """What is kept of a person; it holds where their row still has its revision."""
        with self._lock:
            found = self._people.get(person_id)
            if found:
                self._people.move_to_end(person_id)
                self._unused.discard(person_id)
            return found

    def put(self, person_id: int, known: KeptPerson) -> None:
        """Keep what is committed of a person, in place of what was."""
        with self._lock:
            self._drop(person_id)
            self._people[person_id] = known
            self._size += known.facts.size
            while self._size > self._most:
                self._drop(next(iter(self._people)))

    def drop(self, person_id: int) -> None:
        """Keep nothing of a person."""
        with self._lock:
            self._drop(person_id)

    def drop_unused(self) -> None:
        """Keep nothing of those whom nobody has asked about since this was last called."""
        with self._lock:
            for person_id in self._unused:
                self._drop(person_id)
            self._unused = set(self._people)

    @property
    def size(self) -> int:
        """How much is kept."""
        return self._size

    def _drop(self, person_id: int) -> None:
        dropped = self._people.pop(person_id, None)
        if dropped:
            self._size -= dropped.facts.size
