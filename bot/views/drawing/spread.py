"""Places on a line, moved apart."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least `gap` apart from `low` to `high`: each where it is wanted, or as soon after it as there is room.

    At the end of the room they move back; where there is too little of it in all, they stand closer.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap) if places else max(place, low))
    latest = high
    for nth in reversed(range(len(places))):
        places[nth] = min(places[nth], latest)
        latest = places[nth] - gap
    return places
