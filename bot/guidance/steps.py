"""A step of the plan: one thing to do, what identifies it, and when it may be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.etiquette import PING_TIME
from bot.guidance.events import StepKind
from bot.guidance.facts import Hours
from bot.guidance.workdays import SATURDAY, instant, is_workday, local_day, next_within, within

_LOOK_AHEAD_DAYS = 21
"""Longer than any run of days without calling hours."""


class CallingWindow(Struct, frozen=True, gc=False):
    """When a call may be made: in calling hours of working days from `on`; `on` itself is one of them.

    `weekdays` are those on which the contact can be reached; any where it is empty.
    """

    on: date
    hours: Hours
    zone: ZoneInfo
    country: str | None
    weekdays: tuple[int, ...] = ()

    def open_at(self, at: datetime) -> bool:
        """Whether a call may be made at this instant."""
        day = local_day(at, self.zone)
        return self._has(day) and within(at, self.hours, self.zone)

    def next_open(self, at: datetime) -> datetime:
        """The first instant, from `at` on, at which a call may be made."""
        return max(at, next(self.spans(at))[0])

    def first_within(self, hours: Hours, zone: ZoneInfo, at: datetime) -> datetime | None:
        """The first instant, from `at` on, that is also within other hours; None where the two never meet."""
        for start, end in self.spans(at):
            if (both := next_within(max(at, start), hours, zone)) < end:
                return both
        return None

    def spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The next days' calling hours that end after `at`, as instants."""
        first = max(self.on, local_day(at, self.zone))
        for day in (first + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS)):
            end = instant(day, self.hours.end, self.zone)
            if self._has(day) and at < end:
                yield instant(day, self.hours.start, self.zone), end

    def _has(self, day: date) -> bool:
        return day == self.on or (day > self.on and self.reaches(day))

    def reaches(self, day: date) -> bool:
        """Whether the contact can be reached on a day; a weekend day that they named is one."""
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return is_workday(day, self.country) or (bool(self.weekdays) and day.weekday() >= SATURDAY)

    def starting(self, on: date) -> CallingWindow:
        """The window from a working day on, or the first after it on which the contact can be reached."""
        days = (on + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS))
        return replace(self, on=next((day for day in days if self.reaches(day)), on) if self.weekdays else on)


class StepKey(Struct, frozen=True, gc=False):
    """What identifies a step, whenever it is due."""

    interview_id: int
    kind: StepKind
    anchor: int
    nth: int = 0


class Step(Struct, frozen=True, gc=False):
    """One thing to do. `pings` are the instants at which the person would be told, before any quiet hours."""

    key: StepKey
    on: date
    pings: tuple[datetime, ...]
    origin: StepKey
    """Its key before any snooze."""
    window: CallingWindow | None = None
    until: datetime | None = None
    asked_for: bool = False
    heads_up: bool = False
    """Whether the calling hours do not meet the ping hours, so that the pings come before them."""
    habitual: bool = False
    """Whether its hour is only a habit: by itself it is told at the usual time, with another message sooner."""

    def over_at(self, now: datetime) -> bool:
        """Whether its time has passed."""
        return self.until is not None and now >= self.until

    def stands_at(self, now: datetime) -> bool:
        """Whether it can be done at this instant."""
        if self.over_at(now):
            return False
        return self.window.open_at(now) if self.window else now >= self.pings[0]

    def next_ping(self, after: datetime, ping_hours: Hours, zone: ZoneInfo, *, alone: bool = True) -> datetime | None:
        """The first instant, from `after` on, at which a ping for it may go out; None once it is over.

        One rule for all whose hour is only a habit (a call, whether to close, the weekly nudge): with another message
        they come as soon as calling and ping hours admit it, so that what falls due on one morning is one message;
        `alone` they wait for the usual time of that day, where the hours still admit that.
        """
        at = (
            self.window.first_within(ping_hours, zone, after)
            if self.window and not self.heads_up
            else next_within(after, ping_hours, zone)
        )
        if at and alone and self.habitual and not self.asked_for:
            there = self.window.zone if self.window else zone
            usual = max(at, instant(local_day(at, there), PING_TIME, there))
            admitted = within(usual, ping_hours, zone) and (self.window is None or self.window.open_at(usual))
            at = usual if admitted and not self.over_at(usual) else at
        return at if at and not self.over_at(at) else None
