"""Buttons for what people do next, under whatever was said."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.events import Settled, Settlement
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Reason, Verdict
from bot.views.buttons import Run
from bot.views.reply import MOST_COPIED, Button, Copy, Style, length, to_copy

Rows = tuple[tuple[Button, ...], ...]

AGENDA = Button("What comes", Run("agenda"))
STATUS = Button("Where things stand", Run("status"))
HELP = Button("All commands", Run("help"))
SETTINGS = Button("All settings", Run("settings"))
HAD_ONE = Button("I had an interview", Run("interviewed"), Style.MAIN)
ONE_COMES = Button("One is coming", Run("interview"))
BEGIN: Rows = ((HAD_ONE, ONE_COMES),)
"""Where nothing waits."""


def verdict_rows(plan: Plan, verdict: Verdict, now: datetime) -> Rows:
    """Buttons for what people do after a verdict."""

    def button(label: str, command: str, text: str = "", style: Style = Style.PLAIN) -> Button:
        return about(plan, label, command, text, style)

    replied = button("They replied", "heard", "they replied")
    if verdict.answer is Answer.YES:
        return (
            (button("No answer", "called", "no answer"), button("Left a message", "called", "left a message")),
            (button("Spoke", "called", "spoke"), *copy_number(plan)),
        )
    match verdict.reason:
        case Reason.SETTLED:
            label = "They wrote again" if _they_answered(plan) else "They replied after all"
            return ((button(label, "heard"), STATUS),)
        case Reason.NOTE_FIRST:
            return (note_row(plan), (button("They told me when to call", "rules"),))
        case Reason.INTERVIEW_AHEAD:
            took_place = (button("It took place", "interviewed", style=Style.MAIN),)
            return (note_row(plan), took_place) if plan.last_note_open(now) else (took_place,)
        case Reason.USED_UP | Reason.THEY_SAID_NO_CALLS:
            return ((button("Close it", "close", style=Style.DANGER), replied),)
        case Reason.THEY_SAID_EMAIL:
            return ((button("I sent an email", "emailed", style=Style.MAIN), replied),)
    return ((button("They replied", "heard"), button("They told me when to call", "rules")),)


def _they_answered(plan: Plan) -> bool:
    settled = plan.standing.settled
    return settled is not None and settled.what in (Settled(Settlement.OFFER), Settled(Settlement.REJECTED))


def next_rows(plan: Plan, verdict: Verdict, now: datetime) -> Rows:
    """Buttons for what comes next, under what was recorded: where it is known that it was."""
    settled = plan.standing.settled
    if settled and settled.what == Settled(Settlement.CANCELLED):
        return ((about(plan, "They gave a new date", "interview"), STATUS),)
    rows = verdict_rows(plan, verdict, now)
    if verdict.reason is Reason.INTERVIEW_AHEAD:
        # It has only just been said that the interview is still to come.
        return rows[:-1] or ((AGENDA, about(plan, "They called it off", "cancelled")),)
    if verdict.reason is Reason.THEIR_DAY and verdict.answer is not Answer.YES and plan.note_open:
        return note_row(plan), rows[0][:1]
    return rows


def note_row(plan: Plan) -> tuple[Button, ...]:
    """Buttons for the thank-you note."""
    return about(plan, "Write it", "note"), about(plan, "I sent the note", "thanked", style=Style.MAIN)


def skip_note(plan: Plan, label: str) -> Button:
    """A button that says there will be no note."""
    return about(plan, label, "thanked", "skip")


def about(plan: Plan, label: str, command: str, text: str = "", style: Style = Style.PLAIN) -> Button:
    """A button for a command about an interview."""
    latest = max(event.id for event in plan.interview.events)
    return Button(label, Run(command, plan.interview.id, latest, text), style)


def short_label(plan: Plan) -> str:
    """A company, with the role where it is known, short enough for a button."""
    name = plan.interview.title
    return name if len(name) <= 28 else name[:27] + "…"


def copy_number(plan: Plan) -> tuple[Button, ...]:
    """The button that copies the number to call, where there is one."""
    contact = plan.standing.contact
    return copying("Copy the number", contact.phone) if contact and contact.phone else ()


def copying(label: str, words: str) -> tuple[Button, ...]:
    """A button that copies; none where Telegram could not take so many words."""
    return (Button(label, Copy(words)),) if 0 < length(to_copy(words)) <= MOST_COPIED else ()
