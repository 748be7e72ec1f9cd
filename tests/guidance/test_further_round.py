"""A further interview is set, and lies ahead: the note for the last one stays open, its calls stop. Source: ¶4."""

import pytest

from bot.guidance.events import Heard, Interviewed, Planned, Settled, Settlement, Skipped, Snoozed, StepKind, Thanked
from bot.guidance.plan import Plan
from bot.guidance.verdict import Reason, verdict_at
from tests.guidance.cases import (
    HELD,
    NO_ANSWER,
    NOTE,
    Fact,
    agenda,
    due,
    moment,
    pings_of,
    plan_of,
    shown,
    steps_of,
)

AHEAD: Fact = ("Thu 5 Nov 10:00", Planned())
SOON: Fact = ("Tue 3 Nov 06:00", Planned())
SET: Fact = ("Mon 2 Nov 10:00", Planned())


def _notes(plan: Plan) -> list[tuple[int, str]]:
    """The rounds whose note is open, by their event, and when that ends."""
    return [(step.key.anchor, shown(step.until)) for step in steps_of(plan, StepKind.NOTE)]


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        pytest.param([HELD, AHEAD], [(1, "Thu 5 Nov 10:00"), (2, "never")], id="neither sent nor skipped"),
        pytest.param([HELD, NOTE, AHEAD], [(3, "never")], id="sent before it was set"),
        pytest.param([HELD, AHEAD, ("Wed 4 Nov 10:00", Thanked())], [(2, "never")], id="sent before its time"),
        pytest.param([HELD, AHEAD, ("Wed 4 Nov", Thanked())], [(2, "never")], id="sent on a day before"),
        pytest.param(
            [HELD, AHEAD, ("Wed 4 Nov 10:00", Skipped(StepKind.NOTE))], [(2, "never")], id="skipped before its time"
        ),
        pytest.param(
            [HELD, AHEAD, ("Thu 5 Nov 12:00", Thanked())], [(1, "Thu 5 Nov 10:00")], id="sent after it: that is its own"
        ),
        pytest.param([HELD, ("Thu 5 Nov 10:00", Interviewed())], [(2, "never")], id="held, no longer ahead"),
        pytest.param([HELD, AHEAD, ("Thu 5 Nov 10:30", Interviewed())], [(3, "never")], id="held, set before"),
        pytest.param([SET, AHEAD], [(1, "Thu 5 Nov 10:00"), (2, "never")], id="the last one was only set as well"),
        pytest.param(
            [HELD, AHEAD, ("Mon 9 Nov 10:00", Planned())],
            [(1, "Thu 5 Nov 10:00"), (2, "Mon 9 Nov 10:00"), (3, "never")],
            id="two lie ahead",
        ),
        pytest.param([HELD, AHEAD, ("Tue 3 Nov 10:00", Settled(Settlement.WITHDRAWN))], [], id="it is over"),
    ],
)
def test_whose_note_is_open(facts: list[Fact], notes: list[tuple[int, str]]) -> None:
    assert _notes(plan_of(*facts)) == notes


def test_the_note_is_the_same_step_as_before_and_is_pinged_at_the_same_times() -> None:
    before, after = (steps_of(plan_of(*facts), StepKind.NOTE)[0] for facts in ([HELD], [HELD, AHEAD]))
    assert (after.key, after.origin, after.pings) == (before.key, before.origin, before.pings)


@pytest.mark.parametrize(
    ("now", "pinged", "found"),
    [
        ("Mon 2 Nov 12:00", [], ["note 1"]),
        ("Tue 3 Nov 09:00", ["Mon 2 Nov 12:00"], ["note 1"]),
        ("Wed 4 Nov 12:00", ["Mon 2 Nov 12:00", "Tue 3 Nov 09:00"], []),
        ("Thu 5 Nov 10:00", [], []),
    ],
)
def test_its_pings_end_where_the_next_interview_begins(now: str, pinged: list[str], found: list[str]) -> None:
    plan = plan_of(HELD, AHEAD)
    first, _ = steps_of(plan, StepKind.NOTE)
    told = agenda(now, plan, pinged={first.key: pinged})
    notes = [one.step.key for one in told.due if one.step.key.kind is StepKind.NOTE]
    assert [one for one in due(told) if one.startswith("note")] == found
    assert notes == [first.key][: len(found)]


def test_once_the_next_is_known_to_be_held_its_own_note_follows() -> None:
    plan = plan_of(HELD, AHEAD, ("Thu 5 Nov 10:50", Heard()))
    assert [one.step for one in agenda("Thu 5 Nov 12:00", plan).due] == [steps_of(plan, StepKind.NOTE)[-1]]


def test_pings_that_would_come_after_the_next_interview_began_do_not_come() -> None:
    late = ("Mon 2 Nov 19:00", Interviewed())
    plan = plan_of(late, SOON)
    assert pings_of(plan, StepKind.NOTE) == ["never", "never"]
    assert agenda("Mon 2 Nov 21:00", plan).wake_at == moment("Tue 3 Nov 09:00"), "for the note of the next one"


def test_put_off_it_still_ends_there() -> None:
    anchor = plan_of(HELD).steps[0].key.anchor
    put_off = [
        plan_of(HELD, AHEAD, ("Mon 2 Nov 12:05", Snoozed(StepKind.NOTE, anchor, 0, moment(until))))
        for until in ("Wed 4 Nov 18:00", "Fri 6 Nov 10:00")
    ]
    first = [steps_of(plan, StepKind.NOTE)[0] for plan in put_off]
    assert [shown(step.until) for step in first] == ["Thu 5 Nov 10:00"] * 2
    assert pings_of(put_off[0], StepKind.NOTE)[0] == "Wed 4 Nov 18:00"
    assert pings_of(put_off[1], StepKind.NOTE) == ["never", "never"]


@pytest.mark.parametrize("more", [[], [NOTE], [NOTE, ("Tue 3 Nov 11:00", NO_ANSWER)]])
def test_the_calls_of_the_last_round_stop_and_the_verdict_waits_for_the_next(more: list[Fact]) -> None:
    plan = plan_of(HELD, *more, AHEAD)
    assert steps_of(plan, StepKind.CALL) == ()
    assert verdict_at(plan, moment("Wed 4 Nov 10:00")).reason is Reason.INTERVIEW_AHEAD
    assert verdict_at(plan, moment("Thu 5 Nov 10:00")).reason is Reason.NOTE_FIRST


def test_which_round_is_the_latest() -> None:
    standing = plan_of(HELD, NOTE, AHEAD).standing
    found = [standing.latest_round(moment(at)) for at in ("Sun 1 Nov 10:00", "Wed 4 Nov 10:00", "Thu 5 Nov 10:00")]
    assert [one and (one.interview.id, one.note is not None) for one in found] == [None, (1, True), (3, False)]
