"""When a planned interview should be over: how did it go, and did they say whom to call and when?"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.guidance.etiquette import DEBRIEF_EVENING, INTERVIEW_MINUTES, NOTE_LAST_PING
from bot.guidance.events import Called, Emailed, Heard, Met, Planned, RuleGiven, Skipped, StepKind, Thanked
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.standing import Round, Standing, happened
from bot.guidance.steps import Step, StepKey
from bot.guidance.workdays import instant, local_day, within_or_before

_FOLLOWS = (Thanked, Called, Emailed, Heard, RuleGiven, Skipped, Met)
"""What is recorded of an interview that took place: whoever tells it need not be asked."""


def planned_end(planned: Event, preferences: Preferences) -> datetime:
    """When an interview that is set should be over; in the evening of its day where the hour is not known."""
    if planned.day_only:
        return instant(local_day(planned.at, preferences.time_zone), DEBRIEF_EVENING, preferences.time_zone)
    told = planned.what.minutes if isinstance(planned.what, Planned) else None
    return planned.at + timedelta(minutes=told or INTERVIEW_MINUTES)


def debrief_steps(interview: Interview, standing: Standing, preferences: Preferences) -> tuple[Step, ...]:
    """A question for each round that is known only as set, until anything that follows an interview is recorded."""
    return tuple(
        _step(interview, one, preferences)
        for one in standing.rounds
        if isinstance(one.interview.what, Planned) and not _followed(interview, one.interview, preferences)
    )


def _followed(interview: Interview, planned: Event, preferences: Preferences) -> bool:
    zone = preferences.time_zone
    since = happened(planned, zone)
    return any(isinstance(event.what, _FOLLOWS) and happened(event, zone) > since for event in interview.events)


def _step(interview: Interview, one: Round, preferences: Preferences) -> Step:
    """Asked at its end, and once more together with the second ping for the note."""
    zone = preferences.time_zone
    end = planned_end(one.interview, preferences)
    again = within_or_before(one.interview.at + NOTE_LAST_PING, preferences.ping_hours, zone)
    key = StepKey(interview.id, StepKind.DEBRIEF, one.interview.id)
    return Step(key, local_day(end, zone), (end, max(end, again)), key, until=one.until)
