"""The search in a week: what waits, what has gone quiet, and what was done. Source: `keep-searching`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.guidance.etiquette import SILENT_LONG_WORKDAYS
from bot.guidance.events import Called, Emailed, Interviewed, Planned, StepKind, Thanked
from bot.guidance.plan import Plan
from bot.guidance.standing import rounds_of
from bot.guidance.workdays import add_workdays, local_day


class Week(Struct, frozen=True):
    """The open interviews whose time has come, those of them that have gone quiet, and what was done in seven days."""

    waiting: tuple[Plan, ...] = ()
    quiet: tuple[Plan, ...] = ()
    interviews: int = 0
    notes: int = 0
    tries: int = 0
    """Calls and emails about the status, answered or not."""
    to_call: tuple[Plan, ...] = ()
    """Those whose call is due, told or not."""
    unsent: tuple[Plan, ...] = ()
    """Those whose note, for the latest round whose time has come, is neither sent nor skipped."""


def week_of(plans: Sequence[Plan], now: datetime) -> Week:
    """The week up to `now`, of all of a person's interviews, settled ones too as far as things were done in them."""
    waiting = tuple(plan for plan in plans if not plan.standing.settled and plan.standing.latest_round(now))
    since = now - timedelta(weeks=1)
    done = [event for plan in plans for event in plan.interview.events if since < event.at <= now]
    held = [event for plan in plans for event in rounds_of(plan.interview, plan.preferences.time_zone)]
    return Week(
        waiting,
        tuple(plan for plan in waiting if is_quiet(plan, now)),
        sum(since < event.at <= now and isinstance(event.what, Planned | Interviewed) for event in held),
        sum(isinstance(event.what, Thanked) for event in done),
        sum(isinstance(event.what, Called | Emailed) for event in done),
        tuple(plan for plan in waiting if _call_due(plan, now)),
        tuple(plan for plan in waiting if (latest := plan.standing.latest_round(now)) and latest.note is None),
    )


def _call_due(plan: Plan, now: datetime) -> bool:
    calls = (step for step in plan.steps if step.key.kind is StepKind.CALL)
    return any(step.window and step.on <= local_day(now, step.window.zone) for step in calls)


def is_quiet(plan: Plan, now: datetime) -> bool:
    """Whether three tries went unanswered, or for long nothing has happened although a call was due."""
    if plan.calls_used_up:
        return True
    standing, zone, country = plan.standing, plan.preferences.time_zone, plan.preferences.country
    latest = max(event.at for event in (standing.base, standing.note, standing.last_attempt) if event)
    long_ago = add_workdays(local_day(latest, zone), SILENT_LONG_WORKDAYS, country)
    return max(long_ago, plan.call.on) <= local_day(now, zone)
