"""Several interviews at once: a verdict on a line each, and where everything stands."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import RuleId
from bot.guidance.plan import Plan
from bot.guidance.verdict import Verdict
from bot.services.outcomes import Judged, Overview
from bot.views.buttons import Run
from bot.views.interview_buttons import add_step
from bot.views.next_steps import BEGIN, about, short_label, verdict_rows
from bot.views.reasons import rule_line
from bot.views.reply import Button, Reply, fitting, lines, safe
from bot.views.verdicts import verdict_line, verdict_text

MOST_LISTED = 30
_MOST_BUTTONS = 6
_ROOM = 3000
_ROOM_FOR_SETTLED = 400


def judged(outcome: Judged) -> Reply:
    """The answer to `/should_i_call`."""
    if not outcome.about_one:
        return _each(outcome)
    plan, verdict = outcome.verdicts[0]
    rows = (*verdict_rows(plan, verdict, outcome.at), add_step(plan, verdict))
    return Reply(verdict_text(plan, verdict, outcome.at), tuple(filter(None, rows)))


def _each(outcome: Judged) -> Reply:
    if not outcome.verdicts:
        return Reply(
            "⛔ <b>No</b>: every interview you told me about is settled. " + rule_line(RuleId.KEEP_SEARCHING), BEGIN
        )
    return Reply(_listed(outcome.verdicts, outcome.at), _company_rows(outcome.verdicts, 0))


def _listed(verdicts: tuple[tuple[Plan, Verdict], ...], now: datetime) -> str:
    """A line for each interview, as many as there is room for."""
    shown = fitting((verdict_line(plan, verdict, now) for plan, verdict in verdicts[:MOST_LISTED]), _ROOM)
    more = len(verdicts) - len(shown)
    rest = f"…and {more} more. Ask about one by name: /should_i_call Acme" if more else ""
    return lines("\n".join(shown), rest)


def _company_rows(verdicts: tuple[tuple[Plan, Verdict], ...], start: int) -> tuple[tuple[Button, ...], ...]:
    """A button for each of the first companies from `start` on, two to a row, and what turns the page."""
    end = start + _MOST_BUTTONS
    buttons = [about(plan, short_label(plan), "should_i_call") for plan, _ in verdicts[start:end]]
    back = (_page("Back", max(0, start - _MOST_BUTTONS)),) if start else ()
    on = (_page("More", end),) if end < len(verdicts) else ()
    rows = (*(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)), (*back, *on))
    return tuple(filter(None, rows))


def _page(label: str, start: int) -> Button:
    return Button(label, Run("status", text=str(start)))


def overview(outcome: Overview) -> Reply:
    """The answer to `/status`."""
    latest = [safe(plan.interview.title) for plan in outcome.settled[::-1]]
    names = fitting(latest, _ROOM_FOR_SETTLED)
    more = f" and {len(latest) - len(names)} more" if len(latest) > len(names) else ""
    head = "<b>What waits</b>" if outcome.verdicts else "Nothing waits: every interview is settled."
    done = f"Settled: {', '.join(names)}{more}." if outcome.settled else ""
    start = outcome.start if outcome.start < len(outcome.verdicts) else 0
    text = _listed(outcome.verdicts[start:], outcome.at)
    return Reply(lines(head, text, done), _company_rows(outcome.verdicts, start) or BEGIN)
