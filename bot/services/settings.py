"""`/settings`: what people can set, each under a change that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.facts import Preferences
from bot.guidance.workdays import is_country
from bot.language.countries import country_of, read_country
from bot.language.setting_words import hours_stand, read_day_first, read_hours, read_switch, read_workdays
from bot.services.context import Context, Request
from bot.services.limits import MOST_WORKDAYS
from bot.services.outcomes import Outcome
from bot.services.preferences import change_preferences, mute, pause, set_time_zone, unmute
from bot.services.questions import Option, Problem, Question
from bot.services.settings_outcomes import Setting, SettingOpened, SettingsShown

SETTINGS = "settings"
DEFAULT = "default"
NONE = "none"
_WHAT, _VALUE = "setting", "value"
_TO_DEFAULT = frozenset({DEFAULT, "the default", "back to the default", "reset", "your default"})


class _Editable(Struct, frozen=True):
    """A setting: the preference it is, how its words are read, and what is offered to tap."""

    field: str
    read: Callable[[str], Any]
    choices: tuple[str, ...]


def _hours(words: str) -> Any:
    hours = read_hours(words)
    if hours is None:
        return Problem.HOURS_NOT_READ
    return hours if hours_stand(hours) else Problem.HOURS_IMPOSSIBLE


def _workdays(words: str) -> Any:
    days = read_workdays(words)
    if days is None:
        return Problem.DAYS_NOT_READ
    return days if 1 <= days <= MOST_WORKDAYS else Problem.DAYS_IMPOSSIBLE


def _country(words: str) -> Any:
    if read_switch(words) is False:
        return None
    code = read_country(words)
    if code is None:
        return Problem.COUNTRY_UNKNOWN
    return code if is_country(code) else Problem.NO_HOLIDAYS_KNOWN


def _either(read: Callable[[str], bool | None]) -> Callable[[str], Any]:
    def given(words: str) -> Any:
        value = read(words)
        return Problem.SETTING_NOT_READ if value is None else value

    return given


EDITABLE: dict[Setting, _Editable] = {
    Setting.PING_HOURS: _Editable("ping_hours", _hours, ("8-18", "8-22", "10-18", "12-20")),
    Setting.CALLING_HOURS: _Editable("calling_hours", _hours, ("8-17", "9-18", "10-16", "10-12")),
    Setting.FIRST_CALL: _Editable("first_call_after", _workdays, ("3", "7", "10")),
    Setting.BETWEEN_CALLS: _Editable("between_calls", _workdays, ("3", "7", "10")),
    Setting.FIRST_CALL_SALES: _Editable("first_call_after_sales", _workdays, ("2", "5", "7")),
    Setting.BETWEEN_CALLS_SALES: _Editable("between_calls_sales", _workdays, ("2", "5", "7")),
    Setting.COUNTRY: _Editable("country", _country, ()),
    Setting.DAY_FIRST: _Editable("day_first", _either(read_day_first), ("day first", "month first")),
    Setting.WEEKLY_NUDGE: _Editable("weekly_nudge", _either(read_switch), ("on", "off")),
}
"""What is read in words of its own; the time zone, pauses and quiet have commands of their own."""

_NAMES = {
    **{setting.value.replace("-", " "): setting for setting in EDITABLE},
    "days between calls": Setting.BETWEEN_CALLS,
    "days between sales calls": Setting.BETWEEN_CALLS_SALES,
    "first sales call": Setting.FIRST_CALL_SALES,
    "sales first call": Setting.FIRST_CALL_SALES,
    "first call sales work": Setting.FIRST_CALL_SALES,
    "between calls sales work": Setting.BETWEEN_CALLS_SALES,
    "country of holidays": Setting.COUNTRY,
    "public holidays": Setting.COUNTRY,
    "holidays": Setting.COUNTRY,
    "day month order": Setting.DAY_FIRST,
    "order of day and month": Setting.DAY_FIRST,
    "nudge": Setting.WEEKLY_NUDGE,
    "the weekly nudge": Setting.WEEKLY_NUDGE,
    "pings": Setting.PING_HOURS,
    "calls": Setting.CALLING_HOURS,
}
"""What each is called in words, in lower case without hyphens."""
_BETWEEN_WORDS = str.maketrans({"-": " ", "/": " ", ",": None})
_WHOLE = dict.fromkeys(EDITABLE[Setting.DAY_FIRST].choices, Setting.DAY_FIRST)
"""What names a setting and its value at once."""
_ELSEWHERE: dict[str, Callable[[Context, Request], Outcome]] = {
    "time zone": set_time_zone,
    "timezone": set_time_zone,
    "pause": pause,
    "pings off": mute,
    "pings on": unmute,
}
"""What has a command of its own."""


def change_settings(context: Context, request: Request) -> Outcome:
    """`/settings [what [value]]`: all of them, one of them, or another value for it."""
    named, words = request.slots.get(_WHAT), request.slots.get(_VALUE)
    if named is None:
        if not request.text:
            return SettingsShown(context.account.preferences, context.now)
        for name, use_case in _ELSEWHERE.items():
            if (request.text.casefold() + " ").startswith(f"{name} "):
                return use_case(context, Request(name.replace(" ", ""), {"text": request.text[len(name) :]}))
        setting, words = _split(request.text)
        if setting is None:
            return SettingsShown(context.account.preferences, context.now, unread=request.text)
    else:
        setting = Setting(named)
    if not words:
        return open_setting(context, setting)
    value = _read(context, setting, words)
    if isinstance(value, Problem):
        return open_setting(context, setting, value, words)
    return change_preferences(context, _with(context.account.preferences, setting, value), setting)


def _split(text: str) -> tuple[Setting | None, str]:
    """Which setting the words begin with, and the words after it; "no holidays" is "holidays none"."""
    words = text.split()
    if setting := _WHOLE.get(_plain(words)):
        return setting, _plain(words)
    if words[0].casefold() == "no" and (setting := _NAMES.get(_plain(words[1:]))):
        return setting, NONE
    for count in range(len(words), 0, -1):
        if setting := _NAMES.get(_plain(words[:count])):
            return setting, " ".join(words[count:])
    return None, text


def _plain(words: Sequence[str]) -> str:
    return " ".join(words).casefold().translate(_BETWEEN_WORDS).strip(" :")


def _read(context: Context, setting: Setting, words: str) -> Any:
    """The value that the words name, or the problem with them."""
    if words.casefold().strip() in _TO_DEFAULT:
        return default_of(context.account.preferences, setting)
    return EDITABLE[setting].read(words)


def is_value(command: str, slots: Mapping[str, str], words: str) -> bool:
    """Whether words are a value of the setting that a request of this command asks about."""
    return (
        command == SETTINGS and _WHAT in slots and not isinstance(EDITABLE[Setting(slots[_WHAT])].read(words), Problem)
    )


def default_of(preferences: Preferences, setting: Setting) -> Any:
    """What a setting is where the person has not changed it."""
    return getattr(Preferences(preferences.time_zone), EDITABLE[setting].field)


def value_of(preferences: Preferences, setting: Setting) -> Any:
    """What a setting is now."""
    return getattr(preferences, EDITABLE[setting].field)


def _with(preferences: Preferences, setting: Setting, value: Any) -> Preferences:
    return replace(preferences, **{EDITABLE[setting].field: value})


def open_setting(context: Context, setting: Setting, problem: Problem | None = None, words: str = "") -> SettingOpened:
    """Ask what a setting shall be."""
    preferences = context.account.preferences
    request = Request(SETTINGS, {_WHAT: setting.value})
    options = tuple(Option(_VALUE, value) for value in _choices(preferences, setting))
    ask = context.ask(request, Question.SETTING, _VALUE, options, problem=problem, words=words)
    return SettingOpened(setting, preferences, ask)


def _choices(preferences: Preferences, setting: Setting) -> tuple[str, ...]:
    """What is offered to tap: nothing that holds already, and the default where another holds."""
    editable, now = EDITABLE[setting], value_of(preferences, setting)
    offered = editable.choices
    if setting is Setting.COUNTRY:
        here = country_of(preferences.time_zone)
        offered = (here,) if here and is_country(here) else ()
    kept = tuple(choice for choice in offered if editable.read(choice) != now)
    default = default_of(preferences, setting)
    if now == default:
        return kept
    return (*(choice for choice in kept if editable.read(choice) != default), DEFAULT)
