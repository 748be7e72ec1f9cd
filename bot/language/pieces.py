"""The pieces that dates and times are written in, before anything is known of what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.language.spans import Span


class Which(StrEnum):
    """The word before a weekday."""

    BARE = ""
    THIS = "this"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Written:
    """A date whose parts are known for what they are."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A date of two numbers, one of which is the month: 3/4/2026."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """An ISO 8601 date with a time, and perhaps an offset from UTC."""

    iso: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday."""

    number: int
    which: Which = Which.BARE


@dataclass(frozen=True, slots=True)
class Shift:
    """So far from now, back where `sign` is negative; `part` is the part of that day, if one was said."""

    span: Span
    sign: int = 1
    part: PartOfDay | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall time. `half` is 0 for am, 12 for pm; `hour_only` where there is nothing but "at 8"."""

    hour: int
    minute: int = 0
    second: int = 0
    half: int | None = None
    hour_only: bool = False


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """Morning, or what comes after noon."""

    after_noon: bool


Day = Written | Figures | Stamp | Weekday | Shift
Piece = Day | Clock | PartOfDay


@dataclass(frozen=True, slots=True)
class Phrase:
    """The pieces of one moment, each at most once; `check` is a weekday beside a full date."""

    day: Day | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None
    check: Weekday | None = None
