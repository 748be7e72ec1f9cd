"""A sheet of paper that is drawn on in pixels, from its upper left corner: its own background, so that it reads alike
in light and in dark chats. Nothing here is shared between two canvases, so that they can be drawn at the same time.
"""

from __future__ import annotations

from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from bot.views.drawing.lettering import PIXELS_PER_INCH, font, points

PAPER = "#fbfaf6"
BAND = "#f0eee6"
GRID = "#d8d4c7"
INK = "#1d2630"
FAINT_INK = "#4d5762"


class Canvas:
    """Paper of a size in pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH), dpi=PIXELS_PER_INCH)
        FigureCanvasAgg(self.figure)
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
        self._axes.text(
            x,
            y,
            words,
            fontproperties=font(size, bold=bold),
            color=colour,
            ha=align,
            va="center_baseline" if align == "left" or align == "right" else "center",
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

    def line(self, x: float, top: float, bottom: float, *, colour: str, thick: float, dashed: bool = False) -> None:
        """Draw an upright line."""
        style = (0, (4, 3)) if dashed else "-"
        line = Line2D([x, x], [top, bottom], color=colour, linewidth=points(thick), linestyle=style, zorder=1)
        self._axes.add_line(line)

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
        round_by: float = 0,
        part: str = "",
        above: float = 0,
    ) -> None:
        """Draw a box, its corners rounded by so many pixels."""
        looks = {"facecolor": face, "edgecolor": edge, "linewidth": points(2), "gid": part, "zorder": above}
        if round_by:
            rounded = f"round,pad=0,rounding_size={round_by}"
            self._axes.add_patch(FancyBboxPatch((left, top), width, height, boxstyle=rounded, **looks))
        else:
            self._axes.add_patch(Rectangle((left, top), width, height, hatch=hatch, **looks))

    def png(self) -> bytes:
        """The picture; the same drawing gives the same bytes."""
        file = BytesIO()
        self.figure.savefig(
            file, format="png", dpi=PIXELS_PER_INCH, facecolor=PAPER, edgecolor="none", metadata={"Software": None}
        )
        return file.getvalue()
