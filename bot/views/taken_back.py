"""What was taken back, said with what holds again."""

from __future__ import annotations

from bot.guidance.facts import Event
from bot.guidance.workdays import local_day
from bot.services.outcomes import Undone
from bot.views.events import event_time, event_words
from bot.views.next_steps import BEGIN, SETTINGS, STATUS, about
from bot.views.reply import Reply, safe
from bot.views.settings import changes_words


def undone(outcome: Undone) -> Reply:
    """The answer to `/undo`."""
    if outcome.whole_import:
        settings = "; your settings are as they were" if outcome.settings else ""
        return Reply(f"↩ Taken back: all that came with the file ({len(outcome.taken_back)} entries){settings}.")
    if outcome.settings:
        words = changes_words(
            outcome.settings, outcome.preferences, local_day(outcome.at, outcome.preferences.time_zone)
        )
        return Reply(f"↩ Taken back: {words}.", ((SETTINGS,),))
    company = f" · <b>{safe(outcome.company)}</b>" if outcome.company else ""
    text = f"↩ Taken back: {_listed(outcome.taken_back, outcome)}{company}."
    if outcome.restored:
        text += f"\nHolds again: {_listed(outcome.restored, outcome)}."
    if outcome.company and outcome.plan is None:
        text += "\nNothing is recorded of it any more."
    rows = ((about(outcome.plan, "Should I call?", "should_i_call"), STATUS),) if outcome.plan else BEGIN
    return Reply(text, rows)


def _listed(events: tuple[Event, ...], outcome: Undone) -> str:
    preferences, now = outcome.preferences, outcome.at
    words = (f"{event_words(event, preferences, now)} ({event_time(event, preferences, now)})" for event in events)
    return "; ".join(words)
