"""What `/edit` gives back: typed, without a word of wording."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.guidance.facts import Event, Preferences
from bot.guidance.plan import Plan
from bot.guidance.verdict import Verdict


class Part(StrEnum):
    """What can be put right of an interview itself."""

    NAME = "name"
    ROLE = "role"


class Mending(StrEnum):
    """What can be done about one thing that was recorded."""

    DATE = "date"
    WORDS = "words"
    REMOVE = "remove"
    BACK = "back"


class EditList(Struct, frozen=True):
    """What is recorded of an interview, to tap: its own particulars, and a page of its events, the latest first.

    `choices` are the slots and values that the draft's options fill, in order.
    """

    plan: Plan
    events: tuple[Event, ...]
    draft_id: int
    choices: tuple[tuple[str, str], ...]
    page: int
    at: datetime


class EditEvent(Struct, frozen=True):
    """One thing that was recorded, and what can be put right about it."""

    plan: Plan
    event: Event
    draft_id: int
    choices: tuple[tuple[str, str], ...]
    at: datetime


class Removed(Struct, frozen=True):
    """Something recorded no longer counts; without a plan nothing is left of the interview."""

    change_id: int
    event: Event
    company: str
    plan: Plan | None
    verdict: Verdict | None
    preferences: Preferences
    at: datetime


EditOutcome = EditList | EditEvent | Removed
