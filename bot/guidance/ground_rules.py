"""What they said about following up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


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
