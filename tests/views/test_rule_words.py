"""What they said, said back; and what to do where they want emails."""

from datetime import date, time

import pytest

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    Rule,
    TheyCall,
)
from bot.views.rule_words import rule_words
from bot.views.verdicts import contact_words, verdict_line, verdict_text
from tests.guidance.cases import HELD, NOTE, moment, plan_of, said, verdict_of

DEC_7, DEC_11 = date(2026, 12, 7), date(2026, 12, 11)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (EmailOnly(), "no calls, emails only"),
        (Contact("Dana"), "the person to call is Dana"),
        (Contact("Dana", "Asia/Tokyo"), "the person to call is Dana, in the time zone Asia/Tokyo"),
        (
            Contact("<b>", None, "555-0199", time(14)),
            "the person to call is &lt;b&gt;, the number is 555-0199, call from 14:00 on",
        ),
        (Contact("", after=time(9, 30)), "call from 09:30 on"),
        (Contact("", after=time(14), before=time(16)), "call between 14:00 and 16:00"),
        (Contact("", before=time(12), weekdays=(0, 1, 2)), "call on Monday, Tuesday or Wednesday before 12:00"),
        (CallOn(DEC_7, until=DEC_11), "call on a day from Mon 7 Dec to Fri 11 Dec"),
        (CallOn(DEC_7, latest=True), "call on Mon 7 Dec at the latest"),
        (CallEveryWeekday(4, every=2, until=DEC_11), "call every other Friday until Fri 11 Dec"),
        (CallEveryWeekday(1, also=(3,)), "call every Tuesday and Thursday"),
        (CallEveryWeekday(1, every=3), "call every 3 weeks on Tuesday"),
        (CallEveryDays(1, until=DEC_7), "call every day until Mon 7 Dec"),
        (CallEveryMonth((1, 15)), "call every month on the 1st and the 15th"),
        (TheyCall(DEC_11, first=DEC_7), "they will call you on a day from Mon 7 Dec to Fri 11 Dec"),
        (TheyCall(DEC_7, about=True), "they will call you around Mon 7 Dec"),
        (DecisionBy(DEC_11, first=DEC_7), "they decide on a day from Mon 7 Dec to Fri 11 Dec"),
        (DecisionBy(DEC_7, about=True), "they decide around Mon 7 Dec"),
        (
            AwayUntil(DEC_11, first=DEC_7),
            "no call until Fri 11 Dec has passed (the last of Mon 7 Dec to Fri 11 Dec)",
        ),
    ],
)
def test_rules_in_words(rule: Rule, words: str) -> None:
    assert rule_words(rule, date(2026, 12, 2)) == words


def test_the_number_is_said_with_the_person() -> None:
    assert contact_words(plan_of(HELD, said(Contact("Ms Lee", None, "555-0199")))) == "Ms Lee on 555-0199"
    assert (
        contact_words(plan_of(HELD, said(Contact("", None, "555-0199"))))
        == "the person who interviewed you on 555-0199"
    )


@pytest.mark.parametrize(
    ("now", "words"), [("Mon 9 Nov 10:00", "ask by email now"), ("Tue 3 Nov 10:00", "ask by email on")]
)
def test_emails_instead_of_calls(now: str, words: str) -> None:
    plan = plan_of(HELD, NOTE, said(EmailOnly()))
    verdict = verdict_of(HELD, NOTE, said(EmailOnly()), now=now)
    text = verdict_text(plan, verdict, moment(now))
    assert text.startswith("⛔ <b>No</b>")
    assert words in text
    assert "by email only" in verdict_line(plan, verdict, moment(now))
