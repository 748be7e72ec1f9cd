"""What to tell a person at one instant, in one message, and when to look again. 2 November 2026 is a Monday."""

from datetime import time

import pytest
from msgspec.structs import replace

from bot.guidance.agenda import Agenda
from bot.guidance.events import Interviewed, Settled, Settlement, Snoozed, Thanked
from bot.guidance.facts import Hours
from bot.guidance.ground_rules import CallEveryWeekday, CallOn
from bot.guidance.plan import Plan
from bot.guidance.steps import StepKey
from tests.guidance.cases import (
    HELD,
    HERE,
    NO_ANSWER,
    NO_NUDGES,
    NOTE,
    Fact,
    agenda,
    day,
    due,
    moment,
    plan_of,
    said,
    shown,
)


def step(plan: Plan, nth: int = 0) -> StepKey:
    return plan.steps[nth].key


# --- a step's two pings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "told", "expected", "wake"),
    [
        pytest.param("Mon 2 Nov 10:05", [], [], "Mon 2 Nov 12:00", id="before its time"),
        pytest.param("Mon 2 Nov 12:00", [], ["note 1"], "Mon 2 Nov 12:00", id="at its time"),
        pytest.param("Mon 2 Nov 12:01", ["Mon 2 Nov 12:00"], [], "Mon 2 Nov 19:00", id="told once"),
        pytest.param("Mon 2 Nov 19:00", ["Mon 2 Nov 12:00"], ["note 1"], "Mon 2 Nov 19:00", id="once more"),
        pytest.param(
            "Mon 2 Nov 19:01", ["Mon 2 Nov 12:00", "Mon 2 Nov 19:00"], [], "never", id="and never a third time"
        ),
        pytest.param("Mon 9 Nov 12:00", ["Mon 2 Nov 12:00", "Mon 2 Nov 19:00"], [], "never", id="nor a week later"),
    ],
)
def test_a_step_is_pinged_at_most_twice(now: str, told: list[str], expected: list[str], wake: str) -> None:
    plan = plan_of(HELD)
    found = agenda(now, plan, pinged={step(plan): told})
    assert (due(found), shown(found.wake_at)) == (expected, wake)


def test_it_is_said_which_ping_it_is() -> None:
    plan = plan_of(HELD)
    assert agenda("Mon 2 Nov 12:00", plan).due[0].nth == 1
    assert agenda("Mon 2 Nov 19:00", plan, pinged={step(plan): ["Mon 2 Nov 12:00"]}).due[0].nth == 2


def test_after_a_late_first_ping_the_second_keeps_its_distance() -> None:
    plan = plan_of(HELD)
    found = agenda("Mon 2 Nov 18:01", plan, pinged={step(plan): ["Mon 2 Nov 18:00"]})
    assert shown(found.wake_at) == "Tue 3 Nov 09:00"


def test_the_second_keeps_the_distance_that_it_has_when_nothing_is_late() -> None:
    plan = plan_of(("Mon 2 Nov 16:00", Interviewed()))
    in_time = agenda("Mon 2 Nov 18:01", plan, pinged={step(plan): ["Mon 2 Nov 18:00"]})
    late = agenda("Tue 3 Nov 12:01", plan, pinged={step(plan): ["Tue 3 Nov 12:00"]})
    assert (shown(in_time.wake_at), shown(late.wake_at)) == ("Tue 3 Nov 14:00", "Wed 4 Nov 09:00")


@pytest.mark.parametrize(
    ("now", "since", "late"),
    [
        pytest.param("Mon 2 Nov 12:15", "Mon 2 Nov 12:00", False, id="a quarter of an hour is not late"),
        pytest.param("Mon 2 Nov 12:16", "Mon 2 Nov 12:00", True, id="a minute more is"),
        pytest.param("Thu 5 Nov 12:00", "Mon 2 Nov 12:00", True, id="days later, still told"),
    ],
)
def test_a_late_ping_knows_that_it_is(now: str, since: str, late: bool) -> None:
    (one,) = agenda(now, plan_of(HELD)).due
    assert (shown(one.since), one.late_at(moment(now))) == (since, late)


def test_quiet_hours_make_no_ping_late() -> None:
    (one,) = agenda("Tue 3 Nov 09:05", plan_of(("Mon 2 Nov 19:00", Interviewed()))).due
    assert (shown(one.since), one.late_at(moment("Tue 3 Nov 09:05"))) == ("Tue 3 Nov 09:00", False)


def test_what_was_done_meanwhile_is_not_pinged() -> None:
    called = plan_of(HELD, NOTE, ("Mon 9 Nov 09:30", NO_ANSWER))
    assert agenda("Mon 9 Nov 10:00", called) == Agenda((), moment("Mon 16 Nov 10:00"))


@pytest.mark.parametrize("now", ["Mon 2 Nov 12:00", "Tue 10 Nov 10:00", "Mon 14 Dec 10:00"])
def test_nothing_settled_is_pinged(now: str) -> None:
    assert agenda(now, plan_of(HELD, ("Mon 2 Nov 10:05", Settled(Settlement.OFFER))), preferences=HERE) == Agenda(
        (), None
    )


# --- ping hours and calling hours --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected", "wake"),
    [
        ("Mon 2 Nov 20:30", [], "Tue 3 Nov 09:00"),
        ("Tue 3 Nov 08:59", [], "Tue 3 Nov 09:00"),
        ("Tue 3 Nov 09:00", ["note 1"], "Tue 3 Nov 09:00"),
        ("Tue 3 Nov 19:59", ["note 1"], "Tue 3 Nov 19:59"),
        ("Tue 3 Nov 20:00", [], "Wed 4 Nov 09:00"),
    ],
)
def test_a_ping_outside_ping_hours_waits_and_is_not_dropped(now: str, expected: list[str], wake: str) -> None:
    found = agenda(now, plan_of(("Mon 2 Nov 18:30", Interviewed())))
    assert (due(found), shown(found.wake_at)) == (expected, wake)


@pytest.mark.parametrize(
    ("now", "expected", "wake"),
    [
        ("Mon 9 Nov 09:59", [], "Mon 9 Nov 10:00"),
        ("Mon 9 Nov 10:00", ["call 1"], "Mon 9 Nov 10:00"),
        ("Mon 9 Nov 16:59", ["call 1"], "Mon 9 Nov 16:59"),
        ("Mon 9 Nov 17:00", [], "Tue 10 Nov 10:00"),
        ("Sat 14 Nov 12:00", [], "Mon 16 Nov 10:00"),
    ],
)
def test_a_call_is_pinged_only_while_it_can_be_made(now: str, expected: list[str], wake: str) -> None:
    found = agenda(now, plan_of(HELD, NOTE))
    assert (due(found), shown(found.wake_at)) == (expected, wake)


def test_the_next_named_day_takes_the_place_of_one_missed() -> None:
    plan = plan_of(HELD, NOTE, said(CallEveryWeekday(4)))
    first, second = (one.key for one in plan.steps[:2])
    assert [one.step.key for one in agenda("Thu 12 Nov 10:00", plan).due] == [first]
    assert [one.step.key for one in agenda("Fri 13 Nov 10:00", plan).due] == [second]


# --- one message, and two unasked ones a day ---------------------------------------------------------------


def test_all_that_is_due_goes_into_one_message_the_most_urgent_first() -> None:
    note = plan_of(("Mon 9 Nov 07:00", Interviewed()), id=1)
    close = plan_of(*[(when.replace("23 Nov", "26 Oct").replace("9 Nov", "12 Oct"), what) for when, what in OVER], id=2)
    late = plan_of(("Fri 30 Oct 10:00", Interviewed()), ("Fri 30 Oct 13:00", Thanked()), id=3)
    call = plan_of(HELD, NOTE, id=4)
    found = agenda("Mon 9 Nov 10:00", note, close, late, call, preferences=HERE)
    assert due(found) == ["call 3", "call 4", "note 1", "close 2", "nudge 0"]


NIGHT_NOTE = ("Sun 8 Nov 19:00", Interviewed())


@pytest.mark.parametrize(
    ("now", "expected", "wake"),
    [
        pytest.param("Mon 9 Nov 08:59", [], "Mon 9 Nov 09:00", id="the note waits for the ping hours"),
        pytest.param("Mon 9 Nov 09:00", ["call 1", "note 2", "nudge 0"], "Mon 9 Nov 09:00", id="and takes all along"),
    ],
)
def test_what_has_no_hour_of_its_own_comes_with_the_first_message_of_the_morning(
    now: str, expected: list[str], wake: str
) -> None:
    found = agenda(now, plan_of(HELD, NOTE), plan_of(NIGHT_NOTE, id=2), preferences=HERE)
    assert (due(found), shown(found.wake_at)) == (expected, wake)
    assert not any(one.late_at(moment(now)) for one in found.due)


@pytest.mark.parametrize("now", ["Mon 9 Nov 09:00", "Mon 9 Nov 09:59"])
def test_by_itself_it_waits_for_its_usual_hour(now: str) -> None:
    assert due(agenda(now, plan_of(HELD, NOTE), preferences=HERE)) == []
    assert due(agenda("Mon 9 Nov 10:00", plan_of(HELD, NOTE), preferences=HERE)) == ["call 1", "nudge 0"]


def test_a_call_never_comes_along_before_its_calling_hours() -> None:
    early = replace(NO_NUDGES, ping_hours=Hours(time(7), time(20)))
    plans = plan_of(HELD, NOTE, preferences=early), plan_of(NIGHT_NOTE, id=2, preferences=early)
    assert due(agenda("Mon 9 Nov 07:00", *plans, preferences=early)) == ["note 2"]


def test_a_calls_second_ping_is_of_another_day_and_comes_along_with_nothing() -> None:
    plan, note = plan_of(HELD, NOTE), plan_of(("Mon 9 Nov 13:00", Interviewed()), id=2)
    assert due(agenda("Mon 9 Nov 15:00", plan, note, pinged={step(plan): ["Mon 9 Nov 10:00"]})) == ["note 2"]


OVER: list[Fact] = [
    ("Mon 5 Oct 10:00", Interviewed()),
    ("Mon 5 Oct 12:00", Thanked()),
    ("Mon 12 Oct 10:00", NO_ANSWER),
    ("Mon 19 Oct 10:00", NO_ANSWER),
    ("Mon 26 Oct 10:00", NO_ANSWER),
]


@pytest.mark.parametrize(
    ("sent", "expected", "wake"),
    [
        pytest.param([], ["call 1"], "Mon 9 Nov 10:00", id="none yet"),
        pytest.param(["Mon 9 Nov 09:00"], ["call 1"], "Mon 9 Nov 10:00", id="one"),
        pytest.param(["Mon 9 Nov 09:00", "Mon 9 Nov 09:30"], [], "Tue 10 Nov 10:00", id="two are the most"),
        pytest.param(
            ["Sun 8 Nov 19:00", "Sun 8 Nov 19:30"], ["call 1"], "Mon 9 Nov 10:00", id="yesterday's do not count"
        ),
        pytest.param(
            ["Sun 8 Nov 23:59", "Mon 9 Nov 00:00"], ["call 1"], "Mon 9 Nov 10:00", id="the day ends at midnight"
        ),
        pytest.param(["Mon 9 Nov 00:00", "Mon 9 Nov 00:01"], [], "Tue 10 Nov 10:00", id="and begins at it"),
    ],
)
def test_two_unasked_messages_a_day_are_the_most(sent: list[str], expected: list[str], wake: str) -> None:
    found = agenda("Mon 9 Nov 10:00", plan_of(HELD, NOTE), unasked=sent)
    assert (due(found), shown(found.wake_at)) == (expected, wake)


def test_a_full_day_holds_a_call_back_to_the_next_working_day() -> None:
    full = [f"Fri 13 Nov {clock}" for clock in ("09:00", "09:10")]
    plan = plan_of(HELD, NOTE, said(CallOn(day("Fri 13 Nov"))))
    assert shown(agenda("Fri 13 Nov 10:00", plan, unasked=full).wake_at) == "Mon 16 Nov 10:00"


def test_a_snooze_was_asked_for_and_is_not_held_back() -> None:
    key = step(plan_of(HELD, NOTE))
    later = Snoozed(key.kind, key.anchor, key.nth, moment("Mon 9 Nov 14:00"))
    plan = plan_of(HELD, NOTE, ("Mon 9 Nov 10:05", later))
    told = {key: ["Mon 9 Nov 10:00"]}
    full = ["Mon 9 Nov 09:00", "Mon 9 Nov 10:00"]
    assert shown(agenda("Mon 9 Nov 10:05", plan, pinged=told, unasked=full).wake_at) == "Mon 9 Nov 14:00"
    assert due(agenda("Mon 9 Nov 14:00", plan, pinged=told, unasked=full)) == ["call 1"]


def test_after_two_pings_a_snooze_may_still_come_twice() -> None:
    key = step(plan_of(HELD, NOTE))
    later = Snoozed(key.kind, key.anchor, key.nth, moment("Wed 11 Nov 14:00"))
    plan = plan_of(HELD, NOTE, ("Tue 10 Nov 10:05", later))
    told = {key: ["Mon 9 Nov 10:00", "Tue 10 Nov 10:00"]}
    assert due(agenda("Wed 11 Nov 14:00", plan, pinged=told)) == ["call 1"]
    told[step(plan)] = ["Wed 11 Nov 14:00"]
    assert shown(agenda("Wed 11 Nov 14:01", plan, pinged=told).wake_at) == "Thu 12 Nov 14:00"
