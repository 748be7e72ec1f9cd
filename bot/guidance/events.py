"""What can happen to an interview, as the person told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.guidance.ground_rules import Rule


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
    CANCELLED = "cancelled"
    """They called off the interview, and none was held before."""


class StepKind(StrEnum):
    """What there is to do; together with interview and anchor it identifies a step."""

    NOTE = "note"
    CALL = "call"
    CLOSE = "close"
    NUDGE = "nudge"
    REMIND = "remind"
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview is set for the event's instant, which may lie ahead; its length is None where nobody told it."""

    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """They called off a round that was set, the event `anchor`."""

    anchor: int


@dataclass(frozen=True, slots=True)
class Interviewed:
    """An interview took place."""


@dataclass(frozen=True, slots=True)
class Thanked:
    """The thank-you note was sent: to one of the people met, or to all of them where nobody is named."""

    to: str = ""


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


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who was met in the interview, as far as it was told; told again, what is new is added."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The company's name, put right."""

    name: str


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """The role, put right; empty where it is not known after all."""

    role: str


@dataclass(frozen=True, slots=True)
class SalesSaid:
    """Whether it is sales work, put right."""

    sales: bool


What = (
    Planned
    | Cancelled
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
    | Met
    | Renamed
    | RoleSaid
    | SalesSaid
)
