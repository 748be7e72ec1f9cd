"""What a use case gives back: typed, without a word of wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.guidance.facts import Event, Preferences
from bot.guidance.plan import Plan, Step, StepKey
from bot.guidance.verdict import Verdict
from bot.services.letter_outcomes import LetterOutcome


class Question(StrEnum):
    """What the person is asked for, to complete a command."""

    WHICH_INTERVIEW = "which-interview"
    NO_SUCH_INTERVIEW = "no-such-interview"
    DID_YOU_MEAN = "did-you-mean"
    COMPANY = "company"
    WHEN_PLANNED = "when-planned"
    CALL_OUTCOME = "call-outcome"
    HEARD_WHAT = "heard-what"
    HEARD_UNTIL = "heard-until"
    WHICH_RULE = "which-rule"
    RULE_DAY = "rule-day"
    RULE_WEEKDAY = "rule-weekday"
    RULE_CONTACT = "rule-contact"
    ROUND_OR_CORRECTION = "round-or-correction"
    PLANNED_OR_ANOTHER = "planned-or-another"
    MOVED_OR_ANOTHER = "moved-or-another"
    DATE_AHEAD = "date-ahead"
    DATE_PASSED = "date-passed"
    NEW_DATE = "new-date"
    ZONE = "zone"
    NOTE_ENJOYED = "note-enjoyed"
    NOTE_FITS = "note-fits"
    NOTE_TOPIC = "note-topic"
    NOTE_NAMES = "note-names"


class Problem(StrEnum):
    """Why nothing was recorded."""

    NAME_EMPTY = "name-empty"
    NAME_TOO_LONG = "name-too-long"
    TEXT_TOO_LONG = "text-too-long"
    NOTHING_RECORDED = "nothing-recorded"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_NOT_READ = "date-not-read"
    DATE_AHEAD = "date-ahead"
    RULE_NOT_READ = "rule-not-read"
    RULE_DAY_PASSED = "rule-day-passed"
    ZONE_UNKNOWN = "zone-unknown"
    COUNTRY_UNKNOWN = "country-unknown"
    NOTHING_TO_UNDO = "nothing-to-undo"
    LATER_CHANGES = "later-changes"
    STALE = "stale"
    NOT_UNDERSTOOD = "not-understood"
    UNKNOWN_COMMAND = "unknown-command"
    NO_TEXT = "no-text"
    TOO_MANY_OPEN = "too-many-open"
    ANSWER_EMPTY = "answer-empty"
    ANSWER_TOO_LONG = "answer-too-long"
    PEOPLE_NOT_READ = "people-not-read"
    TOO_MANY_PEOPLE = "too-many-people"
    NOTE_SENT_ALREADY = "note-sent-already"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be tapped: it fills `slot` with `value`. `label` is the person's own word, or a known one."""

    slot: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A command waits for an answer: one of the options, or words of the person's own."""

    question: Question
    draft_id: int
    command: str
    options: tuple[Option, ...] = ()
    company: str = ""
    words: str = ""
    day: date | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was recorded, and why; `words` are the person's that it is about."""

    problem: Problem
    words: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something was recorded in an interview. `plan` and `verdict` are those that follow from it."""

    change_id: int
    event: Event
    event_row: int
    plan: Plan
    verdict: Verdict
    at: datetime
    new: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """`/should_i_call`: a verdict for each interview asked about."""

    verdicts: tuple[tuple[Plan, Verdict], ...]
    about_one: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """`/status`: every interview that is not settled, and how many are."""

    verdicts: tuple[tuple[Plan, Verdict], ...]
    settled: tuple[Plan, ...]
    at: datetime


class ComingKind(StrEnum):
    """What an agenda's line is about."""

    INTERVIEW = "interview"
    NOTE = "note"
    CALL = "call"
    CALL_AFTER_NOTE = "call-after-note"
    CLOSE = "close"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of the agenda: what, about which interview, and from which instant."""

    kind: ComingKind
    at: datetime
    plan: Plan | None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class AgendaList:
    """`/agenda`: what comes, the earliest first."""

    coming: tuple[Coming, ...]
    preferences: Preferences
    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryList:
    """`/history`: what happened with one interview, in order."""

    plan: Plan
    events: tuple[Event, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """A change was taken back: the events that no longer count, and those that count again."""

    company: str
    taken_back: tuple[Event, ...]
    restored: tuple[Event, ...]
    plan: Plan | None
    preferences: Preferences
    at: datetime
    settings: bool = False


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Settings are now these; which of them changed, and how to take it back."""

    preferences: Preferences
    what: str
    change_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Welcome:
    """`/start`."""

    preferences: Preferences
    at: datetime
    default_zone: bool
    open_interviews: int


@dataclass(frozen=True, slots=True)
class Help:
    """`/help`."""


class Notice(StrEnum):
    """What a tap on a ping came to, where its message alone does not say it."""

    RECORDED = "recorded"
    OVER = "over"


class StepState(StrEnum):
    """What has become of a step in a ping."""

    OPEN = "open"
    DONE = "done"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PingLine:
    """One step of a ping as it stands now."""

    key: StepKey
    state: StepState
    plan: Plan | None
    step: Step | None = None
    verdict: Verdict | None = None
    done: Event | None = None
    nth: int = 1
    position: int = 0


@dataclass(frozen=True, slots=True)
class PingMessage:
    """A ping: what is due to one person, in one message."""

    ping_id: int
    lines: tuple[PingLine, ...]
    waiting: tuple[Plan, ...]
    at: datetime
    preferences: Preferences
    late_since: datetime | None = None
    repeat: bool = False
    undo_change: int | None = None
    choosing_later: int | None = None
    notice: Notice | None = None


Outcome = (
    Ask
    | Refused
    | Recorded
    | Judged
    | Overview
    | AgendaList
    | HistoryList
    | Undone
    | SettingsChanged
    | Welcome
    | Help
    | PingMessage
    | LetterOutcome
)
