"""`/agenda` and `/history`."""

from __future__ import annotations

from bot.guidance.facts import Event
from bot.guidance.pause import is_quiet, pause_over
from bot.services.outcomes import AgendaList, Coming, ComingKind, HistoryList
from bot.views.buttons import Run
from bot.views.dates import short_moment
from bot.views.events import event_time, event_words
from bot.views.next_steps import BEGIN
from bot.views.reply import Button, Reply, Style, fitting, lines
from bot.views.verdicts import company_words

MOST_LINES = 40
_ROOM = 3500

_WORDS = {
    ComingKind.INTERVIEW: "interview",
    ComingKind.NOTE: "the thank-you note is due",
    ComingKind.CALL: "a call, if they stay silent",
    ComingKind.CALL_AFTER_NOTE: "a call, once the note is sent",
    ComingKind.CLOSE: "I ask whether to close it",
    ComingKind.REMINDER: "I remind you, as you asked",
    ComingKind.DEBRIEF: "I ask how it went",
    ComingKind.NUDGE: "the weekly nudge to keep searching",
}


def agenda(outcome: AgendaList) -> Reply:
    """The answer to `/agenda`."""
    if not outcome.coming:
        return Reply("Nothing is coming. Tell me about an interview: /interviewed Acme", BEGIN)
    texts = fitting((_line(coming, outcome) for coming in outcome.coming[:MOST_LINES]), _ROOM)
    shown, more = "\n".join(texts), len(outcome.coming) - len(texts)
    quiet = _quiet(outcome)
    return Reply(lines("<b>What comes</b>", shown, f"…and {more} more." if more > 0 else "", quiet), (_rows(outcome),))


def _rows(outcome: AgendaList) -> tuple[Button, ...]:
    picture = Button("In a picture", Run("timeline"))
    if is_quiet(outcome.preferences, outcome.at):
        return Button("Pings again", Run("unmute"), Style.MAIN), picture
    return Button("Should I call?", Run("should_i_call")), picture


def _quiet(outcome: AgendaList) -> str:
    """That pings are off, or when they come again."""
    over = pause_over(outcome.preferences)
    if outcome.preferences.muted:
        return "🔕 Pings are off: /unmute"
    if over is None or not is_quiet(outcome.preferences, outcome.at):
        return ""
    return f"🔕 Pings are paused until {short_moment(over, outcome.at, outcome.preferences.time_zone)}: /unmute"


def _line(coming: Coming, outcome: AgendaList) -> str:
    zone = outcome.preferences.time_zone
    by_day = coming.kind is ComingKind.INTERVIEW and coming.plan is not None and coming.plan.standing.round.day_only
    when = "now" if coming.at <= outcome.at else short_moment(coming.at, outcome.at, zone, day_only=by_day)
    company = f"{company_words(coming.plan)}: " if coming.plan else ""
    named = coming.kind is ComingKind.CALL and coming.plan is not None and coming.plan.call.named
    what = "a call, as they asked" if named else _WORDS[coming.kind]
    return f"{when} · {company}{what}{' 🔕 pings off' if coming.muted else ''}"


def history(outcome: HistoryList) -> Reply:
    """The answer to `/history`."""
    plan = outcome.plan
    latest = outcome.events[::-1][:MOST_LINES]
    texts = fitting((_event_line(event, outcome) for event in latest), _ROOM)
    earlier = len(outcome.events) - len(texts)
    row = (
        Button("Should I call?", Run("should_i_call", plan.interview.id)),
        Button("Put it right", Run("edit", plan.interview.id)),
    )
    return Reply(lines(company_words(plan), f"({earlier} earlier)" if earlier else "", "\n".join(texts[::-1])), (row,))


def _event_line(event: Event, outcome: HistoryList) -> str:
    preferences = outcome.plan.preferences
    return f"{event_time(event, preferences, outcome.at)} · {event_words(event, preferences, outcome.at)}"
