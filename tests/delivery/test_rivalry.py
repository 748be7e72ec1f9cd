"""Who gives way where two programs take one bot's updates: who never had them to itself for a minute."""

from __future__ import annotations

import pytest

from bot.delivery.rivalry import ALONE, LONGEST_RETREAT, PATIENCE, Rivalry

EVERY = 3.0
"""Seconds between two conflicts."""


def fought(rivalry: Rivalry, since: float, seconds: float) -> float:
    """Meet another every few seconds; gives the least that was left of the patience."""
    return min(rivalry.met(since + n * EVERY) for n in range(int(seconds / EVERY) + 1))


def test_a_newcomer_gives_way_after_its_patience() -> None:
    rivalry = Rivalry(0.0)
    assert fought(rivalry, 0.0, PATIENCE - EVERY) == EVERY
    assert rivalry.met(PATIENCE) == 0


def test_being_served_between_two_conflicts_makes_no_first() -> None:
    rivalry = Rivalry(0.0)
    for n in range(10):
        rivalry.served(n * EVERY + 1)
        rivalry.met(n * EVERY + 2)
    rivalry.served(ALONE + 1)
    assert not rivalry.is_first
    assert fought(rivalry, ALONE + 2, PATIENCE) <= 0


def test_who_was_served_alone_for_a_minute_never_gives_way_however_often_the_other_comes_back() -> None:
    rivalry = Rivalry(0.0)
    rivalry.served(ALONE)
    assert rivalry.is_first
    assert fought(rivalry, ALONE + 1, 24 * 3600) == float("inf")


@pytest.mark.parametrize("served_at", [ALONE - 1, 5 * ALONE - 1])
def test_a_minute_without_an_answer_is_no_minute_of_being_served(served_at: float) -> None:
    rivalry = Rivalry(0.0)
    rivalry.not_served(served_at - ALONE + 1)
    rivalry.served(served_at)
    assert not rivalry.is_first


def test_conflicts_of_a_moment_each_do_not_add_up() -> None:
    rivalry = Rivalry(0.0)
    assert min(rivalry.met(n * PATIENCE) for n in range(100)) == PATIENCE


def test_a_newcomer_tells_of_each_and_the_first_once_in_a_while() -> None:
    newcomer, first = Rivalry(0.0), Rivalry(0.0)
    first.served(ALONE)
    times = [ALONE + n * EVERY for n in range(100)]
    assert all(newcomer.is_worth_saying(at) for at in times)
    assert sum(first.is_worth_saying(at) for at in times) == 5


def test_the_other_is_let_be_for_longer_and_longer() -> None:
    rivalry = Rivalry(0.0)
    retreats = []
    for n in range(8):
        rivalry.met(float(n))
        retreats.append(rivalry.retreat)
    assert retreats == [1, 2, 3, 4, 5, 5, 5, LONGEST_RETREAT]
