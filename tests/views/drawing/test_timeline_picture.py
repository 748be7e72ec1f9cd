"""The picture of `/timeline`, looked into: its marks, its words, and that nothing covers anything."""

from __future__ import annotations

import io
import json
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from msgspec import convert, to_builtins
from msgspec.structs import replace
from PIL import Image

from bot.guidance.timeline import MarkKind
from bot.views.drawing import lettering
from bot.views.drawing.canvas import BAND, FAINT_INK, INK, PAPER, Canvas
from bot.views.drawing.lettering import families
from bot.views.drawing.sheets import DayMark, Symbol, TimelineSheet
from bot.views.drawing.timeline import LOOKS, WIDTH, draw, layout_for, paint, places_of
from bot.views.timeline_sheet import sheet_of
from tests.views.drawing.samples import timeline

COUNTS = [1, 5, 12, 13, 30, 34]


def drawn(count: int) -> tuple[TimelineSheet, Canvas]:
    sheet = sheet_of(timeline(count))
    return sheet, paint(sheet)


def texts(canvas: Canvas, *parts: str) -> list[Text]:
    return [text for text in canvas.figure.axes[0].texts if text.get_gid() in parts]


def symbols(canvas: Canvas, strip: int | None = None) -> list[Line2D]:
    marks = [line for line in canvas.figure.axes[0].lines if (line.get_gid() or "").startswith("mark")]
    return marks if strip is None else [line for line in marks if line.get_gid() == f"mark {strip}"]


def boxes(canvas: Canvas) -> dict[str, Bbox]:
    """Where everything stands that must not be covered: words, marks with the letters in them, and the legend's."""
    axes = canvas.figure.axes[0]
    words = [text for text in axes.texts if text.get_gid() != "letter"]
    keys = [artist for artist in (*axes.lines, *axes.patches) if artist.get_gid() == "key"]
    found = [*words, *symbols(canvas), *keys]
    # Without one each artist would make a renderer of its own, gigabytes of them.
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    return {f"{artist.get_gid()} {nth}": artist.get_window_extent(renderer) for nth, artist in enumerate(found)}


@pytest.mark.parametrize("count", COUNTS)
def test_nothing_covers_anything_nor_leaves_the_paper(count: int) -> None:
    _, canvas = drawn(count)
    found = boxes(canvas)
    paper = Bbox([[0, 0], [canvas.width, canvas.height]])
    inner = {name: box.padded(-1) for name, box in found.items()}
    covering = [
        (one, other) for (one, first), (other, second) in combinations(inner.items(), 2) if first.overlaps(second)
    ]
    assert covering == []
    outside = [name for name, box in found.items() if not (paper.contains(*box.min) and paper.contains(*box.max))]
    assert outside == []


@pytest.mark.parametrize("count", COUNTS)
def test_every_interview_has_its_name_and_all_its_marks(count: int) -> None:
    sheet, canvas = drawn(count)
    assert len(sheet.strips) == min(count, 30)
    assert [text.get_text() for text in texts(canvas, "number")] == [f"{strip.number}." for strip in sheet.strips]
    assert len(texts(canvas, "name")) == len(sheet.strips)
    for strip in sheet.strips:
        assert len(symbols(canvas, strip.number)) == len(strip.marks)
    spans = {box.get_gid() for box in canvas.figure.axes[0].patches if (box.get_gid() or "").startswith("away")}
    assert spans == {f"away {strip.number}" for strip in sheet.strips if strip.away}


def test_every_mark_has_its_letter_in_it() -> None:
    _, canvas = drawn(13)
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    letters = [letter.get_window_extent(renderer) for letter in texts(canvas, "letter")]
    for symbol in symbols(canvas):
        box = symbol.get_window_extent()
        assert sum(box.contains(*letter.min) and box.contains(*letter.max) for letter in letters) == 1


def test_what_is_over_is_filled_and_what_is_to_come_is_an_outline() -> None:
    sheet, canvas = drawn(5)
    for strip in sheet.strips:
        for mark, line in zip(strip.marks, symbols(canvas, strip.number), strict=True):
            look = LOOKS[mark.symbol.kind]
            assert line.get_marker() == look.shape
            assert line.get_markerfacecolor() == (PAPER if mark.symbol.outlined else look.colour)


@pytest.mark.parametrize("count", [1, 5, 12, 30])
def test_every_mark_stands_on_its_day(count: int) -> None:
    sheet, canvas = drawn(count)
    layout = layout_for(count)
    a_day = (layout.right - layout.left) / sheet.days
    for strip in sheet.strips:
        found = [symbol.get_xdata()[0] for symbol in symbols(canvas, strip.number)]
        wanted = [layout.left + (mark.day + 0.5) * a_day for mark in strip.marks]
        assert found == pytest.approx(wanted)


def crowded(days: list[int]) -> TimelineSheet:
    """One strip with marks on some days of 50."""
    sheet = sheet_of(timeline(1))
    call = Symbol(MarkKind.CALL, "1")
    strip = replace(sheet.strips[0], marks=tuple(DayMark(day, call) for day in sorted(days)), away=None)
    return replace(sheet, days=50, today=30, strips=(strip,))


@given(st.lists(st.integers(0, 49), min_size=1, max_size=14))
@settings(max_examples=100, deadline=None)
def test_however_crowded_the_days_are_no_mark_covers_another(days: list[int]) -> None:
    sheet, layout = crowded(days), layout_for(1)
    places = places_of(sheet.strips[0], sheet, layout)
    gap = layout.mark * 1.12
    for lane in range(4):
        line = [place for place, at in places if at == lane]
        assert all(right - left >= gap - 1e-6 for left, right in pairwise(line))
    assert all(layout.left <= place <= layout.right for place, _ in places)
    a_day = (layout.right - layout.left) / 50
    for mark, (place, _) in zip(sheet.strips[0].marks, places, strict=True):
        near = [day for day in days if abs(day - mark.day) * a_day < 2 * gap]
        if len(near) <= 4:
            assert place == pytest.approx(layout.left + (mark.day + 0.5) * a_day)


def test_more_than_the_days_shown_is_explained_where_it_is_there() -> None:
    assert "‹ and ›: there is more before or after these days." in sheet_of(timeline(3)).footnotes
    assert not [line for line in sheet_of(timeline(1)).footnotes if "›" in line]


def test_the_bar_of_peace_spans_its_days() -> None:
    sheet, canvas = drawn(5)
    (strip,) = [strip for strip in sheet.strips if strip.away]
    assert strip.away is not None
    box = next(box for box in canvas.figure.axes[0].patches if box.get_gid() == f"away {strip.number}")
    assert isinstance(box, Rectangle)
    layout = layout_for(5)
    a_day = (layout.right - layout.left) / sheet.days
    assert box.get_width() == pytest.approx((strip.away[1] - strip.away[0] + 1) * a_day)
    assert box.get_hatch()


def test_names_are_drawn_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "families", lambda: families()[:1])
    sheet, canvas = drawn(7)
    names = {text.get_text() for text in texts(canvas, "name")}
    assert {"Acme", "Łódź & Søn — Çelik", "$x_1$ Corp", "שלום בעמ", "▯ Rocket GmbH", "(named below)"} <= names
    assert any(name.startswith("Ромашка Ромашка") and name.endswith("…") for name in names)
    assert not any(text.get_parse_math() for text in texts(canvas, "name"))
    assert sheet.unwritable in [text.get_text() for text in texts(canvas, "footnote")]


def test_nothing_is_said_of_letters_where_all_can_be_drawn() -> None:
    sheet = sheet_of(timeline(3, ["Café Möller", "شركة", "Ελληνικά"]))
    footnotes = [text.get_text() for text in texts(paint(sheet), "footnote")]
    assert sorted(footnotes) == sorted(sheet.footnotes)


def test_the_legend_explains_what_is_drawn() -> None:
    sheet, canvas = drawn(5)
    words = [text.get_text() for text in texts(canvas, "legend")]
    assert words == [entry.words for entry in sheet.legend]
    explained = {entry.symbol.kind for entry in sheet.legend if entry.symbol}
    assert explained == {mark.symbol.kind for strip in sheet.strips for mark in strip.marks}


def test_nothing_rests_on_colour_alone() -> None:
    assert len({look.shape for look in LOOKS.values()}) == len(MarkKind)


@pytest.mark.parametrize("ink", [INK, FAINT_INK, *(look.colour for look in LOOKS.values())])
def test_inks_stand_out_from_both_papers(ink: str) -> None:
    assert min(contrast(ink, PAPER), contrast(ink, BAND)) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it; 4.5 is asked of words."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def distance(colour: str, seen: object) -> int:
    """How far a colour is from one of a picture's, in the part that differs most."""
    assert isinstance(seen, tuple)
    return max(abs(one - other) for one, other in zip(bytes.fromhex(colour[1:]), seen, strict=True))


@pytest.mark.parametrize("count", COUNTS)
def test_the_file_is_a_picture_that_telegram_takes(count: int) -> None:
    content = draw(to_builtins(sheet_of(timeline(count))))
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "PNG"
        assert picture.width == WIDTH
        assert picture.width + picture.height <= 10_000
        assert max(picture.size) <= 20 * min(picture.size)
        colours = picture.convert("RGB").getcolors(256)
    assert len(content) < 500_000
    assert colours is not None
    paper = max(colours)[0] / sum(share for share, _ in colours)
    assert 0.3 < paper < 0.95, "neither blank nor covered"
    for wanted in (PAPER, BAND, INK, LOOKS[MarkKind.INTERVIEW].colour):
        assert min(distance(wanted, colour) for _, colour in colours) <= 3


def test_drawing_costs_no_more_than_the_interviews_that_it_shows() -> None:
    one, many = (quickest(count) for count in (1, 30))
    assert many < 30 * one


def quickest(count: int) -> float:
    """The processor time of a drawing, the best of three: `tests.benchmarks.pictures` says it in milliseconds."""
    data = to_builtins(sheet_of(timeline(count)))
    spent = []
    for _ in range(3):
        before = time.thread_time()
        draw(data)
        spent.append(time.thread_time() - before)
    return min(spent)


def test_the_height_grows_with_the_interviews() -> None:
    heights = [drawn(count)[1].height for count in (1, 5, 12, 30)]
    assert heights == sorted(set(heights))


def test_the_sheet_survives_being_kept() -> None:
    sheet = sheet_of(timeline(12))
    assert convert(json.loads(json.dumps(to_builtins(sheet))), TimelineSheet) == sheet


def test_several_at_once_come_out_the_same() -> None:
    data = to_builtins(sheet_of(timeline(3)))
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(draw, [data] * 8))) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=120), min_size=1, max_size=3))
def test_whatever_the_names_are(names: list[str]) -> None:
    assert draw(to_builtins(sheet_of(timeline(len(names), names))))
