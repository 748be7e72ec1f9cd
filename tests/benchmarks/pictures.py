"""How long the pictures take to draw: `uv run python -m tests.benchmarks.pictures`."""

from __future__ import annotations

from functools import partial

from msgspec import to_builtins

from bot.guidance.funnel import Funnel
from bot.views.drawing import funnel as funnel_picture
from bot.views.drawing import timeline as timeline_picture
from bot.views.drawing.canvas import Canvas
from bot.views.funnel import sheet_of as funnel_sheet
from bot.views.timeline_sheet import sheet_of as timeline_sheet
from tests.benchmarks.times import best_of
from tests.views.drawing.samples import timeline


def main() -> None:
    """Print how many times an empty picture of the same size each picture takes."""
    for count in (1, 5, 30):
        sheet = timeline_sheet(timeline(count))
        data = to_builtins(sheet)
        height = timeline_picture.paint(sheet).height
        report(f"/timeline, {count} interviews", best_of(partial(timeline_picture.draw, data)), height)
    search = funnel_sheet(Funnel(30, 20, 10, 1))
    data = to_builtins(search)
    report("/funnel", best_of(partial(funnel_picture.draw, data)), funnel_picture.paint(search).height)


def report(what: str, drawing: float, height: int) -> None:
    """Print a picture's time beside that of an empty one."""
    empty = best_of(lambda: Canvas(timeline_picture.WIDTH, height).png())
    print(f"{what}: {drawing / empty:.1f} times an empty picture, {drawing * 1000:.0f} ms")


if __name__ == "__main__":
    main()
