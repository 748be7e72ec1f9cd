"""A sheet of paper that is drawn on in pixels, from its upper left corner: its own background, so that it reads alike
in light and in dark chats. Nothing here is shared between two canvases, so that they can be drawn at the same time.
"""

from __future__ import annotations

from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image

from bot.views.drawing.lettering import PIXELS_PER_INCH, font, points

PAPER = "#fbfaf6"
BAND = "#f0eee6"
GRID = "#d8d4c7"
INK = "#1d2630"
FAINT_INK = "#4d5762"
_COLOURS = 96


class Canvas:
    """Paper of a size in pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH), dpi=PIXELS_PER_INCH)
        self.figure.set_facecolor(PAPER)
        self._axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        self._axes.set_axis_off()

    def write(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "left",
        part: str = "",
        above: float = 3,
    ) -> None:
        """Write one line, its middle at `y`; `part` says what it is. Nothing in it is taken for markup."""
        # The middle of a line is that of its capitals, whatever hangs below it.
        self._axes.text(
            x,
            y + size * 0.36,
            words,
            fontproperties=font(size, bold=bold),
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
            usetex=False,
            gid=part,
            zorder=above,
        )

    def mark(self, x: float, y: float, shape: str, size: float, *, edge: str, face: str, part: str = "") -> None:
        """Draw one of matplotlib's markers."""
        marker = Line2D(
            [x],
            [y],
            marker=shape,
            markersize=points(size),
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=points(size / 10),
            linestyle="none",
            gid=part,
            zorder=3,
        )
        self._axes.add_line(marker)

    def line(self, x: float, top: float, bottom: float, *, colour: str, thick: float) -> None:
        """Draw an upright line."""
        self._axes.add_line(Line2D([x, x], [top, bottom], color=colour, linewidth=points(thick), zorder=1))

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        face: str,
        edge: str = "none",
        hatch: str = "",
        part: str = "",
        above: float = 0,
    ) -> None:
        """Draw a box, hatched where colour alone would tell it from others."""
        box = Rectangle((left, top), width, height, facecolor=face, edgecolor=edge, hatch=hatch, gid=part, zorder=above)
        box.set_linewidth(points(2))
        self._axes.add_patch(box)

    def png(self) -> bytes:
        """The picture, in few enough colours to be small; the same drawing gives the same bytes."""
        agg = FigureCanvasAgg(self.figure)
        agg.draw()  # type: ignore[no-untyped-call]
        pixels = agg.buffer_rgba()  # type: ignore[no-untyped-call]
        drawn = Image.frombuffer("RGBA", agg.get_width_height(), pixels, "raw", "RGBA", 0, 1).convert("RGB")
        file = BytesIO()
        drawn.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "png")
        return file.getvalue()
