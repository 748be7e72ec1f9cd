"""What a use case still has to know, and why it may record nothing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from bot.guidance.events import What


class Question(StrEnum):
    """What the person is asked for, to complete a command."""

    WHICH_INTERVIEW = "which-interview"
    NO_SUCH_INTERVIEW = "no-such-interview"
    DID_YOU_MEAN = "did-you-mean"
    COMPANY = "company"
    WHEN_PLANNED = "when-planned"
    WHEN_HELD = "when-held"
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
    ANOTHER_ROLE = "another-role"
    DATE_AHEAD = "date-ahead"
    DATE_PASSED = "date-passed"
    NEW_DATE = "new-date"
    ZONE = "zone"
    FIRST_ZONE = "first-zone"
    WHICH_CITY = "which-city"
    SETTING = "setting"
    SURE = "sure"
    WHICH_DAY = "which-day"
    DAY_OF_RANGE = "day-of-range"
    WHICH_READING = "which-reading"
    ONE_OF_SEVERAL = "one-of-several"
    RIGHT_RULES = "right-rules"
    MEND_RULES = "mend-rules"
    KEEP_NOTE = "keep-note"
    AGAIN = "again"
    ASK_WHAT = "ask-what"
    REMIND_WHEN = "remind-when"
    SNOOZE_UNTIL = "snooze-until"
    OTHER_NAME = "other-name"
    MOVED_WHEN = "moved-when"
    RIGHT_NAME = "right-name"
    RIGHT_ROLE = "right-role"
    RIGHT_WORDS = "right-words"
    RIGHT_RULE = "right-rule"
    MET_WHOM = "met-whom"
    PAUSE_UNTIL = "pause-until"
    PAUSE_LONG = "pause-long"
    WHAT_THEY_SAID = "what-they-said"
    NOTE_ENJOYED = "note-enjoyed"
    NOTE_FITS = "note-fits"
    NOTE_TOPIC = "note-topic"
    NOTE_NAMES = "note-names"
    NOTE_EACH = "note-each"


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
    TIME_MISSING = "time-missing"
    CHOICE_NOT_READ = "choice-not-read"
    RULE_NOT_READ = "rule-not-read"
    RULE_DENIED = "rule-denied"
    RULE_DAY_PASSED = "rule-day-passed"
    ZONE_UNKNOWN = "zone-unknown"
    COUNTRY_UNKNOWN = "country-unknown"
    NO_HOLIDAYS_KNOWN = "no-holidays-known"
    HOURS_NOT_READ = "hours-not-read"
    HOURS_IMPOSSIBLE = "hours-impossible"
    DAYS_NOT_READ = "days-not-read"
    DAYS_IMPOSSIBLE = "days-impossible"
    SETTING_NOT_READ = "setting-not-read"
    NOTHING_TO_UNDO = "nothing-to-undo"
    LATER_CHANGES = "later-changes"
    STALE = "stale"
    DONE_ALREADY = "done-already"
    NOT_UNDERSTOOD = "not-understood"
    NO_WORDS = "no-words"
    OTHER_SCRIPT = "other-script"
    MESSAGE_TOO_LONG = "message-too-long"
    NOT_HAPPENED = "not-happened"
    SEVERAL_COMPANIES = "several-companies"
    HOW_OFTEN = "how-often"
    DELETE_WHAT = "delete-what"
    UNKNOWN_COMMAND = "unknown-command"
    NO_TEXT = "no-text"
    TOO_MANY_OPEN = "too-many-open"
    RECORD_FULL = "record-full"
    RULES_CONTRADICT = "rules-contradict"
    NOT_RECORDED = "not-recorded"
    SETTLED = "settled"
    MOMENT_PASSED = "moment-passed"
    REMINDED_ONCE = "reminded-once"
    NAME_TAKEN = "name-taken"
    NAME_OF_TWIN = "name-of-twin"
    NAME_EVERYDAY = "name-everyday"
    NAME_WITHOUT_LETTERS = "name-without-letters"
    ANSWER_EMPTY = "answer-empty"
    ANSWER_TOO_LONG = "answer-too-long"
    PEOPLE_NOT_READ = "people-not-read"
    TOO_MANY_PEOPLE = "too-many-people"
    NOTHING_PLANNED = "nothing-planned"
    NOTE_SENT_ALREADY = "note-sent-already"
    NOTHING_FOR_CALENDAR = "nothing-for-calendar"
    NOTHING_DELETED = "nothing-deleted"
    NOT_SETTLED = "not-settled"
    LOCATION_AT_SEA = "location-at-sea"
    FILE_UNEXPECTED = "file-unexpected"
    FILE_TOO_LARGE = "file-too-large"
    FILE_NOT_FETCHED = "file-not-fetched"


class TooMuch(Exception):
    """What was asked for would pass one of the limits. The transaction is to be undone, and the problem told."""

    def __init__(self, problem: Problem, limit: str = "") -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.limit = limit


class Option(Struct, frozen=True):
    """An answer that can be tapped: it fills `slot` with `value`. `label` is a name in the person's own words."""

    slot: str
    value: str
    label: str = ""


class Ask(Struct, frozen=True):
    """A command waits for an answer: one of the options, or words of the person's own."""

    question: Question
    draft_id: int
    command: str
    options: tuple[Option, ...] = ()
    company: str = ""
    words: str = ""
    day: date | None = None
    facts: tuple[What, ...] = ()
    """What would be recorded, where that is the question."""
    problem: Problem | None = None
    today: date | None = None


class Refused(Struct, frozen=True):
    """Nothing was recorded, and why; `words` are the person's that it is about."""

    problem: Problem
    words: str = ""
    command: str = ""
