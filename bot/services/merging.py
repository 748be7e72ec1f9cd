"""What a file would add to a person's record: interviews are known again by their name, events by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.guidance.events import Interviewed, Planned
from bot.guidance.facts import Event, Interview
from bot.guidance.workdays import local_day
from bot.language.names import company_key
from bot.services.mapping import event_from_row, event_to_row
from storage import InterviewRecord


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


def merges(
    interviews: Sequence[tuple[str, Interview]], records: Sequence[InterviewRecord], here: ZoneInfo, there: ZoneInfo
) -> list[Merge]:
    """Lay a file beside all versions of what is kept; days are days `here` in the record, and `there` in the file."""
    counting = [record for record in records if any(event.active for event in record.events)]
    return [_merge(uid, told, _same(uid, told, counting, here, there), here, there) for uid, told in interviews]


def _merge(uid: str, told: Interview, record: InterviewRecord | None, here: ZoneInfo, there: ZoneInfo) -> Merge:
    kept = dict(_kept(record, here)) if record else {}
    known = {event.id: kept[sign] for event in told.events if (sign := _sign(event, there)) in kept}
    if record:
        days = {day: id_ for event, id_ in _versions(record) if (day := _round_day(event, here))}
        for event in told.events:
            day = _round_day(event, there)
            # A day alone says no more than the round of that day that is kept with its time.
            if event.day_only and day in days:
                known.setdefault(event.id, days[day])
    return Merge(uid, told, record, tuple(event for event in told.events if event.id not in known), known)


def _same(
    uid: str, told: Interview, records: Sequence[InterviewRecord], here: ZoneInfo, there: ZoneInfo
) -> InterviewRecord | None:
    """The interview that is meant: by its name in files, else one of that company with a round on the same day."""
    named = next((record for record in records if record.uid == uid), None)
    if named:
        return named
    days = {day for event in told.events if (day := _round_day(event, there))}
    for record in records:
        roles = {record.role.casefold(), told.role.casefold()} - {""}
        alike = company_key(record.company) == company_key(told.company) and len(roles) < 2
        if alike and days & {_round_day(event, here) for event, _ in _versions(record)}:
            return record
    return None


def _versions(record: InterviewRecord) -> Iterator[tuple[Event, int]]:
    """Every version of the events that count, with the number each goes by.

    What was corrected here is known in all its versions, so that an older file does not bring the error back; what was
    taken back is not.
    """
    counting = {row.id for row in record.events if row.active}
    for row in record.events:
        if row.id in counting:
            yield event_from_row(row), row.id


def _kept(record: InterviewRecord, zone: ZoneInfo) -> Iterator[tuple[tuple[Any, ...], int]]:
    for event, id_ in _versions(record):
        yield _sign(event, zone), id_


def _sign(event: Event, zone: ZoneInfo) -> tuple[Any, ...]:
    """What an event says, wherever it is kept: its anchor is a number of one place alone."""
    kind, data = event_to_row(event.what)
    said = repr(sorted((name, value) for name, value in data.items() if name != "anchor"))
    when: object = local_day(event.at, zone) if event.day_only else event.at.timestamp()
    return kind, said, when


def _round_day(event: Event, zone: ZoneInfo) -> object:
    return local_day(event.at, zone) if isinstance(event.what, Planned | Interviewed) else None
