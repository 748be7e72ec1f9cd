"""What a use case gives back: typed, without a word of wording."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.guidance.events import What
from bot.guidance.facts import Event, Preferences
from bot.guidance.plan import Plan
from bot.guidance.steps import Step, StepKey
from bot.guidance.verdict import Verdict
from bot.guidance.week import Week
from bot.language.questions import Ranking
from bot.language.unread import Courtesy
from bot.services.data_outcomes import DataOutcome
from bot.services.editing_outcomes import EditOutcome
from bot.services.letter_outcomes import LetterOutcome
from bot.services.picture_outcomes import PictureOutcome
from bot.services.questions import Ask, Refused
from bot.services.settings_outcomes import SettingsOutcome


class Recorded(Struct, frozen=True):
    """Something was recorded in an interview. `plan` and `verdict` are those that follow from it.

    `unread` are the person's words that were passed over.
    """

    change_id: int
    event: Event
    event_row: int
    plan: Plan
    verdict: Verdict
    at: datetime
    new: bool = False
    corrected: bool = False
    unread: str = ""
    more: tuple[What, ...] = ()
    call_told_at: datetime | None = None
    """When the next call will be told; None where there is none, or it has been told as often as it is."""


class Several(Struct, frozen=True):
    """What was recorded of several things that one message told, all of it one change."""

    records: tuple[Recorded, ...]


class Proposal(Struct, frozen=True):
    """What free words would record or take back, shown before it is done.

    `answer` is to what they ask besides, and `idle` are those that add nothing.
    """

    ask: Ask
    would: Recorded | Several | Undone
    answer: Answered | Judged | None = None
    idle: tuple[str, ...] = ()


class Answered(Struct, frozen=True):
    """A question of etiquette, and the interview that it is about, where that is plain."""

    ranking: Ranking
    preferences: Preferences
    plan: Plan | None
    verdict: Verdict | None
    at: datetime


class Judged(Struct, frozen=True):
    """`/should_i_call`: a verdict for each interview asked about."""

    verdicts: tuple[tuple[Plan, Verdict], ...]
    about_one: bool
    at: datetime


class Overview(Struct, frozen=True):
    """`/status`: every interview that is not settled, and how many are.

    `start` is how many of them were shown before; with more of them than it can show, an answer is one page.
    """

    verdicts: tuple[tuple[Plan, Verdict], ...]
    settled: tuple[Plan, ...]
    at: datetime
    start: int = 0


class ComingKind(StrEnum):
    """What an agenda's line is about."""

    INTERVIEW = "interview"
    NOTE = "note"
    CALL = "call"
    CALL_AFTER_NOTE = "call-after-note"
    CLOSE = "close"
    NUDGE = "nudge"
    REMINDER = "reminder"
    DEBRIEF = "debrief"


class Coming(Struct, frozen=True):
    """A line of the agenda: what, about which interview, and from which instant."""

    kind: ComingKind
    at: datetime
    plan: Plan | None
    muted: bool = False


class AgendaList(Struct, frozen=True):
    """`/agenda`: what comes, the earliest first."""

    coming: tuple[Coming, ...]
    preferences: Preferences
    at: datetime


class HistoryList(Struct, frozen=True):
    """`/history`: what happened with one interview, in order."""

    plan: Plan
    events: tuple[Event, ...]
    at: datetime


class Undone(Struct, frozen=True):
    """A change was taken back: the events that no longer count, and those that count again.

    `preferences` are those that hold now; `settings` are those that were taken back, where it was settings.
    `whole_import` is true where all that a file had brought was taken back.
    """

    company: str
    taken_back: tuple[Event, ...]
    restored: tuple[Event, ...]
    plan: Plan | None
    preferences: Preferences
    at: datetime
    settings: Preferences | None = None
    whole_import: bool = False


class Help(Struct, frozen=True):
    """`/help`."""


class Notice(StrEnum):
    """What a tap on a ping came to, where its message alone does not say it."""

    RECORDED = "recorded"
    UNDONE = "undone"
    OVER = "over"


class PingAction(StrEnum):
    """What can be tapped on a ping."""

    SENT = "sent"
    NO_ANSWER = "no_answer"
    MESSAGE = "message"
    SPOKE = "spoke"
    LATER = "later"
    BACK = "back"
    SKIP = "skip"
    STOP = "stop"
    CLOSE = "close"
    REPLIED = "replied"
    DONE = "done"
    TOOK_PLACE = "held"
    CANCELLED = "cancelled"
    MOVED = "moved"
    IN_AN_HOUR = "hour"
    THIS_EVENING = "evening"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "week"
    OWN_DATE = "date"


class LaterChoice(Struct, frozen=True):
    """How much later: when the ping would really come, and whether that is the very time that the choice names."""

    action: PingAction
    at: datetime
    exact: bool


class StepState(StrEnum):
    """What has become of a step in a ping."""

    OPEN = "open"
    DONE = "done"
    OVER = "over"


class PingLine(Struct, frozen=True):
    """One step of a ping as it stands now."""

    key: StepKey
    state: StepState
    plan: Plan | None
    step: Step | None = None
    verdict: Verdict | None = None
    done: Event | None = None
    nth: int = 1
    position: int = 0
    undo_change: int | None = None
    """What was recorded through it, which can be taken back."""


class PingMessage(Struct, frozen=True):
    """A ping: what is due to one person, in one message."""

    ping_id: int
    lines: tuple[PingLine, ...]
    week: Week
    """For the weekly nudge, where that is among the lines."""
    at: datetime
    """The instant at which it stands as it says; the week in it stays that of the ping."""
    preferences: Preferences
    late_since: datetime | None = None
    repeat: bool = False
    silent: bool = False
    """Whether it arrives without a sound: nothing in it is for today."""
    choosing_later: int | None = None
    later: tuple[LaterChoice, ...] = ()
    notice: Notice | None = None
    following: Ask | None = None
    """What is asked next, of what was just tapped."""
    sent_at: datetime | None = None
    """When it came, where that was earlier."""


class Greeted(Struct, frozen=True):
    """A greeting, thanks or the like, and nothing besides."""

    courtesy: Courtesy


Outcome = (
    Ask
    | Greeted
    | Proposal
    | Answered
    | Refused
    | Recorded
    | Several
    | Judged
    | Overview
    | AgendaList
    | HistoryList
    | Undone
    | Help
    | PingMessage
    | LetterOutcome
    | EditOutcome
    | DataOutcome
    | PictureOutcome
    | SettingsOutcome
)
