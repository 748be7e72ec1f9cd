"""The shape of growth: what an update, a tick and a person cost among ever more people, each against its ideal.

`uv run --group bench python -m tests.benchmarks.plot figures.json .github/pictures/growth.png`
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median

from matplotlib.figure import Figure

_LINES = {
    "an update": "update ms",
    "an idle tick": "idle tick ms",
    "a tick with 100 due": "tick with 100 due ms",
    "bytes a person": "bytes a person",
}


def draw(figures: dict[str, dict[str, dict[str, dict[str, list[float]]]]]) -> Figure:
    """The picture: each cost, as times what it is among the fewest people."""
    by_size = {
        int(name.split()[0].replace(",", "")): programs for name, programs in figures["growth"]["SQLite"].items()
    }
    sizes = sorted(by_size)
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for (label, name), marker in zip(_LINES.items(), "osD^", strict=True):
        values = [median(by_size[size][name]) for size in sizes]
        unit = "B" if name == "bytes a person" else "ms"
        axes.plot(
            sizes,
            [value / values[0] for value in values],
            marker=marker,
            label=f"{label} ({values[0]:,.1f} {unit} at the first)",
        )
    axes.axhline(1, color="grey", linestyle=":", label="ideal: the same however many there are")
    axes.axhline(1.5, color="grey", linestyle="--", linewidth=0.8, label="1.5 times")
    axes.set(
        xscale="log",
        ylim=(0, None),
        xlabel="people, with three interviews each",
        ylabel="times the cost among the fewest",
    )
    axes.legend(fontsize="small", loc="lower left")
    return figure


def main() -> None:
    """Read figures, write the picture."""
    figures = json.loads(Path(sys.argv[1]).read_text())["figures"]
    draw(figures).savefig(sys.argv[2], dpi=130)


if __name__ == "__main__":
    main()
