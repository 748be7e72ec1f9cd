"""How a call went, by what is said of it."""

from __future__ import annotations

import pytest

from bot.guidance.events import Outcome
from bot.language.outcomes import read_outcome


@pytest.mark.parametrize(
    ("plain", "outcome"),
    [
        ("nobody picked up", Outcome.NO_ANSWER),
        ("nobody at acme picked up", Outcome.NO_ANSWER),
        ("no one at the front desk answered", Outcome.NO_ANSWER),
        ("no one in the office was available", Outcome.NO_ANSWER),
        ("not reached anyone", Outcome.NO_ANSWER),
        ("the mailbox was full", Outcome.NO_ANSWER),
        ("no answer so i left a message", Outcome.MESSAGE),
        ("called and she picked up", Outcome.SPOKE),
        ("nobody there could talk but i spoke to dana", Outcome.SPOKE),
        ("nobody at first then he answered and we talked", Outcome.SPOKE),
        ("nobody at first then i got through to dana", Outcome.SPOKE),
        ("called acme", None),
        ("did not get acme on the phone", Outcome.NO_ANSWER),
        ("got acme on the phone", Outcome.SPOKE),
        ("not able to get through", Outcome.NO_ANSWER),
        ("left _name_ a message at acme", Outcome.MESSAGE),
    ],
)
def test_the_outcome_of_a_call(plain: str, outcome: Outcome | None) -> None:
    assert read_outcome(plain) is outcome
