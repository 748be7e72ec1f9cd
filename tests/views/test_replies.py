"""Every reply to any situation: taken by Telegram, of its size, and beginning as it must."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.events import Heard, Interviewed, Planned, RuleGiven, Settled, Settlement, StepKind
from bot.guidance.facts import Event, Interview
from bot.guidance.ground_rules import CallOn, Contact, DecisionBy, EmailOnly, NoCalls
from bot.guidance.plan import derive_plan
from bot.guidance.steps import StepKey
from bot.guidance.verdict import Answer, Reason, verdict_at
from bot.guidance.week import Week
from bot.services.account import renew_alarm
from bot.services.mapping import event_to_row
from bot.services.outcomes import (
    HistoryList,
    Judged,
    Overview,
    PingLine,
    PingMessage,
    Recorded,
    StepState,
)
from bot.views.buttons import AnswerPing
from bot.views.render import render
from bot.views.verdicts import SYMBOLS
from tests.guidance.cases import HELD, HERE, NO_ANSWER, NOTE, THREE_TRIES, Fact, moment, plan_of, said, word
from tests.guidance.strategies import Situation, situations
from tests.services.person import Office, Person
from tests.views.checks import assert_sendable

FIRST_WORD = re.compile(r"[^\w\s]? ?(Yes|Not yet|No)\b")
OF_EACH_REASON: dict[Reason, tuple[tuple[Fact, ...], str]] = {
    Reason.SETTLED: ((HELD, ("Tue 3 Nov 10:00", Settled(Settlement.CLOSED))), "Wed 4 Nov 10:00"),
    Reason.INTERVIEW_AHEAD: ((("Mon 2 Nov 10:00", Planned()),), "Sun 1 Nov 10:00"),
    Reason.THEY_SAID_NO_CALLS: ((HELD, said(NoCalls())), "Mon 9 Nov 10:00"),
    Reason.THEY_SAID_EMAIL: ((HELD, NOTE, said(EmailOnly())), "Mon 9 Nov 10:00"),
    Reason.THEIR_DAY: ((HELD, said(CallOn(date(2026, 11, 9)))), "Mon 9 Nov 10:00"),
    Reason.USED_UP: ((HELD, NOTE, *THREE_TRIES), "Tue 24 Nov 10:00"),
    Reason.NOTE_FIRST: ((HELD,), "Tue 3 Nov 10:00"),
    Reason.TOO_EARLY: ((HELD, NOTE), "Tue 3 Nov 10:00"),
    Reason.OUT_OF_HOURS: ((HELD, NOTE), "Mon 9 Nov 20:00"),
    Reason.DUE: ((HELD, NOTE), "Mon 9 Nov 10:00"),
}


@pytest.mark.parametrize("reason", Reason)
def test_the_verdict_comes_first_for_every_reason(reason: Reason) -> None:
    facts, now = OF_EACH_REASON[reason]
    plan, at = plan_of(*facts), moment(now)
    verdict = verdict_at(plan, at)
    assert verdict.reason is reason
    for about_one in (True, False):
        text = assert_sendable(render(Judged(((plan, verdict),), about_one, at)))
        assert FIRST_WORD.match(text), text
        assert text.startswith(f"{SYMBOLS[verdict.answer]} {verdict.answer}")
    text = assert_sendable(render(Judged(((plan, verdict),), True, at)))
    if verdict.answer is Answer.NOT_YET:
        assert re.match(r"⏳ Not yet, from ", text)
    assert "¶" in text or "my default" in text
    if verdict.defaults:
        assert "my default, not the article’s" in text
    assert "None" not in text


def test_before_their_day_the_reason_is_theirs_and_their_wait_is_told() -> None:
    plan, at = plan_of(HELD, NOTE, ("Wed 4 Nov 10:00", word(DecisionBy(date(2026, 11, 13))))), moment("Thu 5 Nov 10:00")
    text = assert_sendable(render(Judged(((plan, verdict_at(plan, at)),), True, at)))
    assert text.startswith("⏳ Not yet, from Mon 16 Nov, 09:00")
    assert "They said: they decide by Fri 13 Nov." in text


def test_more_than_three_tries_are_counted_plainly() -> None:
    plan, at = plan_of(HELD, NOTE, *THREE_TRIES, ("Tue 24 Nov 10:00", NO_ANSWER)), moment("Wed 25 Nov 10:00")
    text = assert_sendable(render(Judged(((plan, verdict_at(plan, at)),), True, at)))
    assert "4 calls made without an answer" in text
    assert "4 of 3" not in text


@given(situations())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_situation(situation: Situation) -> None:
    plan = derive_plan(situation.interview, situation.preferences)
    verdict = verdict_at(plan, situation.now)
    text = assert_sendable(render(Judged(((plan, verdict),), True, situation.now)))
    assert FIRST_WORD.match(text)
    assert "None" not in text
    assert_sendable(render(Overview(((plan, verdict),), (plan,), situation.now)))
    assert_sendable(render(HistoryList(plan, plan.interview.events, situation.now)))
    for event in plan.interview.events:
        recorded = Recorded(1, event, 1, plan, verdict, situation.now, unread="<x>")
        text = assert_sendable(render(recorded))
        assert "  " not in text
        assert not any(line.endswith(" ") for line in text.splitlines())


@given(situations(), st.sampled_from(StepState), st.integers(1, 2), st.booleans(), st.integers(1, 3))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_ping(situation: Situation, state: StepState, nth: int, late: bool, copies: int) -> None:
    plan = derive_plan(situation.interview, situation.preferences)
    verdict, now = verdict_at(plan, situation.now), situation.now
    done = plan.interview.events[0] if state is StepState.DONE else None
    lines = tuple(
        PingLine(step.key, state, plan, step, verdict, done, nth, position)
        for position, step in enumerate(plan.steps[:1] * copies)
    )
    if not lines:
        return
    since = now if late else None
    message = PingMessage(1, lines, Week((plan,), (plan,), 1, 2, 3), now, situation.preferences, since, repeat=late)
    text = assert_sendable(render(message))
    assert "None" not in text
    assert ("This comes late" in text) == late
    assert ("This may be a repeat" in text) == late
    if state is StepState.OPEN and lines[0].key.kind in (StepKind.NOTE, StepKind.CALL):
        assert "¶" in text


# --- as much as there can be ---------------------------------------------------------------------------------

NASTY = ("<&>" * 27)[:77]
LONG_NAMES = [f"{number:03}{NASTY}" for number in range(200)]


@pytest.fixture
def crowded() -> Iterator[Person]:
    """Someone with 200 open interviews whose names, roles and contacts are as long and as awkward as they can be."""
    office = Office("Mon 2 Nov 14:00")
    dana = Person(office)
    with office.transaction() as uow:
        account = dana.context(uow).account
        for name in LONG_NAMES:
            interview_id = uow.journal.add_interview(dana.id, name, name[::-1], sales=False)
            change_id = uow.journal.add_change(dana.id, interview_id, office.now)
            for what in (Interviewed(), RuleGiven(Contact(NASTY, "America/New_York"))):
                kind, data = event_to_row(what)
                uow.journal.add_event(
                    dana.id, interview_id, change_id, kind=kind, at=office.now, day_only=False, data=data
                )
        renew_alarm(uow, account, office.now)
    yield dana
    office.close()


def test_two_hundred_open_interviews(crowded: Person) -> None:
    for command in ("status", "should_i_call", "agenda"):
        text = assert_sendable(crowded.reads(f"/{command}"))
        assert re.search(r"…and \d+ more", text)
    for command in ("called", "history", "interviewed", "undo", f"history {LONG_NAMES[7]}", f"thanked {LONG_NAMES[8]}"):
        assert_sendable(crowded.reads(f"/{command}"))


def test_one_more_is_refused(crowded: Person) -> None:
    assert "as many open interviews as I can keep" in assert_sendable(crowded.reads("/interviewed One more"))


def test_a_bundle_of_twenty_and_every_tap_on_it(crowded: Person) -> None:
    crowded.office.now = moment("Mon 2 Nov 16:00")
    (ping,) = crowded.office.tick()[:1]
    assert len(ping.message.lines) == 20
    reply = render(ping.message)
    text = assert_sendable(reply)
    labels = [button.label for row in reply.rows for button in row]
    for number in range(1, 21):
        assert f"{number}. ✉️ " in text
        assert f"{number}. Sent it" in labels
    assert "my default" in text
    for position, action in enumerate(("later", "sent", "skip", "stop", "tomorrow") * 4):
        reply = render(crowded.taps(AnswerPing(ping.message.ping_id, position, action)))
        assert_sendable(reply)
    assert sum("Undo" in button.label for row in reply.rows for button in row) == 16


def test_a_bundle_of_twenty_calls_and_the_nudge(crowded: Person) -> None:
    plans = crowded.account.plans
    step = plan_of(HELD, NOTE).steps[0]
    calls = tuple(
        PingLine(step.key, StepState.OPEN, plan, step, verdict_at(plan_of(HELD, NOTE), moment("Mon 9 Nov 10:00")))
        for plan in plans[:19]
    )
    nudge = PingLine(StepKey(0, StepKind.NUDGE, 1), StepState.OPEN, None, position=19)
    lines = tuple(replace(line, position=position) for position, line in enumerate((*calls, nudge)))
    now = moment("Mon 9 Nov 10:00")
    text = assert_sendable(render(PingMessage(1, lines, Week(plans, plans), now, HERE, now, repeat=True)))
    assert re.search(r"Quiet for long: .* and \d+ more\.", text)
    assert "19. 📞" in text


@pytest.mark.parametrize("words", ["x", "long <&> " * 50])
def test_a_history_of_five_hundred_events(words: str) -> None:
    heard = [Event(number, moment("Tue 3 Nov 10:00"), Heard(f"{number} {words}")) for number in range(2, 501)]
    events = (Event(1, moment("Mon 2 Nov 10:00"), Interviewed()), *heard)
    plan = derive_plan(Interview(1, "Acme", events), HERE)
    text = assert_sendable(render(HistoryList(plan, events, moment("Mon 9 Nov 10:00"))))
    assert "“500 " in text.splitlines()[-1]
    assert re.search(r"\(4\d\d earlier\)", text)


def test_many_settled_ones(crowded: Person) -> None:
    plans = crowded.account.plans
    text = assert_sendable(render(Overview((), plans, crowded.office.now)))
    assert re.search(r"Settled: .* and \d+ more\.", text)
