"""A table from another tracker of applications, as an export: its interviews, how they ended, and what is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.events import Settlement
from bot.guidance.workdays import local_day
from bot.language.moments import is_known_year
from bot.language.names import NameFault, clean_name, company_key, is_sales
from bot.language.statuses import Stage, read_status
from bot.services.file_faults import FileFault, LeftOut, Untakable, WhyLeftOut
from bot.services.limits import MOST_NOTE
from bot.services.portable import Portable, PortableEvent, PortableInterview
from bot.services.table_days import DayOrder, is_day_first, read_when
from bot.services.table_rows import Row


class Table(Struct, frozen=True):
    """What a table says, as an export, and what of it is not taken as it stands."""

    file: Portable
    left_out: tuple[LeftOut, ...] = ()
    unread: tuple[str, ...] = ()
    """Statuses that say nothing that is known: those interviews are taken as open."""
    shortened: int = 0
    """Notes of which only the beginning is kept."""


class _Round(Struct, frozen=True):
    company: str
    role: str
    on: date
    at: datetime | None
    """None where the hour is not known."""
    ahead: bool
    settled: Settlement | None
    note: str
    unread: str
    """The status, where it says nothing that is known."""


def portable_table(rows: Sequence[Row], order: DayOrder | None, now: datetime, zone: ZoneInfo) -> Table:
    """The table as an export; its interviews are known again by company and role. Raises Untakable."""
    day_first = is_day_first((row.day for row in rows), order)
    read = [_read(row, day_first, now, zone) for row in rows]
    left_out = tuple(one for one in read if isinstance(one, LeftOut))
    interviews: dict[tuple[str, str], list[_Round]] = {}
    for one in read:
        if isinstance(one, _Round):
            interviews.setdefault((company_key(one.company), one.role.casefold()), []).append(one)
    if not interviews:
        dates = [one.words for one in left_out if one.why is WhyLeftOut.BAD_DATE]
        fault = FileFault.BAD_DATES if dates else FileFault.NO_INTERVIEWS
        raise Untakable(fault, dates[0] if dates else "", left_out)
    today = local_day(now, zone)
    return Table(
        Portable(interviews=tuple(_interview(key, rounds, today) for key, rounds in interviews.items())),
        left_out,
        tuple(dict.fromkeys(one.unread for one in read if isinstance(one, _Round) and one.unread)),
        sum(len(one.note) > MOST_NOTE for one in read if isinstance(one, _Round)),
    )


def _read(row: Row, day_first: bool, now: datetime, zone: ZoneInfo) -> _Round | LeftOut:
    """The round that a row tells of, or why it tells of none."""
    company, role = clean_name(row.company), clean_name(row.role)
    status = read_status(row.status)
    if isinstance(company, NameFault) or role is NameFault.TOO_LONG:
        return LeftOut(row.number, row.company, WhyLeftOut.BAD_NAME)
    if status is Stage.NO_INTERVIEW and not (row.day and row.of_interview):
        return LeftOut(row.number, company, WhyLeftOut.NO_INTERVIEW, row.status)
    if not row.day:
        return LeftOut(row.number, company, WhyLeftOut.NO_DATE)
    try:
        on, at = read_when(row.day, row.time, day_first=day_first, zone=zone)
    except ValueError:
        return LeftOut(row.number, company, WhyLeftOut.BAD_DATE, row.day)
    if not is_known_year(on):
        return LeftOut(row.number, company, WhyLeftOut.BAD_DATE, row.day)
    ahead = at > now if at else on > local_day(now, zone)
    settled = status if isinstance(status, Settlement) else None
    if ahead and settled:
        return LeftOut(row.number, company, WhyLeftOut.OVER_BEFORE, row.status)
    unread = row.status if status is None else ""
    return _Round(company, "" if isinstance(role, NameFault) else role, on, at, ahead, settled, row.note, unread)


def _interview(key: tuple[str, str], rounds: list[_Round], today: date) -> PortableInterview:
    first = rounds[0]
    uid = "table-" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:32]
    events = tuple(replace(event, id=n) for n, event in enumerate(_events(rounds, today), start=1))
    return PortableInterview(uid=uid, company=first.company, role=first.role, sales=is_sales(first.role), events=events)


def _events(rounds: list[_Round], today: date) -> Iterator[PortableEvent]:
    """What happened: the rounds in order, each with its note, and the end that the last row tells of."""
    timed = {one.on for one in rounds if one.at}
    held = {(one.on, one.at): one for one in rounds if one.at or one.on not in timed}
    for one in sorted(held.values(), key=lambda one: (one.on, str(one.at))):
        on = None if one.at else one.on
        yield PortableEvent(id=1, kind="planned" if one.ahead else "interviewed", at=one.at, on=on)
    for one in rounds:
        if note := one.note[:MOST_NOTE]:
            yield PortableEvent(id=1, kind="noted", data={"text": note}, on=min(one.on, today))
    last = max(rounds, key=lambda one: one.on)
    if last.settled:
        yield PortableEvent(id=1, kind="settled", data={"how": last.settled.value}, on=last.on)
