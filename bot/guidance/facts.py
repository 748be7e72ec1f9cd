"""What happened, as the person told it: the only input the plan is derived from.

Instants are aware; local days are dates. Nothing here can be worked out from anything else here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class Outcome(StrEnum):
    """How a call ended."""

    NO_ANSWER = "no_answer"
    MESSAGE = "message"
    SPOKE = "spoke"


class Settlement(StrEnum):
    """How an interview came to its end."""

    OFFER = "offer"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What there is to do; together with interview and anchor it identifies a step."""

    NOTE = "note"
    CALL = "call"
    CLOSE = "close"
    NUDGE = "nudge"
    REMIND = "remind"


# --- their ground rules ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoCalls:
    """They said not to call."""


@dataclass(frozen=True, slots=True)
class EmailOnly:
    """They want to be asked by email, not by phone."""


@dataclass(frozen=True, slots=True)
class CallOn:
    """They named a day for the call."""

    on: date


@dataclass(frozen=True, slots=True)
class CallEveryWeekday:
    """They asked for a call every week on this day (0 is Monday)."""

    weekday: int


@dataclass(frozen=True, slots=True)
class CallEveryDays:
    """They asked for a call every so many calendar days, counted from the day the rule was given."""

    days: int


@dataclass(frozen=True, slots=True)
class TheyCall:
    """They will call, by a day where they named one."""

    by: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionBy:
    """They decide by this day."""

    by: date


@dataclass(frozen=True, slots=True)
class AwayUntil:
    """The manager is away, or others are still to be interviewed, until this day."""

    until: date


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, where and from what hour on, and the zone of that person's calling hours, as far as was said.

    The name is empty where only the number or the hour was said.
    """

    name: str
    time_zone: str | None = None
    phone: str = ""
    after: time | None = None


@dataclass(frozen=True, slots=True)
class NoRules:
    """What they said before about calling no longer holds."""


Rule = (
    NoCalls
    | EmailOnly
    | CallOn
    | CallEveryWeekday
    | CallEveryDays
    | TheyCall
    | DecisionBy
    | AwayUntil
    | Contact
    | NoRules
)

# --- events ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview is set for the event's instant, which may lie ahead."""


@dataclass(frozen=True, slots=True)
class Interviewed:
    """An interview took place."""


@dataclass(frozen=True, slots=True)
class Thanked:
    """The thank-you note was sent."""


@dataclass(frozen=True, slots=True)
class Called:
    """A call about the status."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Emailed:
    """An email about the status; it counts as a try."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word from them: a reply, perhaps with a note of what they said."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleGiven:
    """They said how to follow up; `word` is true where it came as a fresh word from them, after the interview."""

    rule: Rule
    word: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to remember that the plan makes nothing of."""

    text: str


@dataclass(frozen=True, slots=True)
class Settled:
    """It is over."""

    how: Settlement


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person passes over what is due: the note, this call, or the question whether to close."""

    kind: StepKind


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The person asked to be pinged about a step again at `until`, not earlier."""

    kind: StepKind
    anchor: int
    nth: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Muted:
    """No more pings about this interview."""


@dataclass(frozen=True, slots=True)
class Unmuted:
    """Pings about this interview are welcome again."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """The person asked to be reminded of this interview at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ReminderDone:
    """What the reminder, the event `anchor`, was for is done."""

    anchor: int


@dataclass(frozen=True, slots=True)
class AlsoKnown:
    """Another name by which the person calls the company."""

    name: str


What = (
    Planned
    | Interviewed
    | Thanked
    | Called
    | Emailed
    | Heard
    | RuleGiven
    | Settled
    | Skipped
    | Snoozed
    | Muted
    | Unmuted
    | Noted
    | Reminder
    | ReminderDone
    | AlsoKnown
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at an instant.

    `id` stays the same through corrections, so that what hangs on an event goes on hanging on it. `day_only` is true
    where the person named a day and no time; `at` is then a stand-in within that day.
    """

    id: int
    at: datetime
    what: What
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """One opening at one company, through all its rounds, and what happened since."""

    id: int
    company: str
    events: tuple[Event, ...]
    role: str = ""
    sales: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of the day, local wall time; `end` is not part of it."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's settings; the defaults are the bot’s own (see `etiquette.Default`)."""

    time_zone: ZoneInfo
    country: str | None = None
    muted: bool = False
    ping_hours: Hours = field(default=Hours(time(9), time(20)))
    calling_hours: Hours = field(default=Hours(time(9), time(17)))
    first_call_after: int = 5
    between_calls: int = 5
    first_call_after_sales: int = 3
    between_calls_sales: int = 3
    weekly_nudge: bool = True
