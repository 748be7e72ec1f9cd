"""The plan: what there is to do, and when. The bot's defaults, row by row; 2 November 2026 is a Monday."""

from datetime import time

import pytest
from msgspec.structs import replace

from bot.guidance.events import Emailed, Heard, Interviewed, Planned, Settled, Settlement, Skipped, StepKind, Thanked
from bot.guidance.facts import Hours
from bot.guidance.ground_rules import AwayUntil, CallEveryDays, CallEveryWeekday, CallOn, DecisionBy, NoCalls, TheyCall
from bot.guidance.plan import Basis
from tests.guidance.cases import (
    HELD,
    HERE,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    SPOKE,
    THREE_TRIES,
    Fact,
    day,
    moment,
    pings_of,
    plan_of,
    rule,
    said,
    shown_day,
    steps_of,
    word,
)

NOTE_SKIPPED: Fact = ("Mon 2 Nov 13:00", Skipped(StepKind.NOTE))
US = replace(HERE, country="US")


def test_what_follows_is_kept_and_worked_out_anew_of_other_facts() -> None:
    plan = plan_of(HELD, NOTE)
    assert plan.steps is plan.steps
    sooner = replace(plan, preferences=replace(HERE, first_call_after=1))
    assert (plan.call.on, sooner.call.on) == (day("Mon 9 Nov"), day("Tue 3 Nov"))
    assert plan.steps != sooner.steps


# --- the note ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "pings"),
    [
        pytest.param("Mon 2 Nov 08:00", ["Mon 2 Nov 10:00", "Mon 2 Nov 19:00"], id="at eight: once more that evening"),
        pytest.param("Mon 2 Nov 10:00", ["Mon 2 Nov 12:00", "Mon 2 Nov 19:00"], id="22 hours later is too early"),
        pytest.param("Mon 2 Nov 11:00", ["Mon 2 Nov 13:00", "Tue 3 Nov 09:00"], id="22 hours later is nine o'clock"),
        pytest.param("Mon 2 Nov 15:00", ["Mon 2 Nov 17:00", "Tue 3 Nov 13:00"], id="22 hours later"),
        pytest.param("Mon 2 Nov 17:59", ["Mon 2 Nov 19:59", "Tue 3 Nov 15:59"], id="the last minute of ping hours"),
        pytest.param("Mon 2 Nov 18:00", ["Tue 3 Nov 09:00", "Tue 3 Nov 16:00"], id="an evening's waits till morning"),
        pytest.param("Mon 2 Nov 22:30", ["Tue 3 Nov 09:00", "Tue 3 Nov 19:00"], id="within a day, at seven"),
        pytest.param("Sat 7 Nov 11:00", ["Sat 7 Nov 13:00", "Sun 8 Nov 09:00"], id="a weekend is no obstacle"),
    ],
)
def test_the_note_is_pinged_after_two_hours_and_once_more_within_a_day(held: str, pings: list[str]) -> None:
    assert pings_of(plan_of((held, Interviewed())), StepKind.NOTE) == pings


@pytest.mark.parametrize(
    "ping_hours", [Hours(time(9), time(9, 30)), Hours(time(18), time(23)), Hours(time(0), time(6))]
)
def test_the_last_ping_for_the_note_is_within_a_day_in_whatever_ping_hours(ping_hours: Hours) -> None:
    plan = plan_of(("Mon 2 Nov 06:30", Interviewed()), preferences=replace(HERE, ping_hours=ping_hours))
    (step,) = steps_of(plan, StepKind.NOTE)
    assert step.pings[0] <= step.pings[1] <= moment("Tue 3 Nov 06:30")


@pytest.mark.parametrize("done", [NOTE, NOTE_SKIPPED, ("Mon 2 Nov 13:00", Settled(Settlement.OFFER))])
def test_a_note_sent_skipped_or_settled_is_not_pinged(done: Fact) -> None:
    assert pings_of(plan_of(HELD, done), StepKind.NOTE) == []


def test_a_note_is_due_even_where_they_want_no_calls() -> None:
    plan = plan_of(HELD, said(NoCalls()))
    assert pings_of(plan, StepKind.NOTE)
    assert not pings_of(plan, StepKind.CALL)


def test_an_interview_set_counts_as_held_once_its_time_has_passed() -> None:
    assert pings_of(plan_of(("Mon 2 Nov 10:00", Planned())), StepKind.NOTE)[0] == "Mon 2 Nov 12:00"


# --- the day of the next call ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "sales", "on", "basis"),
    [
        pytest.param([], False, "Mon 9 Nov", Basis.AFTER_INTERVIEW, id="5 working days after the interview"),
        pytest.param([], True, "Thu 5 Nov", Basis.AFTER_INTERVIEW, id="3 for sales work"),
        pytest.param([("Mon 9 Nov 10:00", NO_ANSWER)], False, "Mon 16 Nov", Basis.AFTER_TRY, id="5 between two calls"),
        pytest.param([("Thu 5 Nov 10:00", NO_ANSWER)], True, "Tue 10 Nov", Basis.AFTER_TRY, id="3 between, for sales"),
        pytest.param(
            [("Sat 7 Nov 10:00", MESSAGE)], False, "Fri 13 Nov", Basis.AFTER_TRY, id="counted from a Saturday"
        ),
        pytest.param([("Mon 9 Nov 10:00", Emailed())], False, "Mon 16 Nov", Basis.AFTER_TRY, id="an email is a try"),
        pytest.param([("Mon 9 Nov 10:00", SPOKE)], False, "Mon 16 Nov", Basis.AFTER_WORD, id="a talk starts anew"),
        pytest.param([("Wed 4 Nov 10:00", Heard())], False, "Wed 11 Nov", Basis.AFTER_WORD, id="and so does a reply"),
        pytest.param(
            [("Mon 9 Nov 10:00", Skipped(StepKind.CALL))], False, "Mon 16 Nov", Basis.AFTER_SKIP, id="a call skipped"
        ),
        pytest.param(
            [said(DecisionBy(day("Wed 18 Nov")))], False, "Thu 19 Nov", Basis.AFTER_THEIR_DAY, id="decision by"
        ),
        pytest.param(
            [said(DecisionBy(day("Fri 13 Nov")))], False, "Mon 16 Nov", Basis.AFTER_THEIR_DAY, id="by a Friday"
        ),
        pytest.param([said(DecisionBy(day("Wed 4 Nov")))], False, "Thu 5 Nov", Basis.AFTER_THEIR_DAY, id="and sooner"),
        pytest.param(
            [said(TheyCall())], False, "Mon 16 Nov", Basis.AFTER_THEIR_DAY, id="we'll call you: 10 working days"
        ),
        pytest.param([said(TheyCall())], True, "Mon 16 Nov", Basis.AFTER_THEIR_DAY, id="for sales work too"),
        pytest.param([said(TheyCall(day("Wed 18 Nov")))], False, "Thu 19 Nov", Basis.AFTER_THEIR_DAY, id="by a day"),
        pytest.param([said(AwayUntil(day("Wed 18 Nov")))], False, "Thu 19 Nov", Basis.AFTER_THEIR_DAY, id="away until"),
        pytest.param(
            [("Mon 9 Nov 10:00", NO_ANSWER), ("Tue 10 Nov 10:00", rule(AwayUntil(day("Wed 18 Nov"))))],
            False,
            "Thu 19 Nov",
            Basis.AFTER_THEIR_DAY,
            id="away moves a later call back",
        ),
        pytest.param(
            [("Mon 9 Nov 10:00", NO_ANSWER), ("Tue 10 Nov 10:00", rule(AwayUntil(day("Wed 11 Nov"))))],
            False,
            "Mon 16 Nov",
            Basis.AFTER_TRY,
            id="but never forth",
        ),
        pytest.param(
            [("Mon 9 Nov 10:00", SPOKE), ("Mon 9 Nov 10:05", word(AwayUntil(day("Wed 18 Nov"))))],
            False,
            "Thu 19 Nov",
            Basis.AFTER_THEIR_DAY,
            id="told so on the phone",
        ),
        pytest.param(
            [said(DecisionBy(day("Wed 4 Nov"))), ("Thu 5 Nov 10:00", Heard())],
            False,
            "Thu 12 Nov",
            Basis.AFTER_WORD,
            id="a day before their last word is over",
        ),
        pytest.param(
            [said(DecisionBy(day("Wed 18 Nov"))), ("Thu 5 Nov 10:00", Heard())],
            False,
            "Thu 19 Nov",
            Basis.AFTER_THEIR_DAY,
            id="a day after it stands",
        ),
        pytest.param(
            [("Mon 2 Nov 15:00", Interviewed()), ("Mon 9 Nov 11:00", Thanked())],
            False,
            "Tue 10 Nov",
            Basis.AFTER_NOTE,
            id="a day after the note",
        ),
        pytest.param([("Sun 8 Nov 11:00", Thanked())], False, "Mon 9 Nov", Basis.AFTER_INTERVIEW, id="a note in time"),
        pytest.param(
            [("Tue 10 Nov 15:00", Interviewed()), ("Tue 10 Nov 18:00", Thanked())],
            False,
            "Tue 17 Nov",
            Basis.AFTER_INTERVIEW,
            id="a further round starts anew",
        ),
    ],
)
def test_the_day_of_the_next_call(facts: list[Fact], sales: bool, on: str, basis: Basis) -> None:
    plan = plan_of(HELD, NOTE, *facts, sales=sales)
    assert (shown_day(plan.call.on), plan.call.basis) == (on, basis)
    assert pings_of(plan, StepKind.CALL)[0] == f"{on} 10:00"


def test_the_call_is_pinged_at_ten_and_once_more_on_the_next_working_day() -> None:
    plan = plan_of(("Fri 6 Nov 10:00", Interviewed()), ("Fri 6 Nov 13:00", Thanked()))
    assert pings_of(plan, StepKind.CALL) == ["Fri 13 Nov 10:00", "Mon 16 Nov 10:00"]


@pytest.mark.parametrize(
    ("changed", "facts", "on"),
    [
        pytest.param({"first_call_after": 2}, [], "Wed 4 Nov", id="the first call"),
        pytest.param({"first_call_after": 10}, [], "Mon 16 Nov", id="later"),
        pytest.param({"between_calls": 2}, [("Mon 9 Nov 10:00", NO_ANSWER)], "Wed 11 Nov", id="between two calls"),
    ],
)
def test_settings_change_the_defaults(changed: dict[str, int], facts: list[Fact], on: str) -> None:
    plan = plan_of(HELD, NOTE, *facts, preferences=replace(HERE, **changed))  # type: ignore[arg-type]
    assert shown_day(plan.call.on) == on


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([], id="the note is open"),
        pytest.param([NOTE, said(NoCalls())], id="they want no calls"),
        pytest.param([NOTE, *THREE_TRIES], id="three calls are used up"),
        pytest.param([NOTE, ("Tue 3 Nov 10:00", Settled(Settlement.REJECTED))], id="it is settled"),
    ],
)
def test_no_call_is_planned_where(facts: list[Fact]) -> None:
    assert steps_of(plan_of(HELD, *facts), StepKind.CALL) == ()


# --- holidays ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "facts", "on"),
    [
        pytest.param("US", [], "Mon 30 Nov", id="Thanksgiving is no working day"),
        pytest.param("DE", [], "Fri 27 Nov", id="in Germany it is"),
        pytest.param(None, [], "Fri 27 Nov", id="without a country there are no holidays"),
        pytest.param(
            "US", [("Fri 20 Nov 11:00", rule(DecisionBy(day("Wed 25 Nov"))))], "Fri 27 Nov", id="nor the day after"
        ),
        pytest.param("US", [("Fri 20 Nov 11:00", rule(TheyCall()))], "Mon 7 Dec", id="nor one of the ten"),
    ],
)
def test_public_holidays_are_no_working_days(country: str | None, facts: list[Fact], on: str) -> None:
    held = ("Fri 20 Nov 10:00", Interviewed()), ("Fri 20 Nov 13:00", Thanked())
    assert shown_day(plan_of(*held, *facts, preferences=replace(HERE, country=country)).call.on) == on


def test_the_second_ping_passes_over_a_holiday() -> None:
    plan = plan_of(("Wed 18 Nov 10:00", Interviewed()), ("Wed 18 Nov 13:00", Thanked()), preferences=US)
    assert pings_of(plan, StepKind.CALL) == ["Wed 25 Nov 10:00", "Fri 27 Nov 10:00"]


# --- the days that they named ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "pings"),
    [
        pytest.param(CallOn(day("Wed 11 Nov")), [["Wed 11 Nov 10:00", "Thu 12 Nov 10:00"]], id="a date"),
        pytest.param(CallOn(day("Sat 14 Nov")), [["Sat 14 Nov 10:00", "Mon 16 Nov 10:00"]], id="a date on a weekend"),
        pytest.param(CallOn(day("Thu 26 Nov")), [["Thu 26 Nov 10:00", "Fri 27 Nov 10:00"]], id="a date on a holiday"),
        pytest.param(
            CallEveryWeekday(4),
            [["Fri 6 Nov 10:00", "Mon 9 Nov 10:00"], ["Fri 13 Nov 10:00", "Mon 16 Nov 10:00"]],
            id="every Friday",
        ),
        pytest.param(
            CallEveryDays(2),
            [["Wed 4 Nov 10:00", "Thu 5 Nov 10:00"], ["Fri 6 Nov 10:00", "never"]],
            id="every two days: the second ping gives way to the next call",
        ),
    ],
)
@pytest.mark.parametrize("note", [NOTE, None], ids=["note sent", "note open"])
def test_their_days_are_pinged_note_or_no_note(given: object, pings: list[list[str]], note: Fact | None) -> None:
    plan = plan_of(HELD, said(given), *([note] if note else []), preferences=US)
    assert plan.call.named
    assert [pings_of(plan, StepKind.CALL, nth) for nth in range(len(pings))] == pings


def test_a_call_recorded_for_their_day_ends_its_pings() -> None:
    plan = plan_of(HELD, NOTE, said(CallEveryWeekday(4)), ("Fri 6 Nov 09:30", NO_ANSWER))
    assert pings_of(plan, StepKind.CALL)[0] == "Fri 13 Nov 10:00"


def test_after_their_day_the_bots_own_distance_decides() -> None:
    plan = plan_of(HELD, NOTE, said(CallOn(day("Wed 11 Nov"))), ("Wed 11 Nov 10:00", NO_ANSWER))
    assert (shown_day(plan.call.on), plan.call.named) == ("Wed 18 Nov", False)


def test_three_used_up_do_not_stop_a_call_that_they_asked_for() -> None:
    plan = plan_of(HELD, NOTE, *THREE_TRIES, ("Tue 24 Nov 10:00", rule(CallOn(day("Fri 27 Nov")))))
    assert pings_of(plan, StepKind.CALL)[0] == "Fri 27 Nov 10:00"
    assert not steps_of(plan, StepKind.CLOSE)
