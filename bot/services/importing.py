"""`/import`: a file is read and laid beside what is kept; what it would change is shown, and done on one tap.

Until then its text waits in a draft, packed; there is one at the most, and it is dropped with the answer, with the next
file, or after some days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.events import Interviewed, Planned, Settled
from bot.guidance.facts import Event, Preferences
from bot.guidance.plan import Plan
from bot.guidance.workdays import instant, local_day
from bot.services.account import MIDDAY, renew_alarm, set_preferences
from bot.services.choices import is_no, is_yes
from bot.services.context import Context, Request
from bot.services.data_outcomes import DayOrderAsked, ImportAsked, Imported, ImportPreview, ImportRefused, NewInterview
from bot.services.file_faults import FileFault, Untakable
from bot.services.incoming import FILE, IMPORT
from bot.services.limits import MOST_RECORDED, MOST_WAITING
from bot.services.mapping import event_to_row
from bot.services.merging import Merge, merges
from bot.services.outcomes import Outcome
from bot.services.portable import Portable
from bot.services.portable_facts import Facts, ImpossibleDay, read_facts
from bot.services.questions import Option, Problem, Refused
from bot.services.strictness import Unreadable
from bot.services.table_days import DayOrder, ambiguous_date
from bot.services.table_rows import rows_of
from bot.services.tracker import Table, portable_table
from bot.services.unpacking import is_json, packed, portable_of, text_of, unpacked
from storage import InterviewRecord

_PACKED, _ORDER, _CHOICE = "packed", "order", "choice"
ALL, WITHOUT_SETTINGS, NOTHING = "all", "without-settings", "nothing"


class _File(Struct, frozen=True):
    """A file that was sent, read by itself."""

    packed: str
    """Its text, as it waits for the answer."""
    ambiguous: str = ""
    """A date in it that can be two days, where nobody has said which comes first."""
    table: Table | None = None
    """What it says, with what of it is not taken; None while a date is ambiguous."""
    facts: Facts | None = None


class _Reading(Struct, frozen=True):
    merges: list[Merge]
    settings: Preferences | None
    """The file's settings, where they differ from those that are kept."""
    zone: ZoneInfo
    """Where the file's days are days."""
    plans: Mapping[str, Plan]
    """What follows for each interview of the file, by its name there."""
    firsts: Mapping[str, Mapping[int, Event]]
    """What of each has moved, as it was told first."""

    @property
    def new(self) -> list[Merge]:
        return [merge for merge in self.merges if merge.record is None]

    @property
    def changed(self) -> list[Merge]:
        return [merge for merge in self.merges if merge.record and merge.news]


def answer_import(context: Context, request: Request) -> Outcome:
    """`/import`, and the answers to what is asked about a file that was sent."""
    slots = request.slots
    if _PACKED not in slots:
        context.uow.drafts.drop_command(context.account.id, IMPORT)
        _keep(context, {}, FILE, ())
        return ImportAsked(slots.get(FILE, request.text))
    choice = slots.get(_CHOICE)
    if choice == NOTHING or (choice and is_no(choice)):
        return Refused(Problem.NOT_RECORDED)
    if choice in (ALL, WITHOUT_SETTINGS) or (choice and is_yes(choice)):
        return _take_in(context, slots, settings=choice != WITHOUT_SETTINGS)
    return _preview(context, slots[_PACKED], slots)


def take_file(context: Context, content: bytes) -> Outcome:
    """Take a file that was sent, and show what it would change; nothing is changed yet."""
    context.uow.drafts.drop_command(context.account.id, IMPORT)
    context.uow.people.set_draft(context.account.id, None)
    return _preview(context, content, {})


def _preview(context: Context, content: bytes | str, slots: Mapping[str, str]) -> Outcome:
    """What a file, or the text that was packed of it, would change."""
    try:
        file = _read(context, content, slots)
        kept = {_PACKED: file.packed, **{name: slots[name] for name in (_ORDER,) if name in slots}}
        if file.ambiguous:
            options = tuple(Option(_ORDER, order.value) for order in DayOrder)
            return DayOrderAsked(_keep(context, kept, _ORDER, options), file.ambiguous)
        reading, table = _laid_beside(context, file), file.table or Table(Portable())
    except Untakable as refused:
        return _refused(refused)
    choices = (ALL, *((WITHOUT_SETTINGS,) if reading.settings and (reading.new or reading.changed) else ()), NOTHING)
    nothing_new = not (reading.new or reading.changed or reading.settings)
    options = tuple(Option(_CHOICE, choice) for choice in choices)
    return ImportPreview(
        draft_id=0 if nothing_new else _keep(context, kept, _CHOICE, options),
        at=context.now,
        new=tuple(_shown(reading.plans[merge.uid]) for merge in reading.new),
        changed=tuple(_called(context, merge.record) for merge in reading.changed if merge.record),
        unchanged=len(reading.merges) - len(reading.new) - len(reading.changed),
        events=sum(merge.news for merge in reading.changed),
        settings=reading.settings,
        kept=context.account.preferences,
        left_out=table.left_out,
        unread=table.unread,
        shortened=table.shortened,
    )


def _refused(fault: Untakable) -> ImportRefused:
    return ImportRefused(fault.fault, fault.words, fault.left_out)


def _shown(plan: Plan) -> NewInterview:
    told, standing = plan.interview, plan.standing
    settled = standing.settled.what if standing.settled else None
    rounds = sum(isinstance(event.what, Planned | Interviewed) for event in told.events)
    how = settled.how if isinstance(settled, Settled) else None
    return NewInterview(told.company, told.role, standing.round, rounds, how)


def _called(context: Context, record: InterviewRecord) -> str:
    plan = context.account.plan(record.id)
    return plan.interview.company if plan else record.company


def _keep(context: Context, slots: dict[str, str], awaiting: str, options: Sequence[Option]) -> int:
    offered = [[option.slot, option.value] for option in options]
    draft_id = context.uow.drafts.add(context.account.id, IMPORT, slots, awaiting, offered, context.now)
    context.uow.people.set_draft(context.account.id, draft_id)
    return draft_id


def _read(context: Context, content: bytes | str, slots: Mapping[str, str]) -> _File:
    """Read a file, or the text that was packed of it, by itself. Raises Untakable."""
    kept, order = context.account.preferences, _day_order(slots, context.account.preferences)

    def unless_untakable() -> _File | Untakable:
        try:
            return _file(content, order, kept, context.now)
        except Untakable as refused:
            return refused

    read = context.off_loop(("file", content, order, kept), unless_untakable)
    if isinstance(read, Untakable):
        raise read
    return read


def _file(content: bytes | str, order: DayOrder | None, kept: Preferences, now: datetime) -> _File:
    """Read a file, or the text that was packed of it. Raises Untakable."""
    text = unpacked(content) if isinstance(content, str) else text_of(content)
    waiting = content if isinstance(content, str) else packed(text)
    if len(waiting) > MOST_WAITING:
        raise Untakable(FileFault.TOO_LARGE)
    if is_json(text):
        table = Table(portable_of(text))
    else:
        rows = rows_of(text)
        if order is None and (example := ambiguous_date(row.day for row in rows)):
            return _File(waiting, example)
        table = portable_table(rows, order, now, kept.time_zone)
    try:
        return _File(waiting, "", table, read_facts(table.file, kept, now))
    except Unreadable as error:
        raise Untakable(FileFault.BAD_DAY if isinstance(error, ImpossibleDay) else FileFault.CORRUPT) from error


def _laid_beside(context: Context, file: _File) -> _Reading:
    """Lay a file beside what is kept. Raises Untakable."""
    kept, facts = context.account.preferences, file.facts or Facts((), None, {}, {})
    settings = facts.preferences if facts.preferences != kept else None
    there = (facts.preferences or kept).time_zone
    records = context.uow.journal.versions_of(context.account.id)
    laid = merges(facts.interviews, records, kept.time_zone, there)
    reading = _Reading(laid, settings, there, facts.plans, facts.firsts)
    still_open = sum(reading.plans[merge.uid].standing.settled is None for merge in reading.new)
    if len(context.account.open_plans) + still_open > context.most_open:
        raise Untakable(FileFault.TOO_MANY_OPEN, f"{context.most_open}")
    added = sum(merge.news + len(facts.firsts[merge.uid]) for merge in laid if merge.news)
    if sum(len(record.events) for record in records) + added > MOST_RECORDED:
        raise Untakable(FileFault.RECORD_FULL)
    return reading


def _day_order(slots: Mapping[str, str], preferences: Preferences) -> DayOrder | None:
    """Whether the day or the month comes first in the person's files; None where neither they nor a table said so."""
    if _ORDER in slots:
        return DayOrder(slots[_ORDER])
    if preferences.day_first is None:
        return None
    return DayOrder.DAY_FIRST if preferences.day_first else DayOrder.MONTH_FIRST


def _take_in(context: Context, slots: Mapping[str, str], *, settings: bool) -> Outcome:
    """Add what the file has beyond what is kept: one change, which is taken back whole."""
    try:
        reading = _laid_beside(context, _read(context, slots[_PACKED], slots))
    except Untakable as refused:
        return _refused(refused)
    uow, account = context.uow, context.account
    wanted = reading.settings if settings else None
    if not (reading.new or reading.changed or wanted):
        return Refused(Problem.DONE_ALREADY)
    change_id = uow.journal.add_change(account.id, None, context.now, account.person.preferences if wanted else None)
    if wanted:
        set_preferences(uow, account, wanted)
    writer = _Writer(context, change_id, reading.zone, (wanted or account.preferences).time_zone)
    for merge in (*reading.new, *reading.changed):
        writer.add(merge, reading.firsts[merge.uid])
    renew_alarm(uow, account, context.now)
    return Imported(len(reading.new), len(reading.changed), wanted is not None, change_id)


class _Writer(Struct, frozen=True):
    """Records what is missing, under one change; days stay the days that they are in the file."""

    context: Context
    change_id: int
    there: ZoneInfo
    here: ZoneInfo

    def add(self, merge: Merge, firsts: Mapping[int, Event]) -> None:
        """Record what is missing of one interview: what has moved in all its versions, for calendars to know it."""
        journal, person_id, told = self.context.uow.journal, self.context.account.id, merge.interview
        interview_id = (
            merge.record.id
            if merge.record
            else journal.add_interview(person_id, told.company, told.role, sales=told.sales, uid=merge.uid)
        )
        numbers = dict(merge.known)
        for event in merge.missing:
            first = firsts.get(event.id)
            row = numbers[event.id] = self._event(interview_id, first or event, numbers)
            if first:
                journal.retract_event(person_id, row, self.change_id)
                self._event(interview_id, event, numbers, corrects=row)
        for event, kept in merge.sharper:
            journal.retract_event(person_id, kept.row_id, self.change_id)
            self._event(interview_id, event, numbers, corrects=kept.id)

    def _event(
        self, interview_id: int, event: Event, numbers: Mapping[int, int], *, corrects: int | None = None
    ) -> int:
        kind, data = event_to_row(event.what)
        if "anchor" in data:
            data = {**data, "anchor": numbers.get(data["anchor"], 0)}
        return self.context.uow.journal.add_event(
            self.context.account.id,
            interview_id,
            self.change_id,
            kind=kind,
            at=instant(local_day(event.at, self.there), MIDDAY, self.here) if event.day_only else event.at,
            day_only=event.day_only,
            data=data,
            corrects=corrects,
        )
