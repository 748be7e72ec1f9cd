"""Reminders: one step for each that is open, told once, whatever the verdict, until the interview is settled."""

from __future__ import annotations

import pytest

from bot.guidance.events import (
    Heard,
    Interviewed,
    Muted,
    Planned,
    Reminder,
    ReminderDone,
    Settled,
    Settlement,
    Snoozed,
    StepKind,
)
from bot.guidance.ground_rules import NoCalls
from bot.guidance.steps import StepKey
from tests.guidance.cases import HELD, NOTE, THREE_TRIES, Fact, agenda, due, moment, pings_of, plan_of, said, steps_of

ASKED: Fact = ("Tue 3 Nov 10:00", Reminder(moment("Thu 5 Nov 10:00")))
"""The third fact of each case, so its id is 3."""


@pytest.mark.parametrize(
    ("facts", "pings"),
    [
        pytest.param([HELD, NOTE, ASKED], ["Thu 5 Nov 10:00"], id="once"),
        pytest.param([HELD, NOTE, ASKED, said(NoCalls())], ["Thu 5 Nov 10:00"], id="whatever they said"),
        pytest.param([("Mon 9 Nov 10:00", Planned()), NOTE, ASKED], ["Thu 5 Nov 10:00"], id="before the interview"),
        pytest.param(
            [HELD, NOTE, ("Tue 3 Nov 10:00", Reminder(moment("Thu 5 Nov 22:00")))],
            ["Fri 6 Nov 09:00"],
            id="in ping hours",
        ),
        pytest.param([HELD, NOTE, ASKED, ("Wed 4 Nov 10:00", ReminderDone(3))], [], id="done"),
        pytest.param([HELD, NOTE, ASKED, ("Wed 4 Nov 10:00", ReminderDone(2))], ["Thu 5 Nov 10:00"], id="another done"),
        pytest.param([HELD, NOTE, ASKED, ("Wed 4 Nov 10:00", Settled(Settlement.REJECTED))], [], id="settled"),
        pytest.param(
            [HELD, NOTE, ASKED, ("Wed 4 Nov 10:00", Settled(Settlement.CLOSED)), ("Wed 4 Nov 11:00", Heard())],
            [],
            id="over with what was settled, also once it is open again",
        ),
        pytest.param(
            [("Mon 2 Nov 10:00", Interviewed()), ("Mon 2 Nov 12:00", Settled(Settlement.CLOSED)), ASKED, NOTE],
            [],
            id="none where it is settled",
        ),
        pytest.param(
            [HELD, NOTE, ASKED, ("Thu 5 Nov 10:05", Snoozed(StepKind.REMIND, 3, 0, moment("Mon 9 Nov 09:00")))],
            ["Mon 9 Nov 09:00"],
            id="put off",
        ),
        pytest.param(
            [
                ("Mon 9 Nov 10:00", Planned()),
                NOTE,
                ASKED,
                ("Thu 5 Nov 10:05", Snoozed(StepKind.REMIND, 3, 0, moment("Fri 6 Nov 09:00"))),
            ],
            ["Fri 6 Nov 09:00"],
            id="put off before the interview",
        ),
    ],
)
def test_when_a_reminder_comes(facts: list[Fact], pings: list[str]) -> None:
    assert pings_of(plan_of(*facts), StepKind.REMIND) == pings


def test_each_open_reminder_has_a_step_of_its_own_the_earliest_first() -> None:
    later: Fact = ("Tue 3 Nov 11:00", Reminder(moment("Wed 11 Nov 10:00")))
    steps = steps_of(plan_of(HELD, later, ASKED), StepKind.REMIND)
    assert [step.key for step in steps] == [StepKey(1, StepKind.REMIND, 3), StepKey(1, StepKind.REMIND, 2)]
    assert [step.asked_for for step in steps] == [True, True]


def test_it_is_told_once_and_asked_for_so_that_no_days_allowance_holds_it_back() -> None:
    plan = plan_of(HELD, NOTE, ASKED)
    (step,) = steps_of(plan, StepKind.REMIND)
    unasked = ["Thu 5 Nov 09:10", "Thu 5 Nov 09:20"]
    assert due(agenda("Thu 5 Nov 10:00", plan, unasked=unasked)) == ["remind 1"]
    assert due(agenda("Thu 5 Nov 10:00", plan, pinged={step.key: ["Thu 5 Nov 10:00"]})) == []
    assert due(agenda("Fri 6 Nov 18:00", plan, pinged={step.key: ["Thu 5 Nov 10:00"]})) == []


def test_it_stands_when_there_is_nothing_else_to_do_and_is_quiet_with_the_interview() -> None:
    asked: Fact = ("Tue 24 Nov 10:00", Reminder(moment("Fri 27 Nov 10:00")))
    facts = [HELD, NOTE, *THREE_TRIES, asked]
    assert due(agenda("Fri 27 Nov 10:00", plan_of(*facts))) == ["remind 1"]
    assert due(agenda("Fri 27 Nov 10:00", plan_of(*facts, ("Wed 25 Nov 10:00", Muted())))) == []
