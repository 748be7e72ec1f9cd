"""`/should_i_call`: the decision table in its order, and the rows on what they said; row 1 is not decided here.

2 November 2026 is a Monday. The interview is on it unless a test says otherwise.
"""

import pytest

from bot.guidance.etiquette import Default, RuleId
from bot.guidance.events import Planned, Settled, Settlement
from bot.guidance.ground_rules import AwayUntil, CallEveryDays, CallEveryWeekday, CallOn, NoCalls
from bot.guidance.verdict import Answer, Reason, Verdict, their_appointment, their_wait, verdict_at
from tests.guidance.cases import (
    HELD,
    NO_ANSWER,
    NOTE,
    THREE_TRIES,
    Fact,
    brief,
    day,
    moment,
    plan_of,
    rule,
    said,
    verdict_of,
)

YES, NOT_YET, NO = Answer.YES, Answer.NOT_YET, Answer.NO
FRIDAYS: Fact = ("Mon 2 Nov 10:30", rule(CallEveryWeekday(4)))
NO_CALLS: Fact = ("Mon 2 Nov 10:30", rule(NoCalls()))
AHEAD: Fact = ("Mon 2 Nov 10:00", Planned())
REJECTED: Fact = ("Tue 3 Nov 10:00", Settled(Settlement.REJECTED))


# --- the table in its order: each row where the later ones would say otherwise ------------------------------


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        pytest.param([HELD, NOTE, REJECTED], "Mon 9 Nov 10:00", "No: settled", id="2"),
        pytest.param(
            [AHEAD, ("Sun 1 Nov 10:00", Settled(Settlement.WITHDRAWN))], "Sun 1 Nov 12:00", "No: settled", id="2<3"
        ),
        pytest.param([HELD, FRIDAYS, REJECTED], "Fri 6 Nov 10:00", "No: settled", id="2<5"),
        pytest.param([AHEAD], "Sun 1 Nov 12:00", "Not yet: interview-ahead, from Mon 9 Nov 09:00", id="3"),
        pytest.param(
            [AHEAD, ("Sun 1 Nov 10:00", rule(NoCalls()))], "Sun 1 Nov 12:00", "Not yet: interview-ahead", id="3<4"
        ),
        pytest.param(
            [HELD, NOTE, *THREE_TRIES, ("Thu 3 Dec 10:00", Planned())],
            "Wed 2 Dec 10:00",
            "Not yet: interview-ahead, from Thu 10 Dec 09:00",
            id="3<6",
        ),
        pytest.param([HELD, NO_CALLS], "Tue 3 Nov 10:00", "No: they-said-no-calls", id="4<7"),
        pytest.param([HELD, NOTE, NO_CALLS], "Mon 9 Nov 10:00", "No: they-said-no-calls", id="4<10"),
        pytest.param([HELD, FRIDAYS], "Fri 6 Nov 10:00", "Yes: their-day", id="5<7"),
        pytest.param(
            [HELD, NOTE, *THREE_TRIES, ("Tue 24 Nov 10:00", rule(CallEveryWeekday(4)))],
            "Fri 27 Nov 10:00",
            "Yes: their-day",
            id="5<6",
        ),
        pytest.param(
            [HELD, NOTE, FRIDAYS], "Thu 12 Nov 10:00", "Yes: their-day", id="5<8: the first Friday was missed"
        ),
        pytest.param([HELD, *THREE_TRIES], "Tue 24 Nov 10:00", "No: used-up", id="6<7"),
        pytest.param([HELD, NOTE, *THREE_TRIES], "Mon 30 Nov 10:00", "No: used-up", id="6<10"),
        pytest.param([HELD], "Mon 2 Nov 12:00", "Not yet: note-first, from Mon 9 Nov 09:00", id="7<8"),
        pytest.param([HELD], "Mon 9 Nov 10:00", "Not yet: note-first, from Tue 10 Nov 09:00", id="7<10"),
        pytest.param([HELD, NOTE], "Fri 6 Nov 10:00", "Not yet: too-early, from Mon 9 Nov 09:00", id="8"),
        pytest.param([HELD, NOTE], "Mon 9 Nov 08:00", "Not yet: out-of-hours, from Mon 9 Nov 09:00", id="9"),
        pytest.param([HELD, NOTE], "Mon 9 Nov 10:00", "Yes: due", id="10"),
    ],
)
def test_the_first_row_that_fits_decides(facts: list[Fact], now: str, expected: str) -> None:
    assert brief(verdict_of(*facts, now=now)) == expected


# --- 2, 3, 4 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", list(Settlement))
def test_settled_is_no(how: Settlement) -> None:
    verdict = verdict_of(HELD, NOTE, ("Tue 3 Nov 10:00", Settled(how)), now="Mon 9 Nov 10:00")
    assert verdict == Verdict(NO, Reason.SETTLED, (RuleId.KEEP_SEARCHING,))


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("Mon 2 Nov 09:59", Reason.INTERVIEW_AHEAD),
        ("Mon 2 Nov 10:00", Reason.NOTE_FIRST),
    ],
)
def test_an_interview_to_come_ends_when_its_time_comes(now: str, reason: Reason) -> None:
    assert verdict_of(AHEAD, now=now).reason is reason


def test_before_the_interview_the_ground_rules_are_to_be_asked_for() -> None:
    verdict = verdict_of(AHEAD, now="Sun 1 Nov 12:00")
    assert (verdict.rules, verdict.defaults) == ((RuleId.ASK_GROUND_RULES,), (Default.FIRST_CALL,))


def test_no_calls_is_their_rule() -> None:
    verdict = verdict_of(HELD, NOTE, NO_CALLS, now="Mon 9 Nov 10:00")
    assert verdict == Verdict(NO, Reason.THEY_SAID_NO_CALLS, (RuleId.THEIR_RULES_FIRST, RuleId.KEEP_SEARCHING))


def test_their_latest_word_about_calling_counts() -> None:
    assert verdict_of(HELD, NO_CALLS, ("Tue 3 Nov 10:00", FRIDAYS[1]), now="Fri 6 Nov 10:00").answer is YES
    assert verdict_of(HELD, FRIDAYS, ("Tue 3 Nov 10:00", NO_CALLS[1]), now="Fri 6 Nov 10:00").answer is NO


# --- 5: they named a day, a weekday or an interval ---------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "now", "expected"),
    [
        pytest.param(
            CallOn(day("Wed 11 Nov")), "Tue 10 Nov 10:00", "Not yet: their-day, from Wed 11 Nov 09:00", id="before"
        ),
        pytest.param(
            CallOn(day("Wed 11 Nov")), "Wed 11 Nov 08:59", "Not yet: their-day, from Wed 11 Nov 09:00", id="08:59"
        ),
        pytest.param(CallOn(day("Wed 11 Nov")), "Wed 11 Nov 09:00", "Yes: their-day", id="09:00"),
        pytest.param(CallOn(day("Wed 11 Nov")), "Wed 11 Nov 16:59", "Yes: their-day", id="16:59"),
        pytest.param(
            CallOn(day("Wed 11 Nov")), "Wed 11 Nov 17:00", "Not yet: their-day, from Thu 12 Nov 09:00", id="17:00"
        ),
        pytest.param(CallOn(day("Wed 11 Nov")), "Thu 19 Nov 10:00", "Yes: their-day", id="passed without a call"),
        pytest.param(
            CallOn(day("Wed 11 Nov")), "Sat 14 Nov 10:00", "Not yet: their-day, from Mon 16 Nov 09:00", id="weekend"
        ),
        pytest.param(CallOn(day("Sat 14 Nov")), "Sat 14 Nov 10:00", "Yes: their-day", id="a Saturday was named"),
        pytest.param(
            CallOn(day("Sat 14 Nov")),
            "Sun 15 Nov 10:00",
            "Not yet: their-day, from Mon 16 Nov 09:00",
            id="Sunday was not",
        ),
        pytest.param(
            CallEveryWeekday(4), "Thu 5 Nov 10:00", "Not yet: their-day, from Fri 6 Nov 09:00", id="not Friday yet"
        ),
        pytest.param(CallEveryWeekday(4), "Fri 6 Nov 10:00", "Yes: their-day", id="Friday"),
        pytest.param(CallEveryWeekday(4), "Mon 9 Nov 10:00", "Yes: their-day", id="Friday was missed"),
        pytest.param(CallEveryWeekday(5), "Sat 7 Nov 10:00", "Yes: their-day", id="every Saturday"),
        pytest.param(
            CallEveryWeekday(5), "Sat 14 Nov 10:00", "Yes: their-day", id="the second, the first having been missed"
        ),
        pytest.param(CallEveryDays(3), "Thu 5 Nov 10:00", "Yes: their-day", id="the third day"),
        pytest.param(
            CallEveryDays(3), "Wed 4 Nov 10:00", "Not yet: their-day, from Thu 5 Nov 09:00", id="the second day"
        ),
    ],
)
@pytest.mark.parametrize("note", [[NOTE], []], ids=["note sent", "note open"])
def test_they_named_a_day(given: object, now: str, expected: str, note: list[Fact]) -> None:
    assert brief(verdict_of(HELD, *note, said(given), now=now)) == expected


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        pytest.param(
            [FRIDAYS, ("Fri 6 Nov 10:00", NO_ANSWER)],
            "Fri 6 Nov 10:01",
            "Not yet: their-day, from Fri 13 Nov 09:00",
            id="a call recorded for it",
        ),
        pytest.param(
            [said(CallOn(day("Fri 6 Nov"))), ("Fri 6 Nov 10:00", NO_ANSWER)],
            "Fri 6 Nov 10:01",
            "Not yet: too-early, from Fri 13 Nov 09:00",
            id="of a single day",
        ),
        pytest.param(
            [FRIDAYS, ("Tue 3 Nov 10:00", rule(AwayUntil(day("Tue 10 Nov"))))],
            "Fri 6 Nov 10:00",
            "Not yet: their-day, from Wed 11 Nov 09:00",
            id="peace asked for later",
        ),
    ],
)
def test_until_a_call_is_recorded_for_it(facts: list[Fact], now: str, expected: str) -> None:
    assert brief(verdict_of(HELD, NOTE, *facts, now=now)) == expected


def test_what_a_call_that_they_asked_for_rests_on() -> None:
    their, calm, hours = RuleId.THEIR_RULES_FIRST, RuleId.NOT_DESPERATE, Default.CALLING_HOURS
    friday = moment("Fri 6 Nov 09:00")
    before, early, during = (
        verdict_of(HELD, NOTE, FRIDAYS, now=now) for now in ("Thu 5 Nov 10:00", "Fri 6 Nov 08:00", "Fri 6 Nov 10:00")
    )
    assert before == Verdict(NOT_YET, Reason.THEIR_DAY, (their,), (), friday)
    assert early == Verdict(NOT_YET, Reason.THEIR_DAY, (their,), (hours,), friday)
    assert during == Verdict(YES, Reason.THEIR_DAY, (their, calm), (), None, None)


def test_the_default_that_moved_their_day_is_said() -> None:
    away = ("Tue 3 Nov 10:00", rule(AwayUntil(day("Tue 10 Nov"))))
    plan = plan_of(HELD, NOTE, FRIDAYS, away)
    assert verdict_at(plan, moment("Fri 6 Nov 10:00")).defaults == (Default.AFTER_THEIR_DAY,)
    assert verdict_at(plan, moment("Wed 11 Nov 10:00")).defaults == (Default.AFTER_THEIR_DAY,)
    assert (their_wait(plan), their_appointment(plan)) == (AwayUntil(day("Tue 10 Nov")), CallEveryWeekday(4))
