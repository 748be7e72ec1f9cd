"""What follows from what counts for nothing in the verdict: a reminder, and another name."""

from __future__ import annotations

from bot.guidance.events import AlsoKnown, Met, Reminder, ReminderDone, Renamed, RoleSaid, StepKind
from bot.guidance.plan import Plan
from bot.services.outcomes import Recorded
from bot.views.dates import moment
from bot.views.people import open_words
from bot.views.reply import safe

ASIDES = (Reminder, ReminderDone, AlsoKnown, Met, Renamed, RoleSaid)


def aside_words(plan: Plan, outcome: Recorded) -> str:
    """What will come of it; HTML."""
    what = outcome.event.what
    if isinstance(what, AlsoKnown):
        return f"From now on “{safe(what.name)}” means {safe(plan.interview.company)}, in every command."
    if isinstance(what, Met):
        return open_words(plan, outcome.at)
    if isinstance(what, Renamed):
        return _old_name(outcome)
    return _when_told(plan, outcome) if isinstance(what, Reminder) else ""


def _old_name(outcome: Recorded) -> str:
    """What becomes of the name that it had."""
    if any(isinstance(what, AlsoKnown) for what in outcome.more):
        return "The old name is still understood, in every command."
    return "The old name was a slip, so I forget it."


def _when_told(plan: Plan, outcome: Recorded) -> str:
    """When the reminder comes: at its time, or when the next ping hours begin."""
    preferences = plan.preferences
    if preferences.muted:
        return "All pings are off, though: /unmute"
    if plan.standing.muted:
        return f"Pings about it are off, though: /unmute {safe(plan.interview.company)}"
    anchor = outcome.event.id
    steps = (one for one in plan.steps if (one.origin.kind, one.origin.anchor) == (StepKind.REMIND, anchor))
    step = next(steps, None)
    if step is None:
        return ""
    comes = step.next_ping(step.pings[0], preferences.ping_hours, preferences.time_zone)
    if comes is None or comes == step.pings[0]:
        return "I ping you then, whatever the verdict is by that time."
    return f"That is outside your ping hours, so I ping you {moment(comes, outcome.at, preferences.time_zone)}."
