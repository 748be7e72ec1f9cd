"""What to tell a person at one instant, in one message, and when to look again. 2 November 2026 is a Monday."""

from dataclasses import replace
from datetime import time

import pytest

from bot.guidance.agenda import Agenda, History, agenda_at
from bot.guidance.facts import (
    CallEveryWeekday,
    CallOn,
    Hours,
    Interviewed,
    Muted,
    Planned,
    Preferences,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
)
from bot.guidance.plan import Plan, StepKey
from tests.guidance.cases import (
    HELD,
    HERE,
    NO_ANSWER,
    NOTE,
    THREE_TRIES,
    Fact,
    day,
    moment,
    plan_of,
    said,
    shown,
)

QUIET_WEEKS = replace(HERE, weekly_nudge=False)
NO_NOTE: Fact = ("Mon 2 Nov 11:00", Skipped(StepKind.NOTE))


def at(
    now: str,
    *plans: Plan,
    preferences: Preferences = QUIET_WEEKS,
    pinged: dict[StepKey, list[str]] | None = None,
    unasked: list[str] | None = None,
) -> Agenda:
    history = History(
        {key: [moment(when) for when in told] for key, told in (pinged or {}).items()},
        [moment(when) for when in unasked or []],
    )
    return agenda_at(plans, preferences, history, moment(now))


def due(agenda: Agenda) -> list[str]:
    return [f"{one.step.key.kind} {one.step.key.interview_id}" for one in agenda.due]


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
    agenda = at(now, plan, pinged={step(plan): told})
    assert (due(agenda), shown(agenda.wake_at)) == (expected, wake)


def test_it_is_said_which_ping_it_is() -> None:
    plan = plan_of(HELD)
    assert at("Mon 2 Nov 12:00", plan).due[0].nth == 1
    assert at("Mon 2 Nov 19:00", plan, pinged={step(plan): ["Mon 2 Nov 12:00"]}).due[0].nth == 2


def test_after_a_late_first_ping_the_second_keeps_its_distance() -> None:
    plan = plan_of(HELD)
    agenda = at("Mon 2 Nov 18:01", plan, pinged={step(plan): ["Mon 2 Nov 18:00"]})
    assert shown(agenda.wake_at) == "Tue 3 Nov 09:00"


@pytest.mark.parametrize(
    ("now", "since", "late"),
    [
        pytest.param("Mon 2 Nov 12:15", "Mon 2 Nov 12:00", False, id="a quarter of an hour is not late"),
        pytest.param("Mon 2 Nov 12:16", "Mon 2 Nov 12:00", True, id="a minute more is"),
        pytest.param("Thu 5 Nov 12:00", "Mon 2 Nov 12:00", True, id="days later, still told"),
    ],
)
def test_a_late_ping_knows_that_it_is(now: str, since: str, late: bool) -> None:
    (one,) = at(now, plan_of(HELD)).due
    assert (shown(one.since), one.late_at(moment(now))) == (since, late)


def test_quiet_hours_make_no_ping_late() -> None:
    (one,) = at("Tue 3 Nov 09:05", plan_of(("Mon 2 Nov 19:00", Interviewed()))).due
    assert (shown(one.since), one.late_at(moment("Tue 3 Nov 09:05"))) == ("Tue 3 Nov 09:00", False)


def test_what_was_done_meanwhile_is_not_pinged() -> None:
    called = plan_of(HELD, NOTE, ("Mon 9 Nov 09:30", NO_ANSWER))
    assert at("Mon 9 Nov 10:00", called) == Agenda((), moment("Mon 16 Nov 10:00"))


@pytest.mark.parametrize("now", ["Mon 2 Nov 12:00", "Tue 10 Nov 10:00", "Mon 14 Dec 10:00"])
def test_nothing_settled_is_pinged(now: str) -> None:
    assert at(now, plan_of(HELD, ("Mon 2 Nov 10:05", Settled(Settlement.OFFER))), preferences=HERE) == Agenda((), None)


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
    agenda = at(now, plan_of(("Mon 2 Nov 18:30", Interviewed())))
    assert (due(agenda), shown(agenda.wake_at)) == (expected, wake)


@pytest.mark.parametrize(
    ("now", "expected", "wake"),
    [
        ("Mon 9 Nov 09:59", [], "Mon 9 Nov 10:00"),
        ("Mon 9 Nov 10:00", ["call 1"], "Mon 9 Nov 10:00"),
        ("Mon 9 Nov 16:59", ["call 1"], "Mon 9 Nov 16:59"),
        ("Mon 9 Nov 17:00", [], "Tue 10 Nov 09:00"),
        ("Sat 14 Nov 12:00", [], "Mon 16 Nov 09:00"),
    ],
)
def test_a_call_is_pinged_only_while_it_can_be_made(now: str, expected: list[str], wake: str) -> None:
    agenda = at(now, plan_of(HELD, NOTE))
    assert (due(agenda), shown(agenda.wake_at)) == (expected, wake)


def test_the_next_named_day_takes_the_place_of_one_missed() -> None:
    plan = plan_of(HELD, NOTE, said(CallEveryWeekday(4)))
    first, second = (one.key for one in plan.steps[:2])
    assert [one.step.key for one in at("Thu 12 Nov 10:00", plan).due] == [first]
    assert [one.step.key for one in at("Fri 13 Nov 10:00", plan).due] == [second]


# --- one message, and two unasked ones a day ---------------------------------------------------------------


def test_all_that_is_due_goes_into_one_message_the_most_urgent_first() -> None:
    note = plan_of(("Mon 9 Nov 07:00", Interviewed()), id=1)
    close = plan_of(*[(when.replace("23 Nov", "26 Oct").replace("9 Nov", "12 Oct"), what) for when, what in OVER], id=2)
    late = plan_of(("Fri 30 Oct 10:00", Interviewed()), ("Fri 30 Oct 13:00", Thanked()), id=3)
    call = plan_of(HELD, NOTE, id=4)
    agenda = at("Mon 9 Nov 10:00", note, close, late, call, preferences=HERE)
    assert due(agenda) == ["call 3", "call 4", "note 1", "close 2", "nudge 0"]


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
        pytest.param(["Mon 9 Nov 09:00", "Mon 9 Nov 09:30"], [], "Tue 10 Nov 09:00", id="two are the most"),
        pytest.param(
            ["Sun 8 Nov 19:00", "Sun 8 Nov 19:30"], ["call 1"], "Mon 9 Nov 10:00", id="yesterday's do not count"
        ),
        pytest.param(
            ["Sun 8 Nov 23:59", "Mon 9 Nov 00:00"], ["call 1"], "Mon 9 Nov 10:00", id="the day ends at midnight"
        ),
        pytest.param(["Mon 9 Nov 00:00", "Mon 9 Nov 00:01"], [], "Tue 10 Nov 09:00", id="and begins at it"),
    ],
)
def test_two_unasked_messages_a_day_are_the_most(sent: list[str], expected: list[str], wake: str) -> None:
    agenda = at("Mon 9 Nov 10:00", plan_of(HELD, NOTE), unasked=sent)
    assert (due(agenda), shown(agenda.wake_at)) == (expected, wake)


def test_a_full_day_holds_a_call_back_to_the_next_working_day() -> None:
    full = [f"Fri 13 Nov {clock}" for clock in ("09:00", "09:10")]
    plan = plan_of(HELD, NOTE, said(CallOn(day("Fri 13 Nov"))))
    assert shown(at("Fri 13 Nov 10:00", plan, unasked=full).wake_at) == "Mon 16 Nov 09:00"


def test_a_snooze_was_asked_for_and_is_not_held_back() -> None:
    key = step(plan_of(HELD, NOTE))
    later = Snoozed(key.kind, key.anchor, key.nth, moment("Mon 9 Nov 14:00"))
    plan = plan_of(HELD, NOTE, ("Mon 9 Nov 10:05", later))
    told = {key: ["Mon 9 Nov 10:00"]}
    full = ["Mon 9 Nov 09:00", "Mon 9 Nov 10:00"]
    assert shown(at("Mon 9 Nov 10:05", plan, pinged=told, unasked=full).wake_at) == "Mon 9 Nov 14:00"
    assert due(at("Mon 9 Nov 14:00", plan, pinged=told, unasked=full)) == ["call 1"]


def test_after_two_pings_a_snooze_may_still_come_twice() -> None:
    key = step(plan_of(HELD, NOTE))
    later = Snoozed(key.kind, key.anchor, key.nth, moment("Wed 11 Nov 14:00"))
    plan = plan_of(HELD, NOTE, ("Tue 10 Nov 10:05", later))
    told = {key: ["Mon 9 Nov 10:00", "Tue 10 Nov 10:00"]}
    assert due(at("Wed 11 Nov 14:00", plan, pinged=told)) == ["call 1"]
    told[step(plan)] = ["Wed 11 Nov 14:00"]
    assert shown(at("Wed 11 Nov 14:01", plan, pinged=told).wake_at) == "Thu 12 Nov 14:00"


# --- quiet -------------------------------------------------------------------------------------------------


def test_who_has_muted_all_is_left_alone() -> None:
    assert at("Mon 9 Nov 10:00", plan_of(HELD, NOTE), preferences=replace(HERE, muted=True)) == Agenda((), None)


def test_a_muted_interview_is_left_alone_and_the_others_are_not() -> None:
    muted = plan_of(HELD, NOTE, ("Tue 3 Nov 10:00", Muted()), id=1)
    assert due(at("Mon 9 Nov 10:00", muted, plan_of(HELD, NOTE, id=2))) == ["call 2"]
    assert at("Mon 9 Nov 10:00", muted, preferences=HERE) == Agenda((), None)


def test_pings_come_again_once_they_are_welcome() -> None:
    again = plan_of(HELD, NOTE, ("Tue 3 Nov 10:00", Muted()), ("Wed 11 Nov 10:00", Unmuted()))
    assert due(at("Wed 11 Nov 10:00", again)) == ["call 1"]


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
    agenda = at(now, WAITING, preferences=HERE)
    assert (due(agenda), shown(agenda.wake_at)) == (expected, wake)


def test_each_mondays_nudge_comes_once() -> None:
    (first,) = at("Mon 14 Dec 10:00", WAITING, preferences=HERE).due
    told = {first.step.key: ["Mon 14 Dec 10:00"]}
    assert at("Mon 14 Dec 10:01", WAITING, preferences=HERE, pinged=told) == Agenda((), moment("Mon 21 Dec 10:00"))
    assert due(at("Mon 21 Dec 10:00", WAITING, preferences=HERE, pinged=told)) == ["nudge 0"]


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
    nudges = [one for one in at(first, plan, preferences=HERE).due if one.step.key.kind is StepKind.NUDGE]
    assert [shown(one.since) for one in nudges] == [first]
    earlier = at("Sun 1 Nov 11:00", plan, preferences=HERE)
    assert StepKind.NUDGE not in [one.step.key.kind for one in earlier.due]


@pytest.mark.parametrize(
    "preferences",
    [replace(HERE, weekly_nudge=False), replace(HERE, muted=True)],
    ids=["switched off", "all muted"],
)
def test_no_nudge_where_none_is_wanted(preferences: Preferences) -> None:
    assert at("Mon 14 Dec 10:00", WAITING, preferences=preferences) == Agenda((), None)


def test_a_nudge_keeps_to_ping_hours() -> None:
    evenings = replace(HERE, ping_hours=Hours(time(18), time(21)))
    assert at("Mon 14 Dec 10:00", WAITING, preferences=evenings) == Agenda((), moment("Mon 14 Dec 18:00"))


# --- nothing -----------------------------------------------------------------------------------------------


def test_nobody_is_woken_for_nothing() -> None:
    assert at("Mon 2 Nov 10:00", preferences=HERE) == Agenda((), None)
