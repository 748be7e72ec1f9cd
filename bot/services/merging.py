"""What a file would add to a person's record: interviews are known again by their name, events by what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.guidance.events import Interviewed, Noted, Planned, Settled
from bot.guidance.facts import Event, Interview
from bot.guidance.workdays import local_day
from bot.language.names import company_key
from bot.services.mapping import event_from_row, event_to_row
from storage import EventRecord, InterviewRecord


@dataclass(frozen=True, slots=True)
class Merge:
    """One interview of a file beside what is kept: None where nothing is kept of it."""

    uid: str
    interview: Interview
    record: InterviewRecord | None
    missing: tuple[Event, ...]
    """The file's events that are not kept; numbers count within the file's interview."""
    known: Mapping[int, int]
    """The file's events that are, and which they are here."""
    sharper: tuple[tuple[Event, EventRecord], ...] = ()
    """Rounds of which the file knows the hour, and here only the day is kept."""

    @property
    def news(self) -> int:
        """How many of the file's events say more than is kept."""
        return len(self.missing) + len(self.sharper)


def merges(
    interviews: Sequence[tuple[str, Interview]], records: Sequence[InterviewRecord], here: ZoneInfo, there: ZoneInfo
) -> list[Merge]:
    """Lay a file beside all versions of what is kept; days are days `here` in the record, and `there` in the file."""
    counting = [record for record in records if any(event.active for event in record.events)]
    return [_merge(uid, told, _same(uid, told, counting, here, there), here, there) for uid, told in interviews]


def _merge(uid: str, told: Interview, record: InterviewRecord | None, here: ZoneInfo, there: ZoneInfo) -> Merge:
    kept = dict(_kept(record, here)) if record else {}
    known = {event.id: kept[sign] for event in told.events if (sign := _sign(event, there)) in kept}
    sharper: list[tuple[Event, EventRecord]] = []
    for event in told.events:
        if record and event.id not in known and (row := _alike(event, record, known.values(), here, there)):
            known[event.id] = row.id
            if row.day_only and not event.day_only:
                sharper.append((event, row))
    missing = tuple(event for event in told.events if event.id not in known)
    return Merge(uid, told, record, missing, known, tuple(sharper))


def _alike(
    told: Event, record: InterviewRecord, known: Collection[int], here: ZoneInfo, there: ZoneInfo
) -> EventRecord | None:
    """What is kept that is the same, though with another day or hour.

    A round of which one of both knows only the day is the other's of that day. A note, and an end, that a table tells
    by a day alone, the interview's own, are those that are kept of any day, and of a later one.
    """
    day = local_day(told.at, there)
    for row in _versions(record):
        event = event_from_row(row)
        when = local_day(event.at, here)
        if told.day_only and (_says_same(told, event, Noted) or (_says_same(told, event, Settled) and when >= day)):
            return row
        both = _is_round(told) and _is_round(event) and when == day
        if both and (told.day_only or (event.day_only and row.active and row.id not in known)):
            return row
    return None


def _says_same(told: Event, kept: Event, kind: type[Noted | Settled]) -> bool:
    return isinstance(told.what, kind) and told.what == kept.what


def _same(
    uid: str, told: Interview, records: Sequence[InterviewRecord], here: ZoneInfo, there: ZoneInfo
) -> InterviewRecord | None:
    """The interview that is meant: by its name in files, else one of that company with a round on the same day."""
    named = next((record for record in records if record.uid == uid), None)
    if named:
        return named
    days = _round_days(told.events, there)
    for record in records:
        roles = {record.role.casefold(), told.role.casefold()} - {""}
        alike = company_key(record.company) == company_key(told.company) and len(roles) < 2
        if alike and days & _round_days((event_from_row(row) for row in _versions(record)), here):
            return record
    return None


def _versions(record: InterviewRecord) -> Iterator[EventRecord]:
    """Every version of the events that count.

    What was corrected here is known in all its versions, so that an older file does not bring the error back; what was
    taken back is not.
    """
    counting = {row.id for row in record.events if row.active}
    for row in record.events:
        if row.id in counting:
            yield row


def _kept(record: InterviewRecord, zone: ZoneInfo) -> Iterator[tuple[tuple[Any, ...], int]]:
    for row in _versions(record):
        yield _sign(event_from_row(row), zone), row.id


def _sign(event: Event, zone: ZoneInfo) -> tuple[Any, ...]:
    """What an event says, wherever it is kept: its anchor is a number of one place alone."""
    kind, data = event_to_row(event.what)
    said = repr(sorted((name, value) for name, value in data.items() if name != "anchor"))
    when: object = local_day(event.at, zone) if event.day_only else event.at.timestamp()
    return kind, said, when


def _is_round(event: Event) -> bool:
    return isinstance(event.what, Planned | Interviewed)


def _round_days(events: Iterable[Event], zone: ZoneInfo) -> set[date]:
    return {local_day(event.at, zone) for event in events if _is_round(event)}
