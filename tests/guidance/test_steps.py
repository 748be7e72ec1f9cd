"""Steps: when exactly they are pinged, what happens after the third call, and what keeps their identity."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.guidance.events import Heard, Interviewed, Planned, Settled, Settlement, Skipped, Snoozed, StepKind, Thanked
from bot.guidance.facts import Hours, Preferences
from bot.guidance.ground_rules import CallOn, Contact, DecisionBy
from tests.guidance.cases import (
    BERLIN,
    HELD,
    HERE,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    THREE_TRIES,
    Fact,
    day,
    moment,
    pings_of,
    plan_of,
    rule,
    said,
    steps_of,
)

LATE_NOTE: Fact = ("Tue 3 Nov 18:00", Thanked())


# --- hours, and the contact's zone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calling_hours", "ping_hours", "pings"),
    [
        pytest.param((9, 17), (9, 20), ["Mon 9 Nov 10:00", "Tue 10 Nov 10:00"], id="as they come"),
        pytest.param((13, 17), (9, 20), ["Mon 9 Nov 13:00", "Tue 10 Nov 13:00"], id="not before calling hours"),
        pytest.param((8, 10), (7, 20), ["Mon 9 Nov 08:00", "Tue 10 Nov 08:00"], id="calling hours are over by ten"),
        pytest.param((9, 17), (12, 20), ["Mon 9 Nov 12:00", "Tue 10 Nov 12:00"], id="not before ping hours"),
        pytest.param((9, 17), (7, 10), ["Mon 9 Nov 09:00", "Tue 10 Nov 09:00"], id="ping hours are over by ten"),
    ],
)
def test_the_ping_for_a_call_comes_on_its_day(
    calling_hours: tuple[int, int], ping_hours: tuple[int, int], pings: list[str]
) -> None:
    hours = [Hours(time(start), time(end)) for start, end in (calling_hours, ping_hours)]
    preferences = Preferences(BERLIN, calling_hours=hours[0], ping_hours=hours[1])
    assert pings_of(plan_of(HELD, NOTE, preferences=preferences), StepKind.CALL) == pings


@pytest.mark.parametrize(
    ("theirs", "heads_up", "pings"),
    [
        pytest.param("Europe/London", False, ["Mon 9 Nov 11:00", "Tue 10 Nov 11:00"], id="ten in London"),
        pytest.param("America/New_York", False, ["Mon 9 Nov 16:00", "Tue 10 Nov 16:00"], id="ten in New York"),
        pytest.param("America/Los_Angeles", False, ["Mon 9 Nov 19:00", "Tue 10 Nov 19:00"], id="ten in Los Angeles"),
        pytest.param("Pacific/Honolulu", True, ["Mon 9 Nov 19:00", "Tue 10 Nov 19:00"], id="nine in Honolulu is 20:00"),
        pytest.param("Asia/Tokyo", True, ["Sun 8 Nov 19:00", "Mon 9 Nov 19:00"], id="nine in Tokyo is 1:00"),
    ],
)
def test_a_call_to_another_zone(theirs: str, heads_up: bool, pings: list[str]) -> None:
    """Where their calling hours never meet the ping hours, a heads-up comes before they open."""
    plan = plan_of(HELD, NOTE, said(Contact("Ms Ito", theirs)))
    (step,) = steps_of(plan, StepKind.CALL)
    assert (step.heads_up, step.window and step.window.zone.key) == (heads_up, theirs)
    assert pings_of(plan, StepKind.CALL) == pings


def test_hours_that_do_not_meet_before_clocks_change_get_a_heads_up_and_not_weeks_of_silence() -> None:
    """London opens at 20:00 in Sydney until 29 March, and at 19:00 from then on."""
    sydney = Preferences(ZoneInfo("Australia/Sydney"))
    london = ("Mon 8 Mar 2027 17:00", rule(Contact("Mr Hill", "Europe/London")))
    held = ("Mon 8 Mar 2027 16:00", Interviewed()), ("Mon 8 Mar 2027 18:00", Thanked())
    plan = plan_of(*held, london, preferences=sydney)
    assert pings_of(plan, StepKind.CALL)[0] == "Mon 15 Mar 2027 19:00"


@pytest.mark.parametrize(
    ("planned", "ping_hours", "first"),
    [
        pytest.param("Tue 3 Nov 07:30", (7, 8), "Wed 4 Nov 07:00", id="on the morning of the call"),
        pytest.param("Mon 2 Nov 12:00", (18, 22), "Tue 3 Nov 21:00", id="on the evening before"),
        pytest.param("Tue 3 Nov 21:30", (18, 22), "Tue 3 Nov 21:30", id="but not before the interview"),
    ],
)
def test_a_heads_up_where_ping_hours_and_calling_hours_do_not_meet(
    planned: str, ping_hours: tuple[int, int], first: str
) -> None:
    preferences = replace(HERE, ping_hours=Hours(time(ping_hours[0]), time(ping_hours[1])))
    named = ("Mon 2 Nov 11:00", rule(CallOn(day("Wed 4 Nov"))))
    plan = plan_of((planned, Planned()), named, preferences=preferences)
    assert pings_of(plan, StepKind.CALL)[0] == first


# --- after the third ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "since", "asked"),
    [
        pytest.param(None, [], ["Mon 7 Dec 10:00"], id="once, 10 working days after the third try"),
        pytest.param("US", [], ["Tue 8 Dec 10:00"], id="holidays do not count"),
        pytest.param(None, [("Mon 30 Nov 10:00", NO_ANSWER)], ["Mon 14 Dec 10:00"], id="after a fourth, from that"),
        pytest.param(None, [("Mon 7 Dec 12:00", Skipped(StepKind.CLOSE))], [], id="answered: not now"),
        pytest.param(None, [("Mon 30 Nov 10:00", Heard())], [], id="they replied"),
        pytest.param(None, [("Mon 30 Nov 10:00", Settled(Settlement.CLOSED))], [], id="it is closed"),
    ],
)
def test_the_question_whether_to_close(country: str | None, since: list[Fact], asked: list[str]) -> None:
    plan = plan_of(HELD, NOTE, *THREE_TRIES, *since, preferences=replace(HERE, country=country))
    assert pings_of(plan, StepKind.CLOSE) == asked


def test_after_two_tries_nobody_is_asked_to_close() -> None:
    assert not steps_of(plan_of(HELD, NOTE, *THREE_TRIES[:2]), StepKind.CLOSE)


# --- identity ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param(
            StepKind.NOTE, [HELD], [("Tue 3 Nov 15:00", Interviewed())], id="the interview was on another day"
        ),
        pytest.param(
            StepKind.CALL, [HELD, LATE_NOTE], [("Tue 3 Nov 15:00", Interviewed()), LATE_NOTE], id="its call moves along"
        ),
        pytest.param(
            StepKind.CALL, [HELD, NOTE], [HELD, ("Mon 9 Nov 13:00", Thanked())], id="a later note moves the call"
        ),
        pytest.param(
            StepKind.CALL,
            [HELD, NOTE, said(DecisionBy(day("Fri 13 Nov")))],
            [HELD, NOTE, said(DecisionBy(day("Fri 20 Nov")))],
            id="they decide on another day",
        ),
        pytest.param(
            StepKind.CALL,
            [HELD, NOTE, said(CallOn(day("Fri 13 Nov")))],
            [HELD, NOTE, said(CallOn(day("Mon 16 Nov")))],
            id="the day they named was misheard",
        ),
        pytest.param(
            StepKind.CLOSE,
            [HELD, NOTE, *THREE_TRIES],
            [HELD, NOTE, *THREE_TRIES[:2], ("Tue 24 Nov 10:00", MESSAGE)],
            id="the third call was a day later",
        ),
    ],
)
def test_a_step_that_moves_stays_the_same_step(kind: StepKind, one: list[Fact], other: list[Fact]) -> None:
    before, after = (steps_of(plan_of(*facts), kind)[0] for facts in (one, other))
    assert before.key == after.key
    assert before.pings != after.pings


@pytest.mark.parametrize("changed", [{"country": "US"}, {"first_call_after": 7}, {"time_zone": ZoneInfo("Asia/Tokyo")}])
def test_settings_move_a_step_and_do_not_make_another(changed: dict[str, object]) -> None:
    held = ("Fri 20 Nov 05:00", Interviewed()), ("Fri 20 Nov 05:10", Thanked())
    before = plan_of(*held)
    after = plan_of(*held, preferences=replace(HERE, **changed))  # type: ignore[arg-type]
    assert [step.key for step in before.steps] == [step.key for step in after.steps]
    assert before.steps[0].pings != after.steps[0].pings


def test_every_try_and_every_round_makes_steps_of_its_own() -> None:
    facts = [HELD, NOTE, *THREE_TRIES[:2]]
    histories = [facts[: count + 1] for count in range(1, len(facts))]
    again = [*facts, ("Tue 24 Nov 10:00", Interviewed())]
    keys = [step.key for history in [*histories, [HELD], again] for step in plan_of(*history).steps]
    assert len(set(keys)) == len(keys)


# --- snoozed -----------------------------------------------------------------------------------------------


def test_a_snooze_makes_a_new_step_that_was_asked_for() -> None:
    (before,) = plan_of(HELD, NOTE).steps
    later = Snoozed(StepKind.CALL, before.key.anchor, before.key.nth, moment("Wed 11 Nov 14:00"))
    plan = plan_of(HELD, NOTE, ("Mon 9 Nov 10:05", later))
    (after,) = plan.steps
    assert (after.key != before.key, after.origin, after.asked_for) == (True, before.key, True)
    assert pings_of(plan, StepKind.CALL) == ["Wed 11 Nov 14:00", "Thu 12 Nov 14:00"]


def test_the_latest_snooze_counts() -> None:
    (before,) = plan_of(HELD).steps
    until = [moment("Mon 2 Nov 18:00"), moment("Tue 3 Nov 12:00")]
    snoozes = [Snoozed(StepKind.NOTE, before.key.anchor, 0, at) for at in until]
    plan = plan_of(HELD, ("Mon 2 Nov 12:05", snoozes[0]), ("Mon 2 Nov 18:05", snoozes[1]))
    assert pings_of(plan, StepKind.NOTE) == ["Tue 3 Nov 12:00", "Wed 4 Nov 12:00"]


def test_a_snooze_waits_for_calling_hours_and_ends_with_what_it_was_about() -> None:
    (before,) = plan_of(HELD, NOTE).steps
    later = Snoozed(StepKind.CALL, before.key.anchor, 0, moment("Sat 14 Nov 18:00"))
    snoozed: list[Fact] = [HELD, NOTE, ("Fri 13 Nov 16:00", later)]
    assert pings_of(plan_of(*snoozed), StepKind.CALL)[0] == "Mon 16 Nov 09:00"
    assert pings_of(plan_of(*snoozed, ("Fri 13 Nov 16:30", NO_ANSWER)), StepKind.CALL)[0] == "Fri 20 Nov 10:00"
