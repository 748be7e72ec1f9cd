"""What a file would add to a person's record: interviews are known again by their name, events by what they say."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.events import Interviewed, Noted, Planned, Settled, What
from bot.guidance.facts import Event, Interview
from bot.guidance.workdays import local_day
from bot.language.names import company_key
from bot.services.mapping import event_from_row, event_to_row
from storage import EventRecord, InterviewRecord


class Merge(Struct, frozen=True):
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


class _Version(Struct, frozen=True):
    """A version of an event that counts, as it is kept and as a fact; `on` is its day here."""

    row: EventRecord
    event: Event
    on: date


class _Kept:
    """What is kept of one interview, by what it is known again by.

    What was corrected here is known in all its versions, so that an older file does not bring the error back; what was
    taken back is not.
    """

    def __init__(self, record: InterviewRecord, here: ZoneInfo) -> None:
        counting = {row.id for row in record.events if row.active}
        events = ((row, event_from_row(row)) for row in record.events if row.id in counting)
        versions = [_Version(row, event, local_day(event.at, here)) for row, event in events]
        self.record = record
        self.by_sign = {_sign(one.event, here): one.row.id for one in versions}
        self.rounds: dict[date, list[_Version]] = {}
        self.said: dict[What, list[_Version]] = {}
        for one in versions:
            if _is_round(one.event):
                self.rounds.setdefault(one.on, []).append(one)
            elif isinstance(one.event.what, Noted | Settled):
                self.said.setdefault(one.event.what, []).append(one)

    def alike(self, told: Event, there: ZoneInfo, taken: Container[int]) -> EventRecord | None:
        """What is kept that is the same, though with another day or hour.

        A round of which one of both knows only the day is the other's of that day. A note, and an end, that a table
        tells by a day alone, the interview's own, are those that are kept of any day, and of a later one.
        """
        day = local_day(told.at, there)
        if _is_round(told):
            there_too = iter(self.rounds.get(day, ()))
            sharp = (one for one in there_too if one.event.day_only and one.row.active and one.row.id not in taken)
            found = next(there_too if told.day_only else sharp, None)
        elif told.day_only:
            found = next((one for one in self.said.get(told.what, ()) if _is_noted(told) or one.on >= day), None)
        else:
            found = None
        return found.row if found else None


def merges(
    interviews: Sequence[tuple[str, Interview]], records: Sequence[InterviewRecord], here: ZoneInfo, there: ZoneInfo
) -> list[Merge]:
    """Lay a file beside all versions of what is kept; days are days `here` in the record, and `there` in the file.

    What a file has twice is two interviews: each that is kept is one of them at the most.
    """
    counting = {record.uid: _Kept(record, here) for record in records if any(event.active for event in record.events)}
    named = {uid: counting.pop(uid) for uid, _ in interviews if uid in counting}
    by_company: dict[str, list[_Kept]] = {}
    for kept in counting.values():
        by_company.setdefault(company_key(kept.record.company), []).append(kept)
    laid = []
    for uid, told in interviews:
        alike = by_company.get(company_key(told.company), [])
        same = named.get(uid) or next((kept for kept in alike if _is_same(told, kept, there)), None)
        if same in alike:
            alike.remove(same)
        laid.append(_merge(uid, told, same, there))
    return laid


def _merge(uid: str, told: Interview, kept: _Kept | None, there: ZoneInfo) -> Merge:
    if kept is None:
        return Merge(uid, told, None, told.events, {})
    known = {event.id: kept.by_sign[sign] for event in told.events if (sign := _sign(event, there)) in kept.by_sign}
    taken = set(known.values())
    sharper: list[tuple[Event, EventRecord]] = []
    for event in told.events:
        if event.id not in known and (row := kept.alike(event, there, taken)):
            known[event.id] = row.id
            taken.add(row.id)
            if row.day_only and not event.day_only:
                sharper.append((event, row))
    missing = tuple(event for event in told.events if event.id not in known)
    return Merge(uid, told, kept.record, missing, known, tuple(sharper))


def _is_same(told: Interview, kept: _Kept, there: ZoneInfo) -> bool:
    """Whether it is the interview that is meant, where none has its name in files: its company's, of that day."""
    roles = {kept.record.role.casefold(), told.role.casefold()} - {""}
    return len(roles) < 2 and any(_is_round(one) and local_day(one.at, there) in kept.rounds for one in told.events)


def _sign(event: Event, zone: ZoneInfo) -> tuple[Any, ...]:
    """What an event says, wherever it is kept: its anchor is a number of one place alone."""
    kind, data = event_to_row(event.what)
    said = repr(sorted((name, value) for name, value in data.items() if name != "anchor"))
    when: object = local_day(event.at, zone) if event.day_only else event.at.timestamp()
    return kind, said, when


def _is_round(event: Event) -> bool:
    return isinstance(event.what, Planned | Interviewed)


def _is_noted(event: Event) -> bool:
    return isinstance(event.what, Noted)
