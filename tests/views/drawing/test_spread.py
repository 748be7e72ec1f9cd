"""Places on a line, moved apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.drawing.spread import spread


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([], []),
        ([50], [50]),
        ([10, 50, 90], [10, 50, 90]),
        ([50, 50], [50, 60]),
        ([50, 52, 53], [50, 60, 70]),
        ([95, 100], [90, 100]),
        ([100, 100, 100], [80, 90, 100]),
        ([-5], [0]),
        ([0] * 21, [5 * nth for nth in range(21)]),
    ],
)
def test_places_between_0_and_100_that_are_10_apart(wanted: list[float], places: list[float]) -> None:
    assert spread(wanted, 10, 0, 100) == places


@given(st.lists(st.floats(-20, 120), max_size=30).map(sorted), st.floats(0, 40))
def test_in_order_apart_and_within(wanted: list[float], gap: float) -> None:
    places = spread(wanted, gap, 0, 100)
    least = min(gap, 100 / max(1, len(wanted) - 1)) - 1e-6
    assert len(places) == len(wanted)
    assert all(-1e-6 <= place <= 100 for place in places)
    assert all(right - left >= least for left, right in pairwise(places))
