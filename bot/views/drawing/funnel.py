"""The picture of `/funnel`: the counts as bars, and two shares beside one another."""

from __future__ import annotations

from typing import Any

from msgspec import convert

from bot.views.drawing.canvas import BAND, FAINT_INK, INK, Canvas
from bot.views.drawing.sheets import Bar, FunnelSheet

WIDTH = 1080
MARGIN = 40
_BAR, _PITCH = 56, 122
_COUNT_ROOM = 170
_OWN, _OTHERS = "#0b4f8a", "#d9c7a3"
_EDGE_OF_OTHERS = "#7a5c1e"


def draw(data: dict[str, Any]) -> bytes:
    """Draw a sheet that was kept as plain data, as a PNG. Raises ValidationError for anything else."""
    return paint(convert(data, FunnelSheet)).png()


def paint(sheet: FunnelSheet) -> Canvas:
    """Draw a sheet."""
    second = 110 + _PITCH * len(sheet.counts) + 40
    canvas = Canvas(WIDTH, second + 80 + _PITCH * len(sheet.shares) + 70)
    canvas.write(MARGIN, 58, sheet.title, 42, bold=True, part="title")
    _draw_bars(canvas, sheet.counts, 110)
    canvas.box(0, second, WIDTH, 70 + _PITCH * len(sheet.shares), face=BAND)
    canvas.write(MARGIN, second + 44, sheet.comparison, 38, bold=True, part="comparison")
    _draw_bars(canvas, sheet.shares, second + 70)
    canvas.write(MARGIN, canvas.height - 38, sheet.footnote, 28, colour=FAINT_INK, part="footnote")
    return canvas


def _draw_bars(canvas: Canvas, bars: tuple[Bar, ...], top: float) -> None:
    room = WIDTH - 2 * MARGIN - _COUNT_ROOM
    for nth, bar in enumerate(bars):
        upper = top + nth * _PITCH
        canvas.write(MARGIN, upper + 24, bar.words, 33, part="words")
        length = room * min(bar.share, 1.0)
        face, edge, hatch = (_OTHERS, _EDGE_OF_OTHERS, "//") if bar.of_others else (_OWN, _OWN, "")
        canvas.box(MARGIN, upper + 50, length, _BAR, face=face, edge=edge, hatch=hatch, part="bar")
        canvas.line(MARGIN, upper + 46, upper + 54 + _BAR, colour=INK, thick=4)
        canvas.write(MARGIN + length + 18, upper + 50 + _BAR / 2, bar.count, 38, bold=True, colour=INK, part="count")
