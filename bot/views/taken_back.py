"""What was taken back, said with what holds again."""

from __future__ import annotations

from bot.guidance.facts import Event, Preferences
from bot.services.outcomes import Undone
from bot.views.dates import zone_words
from bot.views.events import event_time, event_words
from bot.views.reply import Reply, safe


def undone(outcome: Undone) -> Reply:
    """The answer to `/undo`."""
    if outcome.whole_import:
        settings = "; your settings are as they were" if outcome.settings else ""
        return Reply(f"↩ Taken back: all that came with the file ({len(outcome.taken_back)} entries){settings}.")
    if outcome.settings:
        return Reply(f"↩ Taken back: {_settings_words(outcome.settings, outcome.preferences)}.")
    company = f" · <b>{safe(outcome.company)}</b>" if outcome.company else ""
    text = f"↩ Taken back: {_listed(outcome.taken_back, outcome)}{company}."
    if outcome.restored:
        text += f"\nHolds again: {_listed(outcome.restored, outcome)}."
    if outcome.company and outcome.plan is None:
        text += "\nNothing is recorded of it any more."
    return Reply(text)


def _listed(events: tuple[Event, ...], outcome: Undone) -> str:
    preferences, now = outcome.preferences, outcome.at
    words = (f"{event_words(event, preferences, now)} ({event_time(event, preferences, now)})" for event in events)
    return "; ".join(words)


def _settings_words(taken_back: Preferences, now: Preferences) -> str:
    """What was set, and what holds again."""
    words = []
    if taken_back.time_zone != now.time_zone:
        words.append(f"the time zone {zone_words(taken_back.time_zone)}. It is {zone_words(now.time_zone)} again")
    if taken_back.country != now.country:
        again = f"those of {now.country} are days off again" if now.country else "no public holidays are days off now"
        words.append(f"the holidays of {taken_back.country}; {again}")
    if taken_back.muted != now.muted:
        words.append("no pings. They come again" if taken_back.muted else "pings again. They are off as before")
    if taken_back.weekly_nudge != now.weekly_nudge:
        words.append("no weekly nudge. It comes again, on Mondays")
    return "; ".join(words) or "the last change of your settings"
