"""Who was met, and who still waits for a note."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.events import Met
from bot.guidance.people import still_to_thank
from bot.guidance.plan import Plan
from bot.views.next_steps import about, note_row
from bot.views.reply import Button, safe, shortened

_MOST_BUTTONS = 4
_MOST_OF_A_NAME = 20


def open_to(plan: Plan, now: datetime) -> tuple[Met, ...]:
    """Who was met in the latest round whose time has come, and has had no note."""
    latest = plan.standing.latest_round(now)
    if latest is None or plan.standing.settled:
        return ()
    return still_to_thank(plan.interview, latest, plan.preferences.time_zone)


def open_words(plan: Plan, now: datetime) -> str:
    """That some have had no note yet; HTML."""
    people = open_to(plan, now)
    names = ", ".join(safe(person.name) for person in people)
    advice = " A line to each is my own advice; the article is silent on it." if len(people) > 1 else ""
    return f"Still without a note: {names}.{advice}" if names else ""


def open_rows(plan: Plan, now: datetime) -> tuple[tuple[Button, ...], ...]:
    """To write to those who wait, and to say to whom one was sent."""
    people = open_to(plan, now)
    if not people:
        return ()
    sent = [
        about(plan, shortened(f"Sent to {person.name}", 30), "thanked", f"to {first}")
        for person in people[:_MOST_BUTTONS]
        if len((first := person.name.split()[0]).encode()) <= _MOST_OF_A_NAME
    ]
    return (note_row(plan)[:1], *(tuple(sent[n : n + 2]) for n in range(0, len(sent), 2)))
