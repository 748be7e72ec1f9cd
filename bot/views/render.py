"""Outcome → Reply."""

from __future__ import annotations

from msgspec.structs import replace

from bot.services.data_outcomes import (
    CalendarFile,
    DayOrderAsked,
    Export,
    ForgetAsked,
    Forgotten,
    ImportAsked,
    Imported,
    ImportPreview,
    ImportRefused,
    Privacy,
)
from bot.services.editing_outcomes import EditEvent, EditList, Removed
from bot.services.letter_outcomes import Letters, NoNote, NoteSent, Script
from bot.services.outcomes import (
    AgendaList,
    Answered,
    Greeted,
    Help,
    HistoryList,
    Judged,
    Outcome,
    Overview,
    PingMessage,
    Proposal,
    Recorded,
    Several,
    Undone,
)
from bot.services.picture_outcomes import FunnelShown, TimelineShown
from bot.services.questions import Ask, Refused
from bot.services.settings_outcomes import SettingOpened, SettingsChanged, SettingsShown, Welcome
from bot.views import (
    answers,
    calendar,
    call_scripts,
    editing,
    funnel,
    importing,
    letters,
    lists,
    overview,
    own_data,
    pings,
    proposals,
    questions,
    recorded,
    refusals,
    settings,
    taken_back,
    timeline,
    welcome,
)
from bot.views import help as help_view
from bot.views.reasons import defaults_once
from bot.views.reply import Reply


def render(outcome: Outcome) -> Reply:
    """Put an outcome into words."""
    reply = _worded(outcome)
    return replace(reply, text=defaults_once(reply.text))


def _worded(outcome: Outcome) -> Reply:
    match outcome:
        case Ask():
            return questions.ask(outcome)
        case Refused():
            return refusals.refused(outcome)
        case Greeted():
            return help_view.greeted(outcome)
        case Proposal():
            return proposals.proposal(outcome, render(outcome.answer) if outcome.answer else None)
        case Several():
            return proposals.several(outcome)
        case Answered():
            return answers.asked(outcome)
        case Recorded():
            return recorded.recorded(outcome)
        case Judged():
            return overview.judged(outcome)
        case Overview():
            return overview.overview(outcome)
        case AgendaList():
            return lists.agenda(outcome)
        case HistoryList():
            return lists.history(outcome)
        case Undone():
            return taken_back.undone(outcome)
        case SettingsChanged():
            return settings.changed(outcome)
        case SettingsShown():
            return settings.shown(outcome)
        case SettingOpened():
            return settings.opened(outcome)
        case Welcome():
            return welcome.welcome(outcome)
        case Help():
            return help_view.help_text(outcome)
        case PingMessage():
            return pings.ping(outcome)
        case EditList():
            return editing.edit_list(outcome)
        case EditEvent():
            return editing.edit_event(outcome)
        case Removed():
            return editing.removed(outcome)
        case Letters():
            return letters.letters(outcome)
        case NoteSent():
            return letters.sent(outcome)
        case NoNote():
            return letters.no_note(outcome)
        case CalendarFile():
            return calendar.calendar_file(outcome)
        case Export():
            return own_data.export(outcome)
        case ImportAsked():
            return importing.import_asked(outcome)
        case ImportRefused():
            return importing.import_refused(outcome)
        case DayOrderAsked():
            return importing.day_order_asked(outcome)
        case ImportPreview():
            return importing.import_preview(outcome)
        case Imported():
            return importing.imported(outcome)
        case Privacy():
            return own_data.privacy(outcome)
        case ForgetAsked():
            return own_data.forget_asked(outcome)
        case Forgotten():
            return own_data.forgotten(outcome)
        case Script():
            return call_scripts.script(outcome)
        case TimelineShown():
            return timeline.timeline(outcome)
        case FunnelShown():
            return funnel.funnel(outcome)
