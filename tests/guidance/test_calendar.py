"""What goes into a calendar, of any life of an interview."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from msgspec.structs import replace

from bot.guidance.calendar import EntryKind, entries
from bot.guidance.events import Settled, Settlement, StepKind
from bot.guidance.plan import derive_plan
from tests.guidance.strategies import Situation, situations


def given_at(situation: Situation) -> tuple[object, ...]:
    plan = derive_plan(situation.interview, situation.preferences)
    return entries(plan, situation.interview.events, situation.preferences, situation.now)


@given(situations())
def test_no_two_entries_have_the_same_name_and_the_same_facts_give_the_same(situation: Situation) -> None:
    found = given_at(situation)
    assert len({entry.slot for entry in found}) == len(found)
    assert given_at(situation) == found


@given(situations())
def test_every_call_of_the_plan_stands_in_it_and_never_before_its_hours(situation: Situation) -> None:
    plan = derive_plan(situation.interview, situation.preferences)
    windows = [step.window for step in plan.steps if step.key.kind is StepKind.CALL and step.window]
    calls = [entry for entry in given_at(situation) if entry.kind is EntryKind.CALL and not entry.gone]
    assert len(calls) >= len(windows)
    for entry in calls:
        assert isinstance(entry.at, datetime)
        assert plan.call.window.open_at(entry.at) or any(window.open_at(entry.at) for window in windows)


@given(situations())
def test_once_it_is_settled_nothing_is_to_come(situation: Situation) -> None:
    over = situation.with_event(situation.now, Settled(Settlement.REJECTED))
    later = replace(over, now=over.now)
    plan = derive_plan(later.interview, later.preferences)
    if plan.standing.settled is None:
        return
    ahead = [entry for entry in given_at(later) if not entry.gone and isinstance(entry.at, datetime)]
    assert all(entry.at <= later.now for entry in ahead)
