"""What they said about following up."""

from __future__ import annotations

from datetime import date, time

from msgspec import Struct


class NoCalls(Struct, frozen=True, gc=False):
    """They said not to call."""


class EmailOnly(Struct, frozen=True, gc=False):
    """They want to be asked by email, not by phone."""


class CallOn(Struct, frozen=True, gc=False):
    """They named a day for the call, or the days from `on` to `until`; with `latest`, the last day that they left."""

    on: date
    until: date | None = None
    latest: bool = False


class CallEveryWeekday(Struct, frozen=True, gc=False):
    """They asked for a call every so many weeks on this weekday (0 is Monday) and on `also`, up to a day."""

    weekday: int
    also: tuple[int, ...] = ()
    every: int = 1
    until: date | None = None

    @property
    def weekdays(self) -> tuple[int, ...]:
        """All of its weekdays, in the week's order."""
        return tuple(sorted({self.weekday, *self.also}))


class CallEveryDays(Struct, frozen=True, gc=False):
    """They asked for a call every so many calendar days, counted from the day the rule was given, up to a day."""

    days: int
    until: date | None = None


class CallEveryMonth(Struct, frozen=True, gc=False):
    """They asked for a call every month on these days of it, up to a day; what a month lacks is its last day."""

    month_days: tuple[int, ...]
    until: date | None = None


class TheyCall(Struct, frozen=True, gc=False):
    """They will call, by a day where they named one: the last from `first` on, `about` where it is not exact."""

    by: date | None = None
    first: date | None = None
    about: bool = False


class DecisionBy(Struct, frozen=True, gc=False):
    """They decide by this day: the last from `first` on where they named several, `about` where it is not exact."""

    by: date
    first: date | None = None
    about: bool = False


class AwayUntil(Struct, frozen=True, gc=False):
    """The manager is away, or others are still to be interviewed, until this day, the last from `first` on."""

    until: date
    first: date | None = None


class Contact(Struct, frozen=True, gc=False):
    """Whom to call, where, between which hours, on which weekdays, and in which zone, as far as was said.

    The name is empty where only the number or the time was said.
    """

    name: str
    time_zone: str | None = None
    phone: str = ""
    after: time | None = None
    before: time | None = None
    weekdays: tuple[int, ...] = ()


class NoRules(Struct, frozen=True, gc=False):
    """What they said before about calling no longer holds."""


Rule = (
    NoCalls
    | EmailOnly
    | CallOn
    | CallEveryWeekday
    | CallEveryDays
    | CallEveryMonth
    | TheyCall
    | DecisionBy
    | AwayUntil
    | Contact
    | NoRules
)

Series = CallEveryWeekday | CallEveryDays | CallEveryMonth
"""What comes again and again."""
