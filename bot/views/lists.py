"""`/agenda` and `/history`."""

from __future__ import annotations

from bot.guidance.facts import Event
from bot.services.outcomes import AgendaList, Coming, ComingKind, HistoryList
from bot.views.buttons import Run
from bot.views.dates import near_day, short_moment
from bot.views.events import event_words
from bot.views.reply import Button, Reply, lines
from bot.views.verdicts import company_words

MOST_LINES = 40

_WORDS = {
    ComingKind.INTERVIEW: "interview",
    ComingKind.NOTE: "the thank-you note is due",
    ComingKind.CALL: "a call, if they stay silent",
    ComingKind.CALL_AFTER_NOTE: "a call, once the note is sent",
    ComingKind.CLOSE: "I ask whether to close it",
    ComingKind.NUDGE: "the weekly nudge to keep searching",
}


def agenda(outcome: AgendaList) -> Reply:
    """The answer to `/agenda`."""
    if not outcome.coming:
        return Reply("Nothing is coming. Tell me about an interview: /interviewed Acme")
    shown = "\n".join(_line(coming, outcome) for coming in outcome.coming[:MOST_LINES])
    more = len(outcome.coming) - MOST_LINES
    quiet = "🔕 Pings are off: /unmute" if outcome.preferences.muted else ""
    return Reply(lines("<b>What comes</b>", shown, f"…and {more} more." if more > 0 else "", quiet))


def _line(coming: Coming, outcome: AgendaList) -> str:
    zone = outcome.preferences.time_zone
    when = "now" if coming.at <= outcome.at else short_moment(coming.at, outcome.at, zone)
    company = f"{company_words(coming.plan)}: " if coming.plan else ""
    return f"{when} · {company}{_WORDS[coming.kind]}{' 🔕' if coming.muted else ''}"


def history(outcome: HistoryList) -> Reply:
    """The answer to `/history`."""
    plan = outcome.plan
    shown = outcome.events[-MOST_LINES:]
    earlier = len(outcome.events) - len(shown)
    text = "\n".join(_event_line(event, outcome) for event in shown)
    row = (Button("Should I call?", Run("should_i_call", plan.interview.id, "")),)
    return Reply(lines(company_words(plan), f"({earlier} earlier)" if earlier else "", text), (row,))


def _event_line(event: Event, outcome: HistoryList) -> str:
    preferences = outcome.plan.preferences
    local = event.at.astimezone(preferences.time_zone)
    time = "" if event.day_only else f", {local:%H:%M}"
    day = near_day(local.date(), outcome.at.astimezone(preferences.time_zone).date())
    return f"{day}{time} · {event_words(event, preferences, outcome.at)}"
