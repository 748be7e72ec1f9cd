"""When a step may be told: in its own hours and the person's, and not while they asked for quiet."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import PING_TIME
from bot.guidance.facts import Preferences
from bot.guidance.steps import Step
from bot.guidance.workdays import instant


def pause_over(preferences: Preferences) -> datetime | None:
    """When a pause is over: at the usual time of pings on its last day, so that all that waited comes together."""
    on = preferences.paused_until
    return instant(on, PING_TIME, preferences.time_zone) if on else None


def is_quiet(preferences: Preferences, now: datetime) -> bool:
    """Whether no ping comes of itself, because of "stop" or of a pause that is not over."""
    over = pause_over(preferences)
    return preferences.muted or (over is not None and now < over)


def next_told(step: Step, after: datetime, preferences: Preferences, *, alone: bool = True) -> datetime | None:
    """The first instant, from `after` on, at which a ping for the step may go out; None once it is over.

    What the person asked for themselves comes during a pause too.
    """
    over = None if step.asked_for else pause_over(preferences)
    start = max(after, over) if over else after
    return step.next_ping(start, preferences.ping_hours, preferences.time_zone, alone=alone)
