"""`/export`: everything that is kept of a person, as files of their own."""

from __future__ import annotations

from bot.guidance.events import Interviewed, Planned, Settled, Thanked
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.services.calendar import calendar_items
from bot.services.context import Context
from bot.services.data_outcomes import CalendarFile, Export, TableRow
from bot.services.naming import other_names
from bot.services.outcomes import Outcome
from bot.services.portable import portable


def export_all(context: Context) -> Outcome:
    """`/export`: one archive with an export that `/import` takes back whole, a table, and a calendar."""
    account = context.account
    zone = account.preferences.time_zone
    items = tuple(calendar_items(context))
    return Export(
        portable=portable(account, context.uow.journal.versions_of(account.id)).to_json(),
        table=tuple(_row(plan, account.plans) for plan in account.plans),
        calendar=CalendarFile(items, zone, context.now),
    )


def _row(plan: Plan, plans: tuple[Plan, ...]) -> TableRow:
    zone, events = plan.preferences.time_zone, sorted(plan.interview.events, key=lambda event: (event.at, event.id))
    rounds = [event for event in events if isinstance(event.what, Interviewed | Planned)]
    notes = [event for event in events if isinstance(event.what, Thanked)]
    settled = plan.standing.settled

    return TableRow(
        company=plan.interview.company,
        role=plan.interview.role,
        first_round=local_day(rounds[0].at, zone),
        rounds=len(rounds),
        note_sent=local_day(notes[0].at, zone) if notes else None,
        unanswered=len(plan.standing.tries),
        last_event=local_day(events[-1].at, zone),
        settled=settled.what.how if settled and isinstance(settled.what, Settled) else None,
        other_names=other_names(plans).get(plan.interview.id, ()),
    )
