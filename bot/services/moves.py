"""What a changed setting moves."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.facts import Preferences
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, verdict_at
from bot.services.account import Account, pings_to_come
from bot.services.settings_outcomes import Moved
from storage import UnitOfWork

Times = dict[int, tuple[datetime | None, datetime | None]]


def times_of(uow: UnitOfWork, account: Account, now: datetime) -> Times:
    """Of each open interview when the next call is right, and when the next ping comes."""
    pings: dict[int, datetime] = {}
    for ping in pings_to_come(uow, account, now):
        if ping.plan:
            interview_id = ping.plan.interview.id
            pings[interview_id] = min(ping.at, pings.get(interview_id, ping.at))
    return {plan.interview.id: (_call(plan, now), pings.get(plan.interview.id)) for plan in account.open_plans}


def _call(plan: Plan, now: datetime) -> datetime | None:
    verdict = verdict_at(plan, now)
    return now if verdict.answer is Answer.YES else verdict.yes_from


def moved(before: Times, old: Preferences, uow: UnitOfWork, after: Account, now: datetime) -> tuple[Moved, ...]:
    """What came to another time by the person's clock; one that has only changed its zone has not moved."""
    found = []
    for interview_id, (call, ping) in times_of(uow, after, now).items():
        plan = after.plan(interview_id)
        call_before, ping_before = before.get(interview_id, (None, None))
        if plan is None:
            continue
        if _wall(call, after.preferences) != _wall(call_before, old):
            found.append(Moved(plan, True, call))
        elif ping and _wall(ping, after.preferences) != _wall(ping_before, old):
            found.append(Moved(plan, False, ping))
    return tuple(found)


def _wall(at: datetime | None, preferences: Preferences) -> datetime | None:
    return at.astimezone(preferences.time_zone).replace(tzinfo=None) if at else None
