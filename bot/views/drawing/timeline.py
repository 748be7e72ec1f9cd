"""The picture of `/timeline`: a strip of days for each open interview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, convert

from bot.guidance.timeline import MarkKind
from bot.views.drawing.canvas import BAND, FAINT_INK, GRID, INK, PAPER, Canvas
from bot.views.drawing.lettering import shortened, width, writable
from bot.views.drawing.sheets import UNWRITABLE, Explained, Strip, Symbol, TimelineSheet

WIDTH = 1080
MARGIN = 40
_MOST_ROOMY = 12
"""Up to so many strips have their name above them; more have it before them."""
_MOST_LANES = 4
_HEAD = 190
_FOOTNOTE_LINE = 42
_LEGEND_LINE, _LEGEND_SIZE = 56, 30
_UPCOMING_SIZE, _LABEL_SIZE, _TODAY_SIZE, _FOOTNOTE_SIZE = 30, 28, 30, 27
_LABELS_APART = 130
_AWAY, _AWAY_EDGE = "#e6dff0", "#6a4c93"


class Look(Struct, frozen=True):
    """A kind of mark: its shape, its colour, its size beside others', and how much higher its letter stands."""

    shape: str
    colour: str
    size: float = 1.0
    raised: float = 0.0


LOOKS = {
    MarkKind.INTERVIEW: Look("s", "#0b4f8a", 0.92),
    MarkKind.NOTE: Look("D", "#1b6e4b", 0.84),
    MarkKind.CALL: Look("o", "#a1440b", 1.04),
    MarkKind.ASKED_CALL: Look("h", "#a1440b", 1.14),
    MarkKind.WORD: Look("p", "#6a3a92", 1.12),
    MarkKind.DEADLINE: Look("v", "#a3213b", 1.16, raised=0.14),
}


class Layout(Struct, frozen=True):
    """Where things stand on the paper, in pixels."""

    head: float
    """How much of a strip is above its marks."""
    pad: float
    left: float
    mark: float
    name_size: float
    roomy: bool

    @property
    def right(self) -> float:
        """Where the strips of days end."""
        return WIDTH - MARGIN - self.mark / 2

    @property
    def lane(self) -> float:
        """The height of a line of marks; those of about the same day stand in several."""
        return self.mark * 1.12

    def height(self, lanes: int) -> float:
        """The height of a strip."""
        return max(self.head + self.pad + lanes * self.lane, self.name_size * 1.8)

    def marks_at(self, band: Band, lane: int) -> float:
        """The middle of a line of marks, the first one the lowest."""
        spare = band.height - self.head - band.lanes * self.lane
        return band.top + band.height - spare / 2 - (lane + 0.5) * self.lane

    def lines_from(self, band: Band) -> float:
        """Where the lines of the days begin."""
        return band.top + 16 + self.name_size * 1.2 if self.roomy else band.top

    def name_at(self, band: Band) -> float:
        """The middle of the name."""
        return band.top + (8 + self.name_size * 0.7 if self.roomy else band.height / 2)


class Band(Struct, frozen=True):
    """The part of the paper that a strip has, and in how many lines its marks stand."""

    top: float
    height: float
    lanes: int


def draw(data: dict[str, Any]) -> bytes:
    """Draw a sheet that was kept as plain data, as a PNG. Raises ValidationError for anything else."""
    return paint(convert(data, TimelineSheet)).png()


def paint(sheet: TimelineSheet) -> Canvas:
    """Draw a sheet; its height grows with its strips."""
    layout = layout_for(len(sheet.strips))
    legend, footnotes = list(_legend_lines(sheet.legend)), _footnotes(sheet)
    bands = list(_bands(sheet, layout))
    foot = bands[-1].top + bands[-1].height + 30
    canvas = Canvas(WIDTH, round(foot + _LEGEND_LINE * len(legend) + _FOOTNOTE_LINE * len(footnotes) + 54))
    canvas.write(MARGIN, 52, sheet.title, 42, bold=True, part="title")
    _draw_calendar(canvas, sheet, layout)
    for nth, (strip, band) in enumerate(zip(sheet.strips, bands, strict=True)):
        if nth % 2 == 0:
            canvas.box(0, band.top, WIDTH, band.height, face=BAND)
        _draw_days(canvas, sheet, layout, band)
        _draw_strip(canvas, sheet, strip, layout, band)
    _draw_legend(canvas, legend, foot + 44)
    for nth, words in enumerate(reversed(footnotes)):
        middle = canvas.height - 44 - nth * _FOOTNOTE_LINE
        canvas.write(MARGIN, middle, words, _FOOTNOTE_SIZE, colour=FAINT_INK, part="footnote")
    return canvas


def _footnotes(sheet: TimelineSheet) -> tuple[str, ...]:
    has_stand_ins = any(UNWRITABLE in writable(strip.name, bold=True) for strip in sheet.strips)
    return (*sheet.footnotes, sheet.unwritable) if has_stand_ins else sheet.footnotes


def layout_for(strips: int) -> Layout:
    """The more strips, the closer together."""
    if strips <= _MOST_ROOMY:
        few = strips <= 6
        return Layout(64, 24 if few else 12, MARGIN + 22, mark=44 if few else 40, name_size=36, roomy=True)
    return Layout(0, 10, 400, mark=32, name_size=28, roomy=False)


def _bands(sheet: TimelineSheet, layout: Layout) -> Iterator[Band]:
    top = float(_HEAD)
    for strip in sheet.strips:
        lanes = 1 + max((lane for _, lane in places_of(strip, sheet, layout)), default=0)
        yield Band(top, layout.height(lanes), lanes)
        top += layout.height(lanes)


def _place(day: int, sheet: TimelineSheet, layout: Layout) -> float:
    return layout.left + (day + 0.5) * (layout.right - layout.left) / sheet.days


def _draw_calendar(canvas: Canvas, sheet: TimelineSheet, layout: Layout) -> None:
    today = _place(sheet.today, sheet, layout)
    last = float("-inf")
    for day, words in sheet.labels:
        at, half = _place(day, sheet, layout), width(words, _LABEL_SIZE) / 2
        is_free = at - last >= _LABELS_APART and abs(at - today) > half + 10
        if is_free and half < at < WIDTH - half:
            canvas.write(at, _HEAD - 30, words, _LABEL_SIZE, align="center", colour=FAINT_INK, part="day")
            last = at
    canvas.line(today, _HEAD - 66, _HEAD, colour=INK, thick=4)
    half = width(sheet.today_words, _TODAY_SIZE, bold=True) / 2 + 16
    middle = min(max(today, MARGIN + half), WIDTH - MARGIN - half)
    canvas.box(middle - half, _HEAD - 106, 2 * half, 46, face=INK, above=2)
    canvas.write(
        middle, _HEAD - 83, sheet.today_words, _TODAY_SIZE, bold=True, colour=PAPER, align="center", part="today"
    )


def _draw_days(canvas: Canvas, sheet: TimelineSheet, layout: Layout, band: Band) -> None:
    """The lines of a strip; none goes through a name."""
    upper, lower = layout.lines_from(band), band.top + band.height
    for day, _ in sheet.labels:
        canvas.line(_place(day, sheet, layout), upper, lower, colour=GRID, thick=2)
    canvas.line(_place(sheet.today, sheet, layout), upper, lower, colour=INK, thick=4)


def _draw_strip(canvas: Canvas, sheet: TimelineSheet, strip: Strip, layout: Layout, band: Band) -> None:
    _draw_name(canvas, sheet, strip, layout, layout.name_at(band))
    lowest = layout.marks_at(band, 0)
    _draw_away(canvas, sheet, strip, layout, lowest)
    for mark, (place, lane) in zip(strip.marks, places_of(strip, sheet, layout), strict=True):
        middle = layout.marks_at(band, lane)
        draw_symbol(canvas, mark.symbol, place, middle, layout.mark, f"mark {strip.number}")
    for more, at, words in ((strip.before, layout.left - 32, "‹"), (strip.after, layout.right + 32, "›")):
        if more:
            canvas.write(at, lowest, words, layout.mark, bold=True, align="center", part="more")


def places_of(strip: Strip, sheet: TimelineSheet, layout: Layout) -> list[tuple[float, int]]:
    """Where the marks of a strip stand: on their day, each in the lowest line in which nothing is in its way.

    Where all lines are full, a mark stands beside the others, in the line where that takes it least from its day.
    """
    gap = layout.mark * 1.12
    ends = [float("-inf")] * _MOST_LANES
    places = []
    for mark in strip.marks:
        wanted = _place(mark.day, sheet, layout)
        lane = next((nth for nth, end in enumerate(ends) if end + gap <= wanted), ends.index(min(ends)))
        ends[lane] = max(wanted, ends[lane] + gap)
        places.append((ends[lane], lane))
    return _within(places, gap, layout.right)


def _within(places: list[tuple[float, int]], gap: float, right: float) -> list[tuple[float, int]]:
    """The places, with those that stand beyond the last day moved back, and what is in their way."""
    moved, latest = list(places), [right] * _MOST_LANES
    for nth, (place, lane) in reversed(list(enumerate(places))):
        moved[nth] = (min(place, latest[lane]), lane)
        latest[lane] = moved[nth][0] - gap
    return moved


def _draw_name(canvas: Canvas, sheet: TimelineSheet, strip: Strip, layout: Layout, middle: float) -> None:
    size = layout.name_size
    number = f"{strip.number}."
    canvas.write(MARGIN, middle, number, size, colour=FAINT_INK, part="number")
    left = MARGIN + width(number, size) + 12
    right = WIDTH - MARGIN if layout.roomy else layout.left - 44
    if layout.roomy and strip.upcoming:
        canvas.write(right, middle, strip.upcoming, _UPCOMING_SIZE, align="right", part="upcoming")
        right -= width(strip.upcoming, _UPCOMING_SIZE) + 28
    name = writable(strip.name, bold=True)
    shown = shortened(name or sheet.nameless, right - left, size, bold=bool(name))
    canvas.write(left, middle, shown, size, bold=bool(name), part="name")


def _draw_away(canvas: Canvas, sheet: TimelineSheet, strip: Strip, layout: Layout, middle: float) -> None:
    if strip.away is None:
        return
    half_day = (layout.right - layout.left) / sheet.days / 2
    left = _place(strip.away[0], sheet, layout) - half_day
    right = _place(strip.away[1], sheet, layout) + half_day
    height = layout.mark * 0.62
    _away_box(canvas, left, middle - height / 2, right - left, height, f"away {strip.number}")


def _away_box(canvas: Canvas, left: float, top: float, width: float, height: float, part: str) -> None:
    canvas.box(left, top, width, height, face=_AWAY, edge=_AWAY_EDGE, hatch="//", part=part, above=2)


def draw_symbol(canvas: Canvas, symbol: Symbol, x: float, y: float, size: float, part: str) -> None:
    """Draw a mark: filled for what is over, an outline for what is to come, its letter in it."""
    look = LOOKS[symbol.kind]
    face, ink = (PAPER, look.colour) if symbol.outlined else (look.colour, PAPER)
    canvas.mark(x, y, look.shape, size * look.size * 0.9, edge=look.colour, face=face, part=part)
    letter = y - look.raised * size
    canvas.write(x, letter, symbol.letter, size * 0.52, bold=True, colour=ink, align="center", part="letter", above=4)


def _legend_lines(legend: tuple[Explained, ...]) -> Iterator[list[tuple[float, Explained]]]:
    """The legend's entries, each with its left edge, as many to a line as there is room for."""
    line: list[tuple[float, Explained]] = []
    left = float(MARGIN)
    for entry in legend:
        room = 56 + width(entry.words, _LEGEND_SIZE)
        if line and left + room > WIDTH - MARGIN:
            yield line
            line, left = [], float(MARGIN)
        line.append((left, entry))
        left += room + 40
    if line:
        yield line


def _draw_legend(canvas: Canvas, legend: list[list[tuple[float, Explained]]], top: float) -> None:
    for nth, line in enumerate(legend):
        middle = top + nth * _LEGEND_LINE
        for left, entry in line:
            if entry.symbol:
                draw_symbol(canvas, entry.symbol, left + 20, middle, 40, "key")
            else:
                _away_box(canvas, left, middle - 13, 40, 26, "key")
            canvas.write(left + 56, middle, entry.words, _LEGEND_SIZE, part="legend")
