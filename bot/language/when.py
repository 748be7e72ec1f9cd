"""What was read of days and times: points, ranges, recurrences, and what could not be settled."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from msgspec import Struct

from bot.language.moments import Refusal

Place = tuple[int, int]


class Point(Struct, frozen=True):
    """A day, with a wall time where one was said. `place` is where in the text it was read, as of a slice.

    Of a wall time alone, without `day_said`, it is the day on which that comes next, or last was.
    """

    place: Place
    start: date
    at: time | None = None
    day_said: bool = True

    @property
    def end(self) -> date:
        """The same day, so that a point can be taken for a range."""
        return self.start


class Range(Struct, frozen=True):
    """The days from `start` to `end`, both included."""

    place: Place
    start: date
    end: date
    at: time | None = None


class Recurrence(Struct, frozen=True):
    """Days that return, by an RFC 5545 rule, from `first` on; until a day, until they answer, or without an end."""

    place: Place
    rrule: str
    first: date
    until: date | Literal["answer"] | None = None
    at: time | None = None


class Unclear(Struct, frozen=True):
    """Words in the shape of a date that mean none, or one of `choices`, which the person has to be asked."""

    place: Place
    reason: Refusal
    choices: tuple[date, ...] = ()


When = Point | Range | Recurrence | Unclear
