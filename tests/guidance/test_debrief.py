"""A planned interview's end: asked how it went, twice at the most, and not of those who have told it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.events import (
    Cancelled,
    Heard,
    Interviewed,
    Met,
    Planned,
    Reminder,
    RuleGiven,
    Settled,
    Settlement,
    StepKind,
)
from bot.guidance.facts import Event
from bot.guidance.ground_rules import NoRules
from bot.guidance.plan import derive_plan
from tests.guidance.cases import HELD, NO_ANSWER, NOTE, Fact, agenda, due, moment, pings_of, plan_of, rule, steps_of
from tests.guidance.strategies import Situation, situations

PLANNED: Fact = ("Mon 2 Nov 14:00", Planned())


@pytest.mark.parametrize(
    ("planned", "pings"),
    [
        (PLANNED, ["Mon 2 Nov 15:00", "Tue 3 Nov 12:00"]),
        (("Mon 2 Nov 14:00", Planned(90)), ["Mon 2 Nov 15:30", "Tue 3 Nov 12:00"]),
        (("Mon 2 Nov 19:30", Planned()), ["Tue 3 Nov 09:00", "Tue 3 Nov 17:30"]),
        (("Mon 2 Nov", Planned()), ["Mon 2 Nov 18:00", "Tue 3 Nov 10:00"]),
    ],
)
def test_it_is_asked_when_it_should_be_over_and_once_more(planned: Fact, pings: list[str]) -> None:
    assert pings_of(plan_of(planned), StepKind.DEBRIEF) == pings


@pytest.mark.parametrize(
    "followed",
    [
        NOTE,
        ("Mon 2 Nov 14:50", Heard()),
        ("Mon 2 Nov 15:00", rule(NoRules())),
        ("Mon 2 Nov 15:00", Met("Dana Lee")),
        ("Wed 4 Nov 10:00", NO_ANSWER),
        ("Mon 2 Nov 15:00", Settled(Settlement.WITHDRAWN)),
        ("Mon 2 Nov 12:00", Cancelled(1)),
        ("Tue 3 Nov 10:00", Interviewed()),
    ],
    ids=repr,
)
def test_it_is_not_asked_of_those_who_have_told_it(followed: Fact) -> None:
    if followed == NOTE:
        followed = ("Mon 2 Nov 15:30", followed[1])
    assert steps_of(plan_of(PLANNED, followed), StepKind.DEBRIEF) == ()


def test_what_happened_before_it_tells_nothing_of_it() -> None:
    before: tuple[Fact, ...] = (("Sun 1 Nov 10:00", Heard()), ("Mon 2 Nov 10:00", Met("Dana Lee")))
    plan = plan_of(PLANNED, *before, ("Mon 2 Nov 15:00", Reminder(moment("Fri 6 Nov 10:00"))))
    assert due(agenda("Mon 2 Nov 15:00", plan)) == ["debrief 1"]


@pytest.mark.parametrize("now", ["Mon 2 Nov 16:00", "Tue 3 Nov 12:00", "Fri 6 Nov 12:00"])
def test_no_note_is_asked_for_before_it_is_known_that_the_interview_took_place(now: str) -> None:
    assert due(agenda(now, plan_of(PLANNED))) == ["debrief 1"]


@pytest.mark.parametrize("followed", [Heard(), Met("Dana Lee"), rule(NoRules())], ids=repr)
def test_once_it_is_known_the_note_follows(followed: Heard | Met | RuleGiven) -> None:
    assert due(agenda("Mon 2 Nov 16:00", plan_of(PLANNED, ("Mon 2 Nov 15:10", followed)))) == ["note 1"]


def test_the_note_is_not_due_while_the_interview_lasts() -> None:
    told_before_its_end = ("Mon 2 Nov 15:00", rule(NoRules()))
    plan = plan_of(("Mon 2 Nov 14:00", Planned(180)), told_before_its_end)
    assert pings_of(plan, StepKind.NOTE)[0] == "Mon 2 Nov 17:00"


def test_the_plan_has_the_note_all_the_same() -> None:
    assert [step.key.kind for step in plan_of(PLANNED).steps] == [StepKind.DEBRIEF, StepKind.NOTE]


def test_a_round_that_was_held_has_none() -> None:
    assert steps_of(plan_of(HELD), StepKind.DEBRIEF) == ()


# --- called off --------------------------------------------------------------------------------------------


def test_the_only_round_called_off_settles_it_until_another_is_set() -> None:
    cancelled: Fact = ("Sun 1 Nov 10:00", Cancelled(1))
    plan = plan_of(PLANNED, cancelled)
    assert plan.standing.settled is not None
    assert plan.standing.settled.what == Settled(Settlement.CANCELLED)
    assert plan.steps == ()
    again = plan_of(PLANNED, cancelled, ("Thu 5 Nov 10:00", Planned()))
    assert again.standing.settled is None
    assert again.standing.round.at == moment("Thu 5 Nov 10:00")


def test_a_further_round_called_off_leaves_the_one_that_was_held() -> None:
    ahead: Fact = ("Mon 9 Nov 10:00", Planned())
    plan = plan_of(HELD, NOTE, ahead, ("Tue 3 Nov 10:00", Cancelled(3)))
    assert plan.standing.settled is None
    assert plan.standing.round.at == moment(HELD[0])
    assert steps_of(plan, StepKind.DEBRIEF) == ()
    assert plan.standing.base.at == moment("Tue 3 Nov 10:00"), "that they cancelled is a word from them"


def test_what_was_called_off_and_yet_held_counts() -> None:
    plan = plan_of(("Mon 2 Nov 14:00", Interviewed()), ("Mon 2 Nov 10:00", Cancelled(1)))
    assert plan.standing.settled is None


# --- moved -------------------------------------------------------------------------------------------------


@given(situations(), st.integers(1, 30 * 24))
def test_a_round_that_moved_is_never_told_at_its_old_time(situation: Situation, hours: int) -> None:
    old = Event(90, situation.now + timedelta(hours=2), Planned())
    moved = Event(91, old.at + timedelta(hours=hours), Planned())
    interview = replace(situation.interview, events=(*situation.interview.events, moved))
    steps = derive_plan(interview, situation.preferences).steps
    assert all(step.key.anchor != old.id for step in steps)
    assert all(at >= moved.at for step in steps if step.key.anchor == moved.id for at in step.pings)
