"""Buttons that put a step of an interview into the person's calendar."""

from __future__ import annotations

from bot.guidance.calendar import EntryKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import Reason, Verdict
from bot.views.buttons import Run
from bot.views.reply import Button


def add_step(plan: Plan, verdict: Verdict | None) -> tuple[Button, ...]:
    """A button for the step that a verdict says is to come, if it names one."""
    if verdict is None or verdict.yes_from is None:
        return ()
    ahead = verdict.reason is Reason.INTERVIEW_AHEAD
    if ahead and not plan.planned:
        return ()
    return (add_entry(plan, EntryKind.INTERVIEW if ahead else EntryKind.CALL),)


def add_entry(plan: Plan, kind: EntryKind) -> Button:
    """A button for the next entry of one kind."""
    return Button("Add to calendar", Run("calendar", plan.interview.id, text=kind.value))
