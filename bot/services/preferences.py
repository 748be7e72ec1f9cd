"""Settings: the time zone, the country of holidays, and quiet. Each change can be taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.guidance.facts import Preferences
from bot.guidance.workdays import is_country
from bot.language.cities import City, first_cities, read_place
from bot.language.countries import country_of
from bot.language.moments import Direction, Moment
from bot.language.regex import regex
from bot.language.zones import read_zone
from bot.services.account import Account, renew_alarm, set_preferences
from bot.services.choices import is_yes
from bot.services.context import Context, Request
from bot.services.followups import read_mute, read_unmute, record_followup
from bot.services.limits import LONG_PAUSE
from bot.services.moves import moved, times_of
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.settings_outcomes import Setting, SettingsChanged

PAUSE = "pause"

_UNTIL = regex(r"^(?:me\s+)?(?:until|till|til|for|from now until|to)\s+", re.IGNORECASE)
_PAUSES = (7, 14, 28)
"""Lengths of pauses to tap, in days."""


def set_time_zone(context: Context, request: Request) -> Outcome:
    """`/timezone CITY or ZONE [COUNTRY]`: the zone, and the country whose public holidays are days off."""
    if not request.text:
        return context.ask(request, Question.ZONE, "text", suggested_cities(context))
    words = " ".join(request.text.split())
    zone, country = context.off_loop(("place", words), lambda: _place_and_country(words))
    plain = Request(request.command)
    if isinstance(zone, tuple):
        cities = tuple(place for place in zone if isinstance(place, City))
        options = _city_options(cities) or tuple(Option("text", _with(country, str(key)), str(key)) for key in zone)
        if cities:
            return context.ask(plain, Question.WHICH_CITY, "text", options, words=request.text)
        return context.ask(plain, Question.ZONE, "text", options, words=request.text, problem=Problem.ZONE_UNKNOWN)
    if country and not is_country(country):
        return context.ask(plain, Question.ZONE, "text", (), words=country, problem=Problem.COUNTRY_UNKNOWN)
    kept = context.account.preferences
    new = replace(kept, time_zone=zone, country=country or kept.country)
    return change_preferences(context, new, Setting.TIME_ZONE)


def names_place(context: Context, words: str) -> bool:
    """Whether words name a zone, a city, or nearly so."""
    return bool(context.off_loop(("places", words), lambda: read_place(words)))


def suggested_cities(context: Context) -> tuple[Option, ...]:
    """Cities of the person's language, to tap in place of writing one."""
    return tuple(Option("text", city, city) for city in first_cities(context.language))


def _place_and_country(text: str) -> tuple[ZoneInfo | tuple[City, ...] | tuple[str, ...], str | None]:
    """The zone that the words name, and the country after it whose holidays count: two letters.

    Those letters may as well say which city is meant, as in "Portland OR".
    """
    name, _, letters = text.rpartition(" ")
    if not name or len(letters) != 2 or not letters.isalpha():
        return read_place(text), None
    country, zone = letters.upper(), read_zone(name)
    if isinstance(zone, ZoneInfo) and country_of(zone) in (country, None):
        return zone, country
    city = () if "/" in name else read_place(text)
    if city:
        here = isinstance(city, ZoneInfo) and country_of(city) == country
        return city, country if here else None
    return read_place(name), country


def _with(country: str | None, key: str) -> str:
    return f"{key} {country}" if country else key


def _city_options(cities: tuple[City, ...]) -> tuple[Option, ...]:
    """The cities of one name, each by where it is, for its zone."""
    named = ((city, ", ".join(filter(None, (city.name, city.region, city.country)))) for city in cities)
    return tuple(Option("text", city.zone, name) for city, name in named)


def mute(context: Context, request: Request) -> Outcome:
    """`/mute [Acme]`: no more pings, about one interview or about all."""
    if _about_one(request):
        return record_followup(context, request, read_mute)
    return change_preferences(context, replace(context.account.preferences, muted=True), Setting.MUTED)


def unmute(context: Context, request: Request) -> Outcome:
    """`/unmute [Acme]`: pings are welcome again."""
    if _about_one(request):
        return record_followup(context, request, read_unmute)
    loud = replace(context.account.preferences, muted=False, paused_until=None)
    return change_preferences(context, loud, Setting.UNMUTED)


def pause(context: Context, request: Request) -> Outcome:
    """`/pause until 5 January`: no ping that was not asked for before that day."""
    words = request.slots.get("when") or request.text
    if not words:
        return _ask_until(context)
    moment = _day_after(context, words)
    if isinstance(moment, Refused) or moment is None:
        return _ask_until(context, moment.problem if moment else Problem.DATE_NOT_READ, words)
    if moment.on <= context.today:
        return _ask_until(context, Problem.RULE_DAY_PASSED)
    if (moment.on - context.today).days > LONG_PAUSE and not is_yes(request.slots.get("sure", "")):
        options = (Option("sure", "yes"), Option("sure", "no"), Option("command", "mute"))
        long = Request(PAUSE, {"when": moment.on.isoformat()})
        return context.ask(long, Question.PAUSE_LONG, "sure", options, day=moment.on)
    # Quiet until a day takes the place of quiet for good.
    quiet = replace(context.account.preferences, paused_until=moment.on, muted=False)
    return change_preferences(context, quiet, Setting.PAUSED)


def _day_after(context: Context, words: str) -> Moment | Refused | None:
    """The day that ends a pause: "until 5 January", "for two weeks"."""
    bare = _UNTIL.sub("", words, count=1)
    return context.read_moment(bare, Direction.FUTURE) or context.read_moment(f"in {bare}", Direction.FUTURE)


def _ask_until(context: Context, problem: Problem | None = None, words: str = "") -> Ask:
    options = tuple(Option("when", (context.today + timedelta(days=days)).isoformat()) for days in _PAUSES)
    return context.ask(Request(PAUSE), Question.PAUSE_UNTIL, "when", options, problem=problem, words=words)


def _about_one(request: Request) -> bool:
    return bool(request.text or {"interview", "name"} & request.slots.keys())


def change_preferences(context: Context, preferences: Preferences, what: Setting) -> SettingsChanged:
    """Keep new settings, under a change that can be taken back."""
    if preferences == context.account.preferences:
        begins, muted = not context.account.plans, _has_muted(context.account)
        return SettingsChanged(preferences, what, None, context.now, begins=begins, has_muted=muted)
    uow, before = context.uow, context.account
    times = times_of(uow, before, context.now)
    change_id = context.new_change(None, before.person.preferences)
    set_preferences(uow, before, preferences)
    after = renew_alarm(uow, before, context.now)
    moves = moved(times, before.preferences, uow, after, context.now)
    begins, muted = not after.plans, _has_muted(after)
    return SettingsChanged(preferences, what, change_id, context.now, moves, begins=begins, has_muted=muted)


def _has_muted(account: Account) -> bool:
    return any(plan.standing.muted for plan in account.open_plans)
