"""`/should_i_call`: the rows that rest on the bot's own counting, and the article's own case.

2 November 2026 is a Monday. The interview is on it.
"""

from datetime import time, timedelta

import pytest
from msgspec.structs import replace

from bot.guidance.etiquette import RULES, Default, RuleId
from bot.guidance.events import Emailed, Heard, Interviewed, Skipped, StepKind, Thanked
from bot.guidance.facts import Hours
from bot.guidance.ground_rules import AwayUntil, Contact, DecisionBy, TheyCall
from bot.guidance.verdict import Answer, Reason, Verdict, their_wait, verdict_at
from tests.guidance.cases import (
    HELD,
    HERE,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    SPOKE,
    THREE_TRIES,
    Fact,
    brief,
    day,
    moment,
    plan_of,
    rule,
    said,
    verdict_of,
    word,
)

YES, NOT_YET, NO = Answer.YES, Answer.NOT_YET, Answer.NO


# --- 6: three unanswered -----------------------------------------------------------------------------------


@pytest.mark.parametrize("tries", range(5))
def test_three_tries_are_the_most(tries: int) -> None:
    made = [(f"{date} 10:00", NO_ANSWER) for date in ("Mon 9 Nov", "Mon 16 Nov", "Mon 23 Nov", "Mon 30 Nov")][:tries]
    verdict = verdict_of(HELD, NOTE, *made, now="Mon 14 Dec 10:00")
    assert (verdict.answer, verdict.call_number) == ((YES, tries + 1) if tries < 3 else (NO, None))


def test_what_no_after_three_rests_on() -> None:
    rules = (RuleId.THREE_CALLS, RuleId.THEN_DONE, RuleId.KEEP_SEARCHING)
    expected = Verdict(NO, Reason.USED_UP, rules, (Default.COUNTS_AS_A_CALL,))
    assert verdict_of(HELD, NOTE, *THREE_TRIES, now="Mon 23 Nov 10:01") == expected


@pytest.mark.parametrize(
    ("since", "now", "answer"),
    [
        pytest.param([("Wed 25 Nov 10:00", Heard())], "Wed 2 Dec 10:00", YES, id="a word starts anew"),
        pytest.param(
            [("Wed 25 Nov 10:00", rule(AwayUntil(day("Mon 30 Nov"))))], "Wed 2 Dec 10:00", NO, id="an old rule not"
        ),
        pytest.param([("Wed 25 Nov 10:00", Skipped(StepKind.CLOSE))], "Wed 2 Dec 10:00", NO, id="left open, still no"),
        pytest.param(
            [("Wed 25 Nov 10:00", Interviewed()), ("Wed 25 Nov 12:00", Thanked())], "Wed 2 Dec 10:00", YES, id="a round"
        ),
    ],
)
def test_what_lifts_the_no(since: list[Fact], now: str, answer: Answer) -> None:
    assert verdict_of(HELD, NOTE, *THREE_TRIES, *since, now=now).answer is answer


# --- 7: the note first -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "now", "opening", "defaults"),
    [
        pytest.param([], "Mon 2 Nov 11:00", "Mon 9 Nov 09:00", (Default.FIRST_CALL,), id="the call would be due later"),
        pytest.param([], "Thu 5 Nov 11:00", "Mon 9 Nov 09:00", (Default.FIRST_CALL,), id="sent in between"),
        pytest.param([], "Fri 6 Nov 11:00", "Mon 9 Nov 09:00", (Default.FIRST_CALL,), id="the two days are one"),
        pytest.param([], "Mon 9 Nov 11:00", "Tue 10 Nov 09:00", (Default.DAY_AFTER_NOTE,), id="the day after the note"),
        pytest.param([], "Fri 13 Nov 11:00", "Mon 16 Nov 09:00", (Default.DAY_AFTER_NOTE,), id="the working day after"),
        pytest.param(
            [said(DecisionBy(day("Fri 13 Nov")))],
            "Tue 3 Nov 11:00",
            "Mon 16 Nov 09:00",
            (Default.AFTER_THEIR_DAY,),
            id="by D",
        ),
        pytest.param(
            [said(TheyCall())], "Tue 3 Nov 11:00", "Mon 16 Nov 09:00", (Default.THEY_CALL_UNDATED,), id="they call"
        ),
    ],
)
def test_the_note_first(facts: list[Fact], now: str, opening: str, defaults: tuple[Default, ...]) -> None:
    expected = Verdict(NOT_YET, Reason.NOTE_FIRST, (RuleId.THANK_YOU_ALWAYS,), defaults, moment(opening))
    assert verdict_of(HELD, *facts, now=now) == expected
    assert brief(verdict_of(HELD, *facts, (now, Thanked()), now=opening)) == "Yes: due"


def test_a_note_skipped_by_the_person_is_not_asked_for() -> None:
    assert verdict_of(HELD, ("Mon 2 Nov 13:00", Skipped(StepKind.NOTE)), now="Mon 9 Nov 10:00").answer is YES


# --- 8: too early ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "sales", "now", "opening", "defaults"),
    [
        pytest.param(
            [], False, "Sun 8 Nov 23:59", "Mon 9 Nov 09:00", (Default.FIRST_CALL,), id="the minute before its day"
        ),
        pytest.param([], True, "Wed 4 Nov 10:00", "Thu 5 Nov 09:00", (Default.FIRST_CALL_SALES,), id="sales"),
        pytest.param(
            [("Mon 9 Nov 10:00", NO_ANSWER)],
            False,
            "Tue 10 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.BETWEEN_CALLS,),
            id="between",
        ),
        pytest.param(
            [("Thu 5 Nov 10:00", MESSAGE)],
            True,
            "Fri 6 Nov 10:00",
            "Tue 10 Nov 09:00",
            (Default.BETWEEN_CALLS_SALES,),
            id="sales+",
        ),
        pytest.param(
            [("Mon 9 Nov 10:00", Skipped(StepKind.CALL))],
            False,
            "Tue 10 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.BETWEEN_CALLS,),
            id="a call passed over",
        ),
        pytest.param(
            [("Mon 9 Nov 10:00", SPOKE)],
            False,
            "Tue 10 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.FIRST_CALL, Default.COUNTS_ANEW),
            id="after a word",
        ),
        pytest.param(
            [said(DecisionBy(day("Fri 13 Nov")))],
            False,
            "Tue 10 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.AFTER_THEIR_DAY,),
            id="by D",
        ),
        pytest.param(
            [said(AwayUntil(day("Fri 13 Nov")))],
            False,
            "Fri 13 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.AFTER_THEIR_DAY,),
            id="away",
        ),
        pytest.param(
            [said(TheyCall())],
            False,
            "Tue 10 Nov 10:00",
            "Mon 16 Nov 09:00",
            (Default.THEY_CALL_UNDATED,),
            id="they call",
        ),
        pytest.param(
            [("Mon 2 Nov 15:00", Interviewed()), ("Mon 9 Nov 08:00", Thanked())],
            False,
            "Mon 9 Nov 10:00",
            "Tue 10 Nov 09:00",
            (Default.DAY_AFTER_NOTE,),
            id="note",
        ),
    ],
)
def test_the_day_is_still_to_come(
    facts: list[Fact], sales: bool, now: str, opening: str, defaults: tuple[Default, ...]
) -> None:
    expected = Verdict(NOT_YET, Reason.TOO_EARLY, (RuleId.SILENCE_HAS_REASONS,), defaults, moment(opening))
    assert verdict_of(HELD, NOTE, *facts, sales=sales, now=now) == expected


def test_a_wait_that_does_not_decide_the_day_is_not_named() -> None:
    away = ("Tue 10 Nov 10:00", rule(AwayUntil(day("Wed 11 Nov"))))
    plan = plan_of(HELD, NOTE, ("Mon 9 Nov 10:00", NO_ANSWER), away)
    assert verdict_at(plan, moment("Thu 12 Nov 10:00")).defaults == (Default.BETWEEN_CALLS,)
    assert their_wait(plan) is None


# --- 9 and 10: calling hours -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("Mon 9 Nov 00:00", "Not yet: out-of-hours, from Mon 9 Nov 09:00"),
        ("Mon 9 Nov 08:59", "Not yet: out-of-hours, from Mon 9 Nov 09:00"),
        ("Mon 9 Nov 09:00", "Yes: due"),
        ("Mon 9 Nov 16:59", "Yes: due"),
        ("Mon 9 Nov 17:00", "Not yet: out-of-hours, from Tue 10 Nov 09:00"),
        ("Fri 13 Nov 17:00", "Not yet: out-of-hours, from Mon 16 Nov 09:00"),
        ("Sat 14 Nov 12:00", "Not yet: out-of-hours, from Mon 16 Nov 09:00"),
        ("Wed 11 Nov 12:00", "Not yet: out-of-hours, from Thu 12 Nov 09:00"),
        ("Thu 12 Nov 12:00", "Yes: due"),
    ],
)
def test_calling_hours(now: str, expected: str) -> None:
    """The 11th is Veterans Day in the United States."""
    verdict = verdict_of(HELD, NOTE, now=now, preferences=replace(HERE, country="US"))
    assert brief(verdict) == expected
    hours = (Default.CALLING_HOURS,)
    assert (verdict.defaults == hours) == (verdict.reason is Reason.OUT_OF_HOURS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("Mon 9 Nov 14:59", "Not yet: out-of-hours, from Mon 9 Nov 15:00"),
        ("Mon 9 Nov 15:00", "Yes: due"),
        ("Mon 9 Nov 22:59", "Yes: due"),
        ("Mon 9 Nov 23:00", "Not yet: out-of-hours, from Tue 10 Nov 15:00"),
    ],
)
def test_calling_hours_are_the_contacts_where_the_zone_is_known(now: str, expected: str) -> None:
    contact = said(Contact("Mr Reed", "America/New_York"))
    assert brief(verdict_of(HELD, NOTE, contact, now=now)) == expected


def test_calling_hours_can_be_set() -> None:
    preferences = replace(HERE, calling_hours=Hours(time(13), time(14)))
    assert verdict_of(HELD, NOTE, now="Mon 9 Nov 12:59", preferences=preferences).yes_from == moment("Mon 9 Nov 13:00")
    assert verdict_of(HELD, NOTE, now="Mon 9 Nov 13:59", preferences=preferences).answer is YES
    assert verdict_of(HELD, NOTE, now="Mon 9 Nov 14:00", preferences=preferences).yes_from == moment("Tue 10 Nov 13:00")


def test_what_yes_rests_on() -> None:
    rules = (RuleId.THREE_CALLS, RuleId.NOT_DESPERATE)
    expected = Verdict(YES, Reason.DUE, rules, (Default.FIRST_CALL,), yes_from=None, call_number=1)
    assert verdict_of(HELD, NOTE, now="Mon 9 Nov 10:00") == expected


def test_an_email_is_a_try_and_no_yes_follows_on_its_heels() -> None:
    assert verdict_of(HELD, NOTE, ("Mon 9 Nov 10:00", Emailed()), now="Mon 9 Nov 10:01").answer is NOT_YET
    assert verdict_of(HELD, NOTE, ("Mon 9 Nov 10:00", Emailed()), now="Mon 16 Nov 10:00").call_number == 2


def test_a_dated_word_counts_as_one() -> None:
    tried = THREE_TRIES[:2]
    heard = ("Mon 23 Nov 12:00", word(AwayUntil(day("Fri 4 Dec"))))
    assert verdict_of(HELD, NOTE, *tried, heard, now="Mon 30 Nov 10:00").yes_from == moment("Mon 7 Dec 09:00")
    assert verdict_of(HELD, NOTE, *tried, heard, now="Mon 7 Dec 10:00").call_number == 1


# --- the article's own case, and what holds throughout -----------------------------------------------------

TWO_WEEKS_AGO: tuple[Fact, ...] = (
    ("Mon 2 Nov 10:00", Interviewed()),
    ("Mon 2 Nov 12:00", Thanked()),
    ("Thu 5 Nov 11:00", NO_ANSWER),
    ("Mon 9 Nov 11:00", MESSAGE),
)


def test_the_articles_case_two_weeks_a_note_three_calls_and_no_response() -> None:
    verdict = verdict_of(*TWO_WEEKS_AGO, ("Thu 12 Nov 11:00", NO_ANSWER), now="Mon 16 Nov 10:00")
    assert (verdict.answer, verdict.reason) == (NO, Reason.USED_UP)
    assert verdict.rules == (RuleId.THREE_CALLS, RuleId.THEN_DONE, RuleId.KEEP_SEARCHING)
    assert {paragraph for rule in verdict.rules for paragraph in RULES[rule].paragraphs} == {7, 9, 10}


def test_with_two_calls_made_and_the_last_a_week_ago_it_is_the_third_and_last() -> None:
    verdict = verdict_of(*TWO_WEEKS_AGO, now="Mon 16 Nov 10:00")
    assert (verdict.answer, verdict.reason, verdict.call_number) == (YES, Reason.DUE, 3)


def test_a_week_goes_by_without_a_contradiction() -> None:
    """Hour by hour from the interview on: Not yet, from the very hour at which it then is Yes."""
    plan = plan_of(HELD, NOTE)
    hours = [moment("Mon 2 Nov 13:00") + timedelta(hours=n) for n in range(24 * 7)]
    verdicts = [verdict_at(plan, hour) for hour in hours]
    first_yes = next(hour for hour, verdict in zip(hours, verdicts, strict=True) if verdict.answer is YES)
    before = [verdict for hour, verdict in zip(hours, verdicts, strict=True) if hour < first_yes]
    assert {verdict.yes_from for verdict in before} == {first_yes}
