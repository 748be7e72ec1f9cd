"""Emails only: no call is due, the status is asked by email, an email counts as a try. And a contact's hours."""

from datetime import time

import pytest
from msgspec.structs import replace

from bot.guidance.etiquette import RuleId
from bot.guidance.events import Called, Emailed, Outcome, Planned, StepKind
from bot.guidance.facts import Hours
from bot.guidance.ground_rules import CallOn, Contact, EmailOnly, NoRules
from bot.guidance.verdict import Answer, Reason
from tests.guidance.cases import HELD, HERE, NOTE, Fact, day, plan_of, rule, said, verdict_of

BY_EMAIL = said(EmailOnly())
EMAILS: tuple[Fact, ...] = (
    ("Mon 9 Nov 10:00", Emailed()),
    ("Mon 16 Nov 10:00", Emailed()),
    ("Mon 23 Nov 10:00", Emailed()),
)


def test_no_call_is_due_and_the_day_for_an_email_is_the_calls() -> None:
    plan = plan_of(HELD, NOTE, BY_EMAIL)
    assert [step for step in plan.steps if step.key.kind is StepKind.CALL] == []
    assert plan.call.on == day("Mon 9 Nov")
    assert plan_of(HELD, NOTE, BY_EMAIL, EMAILS[0]).call.on == day("Mon 16 Nov")


def test_the_verdict_is_no_and_rests_on_their_word() -> None:
    verdict = verdict_of(HELD, NOTE, BY_EMAIL, now="Mon 9 Nov 10:00")
    assert (verdict.answer, verdict.reason) == (Answer.NO, Reason.THEY_SAID_EMAIL)
    assert verdict.rules[0] is RuleId.THEIR_RULES_FIRST
    assert verdict.yes_from is None


def test_three_emails_without_an_answer_are_the_end() -> None:
    verdict = verdict_of(HELD, NOTE, BY_EMAIL, *EMAILS, now="Tue 24 Nov 10:00")
    assert (verdict.answer, verdict.reason) == (Answer.NO, Reason.USED_UP)
    assert [step.key.kind for step in plan_of(HELD, NOTE, BY_EMAIL, *EMAILS).steps] == [StepKind.CLOSE]


def test_the_interview_still_to_come_goes_before() -> None:
    ahead: Fact = ("Mon 2 Nov 10:00", Planned())
    verdict = verdict_of(ahead, ("Sun 1 Nov 9:00", rule(EmailOnly())), now="Sun 1 Nov 12:00")
    assert (verdict.reason, verdict.yes_from) == (Reason.INTERVIEW_AHEAD, None)


@pytest.mark.parametrize("later", [NoRules(), CallOn(day("Mon 9 Nov"))])
def test_a_later_word_takes_its_place(later: NoRules | CallOn) -> None:
    plan = plan_of(HELD, NOTE, BY_EMAIL, ("Tue 3 Nov 10:00", rule(later)))
    assert not plan.standing.email_only
    assert (
        verdict_of(HELD, NOTE, BY_EMAIL, ("Tue 3 Nov 10:00", rule(later)), now="Mon 9 Nov 10:00").answer is Answer.YES
    )


# --- whom to call, where and from what hour on -------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "hours"),
    [
        (time(14), Hours(time(14), time(17))),
        (time(8), Hours(time(9), time(17))),
        (time(17), Hours(time(17), time(23, 59))),
        (time(23, 30), Hours(time(9), time(17))),
    ],
)
def test_calls_are_due_from_the_hour_that_they_named(after: time, hours: Hours) -> None:
    plan = plan_of(HELD, NOTE, said(Contact("Ms Lee", after=after)))
    assert plan.call.window.hours == hours


def test_not_yet_before_that_hour() -> None:
    contact = said(Contact("Ms Lee", after=time(14)))
    assert verdict_of(HELD, NOTE, contact, now="Mon 9 Nov 13:59").answer is Answer.NOT_YET
    assert verdict_of(HELD, NOTE, contact, now="Mon 9 Nov 14:00").answer is Answer.YES


def test_a_number_without_a_name_belongs_to_whom_was_named() -> None:
    named, number = said(Contact("Ms Lee", "Asia/Tokyo")), ("Tue 3 Nov 10:00", rule(Contact("", phone="555-0199")))
    standing = plan_of(HELD, named, number).standing
    assert standing.contact == Contact("Ms Lee", "Asia/Tokyo", "555-0199")


def test_a_new_person_has_an_own_number_and_own_hours() -> None:
    named = said(Contact("Ms Lee", "Asia/Tokyo", "555-0199", time(14)))
    standing = plan_of(HELD, named, ("Tue 3 Nov 10:00", rule(Contact("Mr Reed")))).standing
    assert standing.contact == Contact("Mr Reed")


def test_an_hour_can_be_said_of_nobody_in_particular() -> None:
    plan = plan_of(HELD, NOTE, said(Contact("", after=time(15))), preferences=replace(HERE, country="DE"))
    assert plan.call.window.hours.start == time(15)


def test_a_talk_about_it_starts_the_count_anew() -> None:
    spoke: Fact = ("Tue 24 Nov 10:00", Called(Outcome.SPOKE))
    assert not plan_of(HELD, NOTE, BY_EMAIL, *EMAILS, spoke).calls_used_up
