"""What one person's record holds, as it was read, and kept in step with what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from storage.journal_statements import INTERVIEW
from storage.prepared import Row
from storage.records import EventRecord, InterviewRecord

_EVENTS_AN_INTERVIEW = 5
"""As many events take as much memory as an interview and what is worked out of it."""


class Facts(Struct):
    """What was not asked for yet is None."""

    interviews: dict[int, InterviewRecord] | None = None
    """With their active events, by number."""
    known_since: Mapping[int, datetime] | None = None
    """When each interview was first recorded."""
    counts: tuple[int, int] | None = None
    """How many changes and events there are, in all versions."""

    @property
    def size(self) -> int:
        """About how much memory it takes, in events."""
        interviews = (self.interviews or {}).values()
        return 1 + sum(_EVENTS_AN_INTERVIEW + len(record.events) for record in interviews)

    def copy(self) -> Facts:
        """The same, to be kept in step by itself."""
        return replace(self, interviews=None if self.interviews is None else dict(self.interviews))

    def count(self, *, new_changes: int = 0, new_events: int = 0) -> None:
        """Something was added."""
        if self.counts:
            self.counts = self.counts[0] + new_changes, self.counts[1] + new_events

    def add_interview(self, record: InterviewRecord) -> None:
        """An interview was added."""
        if self.interviews is not None:
            self.interviews[record.id] = record

    def add_event(self, event: EventRecord) -> None:
        """An event was added."""
        if self.known_since is not None and event.interview_id not in self.known_since:
            self.known_since = None
        if not self._change(event.interview_id, lambda events: (*events, event)):
            self.interviews = None

    def drop_event(self, interview_id: int, row_id: int) -> None:
        """An event no longer counts."""
        self._change(interview_id, lambda events: tuple(event for event in events if event.row_id != row_id))

    def _change(self, interview_id: int, change: Callable[[tuple[EventRecord, ...]], tuple[EventRecord, ...]]) -> bool:
        record = (self.interviews or {}).get(interview_id)
        if record is None or self.interviews is None:
            return False
        self.interviews[interview_id] = replace(record, events=change(record.events))
        return True


Recorded = tuple[dict[int, datetime], tuple[int, int]]
"""When each interview was first recorded; how many changes and events there are."""


def recorded_from(rows: Sequence[Row]) -> Recorded:
    """What was recorded in all, from a row for each interview and one of no interview, which counts the changes."""
    interviews = [row for row in rows if row[0] is not None]
    known_since = {interview_id: first for interview_id, first, _ in interviews}
    made = sum(count for interview_id, _, count in rows if interview_id is None)
    return known_since, (made, sum(count for *_, count in interviews))


def interviews_from(rows: Iterable[Row]) -> dict[int, InterviewRecord]:
    """Interviews with their events, by number; rows of one interview follow each other."""
    grouped = groupby(rows, lambda row: row[: len(INTERVIEW)])
    return {
        key[0]: interview_from(key, tuple(event_from(row[len(INTERVIEW) :]) for row in group)) for key, group in grouped
    }


def interview_from(columns: Row, its_events: tuple[EventRecord, ...]) -> InterviewRecord:
    """An interview, from its row."""
    interview_id, company, role, sales, uid = columns
    return InterviewRecord(interview_id, company, role, sales, uid, its_events)


def event_from(row: Row) -> EventRecord:
    """An event, from its row."""
    first, row_id, *columns = row
    return EventRecord(first or row_id, row_id, *columns)
