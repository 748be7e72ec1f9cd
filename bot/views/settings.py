"""`/settings`: every setting with its default and what the article says of it, and what a change has moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.guidance.etiquette import RuleId
from bot.guidance.facts import Hours, Preferences
from bot.guidance.pause import is_quiet
from bot.guidance.workdays import is_country, local_day
from bot.language.countries import country_name, country_of
from bot.services.questions import Option
from bot.services.settings import DEFAULT, EDITABLE, default_of, value_of
from bot.services.settings_outcomes import Moved, Setting, SettingOpened, SettingsChanged, SettingsShown
from bot.views.buttons import Choose, Run, Undo
from bot.views.dates import day, short_moment, zone_words
from bot.views.next_steps import AGENDA, SETTINGS
from bot.views.reasons import hours, paragraphs, workdays
from bot.views.refusals import problem_words
from bot.views.reply import Button, Reply, Style, lines, safe, sentences, shortened
from bot.views.verdicts import company_words
from bot.views.welcome import HAD_OR_COMING, begin_rows

NAMES = {
    Setting.PING_HOURS: "Ping hours",
    Setting.CALLING_HOURS: "Calling hours",
    Setting.FIRST_CALL: "First call",
    Setting.BETWEEN_CALLS: "Between calls",
    Setting.FIRST_CALL_SALES: "First call, sales work",
    Setting.BETWEEN_CALLS_SALES: "Between calls, sales work",
    Setting.COUNTRY: "Public holidays",
    Setting.DAY_FIRST: "Order of day and month",
    Setting.WEEKLY_NUDGE: "Weekly nudge",
}
_ABOUT = {
    Setting.PING_HOURS: "When I may write to you of my own accord. What falls due outside waits for the next morning.",
    Setting.CALLING_HOURS: "When a call may be made, on working days, where you are or where the contact is.",
    Setting.FIRST_CALL: "How long I leave after the interview before a first call, where they named no day.",
    Setting.BETWEEN_CALLS: "How long I leave between two calls that got no answer.",
    Setting.FIRST_CALL_SALES: "How long I leave before a first call where the work is selling.",
    Setting.BETWEEN_CALLS_SALES: "How long I leave between two calls where the work is selling.",
    Setting.COUNTRY: "Whose public holidays are days off, on which no call is made.",
    Setting.DAY_FIRST: "How I read a date like 3/4.",
    Setting.WEEKLY_NUDGE: "A word on Mondays, while anything waits: keep looking.",
}
_SILENT = "the article is silent"
_SALES = f"the article says only that sales likes people who call again, {paragraphs(RuleId.FINE_LINE)}"
_ARTICLE = {
    Setting.BETWEEN_CALLS: f"the article says three calls at the most, {paragraphs(RuleId.THREE_CALLS)}, and no days",
    Setting.FIRST_CALL_SALES: _SALES,
    Setting.BETWEEN_CALLS_SALES: _SALES,
    Setting.WEEKLY_NUDGE: f"the article says to keep looking, {paragraphs(RuleId.KEEP_SEARCHING)}, and names no day",
}
"""What the article says of a setting, where it says anything."""
_HOW = {
    Setting.PING_HOURS: ", or write it like 8-18",
    Setting.CALLING_HOURS: ", or write it like 9-17",
    Setting.COUNTRY: ", or write a country, like Germany or DE, or “none”",
    Setting.DAY_FIRST: "",
    Setting.WEEKLY_NUDGE: "",
}
_MOST_MOVED = 5
_WITH_ARTICLE = frozenset({"AE", "BS", "CD", "CF", "DO", "GB", "GM", "MH", "MV", "NL", "PH", "SB", "SC", "US"})


def shown(outcome: SettingsShown) -> Reply:
    """The answer to `/settings`."""
    preferences = outcome.preferences
    local = outcome.at.astimezone(preferences.time_zone)
    zone = f"<b>Time zone</b>: {zone_words(preferences.time_zone)}, where it is {local:%H:%M}."
    told = [zone, *(_line(setting, preferences) for setting in EDITABLE)]
    buttons = [
        Button("Time zone", Run("timezone")),
        *(Button(NAMES[setting], Run("settings", text=setting.value)) for setting in EDITABLE),
    ]
    rows = [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]
    text = lines("<b>Your settings</b>", "\n".join((*told, _quiet(outcome))))
    if outcome.unread:
        words = safe(shortened(outcome.unread, 60))
        text = f"I know no setting “{words}”, so nothing has changed. Tap what you would like to change."
    return Reply(text, (*rows, _quiet_row(outcome)))


def _quiet(outcome: SettingsShown) -> str:
    """Whether pings come at all."""
    preferences = outcome.preferences
    if preferences.muted:
        return "<b>Pings</b>: off (yours; my default: on)."
    if preferences.paused_until and is_quiet(preferences, outcome.at):
        today = local_day(outcome.at, preferences.time_zone)
        return f"<b>Pings</b>: paused until {day(preferences.paused_until, today)} (yours; my default: on)."
    return "<b>Pings</b>: on (my default)."


def _quiet_row(outcome: SettingsShown) -> tuple[Button, ...]:
    if is_quiet(outcome.preferences, outcome.at):
        return (Button("Pings again", Run("unmute"), Style.MAIN),)
    return Button("Pause", Run("pause")), Button("Stop all pings", Run("mute"), Style.DANGER)


def _line(setting: Setting, preferences: Preferences) -> str:
    now, default = value_of(preferences, setting), default_of(preferences, setting)
    article = _ARTICLE.get(setting, _SILENT)
    origin = "my default" if now == default else f"yours; my default: {value_words(setting, default)}"
    return f"<b>{NAMES[setting]}</b>: {value_words(setting, now)} ({origin}; {article})."


def value_words(setting: Setting, value: Any) -> str:
    """A setting's value in words."""
    if isinstance(value, Hours):
        return hours(value)
    if setting is Setting.COUNTRY:
        return country_name(value) if value else "none"
    if setting is Setting.DAY_FIRST:
        return {
            None: "by your country, else I ask",
            True: "day first, 3/4 is 3 April",
            False: "month first, 3/4 is 4 March",
        }[value]
    if setting is Setting.WEEKLY_NUDGE:
        return "on" if value else "off"
    return f"after {workdays(value)}"


def opened(outcome: SettingOpened) -> Reply:
    """One setting, and what it can be."""
    setting, preferences, ask = outcome.what, outcome.preferences, outcome.ask
    problem = problem_words(ask.problem, ask.words) if ask.problem else ""
    how = _HOW.get(setting, ", or write a number of working days, like 7")
    buttons = [
        Button(_label(setting, option), Choose(ask.draft_id, number)) for number, option in enumerate(ask.options)
    ]
    rows = [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]
    question = f"What shall it be? Tap it{how}."
    return Reply(lines(problem, _line(setting, preferences), _ABOUT[setting], question), (*rows, (SETTINGS,)))


def _label(setting: Setting, option: Option) -> str:
    if option.value == DEFAULT:
        return "Back to the default"
    return shortened(value_words(setting, EDITABLE[setting].read(option.value)), 40)


def changed(outcome: SettingsChanged) -> Reply:
    """The answer to a changed setting."""
    undo = (Button("Undo", Undo(outcome.change_id)),) if outcome.change_id else ()
    if outcome.what is Setting.TIME_ZONE:
        return _zone_changed(outcome, undo)
    if outcome.what is Setting.MUTED:
        text = "🔕 No more pings, about anything. /unmute brings them back; I still answer whatever you ask."
        return Reply(text, ((Button("Pings again", Run("unmute"), Style.MAIN), *undo),))
    if outcome.what is Setting.PAUSED:
        again = Button("Pings again", Run("unmute"), Style.MAIN)
        return Reply(_paused(outcome), ((again, *undo),))
    if outcome.what is Setting.UNMUTED:
        muted = "Interviews that you muted one by one stay quiet: /unmute Acme" if outcome.has_muted else ""
        return Reply(sentences("🔔 Pings are on.", muted), ((AGENDA, *undo),))
    setting = outcome.what
    value = value_of(outcome.preferences, setting)
    text = f"✓ {NAMES[setting]}, from now on: {value_words(setting, value)}."
    if outcome.change_id is None:
        text = f"✓ {NAMES[setting]}: {value_words(setting, value)}, as before."
    return Reply(lines(text, _moved(outcome)), ((SETTINGS, *undo),))


def _paused(outcome: SettingsChanged) -> str:
    preferences = outcome.preferences
    if preferences.paused_until is None:
        return "🔔 Pings are not paused."
    on = day(preferences.paused_until, local_day(outcome.at, preferences.time_zone))
    return (
        f"🔕 No pings until {on}. What falls due meanwhile comes then, in one message; nothing is dropped. What you "
        "ask me to remind you of still comes, and I answer whatever you ask."
    )


def _zone_changed(outcome: SettingsChanged, undo: tuple[Button, ...]) -> Reply:
    preferences = outcome.preferences
    local = outcome.at.astimezone(preferences.time_zone)
    text = f"✓ Your time zone is {zone_words(preferences.time_zone)}: it is {local:%H:%M} there now."
    if preferences.country:
        text += f"\nPublic holidays of {land(preferences.country)} are days off."
    here = country_of(preferences.time_zone)
    offered = here if here and here != preferences.country and is_country(here) else None
    more: tuple[Button, ...] = ()
    if offered:
        text += f"\nShall the public holidays of {land(offered)} be days off? Then I keep the country too."
        label = shortened(f"Holidays of {country_name(offered)}", 40)
        more = (Button(label, Run("settings", text=f"{Setting.COUNTRY.value} {offered}")),)
    if not (here or preferences.country):
        text += "\nTo have public holidays taken as days off, name the country: /settings holidays Germany"
    if outcome.begins:
        return Reply(lines(text, HAD_OR_COMING), begin_rows(*more, *undo))
    return Reply(lines(text, _moved(outcome)), tuple(filter(None, (more, (SETTINGS, *undo)))))


def land(code: str) -> str:
    """A country's name within a sentence."""
    return f"the {country_name(code)}" if code in _WITH_ARTICLE else country_name(code)


def _moved(outcome: SettingsChanged) -> str:
    """What came to another time by the change."""
    told = [_moved_line(moved, outcome.at) for moved in outcome.moved[:_MOST_MOVED]]
    more = len(outcome.moved) - len(told)
    return "\n".join((*told, *([f"…and {more} more. All of it: /agenda"] if more > 0 else [])))


def _moved_line(moved: Moved, now: datetime) -> str:
    company = company_words(moved.plan)
    if moved.at is None:
        return f"{company}: no call is to come any more."
    if moved.call and moved.at <= now:
        return f"{company}: the next call may be made now."
    what = "call" if moved.call else "ping"
    return f"{company}: the next {what} is now {short_moment(moved.at, now, moved.plan.preferences.time_zone)}."
