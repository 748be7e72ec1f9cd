"""What can happen to an interview, as the person told it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

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


class Planned(Struct, frozen=True, gc=False):
    """An interview is set for the event's instant, which may lie ahead; its length is None where nobody told it."""

    minutes: int | None = None


class Cancelled(Struct, frozen=True, gc=False):
    """They called off a round that was set, the event `anchor`."""

    anchor: int


class Interviewed(Struct, frozen=True, gc=False):
    """An interview took place."""


class Thanked(Struct, frozen=True, gc=False):
    """The thank-you note was sent: to one of the people met, or to all of them where nobody is named."""

    to: str = ""


class Called(Struct, frozen=True, gc=False):
    """A call about the status."""

    outcome: Outcome


class Emailed(Struct, frozen=True, gc=False):
    """An email about the status; it counts as a try."""


class Heard(Struct, frozen=True, gc=False):
    """A word from them: a reply, perhaps with a note of what they said."""

    note: str = ""


class RuleGiven(Struct, frozen=True, gc=False):
    """They said how to follow up; `word` is true where it came as a fresh word from them, after the interview."""

    rule: Rule
    word: bool = False


class Noted(Struct, frozen=True, gc=False):
    """Something to remember that the plan makes nothing of."""

    text: str


class Settled(Struct, frozen=True, gc=False):
    """It is over."""

    how: Settlement


class Skipped(Struct, frozen=True, gc=False):
    """The person passes over what is due: the note, this call, or the question whether to close."""

    kind: StepKind


class Snoozed(Struct, frozen=True, gc=False):
    """The person asked to be pinged about a step again at `until`, not earlier."""

    kind: StepKind
    anchor: int
    nth: int
    until: datetime


class Muted(Struct, frozen=True, gc=False):
    """No more pings about this interview."""


class Unmuted(Struct, frozen=True, gc=False):
    """Pings about this interview are welcome again."""


class Reminder(Struct, frozen=True, gc=False):
    """The person asked to be reminded of this interview at `until`."""

    until: datetime


class ReminderDone(Struct, frozen=True, gc=False):
    """What the reminder, the event `anchor`, was for is done."""

    anchor: int


class AlsoKnown(Struct, frozen=True, gc=False):
    """Another name by which the person calls the company."""

    name: str


class Met(Struct, frozen=True, gc=False):
    """Somebody who was met in the interview, as far as it was told; told again, what is new is added."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


class Renamed(Struct, frozen=True, gc=False):
    """The company's name, put right."""

    name: str


class RoleSaid(Struct, frozen=True, gc=False):
    """The role, put right; empty where it is not known after all."""

    role: str


class SalesSaid(Struct, frozen=True, gc=False):
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
