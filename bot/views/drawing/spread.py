"""Places on a line, moved apart as little as can be."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least `gap` apart, in the order wanted and as near to what is wanted as can be, from `low` to `high`.

    Where there is no room for that gap, a smaller one that there is room for.
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    # Without the gaps, places only have to be in order: neighbours that are not are given their common mean.
    groups: list[tuple[float, int]] = []
    for nth, place in enumerate(wanted):
        groups.append((place - nth * gap, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (right, more), (left, count) = groups.pop(), groups.pop()
            groups.append(((left * count + right * more) / (count + more), count + more))
    top = high - gap * (len(wanted) - 1)
    level = [min(max(mean, low), top) for mean, count in groups for _ in range(count)]
    return [place + nth * gap for nth, place in enumerate(level)]
