"""What `/start` and the settings give back: typed, without a word of wording."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.facts import Preferences
from bot.guidance.plan import Plan
from bot.services.questions import Ask


class Setting(StrEnum):
    """What a person can set."""

    TIME_ZONE = "time-zone"
    MUTED = "muted"
    UNMUTED = "unmuted"
    WEEKLY_NUDGE = "weekly-nudge"
    PAUSED = "paused"
    PING_HOURS = "ping-hours"
    CALLING_HOURS = "calling-hours"
    FIRST_CALL = "first-call"
    BETWEEN_CALLS = "between-calls"
    FIRST_CALL_SALES = "first-call-sales"
    BETWEEN_CALLS_SALES = "between-calls-sales"
    COUNTRY = "country"
    DAY_FIRST = "day-first"


class Moved(Struct, frozen=True):
    """What a changed setting moved: an interview's next call, or where that stays, its next ping; None for never."""

    plan: Plan
    call: bool
    at: datetime | None


class SettingsChanged(Struct, frozen=True):
    """Settings are now these; which of them changed, and how to take it back: None where they were so already.

    `begins` is whether nothing has been recorded yet, `has_muted` whether some open interview is muted by itself.
    """

    preferences: Preferences
    what: Setting
    change_id: int | None
    at: datetime
    moved: tuple[Moved, ...] = ()
    begins: bool = False
    has_muted: bool = False


class SettingsShown(Struct, frozen=True):
    """`/settings`: all of them; `unread` is what was meant to name one of them."""

    preferences: Preferences
    at: datetime
    unread: str = ""


class SettingOpened(Struct, frozen=True):
    """One setting, and the question what it shall be."""

    what: Setting
    preferences: Preferences
    ask: Ask


class Welcome(Struct, frozen=True):
    """`/start`; `ask` is for the time zone where it is not known, and `waiting` counts the open interviews."""

    preferences: Preferences
    at: datetime
    ask: Ask | None = None
    waiting: int = 0
    known: bool = False
    guess: ZoneInfo | None = None
    """The zone that the machine says it is in, where that is the person's own."""


SettingsOutcome = SettingsChanged | SettingsShown | SettingOpened | Welcome
