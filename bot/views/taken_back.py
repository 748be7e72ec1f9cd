"""What was taken back, and what is true now that it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bot.guidance.events import AlsoKnown, Muted, Reminder, Renamed, RoleSaid, SalesSaid, Settled, Unmuted
from bot.guidance.facts import Event, Hours, Preferences
from bot.guidance.plan import Plan
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import local_day
from bot.services.outcomes import Undone
from bot.services.settings import EDITABLE, value_of
from bot.services.settings_outcomes import Setting
from bot.views.dates import day, short_moment, zone_words
from bot.views.events import event_time, event_words
from bot.views.next_steps import BEGIN, SETTINGS, STATUS, about
from bot.views.reasons import hours, workdays
from bot.views.reply import Reply, counted, safe, sentences
from bot.views.settings import land
from bot.views.verdicts import company_words, verdict_line

_OF_THE_FILE = (
    "↩ Taken back: the one entry that came with the file.",
    "↩ Taken back: all {count} entries that came with the file.",
)


def undone(outcome: Undone) -> Reply:
    """The answer to `/undo`."""
    if outcome.whole_import:
        settings = "Your settings are as they were before it." if outcome.settings else ""
        return Reply(sentences(counted(len(outcome.taken_back), *_OF_THE_FILE), settings))
    if outcome.settings:
        said = sentences(*_settings_now(outcome.settings, outcome.preferences, outcome.at))
        return Reply(
            sentences("↩ Taken back.", said or "The last change of your settings no longer holds."), ((SETTINGS,),)
        )
    company = f" · <b>{safe(outcome.company)}</b>" if outcome.company else ""
    text = f"↩ Taken back: {_listed(outcome.taken_back, outcome) or 'the removal'}{company}."
    if outcome.restored:
        counts = "This counts again" if len(outcome.restored) == 1 else "These count again"
        text += f"\n{counts}: {_listed(outcome.restored, outcome)}."
    if outcome.plan is None:
        gone = f"Nothing is recorded of {safe(outcome.company)} any more." if outcome.company else ""
        return Reply(f"{text}\n{gone}".rstrip(), BEGIN)
    text = "\n".join((text, *_now(outcome, outcome.plan)))
    return Reply(text, ((about(outcome.plan, "Should I call?", "should_i_call"), STATUS),))


def to_take_back(would: Undone) -> str:
    """The question whether to take back what was recorded last."""
    if would.whole_import:
        return "Shall I take back all that came with the file?"
    if would.settings:
        after = sentences(*_settings_now(would.settings, would.preferences, would.at))
        return sentences(
            "Shall I take back the last change of your settings?", f"Then this holds: {after}" if after else ""
        )
    company = f" · <b>{safe(would.company)}</b>" if would.company else ""
    return f"Shall I take back: {_listed(would.taken_back, would)}{company}?"


def _listed(events: tuple[Event, ...], outcome: Undone) -> str:
    preferences, now = outcome.preferences, outcome.at
    words = (f"{event_words(event, preferences, now)} ({event_time(event, preferences, now)})" for event in events)
    return "; ".join(words)


def _now(outcome: Undone, plan: Plan) -> Iterator[str]:
    """What holds of the interview now."""
    for event in outcome.taken_back:
        if said := _event_now(event, plan, outcome.at):
            yield said
    if plan.standing.settled is None:
        yield verdict_line(plan, verdict_at(plan, outcome.at), outcome.at)


def _event_now(event: Event, plan: Plan, now: datetime) -> str:
    """What is true again, of what is no step of the interview's."""
    company, interview = f"<b>{safe(plan.interview.company)}</b>", plan.interview
    match event.what:
        case Settled() if plan.standing.settled is None:
            return f"{company_words(plan)} is open again."
        case Muted() if not plan.standing.muted:
            return f"Pings about {company} come again."
        case Unmuted() if plan.standing.muted:
            return f"No pings come about {company}."
        case Reminder(until=until):
            return f"I no longer remind you of {company} on {short_moment(until, now, plan.preferences.time_zone)}."
        case AlsoKnown(name=name):
            return f"“{safe(name)}” no longer means {company}."
        case Renamed():
            return f"The company’s name is {company} again."
        case RoleSaid():
            return f"The role is “{safe(interview.role)}” again." if interview.role else "No role is known again."
        case SalesSaid():
            return f"It counts as {'sales work' if interview.sales else 'no sales work'} again."
    return ""


def _settings_now(then: Preferences, now: Preferences, at: datetime) -> Iterator[str]:
    """What holds again, a sentence for each setting that was changed."""
    if then.time_zone != now.time_zone:
        yield f"Your time zone is {zone_words(now.time_zone)} again, no longer {zone_words(then.time_zone)}."
    if then.muted != now.muted:
        yield "Pings are off again." if now.muted else "Pings come again."
    if then.paused_until != now.paused_until and not now.muted:
        yield _pause_now(then.paused_until, now.paused_until, local_day(at, now.time_zone))
    for setting in EDITABLE:
        old, new = value_of(then, setting), value_of(now, setting)
        if old != new:
            yield _setting_now(setting, old, new)


def _pause_now(old: date | None, new: date | None, today: date) -> str:
    if not new or new <= today:
        return "Pings come again, as they are no longer paused."
    if not old or old <= today:
        return f"Pings are paused until {day(new, today)} again."
    return f"Pings are paused until {day(new, today)} again, no longer until {day(old, today)}."


_SETTINGS_NOW = {
    Setting.PING_HOURS: "I write to you from {new} again, no longer from {old}.",
    Setting.CALLING_HOURS: "Calls are made from {new} again, no longer from {old}.",
    Setting.FIRST_CALL: "I leave {new} before a first call again, no longer {old}.",
    Setting.BETWEEN_CALLS: "I leave {new} between two calls again, no longer {old}.",
    Setting.FIRST_CALL_SALES: "For sales work I leave {new} before a first call again, no longer {old}.",
    Setting.BETWEEN_CALLS_SALES: "For sales work I leave {new} between two calls again, no longer {old}.",
}


def _setting_now(setting: Setting, old: Any, new: Any) -> str:
    if setting is Setting.COUNTRY:
        return _holidays_now(old, new)
    if setting is Setting.WEEKLY_NUDGE:
        return "The weekly nudge comes again." if new else "The weekly nudge is off again."
    if setting is Setting.DAY_FIRST:
        if new is None:
            return "I read 3/4 as your country writes it again, and ask where I know none."
        return f"I read 3/4 as {'3 April' if new else '4 March'} again."
    words = [hours(value) if isinstance(value, Hours) else workdays(value) for value in (old, new)]
    return _SETTINGS_NOW[setting].format(old=words[0], new=words[1])


def _holidays_now(old: str | None, new: str | None) -> str:
    if new is None:
        return f"The public holidays of {land(old or '')} are no longer days off."
    if old is None:
        return f"The public holidays of {land(new)} are days off again."
    return f"The public holidays of {land(new)} are days off again, no longer those of {land(old)}."
