"""Reminders: what the person asked to be told again, at a time of their own, whatever the verdict is then."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.events import Reminder, ReminderDone, Settled, Snoozed, StepKind
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.steps import Step, StepKey
from bot.guidance.workdays import local_day


def open_reminders(interview: Interview) -> tuple[Event, ...]:
    """The reminders that are not done, the earliest first.

    What was asked for before the interview was settled is over with it, also where it has been opened again since.
    """
    if not any(isinstance(event.what, Reminder) for event in interview.events):
        return ()
    done = {event.what.anchor for event in interview.events if isinstance(event.what, ReminderDone)}
    settled = [event.at for event in interview.events if isinstance(event.what, Settled)]
    asked = [
        (event.what.until, event.at, event.id, event)
        for event in interview.events
        if isinstance(event.what, Reminder) and event.id not in done and not any(event.at <= at for at in settled)
    ]
    return tuple(event for *_, event in sorted(asked, key=lambda one: one[:3]))


def reminder_steps(interview: Interview, preferences: Preferences) -> tuple[Step, ...]:
    """A step for each open reminder, pinged once; one that was put off is a new step, at the time then chosen."""
    return tuple(_step(interview, reminder, preferences) for reminder in open_reminders(interview))


def _step(interview: Interview, reminder: Event, preferences: Preferences) -> Step:
    origin = StepKey(interview.id, StepKind.REMIND, reminder.id)
    snoozes = [
        (event.at, event.what.until, event.id)
        for event in interview.events
        if isinstance(event.what, Snoozed) and (event.what.kind, event.what.anchor) == (origin.kind, origin.anchor)
    ]
    _, at, anchor = max(snoozes, default=(reminder.at, _until(reminder), reminder.id))
    key = StepKey(interview.id, StepKind.REMIND, anchor)
    return Step(key, local_day(at, preferences.time_zone), (at,), origin, asked_for=True)


def _until(reminder: Event) -> datetime:
    if not isinstance(reminder.what, Reminder):
        raise TypeError(f"no reminder: {reminder}")
    return reminder.what.until
