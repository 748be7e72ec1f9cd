"""What is given back about the person's own data and calendar: typed, without a word of wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.guidance.calendar import Entry
from bot.guidance.plan import Plan
from storage.records import Revision


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An entry of the calendar file; `plan` is None where the whole interview was taken back."""

    uid: str
    """The same whenever the entry is given, wherever it moves."""
    entry: Entry
    plan: Plan | None
    company: str
    role: str
    revision: Revision
    minutes: int
    """How long it takes; 0 for a whole day."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """`/calendar`: what belongs into a calendar, of all interviews or of `about` alone."""

    items: tuple[CalendarItem, ...]
    zone: ZoneInfo
    at: datetime
    about: str = ""
    """The company, where it is about one."""


DataOutcome = CalendarFile
