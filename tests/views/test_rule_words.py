"""What they said, said back; and what to do where they want emails."""

from datetime import date, time

import pytest

from bot.guidance.ground_rules import Contact, EmailOnly, Rule
from bot.views.events import rule_words
from bot.views.verdicts import contact_words, verdict_line, verdict_text
from tests.guidance.cases import HELD, NOTE, moment, plan_of, said, verdict_of


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
