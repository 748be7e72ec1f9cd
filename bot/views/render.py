"""Outcome → Reply."""

from __future__ import annotations

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
    SettingsChanged,
    Undone,
    Welcome,
)
from bot.services.picture_outcomes import FunnelShown, TimelineShown
from bot.services.questions import Ask, Refused
from bot.views import (
    answers,
    calendar,
    call_scripts,
    funnel,
    letters,
    lists,
    own_data,
    pings,
    questions,
    recorded,
    refusals,
    taken_back,
    timeline,
    verdicts,
)
from bot.views import help as help_view
from bot.views.reply import Reply


def render(outcome: Outcome) -> Reply:
    """Put an outcome into words."""
    match outcome:
        case Ask():
            return questions.ask(outcome)
        case Refused():
            return refusals.refused(outcome)
        case Greeted():
            return help_view.greeted(outcome)
        case Proposal():
            return recorded.proposal(outcome)
        case Answered():
            return answers.asked(outcome)
        case Recorded():
            return recorded.recorded(outcome)
        case Judged():
            return verdicts.judged(outcome)
        case Overview():
            return verdicts.overview(outcome)
        case AgendaList():
            return lists.agenda(outcome)
        case HistoryList():
            return lists.history(outcome)
        case Undone():
            return taken_back.undone(outcome)
        case SettingsChanged():
            return help_view.settings_changed(outcome)
        case Welcome():
            return help_view.welcome(outcome)
        case Help():
            return help_view.help_text(outcome)
        case PingMessage():
            return pings.ping(outcome)
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
            return own_data.import_asked(outcome)
        case ImportRefused():
            return own_data.import_refused(outcome)
        case DayOrderAsked():
            return own_data.day_order_asked(outcome)
        case ImportPreview():
            return own_data.import_preview(outcome)
        case Imported():
            return own_data.imported(outcome)
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
