"""The settings that a file has: taken where `/settings`, `/timezone` and `/pause` could have set each of them."""

from __future__ import annotations

from typing import Any

from bot.guidance.facts import Hours, Preferences
from bot.guidance.workdays import is_country
from bot.language.moments import is_known_year
from bot.language.setting_words import hours_stand, read_hours
from bot.language.zones import known_zone
from bot.services.limits import MOST_WORKDAYS
from bot.services.mapping import preferences_from_json
from bot.services.strictness import Unreadable, check_types


def read_settings(values: dict[str, Any]) -> Preferences:
    """The settings of a file. Raises Unreadable, and others for what is no setting at all."""
    if not isinstance(key := values.get("time_zone"), str) or known_zone(key) is None:
        raise Unreadable("no time zone")
    preferences = preferences_from_json(values)
    check_types(preferences)
    if not all(map(_is_settable, (preferences.ping_hours, preferences.calling_hours))):
        raise Unreadable("hours that cannot be set")
    distances = (
        preferences.first_call_after,
        preferences.between_calls,
        preferences.first_call_after_sales,
        preferences.between_calls_sales,
    )
    if not all(1 <= days <= MOST_WORKDAYS for days in distances):
        raise Unreadable("days between calls that cannot be set")
    if preferences.country and not (is_country(preferences.country) and preferences.country.isupper()):
        raise Unreadable("an unknown country")
    if preferences.paused_until and not is_known_year(preferences.paused_until):
        raise Unreadable("a pause without an end")
    return preferences


def _is_settable(hours: Hours) -> bool:
    """Whether words could set them: whole minutes of the person's own clock, and long enough."""
    return read_hours(f"{hours.start:%H:%M}-{hours.end:%H:%M}") == hours and hours_stand(hours)
