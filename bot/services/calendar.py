"""`/calendar`: what is to come, as a file for a calendar that goes on knowing each entry when it moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec.structs import replace

from bot.guidance.calendar import EntryKind, entries
from bot.services.context import Context, Request
from bot.services.data_outcomes import CalendarFile, CalendarItem
from bot.services.mapping import event_from_row
from bot.services.naming import Found, find_interview
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused
from storage.records import InterviewRecord, Revision

CALENDAR = "calendar"

_NEVER = Revision(0, datetime(2020, 1, 1, tzinfo=UTC))


def give_calendar(context: Context, request: Request) -> Outcome:
    """`/calendar [Acme]`: everything, or one interview; a button names the one kind of entry that it stands for."""
    items = list(calendar_items(context))
    if not (items or context.account.plans):
        return Refused(Problem.NOTHING_RECORDED, command=request.command)
    about = ""
    if request.text or {"interview", "name"} & request.slots.keys():
        found = find_interview(context, request)
        if not isinstance(found, Found):
            return found
        plan, about = found.plan, found.plan.interview.company
        items = [item for item in items if item.plan and item.plan.interview.id == plan.interview.id]
        if found.rest in set(EntryKind):
            items = _next_of(EntryKind(found.rest), items, context.now)
    if not items:
        return Refused(Problem.NOTHING_FOR_CALENDAR, about, CALENDAR)
    return CalendarFile(tuple(items), context.account.preferences.time_zone, context.now, about)


def _next_of(kind: EntryKind, items: list[CalendarItem], now: datetime) -> list[CalendarItem]:
    """The one entry that a button beside a step means."""
    mine = [item for item in items if item.entry.kind is kind and not item.entry.gone]
    coming = [item for item in mine if not isinstance(item.entry.at, datetime) or item.entry.at >= now]
    return coming[:1] or mine[-1:]


def calendar_items(context: Context) -> Iterator[CalendarItem]:
    """All entries of a person's interviews, one interview after another."""
    account, journal = context.account, context.uow.journal
    revisions = journal.revisions(account.id)
    for record in journal.versions_of(account.id):
        plan = account.plan(record.id)
        history = tuple(map(event_from_row, record.events))
        revision = _later(revisions.get(record.id, _NEVER), revisions.get(None, _NEVER))
        for entry in entries(plan, history, account.preferences, context.now, moved_from(record)):
            uid = f"{record.uid}-{entry.slot}@should-i-call"
            named = plan.interview if plan else record
            last = replace(revision, last=context.now) if entry.drifts else revision
            yield CalendarItem(uid, entry, plan, named.company, named.role, last)


def moved_from(record: InterviewRecord) -> dict[int, int]:
    """Which event each one took the place of, under a number of its own: another time for the same thing.

    What was merely corrected lives on under its own number, and nothing took its place.
    """
    corrected = {(row.recorded_by, row.id) for row in record.events if row.id != row.row_id}
    over = [row for row in record.events if row.retracted_by and (row.retracted_by, row.id) not in corrected]
    replaced = {(row.retracted_by, row.kind): row.id for row in over}
    new = (row for row in record.events if row.id == row.row_id)
    return {row.id: replaced[key] for row in new if (key := (row.recorded_by, row.kind)) in replaced}


def _later(one: Revision, other: Revision) -> Revision:
    return Revision(one.count + other.count, max(one.last, other.last))
