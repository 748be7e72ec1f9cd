"""The weekly nudge to keep searching, and people who want to be left alone. 2 November 2026 is a Monday."""

from datetime import time

import pytest
from msgspec.structs import replace

from bot.guidance.agenda import Agenda
from bot.guidance.events import Interviewed, Muted, Planned, Skipped, StepKind, Unmuted
from bot.guidance.facts import Hours, Preferences
from tests.guidance.cases import (
    HELD,
    HERE,
    NOTE,
    THREE_TRIES,
    Fact,
    agenda,
    due,
    moment,
    plan_of,
    shown,
)

NO_NOTE: Fact = ("Mon 2 Nov 11:00", Skipped(StepKind.NOTE))


# --- quiet -------------------------------------------------------------------------------------------------


def test_who_has_muted_all_is_left_alone() -> None:
    assert agenda("Mon 9 Nov 10:00", plan_of(HELD, NOTE), preferences=replace(HERE, muted=True)) == Agenda((), None)


def test_a_muted_interview_is_left_alone_and_the_others_are_not() -> None:
    muted = plan_of(HELD, NOTE, ("Tue 3 Nov 10:00", Muted()), id=1)
    assert due(agenda("Mon 9 Nov 10:00", muted, plan_of(HELD, NOTE, id=2))) == ["call 2"]
    assert agenda("Mon 9 Nov 10:00", muted, preferences=HERE) == Agenda((), None)


def test_pings_come_again_once_they_are_welcome() -> None:
    again = plan_of(HELD, NOTE, ("Tue 3 Nov 10:00", Muted()), ("Wed 11 Nov 10:00", Unmuted()))
    assert due(agenda("Wed 11 Nov 10:00", again)) == ["call 1"]


# --- the weekly nudge --------------------------------------------------------------------------------------

WAITING = plan_of(HELD, NO_NOTE, *THREE_TRIES, ("Mon 7 Dec 12:00", Skipped(StepKind.CLOSE)))


@pytest.mark.parametrize(
    ("now", "expected", "wake"),
    [
        ("Mon 7 Dec 12:01", ["nudge 0"], "Mon 7 Dec 12:01"),
        ("Sun 13 Dec 19:00", ["nudge 0"], "Sun 13 Dec 19:00"),
        ("Mon 14 Dec 09:59", [], "Mon 14 Dec 10:00"),
        ("Mon 14 Dec 10:00", ["nudge 0"], "Mon 14 Dec 10:00"),
    ],
)
def test_while_anything_waits_there_is_a_nudge_on_mondays_at_ten(now: str, expected: list[str], wake: str) -> None:
    found = agenda(now, WAITING, preferences=HERE)
    assert (due(found), shown(found.wake_at)) == (expected, wake)


def test_each_mondays_nudge_comes_once() -> None:
    (first,) = agenda("Mon 14 Dec 10:00", WAITING, preferences=HERE).due
    told = {first.step.key: ["Mon 14 Dec 10:00"]}
    assert agenda("Mon 14 Dec 10:01", WAITING, preferences=HERE, pinged=told) == Agenda((), moment("Mon 21 Dec 10:00"))
    assert due(agenda("Mon 21 Dec 10:00", WAITING, preferences=HERE, pinged=told)) == ["nudge 0"]


@pytest.mark.parametrize(
    ("held", "first"),
    [
        pytest.param(("Sun 1 Nov 10:00", Interviewed()), "Mon 2 Nov 10:00", id="the next Monday"),
        pytest.param(("Mon 2 Nov 09:00", Interviewed()), "Mon 2 Nov 10:00", id="even an hour later"),
        pytest.param(("Mon 2 Nov 10:00", Interviewed()), "Mon 9 Nov 10:00", id="not in the interview"),
        pytest.param(("Wed 18 Nov 10:00", Planned()), "Mon 23 Nov 10:00", id="not before one that is set"),
    ],
)
def test_the_first_nudge_comes_after_the_interview(held: Fact, first: str) -> None:
    plan = plan_of(held, (held[0].replace("10:00", "10:01"), Skipped(StepKind.NOTE)))
    nudges = [one for one in agenda(first, plan, preferences=HERE).due if one.step.key.kind is StepKind.NUDGE]
    assert [shown(one.since) for one in nudges] == [first]
    earlier = agenda("Sun 1 Nov 11:00", plan, preferences=HERE)
    assert StepKind.NUDGE not in [one.step.key.kind for one in earlier.due]


@pytest.mark.parametrize(
    "preferences",
    [replace(HERE, weekly_nudge=False), replace(HERE, muted=True)],
    ids=["switched off", "all muted"],
)
def test_no_nudge_where_none_is_wanted(preferences: Preferences) -> None:
    assert agenda("Mon 14 Dec 10:00", WAITING, preferences=preferences) == Agenda((), None)


def test_a_nudge_keeps_to_ping_hours() -> None:
    evenings = replace(HERE, ping_hours=Hours(time(18), time(21)))
    assert agenda("Mon 14 Dec 10:00", WAITING, preferences=evenings) == Agenda((), moment("Mon 14 Dec 18:00"))


def test_a_late_nudge_gives_way_to_the_next() -> None:
    full = ["Sun 13 Dec 09:00", "Sun 13 Dec 09:10"]
    assert shown(agenda("Sun 13 Dec 12:00", WAITING, preferences=HERE, unasked=full).wake_at) == "Mon 14 Dec 10:00"


# --- nothing -----------------------------------------------------------------------------------------------


def test_nobody_is_woken_for_nothing() -> None:
    assert agenda("Mon 2 Nov 10:00", preferences=HERE) == Agenda((), None)
