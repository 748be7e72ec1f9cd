"""What comes with a sound, and what arrives silently. 2 November 2026 is a Monday."""

import pytest

from bot.guidance.agenda import RINGS
from bot.guidance.events import Interviewed, Planned, Reminder, Skipped, Snoozed, StepKind
from bot.guidance.ground_rules import Contact
from tests.guidance.cases import HELD, HERE, NOTE, THREE_TRIES, Fact, agenda, moment, plan_of, said, steps_of

FAR: Fact = said(Contact("Dana", time_zone="Pacific/Honolulu"))
OVER: tuple[Fact, ...] = (HELD, NOTE, *THREE_TRIES)


@pytest.mark.parametrize(
    ("facts", "now", "kind", "rings"),
    [
        pytest.param([HELD], "Mon 2 Nov 12:00", StepKind.NOTE, True, id="a note is for today"),
        pytest.param([HELD, NOTE], "Mon 9 Nov 10:00", StepKind.CALL, True, id="so is a call"),
        pytest.param([HELD, NOTE, FAR], "Mon 9 Nov 19:00", StepKind.CALL, False, id="not one told ahead"),
        pytest.param([("Mon 2 Nov 10:00", Planned())], "Mon 2 Nov 11:00", StepKind.DEBRIEF, True, id="how it went"),
        pytest.param(
            [HELD, NOTE, ("Mon 2 Nov 14:00", Reminder(moment("Tue 3 Nov 10:00")))],
            "Tue 3 Nov 10:00",
            StepKind.REMIND,
            True,
            id="what they asked for",
        ),
        pytest.param(OVER, "Mon 7 Dec 10:00", StepKind.CLOSE, False, id="whether to close can wait"),
        pytest.param(
            [("Sun 1 Nov 10:00", Interviewed()), ("Sun 1 Nov 11:00", Skipped(StepKind.NOTE))],
            "Mon 2 Nov 10:00",
            StepKind.NUDGE,
            False,
            id="so can the nudge",
        ),
    ],
)
def test_what_is_for_today_rings(facts: list[Fact], now: str, kind: StepKind, rings: bool) -> None:
    nudged = {"preferences": HERE} if kind is StepKind.NUDGE else {}
    (one,) = agenda(now, plan_of(*facts), **nudged).due  # type: ignore[arg-type]
    assert (one.step.key.kind, one.rings) == (kind, rings)


def test_what_was_put_off_was_asked_for_and_rings() -> None:
    (close,) = steps_of(plan_of(*OVER), StepKind.CLOSE)
    later = Snoozed(close.key.kind, close.key.anchor, 0, moment("Tue 8 Dec 15:00"))
    (one,) = agenda("Tue 8 Dec 15:00", plan_of(*OVER, ("Mon 7 Dec 10:05", later))).due
    assert one.rings


def test_every_kind_of_step_is_in_the_table() -> None:
    assert set(RINGS) == set(StepKind)
