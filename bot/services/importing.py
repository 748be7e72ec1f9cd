"""`/import`: a file is read and laid beside what is kept; what it would change is shown, and done on one tap.

Until then its text waits in a draft, packed; there is one at the most, and it is dropped with the answer, with the next
file, or after some days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.guidance.events import Interviewed, Planned, Settled
from bot.guidance.facts import Preferences
from bot.guidance.folding import NoRound
from bot.guidance.plan import derive_plan
from bot.guidance.standing import Standing
from bot.guidance.workdays import instant, local_day
from bot.services.account import MIDDAY, renew_alarm, set_preferences
from bot.services.choices import is_no, is_yes
from bot.services.context import Context, Request
from bot.services.data_outcomes import DayOrderAsked, ImportAsked, Imported, ImportPreview, ImportRefused, NewInterview
from bot.services.file_faults import FileFault, Untakable
from bot.services.limits import MOST_OPEN, MOST_WAITING
from bot.services.mapping import event_to_row
from bot.services.merging import Merge, merges
from bot.services.outcomes import Outcome
from bot.services.portable_facts import Facts, ImpossibleDay, Unreadable, read_facts
from bot.services.questions import Option, Problem, Refused
from bot.services.table_days import DayOrder, ambiguous_date
from bot.services.table_rows import rows_of
from bot.services.tracker import Table, portable_table
from bot.services.unpacking import is_json, packed, portable_of, text_of, unpacked

T = TypeVar("T")
IMPORT = "import"
FILE = "file"
"""What a draft awaits that a file is to complete."""

_PACKED, _ORDER, _CHOICE = "packed", "order", "choice"
ALL, WITHOUT_SETTINGS, NOTHING = "all", "without-settings", "nothing"


@dataclass(frozen=True, slots=True)
class _Reading:
    merges: list[Merge]
    settings: Preferences | None
    """The file's settings, where they differ from those that are kept."""
    zone: ZoneInfo
    """Where the file's days are days."""
    table: Table
    """The file itself, with what of it is not taken."""

    @property
    def new(self) -> list[Merge]:
        return [merge for merge in self.merges if merge.record is None]

    @property
    def changed(self) -> list[Merge]:
        return [merge for merge in self.merges if merge.record and merge.news]


def import_data(context: Context, request: Request) -> Outcome:
    """`/import`, and the answers to what is asked about a file that was sent."""
    slots = request.slots
    if _PACKED not in slots:
        context.uow.drafts.drop_command(context.account.id, IMPORT)
        _keep(context, {}, FILE, ())
        return ImportAsked(slots.get(FILE, request.text))
    text = unpacked(slots[_PACKED])
    if _CHOICE not in slots:
        return _preview(context, text, slots)
    choice = slots[_CHOICE]
    if choice == NOTHING or is_no(choice):
        return Refused(Problem.NOT_RECORDED)
    if choice not in (ALL, WITHOUT_SETTINGS) and not is_yes(choice):
        return _preview(context, text, slots)
    return _take_in(context, text, slots, settings=choice != WITHOUT_SETTINGS)


def take_file(context: Context, content: bytes) -> Outcome:
    """Take a file that was sent, and show what it would change; nothing is changed yet."""
    context.uow.drafts.drop_command(context.account.id, IMPORT)
    context.uow.people.set_draft(context.account.id, None)
    text = context.off_loop(("file", content), lambda: _unless_untakable(lambda: text_of(content)))
    return _refused(text) if isinstance(text, Untakable) else _preview(context, text, {})


def _unless_untakable(read: Callable[[], T]) -> T | Untakable:
    """What is read, or why it cannot be."""
    try:
        return read()
    except Untakable as refused:
        return refused


def _preview(context: Context, text: str, slots: Mapping[str, str]) -> Outcome:
    kept = {_PACKED: packed(text), **{name: slots[name] for name in (_ORDER,) if name in slots}}
    if len(kept[_PACKED]) > MOST_WAITING:
        return ImportRefused(FileFault.TOO_LARGE)
    try:
        unknown = not is_json(text) and _day_order(kept, context.account.preferences) is None
        if unknown and (example := ambiguous_date(row.day for row in rows_of(text))):
            options = tuple(Option(_ORDER, order.value) for order in DayOrder)
            return DayOrderAsked(_keep(context, kept, _ORDER, options), example)
        reading = _read(context, text, kept)
    except Untakable as refused:
        return _refused(refused)
    choices = (ALL, *((WITHOUT_SETTINGS,) if reading.settings and (reading.new or reading.changed) else ()), NOTHING)
    nothing_new = not (reading.new or reading.changed or reading.settings)
    options = tuple(Option(_CHOICE, choice) for choice in choices)
    return ImportPreview(
        draft_id=0 if nothing_new else _keep(context, kept, _CHOICE, options),
        at=context.now,
        new=tuple(_shown(merge, context.account.preferences) for merge in reading.new),
        changed=tuple(merge.record.company for merge in reading.changed if merge.record),
        unchanged=len(reading.merges) - len(reading.new) - len(reading.changed),
        events=sum(merge.news for merge in reading.changed),
        settings=reading.settings,
        kept=context.account.preferences,
        left_out=reading.table.left_out,
        unread=reading.table.unread,
        shortened=reading.table.shortened,
    )


def _refused(fault: Untakable) -> ImportRefused:
    return ImportRefused(fault.fault, fault.words, fault.left_out)


def _shown(merge: Merge, preferences: Preferences) -> NewInterview:
    told, standing = merge.interview, _standing(merge, preferences)
    if standing is None:
        return NewInterview(told.company, told.role)
    settled = standing.settled.what if standing.settled else None
    rounds = sum(isinstance(event.what, Planned | Interviewed) for event in told.events)
    how = settled.how if isinstance(settled, Settled) else None
    return NewInterview(told.company, told.role, standing.round, rounds, how)


def _keep(context: Context, slots: dict[str, str], awaiting: str, options: Sequence[Option]) -> int:
    offered = [[option.slot, option.value] for option in options]
    draft_id = context.uow.drafts.add(context.account.id, IMPORT, slots, awaiting, offered, context.now)
    context.uow.people.set_draft(context.account.id, draft_id)
    return draft_id


def _read(context: Context, text: str, slots: Mapping[str, str]) -> _Reading:
    """Lay a file beside what is kept. Raises Untakable."""
    kept, order = context.account.preferences, _day_order(slots, context.account.preferences)
    read = context.off_loop(
        ("facts", text, order, kept), lambda: _unless_untakable(lambda: _facts(text, order, kept, context.now))
    )
    if isinstance(read, Untakable):
        raise read
    table, facts = read
    settings = facts.preferences if facts.preferences != kept else None
    there = (facts.preferences or kept).time_zone
    records = context.uow.journal.versions_of(context.account.id)
    reading = _Reading(merges(facts.interviews, records, kept.time_zone, there), settings, there, table)
    standings = [_standing(merge, kept) for merge in reading.new]
    count = sum(standing is not None and standing.settled is None for standing in standings)
    if len(context.account.open_plans) + count > MOST_OPEN:
        raise Untakable(FileFault.TOO_MANY_OPEN)
    return reading


def _facts(text: str, order: DayOrder | None, kept: Preferences, now: datetime) -> tuple[Table, Facts]:
    """What a file says. Raises Untakable."""
    table = Table(portable_of(text)) if is_json(text) else portable_table(rows_of(text), order, now, kept.time_zone)
    try:
        return table, read_facts(table.file, kept, now)
    except Unreadable as error:
        raise Untakable(FileFault.BAD_DAY if isinstance(error, ImpossibleDay) else FileFault.CORRUPT) from error


def _day_order(slots: Mapping[str, str], preferences: Preferences) -> DayOrder | None:
    """Whether the day or the month comes first in the person's files; None where neither they nor a table said so."""
    if _ORDER in slots:
        return DayOrder(slots[_ORDER])
    if preferences.day_first is None:
        return None
    return DayOrder.DAY_FIRST if preferences.day_first else DayOrder.MONTH_FIRST


def _standing(merge: Merge, preferences: Preferences) -> Standing | None:
    try:
        return derive_plan(merge.interview, preferences).standing
    except NoRound:
        return None


def _take_in(context: Context, text: str, slots: Mapping[str, str], *, settings: bool) -> Outcome:
    """Add what the file has beyond what is kept: one change, which is taken back whole."""
    try:
        reading = _read(context, text, slots)
    except Untakable as refused:
        return _refused(refused)
    uow, account = context.uow, context.account
    wanted = reading.settings if settings else None
    if not (reading.new or reading.changed or wanted):
        return Refused(Problem.DONE_ALREADY)
    change_id = uow.journal.add_change(account.id, None, context.now, account.person.preferences if wanted else None)
    if wanted:
        set_preferences(uow, account, wanted)
    for merge in (*reading.new, *reading.changed):
        _add(context, merge, change_id, reading.zone, (wanted or account.preferences).time_zone)
    renew_alarm(uow, account, context.now)
    return Imported(len(reading.new), len(reading.changed), wanted is not None, change_id)


def _add(context: Context, merge: Merge, change_id: int, there: ZoneInfo, here: ZoneInfo) -> None:
    """Record what is missing of one interview; days stay the days that they are in the file."""
    journal, person_id, told = context.uow.journal, context.account.id, merge.interview
    interview_id = (
        merge.record.id
        if merge.record
        else journal.add_interview(person_id, told.company, told.role, sales=told.sales, uid=merge.uid)
    )
    numbers = dict(merge.known)
    for event in merge.missing:
        kind, data = event_to_row(event.what)
        if "anchor" in data:
            data = {**data, "anchor": numbers.get(data["anchor"], 0)}
        at = instant(local_day(event.at, there), MIDDAY, here) if event.day_only else event.at
        numbers[event.id] = journal.add_event(
            person_id, interview_id, change_id, kind=kind, at=at, day_only=event.day_only, data=data
        )
    for event, row in merge.sharper:
        journal.retract_event(person_id, row.row_id, change_id)
        kind, data = event_to_row(event.what)
        journal.add_event(
            person_id, interview_id, change_id, kind=kind, at=event.at, day_only=False, data=data, corrects=row.id
        )
