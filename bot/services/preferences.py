"""Settings: the time zone, the country of holidays, and quiet. Each change can be taken back."""

from __future__ import annotations

from dataclasses import replace

from bot.guidance.facts import Preferences
from bot.guidance.workdays import is_country
from bot.language.zones import read_zone
from bot.services.account import renew_alarm, set_preferences
from bot.services.context import Context, Request
from bot.services.followups import read_mute, read_unmute, record_followup
from bot.services.outcomes import Outcome, Setting, SettingsChanged
from bot.services.questions import Option, Problem, Question


def set_time_zone(context: Context, request: Request) -> Outcome:
    """`/timezone ZONE [COUNTRY]`: the zone, and the country whose public holidays are days off."""
    words = request.text.split()
    if not words:
        return context.ask(request, Question.ZONE, "text")
    country = words[-1].upper() if len(words) > 1 and len(words[-1]) == 2 and words[-1].isalpha() else None
    name = " ".join(words[:-1] if country else words)
    zone = read_zone(name)
    if isinstance(zone, tuple):
        options = tuple(Option("text", f"{key} {country}" if country else key, key) for key in zone)
        plain = Request(request.command)
        return context.ask(plain, Question.ZONE, "text", options, words=request.text, problem=Problem.ZONE_UNKNOWN)
    if country and not is_country(country):
        plain, problem = Request(request.command), Problem.COUNTRY_UNKNOWN
        return context.ask(plain, Question.ZONE, "text", (), words=country, problem=problem)
    kept = context.account.preferences
    new = replace(kept, time_zone=zone, country=country or kept.country)
    return change_preferences(context, new, Setting.TIME_ZONE)


def mute(context: Context, request: Request) -> Outcome:
    """`/mute [Acme]`: no more pings, about one interview or about all."""
    if _about_one(request):
        return record_followup(context, request, read_mute)
    return change_preferences(context, replace(context.account.preferences, muted=True), Setting.MUTED)


def unmute(context: Context, request: Request) -> Outcome:
    """`/unmute [Acme]`: pings are welcome again."""
    if _about_one(request):
        return record_followup(context, request, read_unmute)
    return change_preferences(context, replace(context.account.preferences, muted=False), Setting.UNMUTED)


def _about_one(request: Request) -> bool:
    return bool(request.text or {"interview", "name"} & request.slots.keys())


def change_preferences(context: Context, preferences: Preferences, what: Setting) -> SettingsChanged:
    """Keep new settings, under a change that can be taken back."""
    if preferences == context.account.preferences:
        return SettingsChanged(preferences, what, None, context.now)
    uow = context.uow
    change_id = context.new_change(None, context.account.person.preferences)
    set_preferences(uow, context.account, preferences)
    renew_alarm(uow, context.account, context.now)
    return SettingsChanged(preferences, what, change_id, context.now)
