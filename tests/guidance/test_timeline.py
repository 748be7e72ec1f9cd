"""The plans laid out on a calendar. Today is Mon 30 Nov 2026, 14:00, unless a case says otherwise."""

from datetime import timedelta

import pytest
from hypothesis import given

from bot.guidance.events import (
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Planned,
    Settled,
    Settlement,
    Skipped,
    StepKind,
    Thanked,
)
from bot.guidance.ground_rules import AwayUntil, CallEveryWeekday, CallOn, DecisionBy, EmailOnly, NoCalls, TheyCall
from bot.guidance.plan import derive_plan
from bot.guidance.timeline import MOST_DAYS_AHEAD, MOST_DAYS_BACK, Mark, Timeline, timeline_of
from bot.guidance.workdays import local_day
from tests.guidance.cases import (
    BERLIN,
    HELD,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    SPOKE,
    THREE_TRIES,
    Fact,
    moment,
    plan_of,
    rule,
    said,
    shown_day,
    word,
)
from tests.guidance.strategies import Situation, situations

NOW = "Mon 30 Nov 14:00"


def laid_out(*interviews: tuple[Fact, ...], now: str = NOW, most: int = 30) -> Timeline:
    plans = [plan_of(*facts, id=number) for number, facts in enumerate(interviews, start=1)]
    return timeline_of(plans, local_day(moment(now), BERLIN), moment(now), most)


def brief(mark: Mark) -> str:
    """A mark in words: what, which, and its day; one that is to come ends with a question mark."""
    which = f" {mark.nth}" if mark.nth else " spoke" if mark.spoke else ""
    return f"{mark.kind}{which} {shown_day(mark.on)}{'' if mark.over else '?'}"


def marks(*facts: Fact, now: str = NOW) -> list[str]:
    (row,) = laid_out(facts, now=now).rows
    return [brief(mark) for mark in row.marks]


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        pytest.param((HELD, NOTE), ["interview Mon 2 Nov", "note Mon 2 Nov", "call 1 Mon 30 Nov?"], id="a call is due"),
        pytest.param(
            (("Fri 27 Nov 10:00", Interviewed()),),
            ["interview Fri 27 Nov", "note Mon 30 Nov?", "call 1 Fri 4 Dec?"],
            id="a note that is overdue stands on today, the call after it is to come",
        ),
        pytest.param(
            (("Fri 27 Nov 10:00", Interviewed()), ("Fri 27 Nov 12:00", Skipped(StepKind.NOTE))),
            ["interview Fri 27 Nov", "call 1 Fri 4 Dec?"],
            id="a note that was skipped is not there",
        ),
        pytest.param(
            (HELD, NOTE, ("Thu 3 Dec 10:00", Planned()), ("Fri 27 Nov 10:00", Cancelled(3))),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "word Fri 27 Nov", "call 1 Fri 4 Dec?"],
            id="a round that they called off",
        ),
        pytest.param(
            (("Thu 3 Dec 10:00", Planned()),),
            ["interview Thu 3 Dec?", "note Thu 3 Dec?", "call 1 Thu 10 Dec?"],
            id="an interview still to come",
        ),
        pytest.param(
            (HELD, NOTE, ("Mon 9 Nov 10:00", NO_ANSWER), ("Tue 24 Nov 10:00", Emailed())),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "call 1 Mon 9 Nov", "call 2 Tue 24 Nov", "call 3 Tue 1 Dec?"],
            id="an email is a try like a call",
        ),
        pytest.param(
            (HELD, NOTE, *THREE_TRIES),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "call 1 Mon 9 Nov", "call 2 Mon 16 Nov", "call 3 Mon 23 Nov"],
            id="after three there is none to come",
        ),
        pytest.param(
            (HELD, NOTE, ("Mon 9 Nov 10:00", MESSAGE), ("Wed 25 Nov 10:00", SPOKE)),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "call Mon 9 Nov", "call spoke Wed 25 Nov", "call 1 Wed 2 Dec?"],
            id="a word from them starts the count anew",
        ),
        pytest.param(
            (
                HELD,
                NOTE,
                ("Wed 25 Nov 10:00", Heard("soon")),
                ("Thu 26 Nov 10:00", word(DecisionBy(moment("Fri 4 Dec").date()))),
            ),
            [
                *("interview Mon 2 Nov", "note Mon 2 Nov", "word Wed 25 Nov", "word Thu 26 Nov"),
                *("deadline Fri 4 Dec?", "call 1 Mon 7 Dec?"),
            ],
            id="words, and a promise",
        ),
        pytest.param(
            (HELD, NOTE, said(TheyCall(moment("Fri 20 Nov").date()))),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "deadline Fri 20 Nov", "call 1 Mon 30 Nov?"],
            id="a promise whose day has passed",
        ),
        pytest.param(
            (HELD, NOTE, said(TheyCall())),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "call 1 Mon 30 Nov?"],
            id="a promise without a day",
        ),
        pytest.param(
            (HELD, NOTE, said(CallOn(moment("Wed 2 Dec").date()))),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "asked-call Wed 2 Dec?"],
            id="a day that they named",
        ),
        pytest.param((HELD, NOTE, said(NoCalls())), ["interview Mon 2 Nov", "note Mon 2 Nov"], id="they want no calls"),
        pytest.param(
            (HELD, NOTE, said(EmailOnly())),
            ["interview Mon 2 Nov", "note Mon 2 Nov", "call 1 Mon 30 Nov?"],
            id="they want an email in place of a call",
        ),
    ],
)
def test_the_marks_of_one_interview(facts: tuple[Fact, ...], shown: list[str]) -> None:
    assert marks(*facts) == shown


def test_repeated_days_are_shown_from_the_next_on() -> None:
    shown = marks(HELD, NOTE, said(CallEveryWeekday(4)), ("Fri 27 Nov 10:00", NO_ANSWER))
    assert shown[3:5] == ["asked-call Fri 4 Dec?", "asked-call Fri 11 Dec?"]


def test_days_of_peace_are_a_span() -> None:
    (row,) = laid_out((HELD, NOTE, ("Fri 27 Nov 9:00", rule(AwayUntil(moment("Thu 10 Dec").date()))))).rows
    assert row.away is not None
    assert [shown_day(row.away.first), shown_day(row.away.last)] == ["Fri 27 Nov", "Thu 10 Dec"]
    assert brief(row.marks[-1]) == "call 1 Fri 11 Dec?"


def test_the_most_urgent_come_first_and_the_rest_is_counted() -> None:
    waits = (HELD, NOTE, ("Fri 27 Nov 10:00", NO_ANSWER))
    over = (HELD, NOTE, *THREE_TRIES)
    call_due = (HELD, NOTE)
    note_due = (("Fri 27 Nov 10:00", Interviewed()),)
    settled = (*call_due, ("Fri 27 Nov 10:00", Settled(Settlement.REJECTED)))
    found = laid_out(over, waits, note_due, settled, call_due, most=3)
    assert [row.plan.interview.company for row in found.rows] == ["Company 5", "Company 3", "Company 2"]
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("facts", "first", "last"),
    [
        ((("Mon 30 Nov 10:00", Interviewed()),), "Mon 23 Nov", "Mon 14 Dec"),
        ((HELD, NOTE), "Mon 2 Nov", "Mon 14 Dec"),
        ((("Mon 3 Aug 10:00", Interviewed()), ("Mon 3 Aug 12:00", Thanked())), "Mon 2 Nov", "Mon 14 Dec"),
        ((("Mon 8 Mar 2027 10:00", Planned()),), "Mon 23 Nov", "Mon 4 Jan 2027"),
    ],
)
def test_the_days_shown_reach_not_too_far(facts: tuple[Fact, ...], first: str, last: str) -> None:
    found = laid_out(facts)
    assert [shown_day(found.first), shown_day(found.last)] == [first, last]


def test_nothing_open_is_no_rows() -> None:
    assert laid_out((HELD, ("Fri 27 Nov 10:00", Settled(Settlement.OFFER)))).rows == ()


@given(situations())
def test_past_and_future_keep_to_their_side_of_today(situation: Situation) -> None:
    preferences, now = situation.preferences, situation.now
    today = local_day(now, preferences.time_zone)
    found = timeline_of([derive_plan(situation.interview, preferences)], today, now, 30)
    assert timedelta(days=14) <= found.last - found.first <= timedelta(days=MOST_DAYS_BACK + MOST_DAYS_AHEAD)
    assert found.first < today < found.last
    for row in found.rows:
        assert all(mark.on <= today if mark.over else mark.on >= today for mark in row.marks)
        assert list(row.marks) == sorted(row.marks, key=lambda mark: (mark.on, not mark.over))
