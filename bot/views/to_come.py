"""When the bot will say something of its own accord, told after something was recorded."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.debrief import planned_end
from bot.guidance.etiquette import NOTE_FIRST_PING, Default
from bot.guidance.events import Planned, StepKind
from bot.guidance.pause import pause_over
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day, next_within
from bot.services.outcomes import Recorded
from bot.views.dates import moment, near_day
from bot.views.reasons import MY_DEFAULT, default_line
from bot.views.reply import safe, sentences


def asked_afterwards(plan: Plan, now: datetime) -> str:
    """When it is asked how it went, and on what that rests."""
    planned = plan.standing.round
    if not _pings_come(plan) or not isinstance(planned.what, Planned):
        return ""
    if paused := _paused(plan, planned_end(planned, plan.preferences), now):
        return paused
    zone = plan.preferences.time_zone
    at = moment(next_within(planned_end(planned, plan.preferences), plan.preferences.ping_hours, zone), now, zone)
    known = planned.day_only or planned.what.minutes
    length = "" if known else default_line(Default.INTERVIEW_LENGTH, plan.preferences)
    return sentences(f"Afterwards, {at}, I ask how it went, and remind you of the thank-you note.", length)


def _pings_come(plan: Plan) -> bool:
    return not (plan.standing.muted or plan.preferences.muted)


def _paused(plan: Plan, at: datetime, now: datetime) -> str:
    """When pings come again, where one that would be told of comes into a pause."""
    over = pause_over(plan.preferences)
    if over is None or at >= over:
        return ""
    return f"Pings are paused; I come back to it {moment(over, now, plan.preferences.time_zone)}."


def note_ping(plan: Plan, now: datetime) -> str:
    """When the first reminder of the note comes; nothing where it would have come already."""
    preferences = plan.preferences
    first = plan.standing.round.at + NOTE_FIRST_PING
    if first <= now or not _pings_come(plan):
        return ""
    if paused := _paused(plan, first, now):
        return paused
    at = next_within(first, preferences.ping_hours, preferences.time_zone)
    return f"I remind you {moment(at, now, preferences.time_zone)}, and once more within a day ({MY_DEFAULT})."


def call_ping(outcome: Recorded) -> str:
    """On which day the ping for the call comes, or that there is none left."""
    plan, now, yes_from = outcome.plan, outcome.at, outcome.verdict.yes_from
    if yes_from is None or not _pings_come(plan) or not any(step.key.kind is StepKind.CALL for step in plan.steps):
        return ""
    at, zone = outcome.call_told_at, plan.preferences.time_zone
    if at is None:
        return "I have told you of it twice, and do not again."
    same = local_day(at, zone) == local_day(yes_from, zone)
    return f"I ping you {'that day' if same else near_day(local_day(at, zone), local_day(now, zone))}."


def close_later(plan: Plan, outcome: Recorded) -> str:
    """When it is asked whether to close it."""
    step = next((step for step in plan.steps if step.key.kind is StepKind.CLOSE), None)
    if step is None or not _pings_come(plan):
        return ""
    if step.on <= local_day(outcome.at, plan.preferences.time_zone):
        name = safe(plan.interview.company)
        return f"It has been quiet for long ({MY_DEFAULT}). Close it? /close {name} – or did they reply? /heard {name}"
    zone = plan.preferences.time_zone
    day = near_day(step.on, outcome.at.astimezone(zone).date())
    return f"If it stays quiet I ask you once, {day}, whether to close it ({MY_DEFAULT})."
