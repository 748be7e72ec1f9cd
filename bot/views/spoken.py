"""An interview as it is spoken of in a letter and on the phone."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.views.dates import WEEKDAYS

_OPENINGS = ("opening", "position", "role", "job", "post", "vacancy")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def opening_words(plan: Plan) -> str:
    """The opening as it is spoken of in a sentence, without an article and without markup."""
    role = plan.interview.role
    if role.casefold().endswith(_OPENINGS):
        return role
    return f"{role} opening" if role else "opening"


def when_words(plan: Plan, now: datetime) -> str:
    """The day of the interview as it is spoken of in a sentence."""
    latest = plan.standing.latest_round(now)
    return day_words((latest.interview if latest else plan.standing.round).at, plan, now)


def day_words(at: datetime, plan: Plan, now: datetime) -> str:
    """A day as it is spoken of in a sentence: "yesterday", "on Friday", "on 2 November"."""
    zone = plan.preferences.time_zone
    on = local_day(at, zone)
    days = (local_day(now, zone) - on).days
    if abs(days) > 6:
        return f"on {on.day} {_MONTHS[on.month - 1]}"
    return {0: "today", 1: "yesterday"}.get(days, f"on {WEEKDAYS[on.weekday()]}")
