"""What the Monday nudge tells: what waits, what has gone quiet, what was done in seven days."""

import pytest

from bot.guidance.events import Emailed, Heard, Interviewed, Planned, Settled, Settlement, Thanked
from bot.guidance.ground_rules import CallOn, DecisionBy
from bot.guidance.week import week_of
from tests.guidance.cases import HELD, NO_ANSWER, NOTE, THREE_TRIES, Fact, day, moment, plan_of, said

LONG_AFTER = "Mon 30 Nov 10:00"


@pytest.mark.parametrize(
    ("facts", "now", "quiet"),
    [
        ((HELD, NOTE), "Mon 16 Nov 10:00", False),
        ((HELD, NOTE), LONG_AFTER, True),
        ((HELD, NOTE, ("Fri 13 Nov 10:00", NO_ANSWER)), LONG_AFTER, False),
        ((HELD, NOTE, ("Fri 13 Nov 10:00", Heard())), LONG_AFTER, False),
        ((HELD, NOTE, *THREE_TRIES), "Mon 23 Nov 11:00", True),
        ((HELD, NOTE, said(CallOn(day("Tue 8 Dec")))), LONG_AFTER, False),
        ((HELD, NOTE, said(DecisionBy(day("Tue 8 Dec")))), LONG_AFTER, False),
    ],
)
def test_quiet(facts: tuple[Fact, ...], now: str, quiet: bool) -> None:
    plan = plan_of(*facts)
    assert week_of([plan], moment(now)).quiet == ((plan,) if quiet else ())


def test_what_was_done_in_seven_days() -> None:
    settled = plan_of(("Tue 10 Nov 10:00", Interviewed()), ("Wed 11 Nov 10:00", Settled(Settlement.REJECTED)), id=2)
    plans = [plan_of(HELD, ("Mon 9 Nov 10:00", Thanked()), ("Thu 12 Nov 10:00", Emailed())), settled]
    week = week_of(plans, moment("Mon 16 Nov 10:00"))
    assert (week.interviews, week.notes, week.tries) == (1, 0, 1)
    assert week.waiting == (plans[0],)


def test_one_that_was_set_and_has_passed_was_held_and_one_to_come_is_not_waited_for() -> None:
    plans = [plan_of(("Tue 10 Nov 10:00", Planned())), plan_of(("Tue 17 Nov 10:00", Planned()), id=2)]
    week = week_of(plans, moment("Mon 16 Nov 10:00"))
    assert (week.interviews, week.waiting) == (1, (plans[0],))
