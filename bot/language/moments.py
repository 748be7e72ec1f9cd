"""A day or time that was read, and what can be wrong with one."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.workdays import instant

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""What is read as a day lies in these years or between them, and what is taken in from a file too."""


class Direction(StrEnum):
    """Which way a date without a week or a year lies."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class Refusal(StrEnum):
    """Why words that look like a date are none."""

    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"


class ImpossibleMoment(ValueError):
    """Words in the shape of a date that mean none, or two: February 30, 3/4/2026.

    `words` are those words as written, `reason` is why, `rest` is what stands before them.
    """

    def __init__(self, words: str, reason: Refusal, rest: str = "") -> None:
        super().__init__(f"{reason}: {words}")
        self.words = words
        self.reason = reason
        self.rest = rest


class Moment(Struct, frozen=True):
    """A local day, and a wall time where one was said; of several days the first, with the `last` of them.

    Where no day was said, only the time, it is today, and not `day_said`.
    """

    on: date
    at: time | None = None
    last: date | None = None
    day_said: bool = True

    @property
    def deadline(self) -> date:
        """The day that has to pass before what was promised for then is late."""
        return self.last or self.on


class Reading(Struct, frozen=True):
    """The moment at the end of a text, if there is one, and what stands before it."""

    moment: Moment | None
    rest: str


def is_known_year(day: date) -> bool:
    """Whether a day lies in the years of which days are told."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def instant_of(moment: Moment, *, zone: ZoneInfo, default: time) -> datetime:
    """The instant of a moment, in UTC; `default` is the wall time for one that has none."""
    return instant(moment.on, default if moment.at is None else moment.at, zone)
