"""From where a text is read, and what its readers find in it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from msgspec import Struct

from bot.language.dates.calendars import Days
from bot.language.dates.tenses import toward_at
from bot.language.moments import FIRST_YEAR, LAST_YEAR, Direction, Refusal
from bot.language.tokens import Tokens

NAME = "\0"
"""What stands in a known name's place: nothing that any reader knows."""


class Kind(Enum):
    """What sort of days were named, which settles what they may be joined with."""

    WEEKDAY = auto()
    DATE = auto()
    RELATIVE = auto()
    HOUR = auto()
    IN_WEEK = auto()
    WEEK = auto()
    PERIOD = auto()
    SPAN = auto()


class Stretch(Struct, frozen=True):
    """The days that words name, the time of day where it is among them, and what else they could mean.

    `choices` are the same date in other years, `deadline` is the day that "by" them means where it is not the last,
    `after_noon` is the part of the day.
    """

    start: date
    end: date
    kind: Kind
    at: time | None = None
    after_noon: bool | None = None
    choices: tuple[date, ...] = ()
    deadline: date | None = None


Found = tuple[Stretch, int]


class Unreadable(Exception):
    """Words in the shape of a date, up to `end`, that mean none or one of `choices`."""

    def __init__(self, end: int, reason: Refusal = Refusal.IMPOSSIBLE, choices: tuple[date, ...] = ()) -> None:
        super().__init__(reason)
        self.end = end
        self.reason = reason
        self.choices = choices


class Scene(Struct, frozen=True):
    """A text and from where it is read: `now` is in the person's zone, `told` is the last day read in the text."""

    tokens: Tokens
    now: datetime
    direction: Direction
    day_first: bool | None
    country: str | None
    told: date | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    def word(self, at: int) -> str:
        return self.tokens.word(at)

    def has(self, at: int, *words: str) -> bool:
        return self.tokens.starts_with(at, *words)

    def toward(self, at: int, end: int) -> Direction:
        """On which side of now lies what stands from `at` to `end`."""
        return toward_at(self.tokens, at, end, self.direction)

    def side(self, at: int, end: int) -> Direction:
        """The same, where there is no middle: what is not past is to come."""
        return Direction.PAST if self.toward(at, end) is Direction.PAST else Direction.FUTURE

    def is_capital(self, at: int) -> bool:
        """Whether the token at an index begins with a capital letter."""
        return 0 <= at < len(self.tokens) and self.tokens.source[self.tokens.items[at].start].isupper()


def day(on: date, kind: Kind = Kind.RELATIVE, at: time | None = None, after_noon: bool | None = None) -> Stretch:
    """A stretch of a single day."""
    return Stretch(on, on, kind, at, after_noon)


def period(days: Days, deadline: date | None = None) -> Stretch:
    """A stretch of some days."""
    return Stretch(*days, Kind.PERIOD, deadline=deadline)


def in_bounds(stretch: Stretch, end: int) -> Found:
    """What was found, where its years are such as people live in. Raises Unreadable."""
    if not FIRST_YEAR <= stretch.start.year <= stretch.end.year <= LAST_YEAR:
        raise Unreadable(end)
    return stretch, end


def tomorrow(scene: Scene) -> date:
    """The day after today."""
    return scene.today + timedelta(days=1)
