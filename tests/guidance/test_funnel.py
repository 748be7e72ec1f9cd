"""The search so far, counted. Now is Mon 30 Nov 2026, 14:00."""

import pytest

from bot.guidance.events import Cancelled, Heard, Interviewed, Planned, Settled, Settlement, Thanked
from bot.guidance.funnel import Funnel, funnel_of
from bot.guidance.ground_rules import DecisionBy
from tests.guidance.cases import HELD, MESSAGE, NO_ANSWER, NOTE, SPOKE, Fact, moment, plan_of, said, word

FRIDAY = "Fri 27 Nov 10:00"
SOON = DecisionBy(moment("Fri 4 Dec").date())


def count(*interviews: tuple[Fact, ...]) -> tuple[int, int, int, int]:
    plans = [plan_of(*facts, id=number) for number, facts in enumerate(interviews, start=1)]
    found: Funnel = funnel_of(plans, moment("Mon 30 Nov 14:00"))
    return found.interviewed, found.thanked, found.answered, found.offers


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        pytest.param((HELD,), (1, 0, 0, 0), id="held"),
        pytest.param((("Fri 4 Dec 10:00", Planned()),), (0, 0, 0, 0), id="still to come"),
        pytest.param(((FRIDAY, Planned()),), (1, 0, 0, 0), id="its time has come"),
        pytest.param((HELD, NOTE), (1, 1, 0, 0), id="a note"),
        pytest.param((HELD, NOTE, (FRIDAY, Thanked())), (1, 1, 0, 0), id="two notes are one opening thanked"),
        pytest.param((HELD, (FRIDAY, NO_ANSWER), (FRIDAY, MESSAGE)), (1, 0, 0, 0), id="calls are no answer"),
        pytest.param((HELD, (FRIDAY, SPOKE)), (1, 0, 1, 0), id="they spoke"),
        pytest.param((HELD, (FRIDAY, Heard())), (1, 0, 1, 0), id="they wrote"),
        pytest.param((HELD, (FRIDAY, word(SOON))), (1, 0, 1, 0), id="they named a day, afterwards"),
        pytest.param((HELD, said(SOON)), (1, 0, 0, 0), id="they named a day at the interview"),
        pytest.param((("Fri 30 Oct 10:00", Heard()), HELD), (1, 0, 0, 0), id="a word before it"),
        pytest.param((HELD, (FRIDAY, Interviewed())), (1, 0, 1, 0), id="a further round"),
        pytest.param((HELD, ("Fri 4 Dec 10:00", Planned())), (1, 0, 1, 0), id="an invitation to one"),
        pytest.param(((FRIDAY, Planned()), ("Thu 26 Nov 10:00", Cancelled(1))), (0, 0, 0, 0), id="called off"),
        pytest.param((HELD, (FRIDAY, Settled(Settlement.REJECTED))), (1, 0, 1, 0), id="a no is an answer"),
        pytest.param((HELD, (FRIDAY, Settled(Settlement.CLOSED))), (1, 0, 0, 0), id="closed for silence"),
        pytest.param((HELD, (FRIDAY, Settled(Settlement.WITHDRAWN))), (1, 0, 0, 0), id="withdrawn"),
        pytest.param((HELD, NOTE, (FRIDAY, Settled(Settlement.OFFER))), (1, 1, 1, 1), id="an offer"),
        pytest.param(
            (HELD, (FRIDAY, Settled(Settlement.OFFER)), ("Sat 28 Nov 9:00", Settled(Settlement.WITHDRAWN))),
            (1, 0, 1, 1),
            id="an offer that was declined was made",
        ),
    ],
)
def test_what_one_opening_counts_as(facts: tuple[Fact, ...], counts: tuple[int, int, int, int]) -> None:
    assert count(facts) == counts


def test_openings_are_added_up() -> None:
    assert count((HELD, NOTE), (HELD,), (HELD, NOTE, (FRIDAY, SPOKE)), (("Fri 4 Dec 10:00", Planned()),)) == (
        3,
        2,
        1,
        0,
    )
    assert count() == (0, 0, 0, 0)
