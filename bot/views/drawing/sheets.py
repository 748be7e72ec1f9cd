"""What is to be drawn, in words and days: the input of the makers, as plain data that can be kept."""

from __future__ import annotations

from msgspec import Struct

from bot.guidance.timeline import MarkKind

UNWRITABLE = "▯"
"""What stands for letters that no font has."""


class Symbol(Struct, frozen=True):
    """A mark's shape, the letter in it, and whether it is an outline alone."""

    kind: MarkKind
    letter: str
    outlined: bool = False


class DayMark(Struct, frozen=True):
    """A symbol on a day, counted from the sheet's first."""

    day: int
    symbol: Symbol


class Strip(Struct, frozen=True):
    """One interview: its name, a few words on what comes next, and its marks, the earliest first."""

    number: int
    name: str
    upcoming: str
    marks: tuple[DayMark, ...]
    away: tuple[int, int] | None = None
    """First and last of the days on which they are left in peace."""
    before: bool = False
    after: bool = False
    """Whether there is more before the first day, and after the last."""


class Explained(Struct, frozen=True):
    """A line of the legend; without a symbol it is about the days on which they are left in peace."""

    symbol: Symbol | None
    words: str


class TimelineSheet(Struct, frozen=True):
    """The picture of `/timeline`: `days` of them, `today` counted from the first, and the days that have a label."""

    title: str
    days: int
    today: int
    today_words: str
    labels: tuple[tuple[int, str], ...]
    strips: tuple[Strip, ...]
    legend: tuple[Explained, ...]
    footnotes: tuple[str, ...]
    nameless: str
    """What stands for a name in letters that cannot be drawn."""
    unwritable: str = ""
    """The footnote where some letters of a name cannot be drawn."""


class Bar(Struct, frozen=True):
    """A bar of so much of the whole, with its words before it and its count behind it."""

    words: str
    count: str
    share: float
    of_others: bool = False
    """Whether it is there to be compared with, and not the person's own."""


class FunnelSheet(Struct, frozen=True):
    """The picture of `/funnel`: the counts, then two shares beside one another."""

    title: str
    counts: tuple[Bar, ...]
    comparison: str
    shares: tuple[Bar, ...]
    footnote: str
