"""The picture of `/funnel`, looked into."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
from matplotlib.patches import Rectangle
from msgspec import to_builtins
from PIL import Image

from bot.guidance.funnel import Funnel
from bot.views.drawing.canvas import Canvas
from bot.views.drawing.funnel import WIDTH, draw, paint
from bot.views.funnel import sheet_of

SEARCHES = [Funnel(1, 0, 0, 0), Funnel(5, 4, 2, 0), Funnel(30, 30, 30, 30), Funnel(1000, 777, 500, 1)]


def bars(canvas: Canvas) -> list[Rectangle]:
    patches = canvas.figure.axes[0].patches
    return [box for box in patches if isinstance(box, Rectangle) and box.get_gid() == "bar"]


def test_bars_are_as_long_as_their_share() -> None:
    lengths = [bar.get_width() for bar in bars(paint(sheet_of(Funnel(10, 5, 2, 0))))]
    assert [round(length / lengths[0], 3) for length in lengths] == [1, 0.5, 0.2, 0, 0.5, 0.2]


def test_the_share_of_others_is_told_apart_without_colour() -> None:
    *own, others = bars(paint(sheet_of(Funnel(10, 5, 2, 0))))
    assert others.get_hatch()
    assert not any(bar.get_hatch() for bar in own)


@pytest.mark.parametrize("counted", SEARCHES)
def test_words_keep_clear_of_each_other_and_of_the_bars(counted: Funnel) -> None:
    canvas = paint(sheet_of(counted))
    found = [artist.get_window_extent() for artist in (*canvas.figure.axes[0].texts, *bars(canvas))]
    assert not [pair for pair in combinations(found, 2) if pair[0].padded(-1).overlaps(pair[1].padded(-1))]
    assert all(box.x0 >= 0 and box.x1 <= WIDTH and box.y0 >= 0 and box.y1 <= canvas.height for box in found)


@pytest.mark.parametrize("counted", SEARCHES)
def test_the_file_is_a_picture(counted: Funnel) -> None:
    content = draw(to_builtins(sheet_of(counted)))
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.width) == ("PNG", WIDTH)
        colours = picture.convert("RGB").getcolors(256)
    assert colours is not None
    assert len(colours) > 10
