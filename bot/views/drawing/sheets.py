"""What is to be drawn, in words and days: the input of the makers, as plain data that can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from bot.guidance.timeline import MarkKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Sheet = TypeVar("Sheet")

UNWRITABLE = "▯"
"""What stands for letters that no font has."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark's shape, the letter in it, and whether it is an outline alone."""

    kind: MarkKind
    letter: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class DayMark:
    """A symbol on a day, counted from the sheet's first."""

    day: int
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Strip:
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


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the legend; without a symbol it is about the days on which they are left in peace."""

    symbol: Symbol | None
    words: str


@dataclass(frozen=True, slots=True)
class TimelineSheet:
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


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of so much of the whole, with its words before it and its count behind it."""

    words: str
    count: str
    share: float
    of_others: bool = False
    """Whether it is there to be compared with, and not the person's own."""


@dataclass(frozen=True, slots=True)
class FunnelSheet:
    """The picture of `/funnel`: the counts, then two shares beside one another."""

    title: str
    counts: tuple[Bar, ...]
    comparison: str
    shares: tuple[Bar, ...]
    footnote: str


@cache
def _adapter(kind: type[Sheet]) -> TypeAdapter[Sheet]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def timeline_to_json(sheet: TimelineSheet) -> dict[str, Any]:
    """Give a sheet as plain data."""
    data: dict[str, Any] = _adapter(TimelineSheet).dump_python(sheet, mode="json")
    return data


def timeline_from_json(data: dict[str, Any]) -> TimelineSheet:
    """Read a sheet that was kept. Raises ValueError for anything else."""
    sheet: TimelineSheet = _adapter(TimelineSheet).validate_python(data)
    return sheet


def funnel_to_json(sheet: FunnelSheet) -> dict[str, Any]:
    """Give a sheet as plain data."""
    data: dict[str, Any] = _adapter(FunnelSheet).dump_python(sheet, mode="json")
    return data


def funnel_from_json(data: dict[str, Any]) -> FunnelSheet:
    """Read a sheet that was kept. Raises ValueError for anything else."""
    sheet: FunnelSheet = _adapter(FunnelSheet).validate_python(data)
    return sheet
