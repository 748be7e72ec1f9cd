"""What holds for plan, verdict and agenda whatever happens, in any zone, across changes of the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.agenda import History, agenda_at
from bot.guidance.events import (
    Called,
    Cancelled,
    Outcome,
    ReminderDone,
    Settled,
    Settlement,
    Snoozed,
    StepKind,
    Thanked,
)
from bot.guidance.facts import Interview
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.steps import Step, StepKey
from bot.guidance.verdict import Answer, Reason, verdict_at
from bot.guidance.workdays import local_day, within
from tests.guidance.cases import steps_of
from tests.guidance.strategies import Situation, randoms, situations

MINUTE = timedelta(minutes=1)


def plan_in(situation: Situation) -> Plan:
    return derive_plan(situation.interview, situation.preferences)


def ping_times(plan: Plan, step: Step, since: datetime) -> list[datetime]:
    """When a step may be pinged from `since` on: at each of its pings' times, and if that is all over, at once."""
    hours, zone = plan.preferences.ping_hours, plan.preferences.time_zone
    wishes = [max(since, ping) for ping in step.pings]
    return [at for wish in wishes if (at := step.next_ping(wish, hours, zone)) is not None]


# --- plan and verdict agree --------------------------------------------------------------------------------


@given(situations())
def test_no_call_is_pinged_while_the_verdict_is_not_yes(situation: Situation) -> None:
    plan = plan_in(situation)
    for step in steps_of(plan, StepKind.CALL):
        for at in ping_times(plan, step, situation.now):
            verdict = verdict_at(plan, at)
            event(f"{verdict.reason}, heads-up: {step.heads_up}")
            assert step.heads_up or verdict.answer is Answer.YES


@given(situations())
def test_yes_exactly_while_a_call_of_the_plan_stands(situation: Situation) -> None:
    plan = plan_in(situation)
    openings = [step.window.next_open(situation.now) for step in plan.steps if step.window]
    for at in [situation.now, *openings, *(opening - MINUTE for opening in openings)]:
        standing = [step for step in steps_of(plan, StepKind.CALL) if step.stands_at(at)]
        assert at < situation.now or (verdict_at(plan, at).answer is Answer.YES) == bool(standing)


@given(situations())
def test_every_call_of_the_plan_is_pinged_while_it_stands(situation: Situation) -> None:
    """By its first ping, on its first day; where the hours do not meet on that day, by a heads-up before."""
    plan = plan_in(situation)
    hours, zone = plan.preferences.ping_hours, plan.preferences.time_zone
    for step in steps_of(plan, StepKind.CALL):
        assert step.window is not None
        at = step.next_ping(step.pings[0], hours, zone)
        assert at is not None
        first_day = step.asked_for or local_day(at, step.window.zone) == step.on
        assert first_day or (step.heads_up and at < step.window.next_open(at))


@given(situations())
def test_yes_comes_from_when_it_was_said_and_not_before(situation: Situation) -> None:
    """All else staying as it is; where the note is wanted first, it is sent at once."""
    verdict = verdict_at(plan := plan_in(situation), situation.now)
    event(f"{verdict.answer}: {verdict.reason}")
    if verdict.answer is not Answer.NOT_YET:
        assert verdict.yes_from is None
        return
    if verdict.yes_from is None:
        assert verdict.reason is Reason.INTERVIEW_AHEAD
        assert plan.standing.no_calls
        return
    if verdict.reason in (Reason.NOTE_FIRST, Reason.INTERVIEW_AHEAD) and not plan.call.named:
        situation = situation.with_event(max(situation.now, plan.standing.round.at), Thanked())
    after = plan_in(situation)
    assert verdict_at(after, verdict.yes_from).answer is Answer.YES
    assert verdict.yes_from > situation.now
    between = [situation.now + (verdict.yes_from - situation.now) * part / 7 for part in range(7)]
    assert all(verdict_at(after, at).answer is Answer.NOT_YET for at in [*between, verdict.yes_from - MINUTE / 60])


@given(situations())
def test_a_yes_says_which_of_the_three_calls_it_is(situation: Situation) -> None:
    plan = plan_in(situation)
    openings = [step.window.next_open(situation.now) for step in plan.steps if step.window]
    for at in openings:
        verdict = verdict_at(plan, at)
        if verdict.answer is Answer.YES:
            assert (verdict.call_number is None) == plan.call.named
            assert verdict.call_number in (None, 1, 2, 3)


# --- the alarm ---------------------------------------------------------------------------------------------


@given(situations(), st.lists(st.timedeltas(timedelta(0), timedelta(days=2)), max_size=3), st.integers(0, 4))
def test_after_a_message_the_alarm_is_that_of_the_agenda_that_follows(
    situation: Situation, ago: list[timedelta], most: int
) -> None:
    """Also where another interview is as far, only some of what is due is told, and some of that may be a repeat."""
    preferences, now = replace(situation.preferences, muted=most == 0), situation.now
    other = derive_plan(replace(situation.interview, id=2), preferences)
    plans, earlier = [plan_in(situation), other], [now - each for each in ago]
    unsure = {step.key: earlier for step in other.told_steps}
    told = History(unasked=earlier, unsure=unsure)
    for _ in range(4):
        agenda = agenda_at(plans, preferences, told, now)
        due = agenda.due[:most]
        told = told.having_told([line.step.key for line in due], now, unasked=bool(due))
        event(f"{len(due)} of {len(agenda.due)} due")
        wake_at = agenda.wake_after(told, preferences, now)
        assert wake_at == agenda_at(plans, preferences, told, now).wake_at
        if wake_at is None:
            return
        now = wake_at


# --- the order of recording --------------------------------------------------------------------------------


def told_differently(interview: Interview, random: Random) -> tuple[Interview, dict[int, int]]:
    """The same events recorded in another order: other places, and other ids, which are given by the first ones."""
    ids = [one.id for one in interview.events]
    others = [1000 + nth for nth in range(len(ids))]
    random.shuffle(others)
    renamed = dict(zip(ids, others, strict=True))
    events = [
        replace(
            one,
            id=renamed[one.id],
            what=replace(one.what, anchor=renamed.get(one.what.anchor, 0))
            if isinstance(one.what, Snoozed | ReminderDone | Cancelled)
            else one.what,
        )
        for one in interview.events
    ]
    random.shuffle(events)
    return replace(interview, events=tuple(events)), renamed


@given(situations(), randoms)
def test_the_order_of_recording_changes_nothing(situation: Situation, random: Random) -> None:
    one = plan_in(situation)
    interview, renamed = told_differently(situation.interview, random)
    other = derive_plan(interview, situation.preferences)

    def elsewhere(key: StepKey) -> StepKey:
        return replace(key, anchor=renamed[key.anchor])

    steps = tuple(replace(step, key=elsewhere(step.key), origin=elsewhere(step.origin)) for step in one.steps)
    assert steps == other.steps
    wait = one.call.wait and replace(one.call.wait, id=renamed[one.call.wait.id])
    assert replace(one.call, anchor=renamed[one.call.anchor], wait=wait) == other.call
    assert verdict_at(one, situation.now) == verdict_at(other, situation.now)


@given(situations())
def test_steps_are_told_apart_by_their_keys(situation: Situation) -> None:
    keys = [step.key for step in plan_in(situation).steps]
    assert len(set(keys)) == len(keys)


# --- what is settled, and what is used up ------------------------------------------------------------------


@given(situations(), st.sampled_from(Settlement))
def test_nothing_is_pinged_after_an_interview_is_settled(situation: Situation, how: Settlement) -> None:
    over = situation.with_event(situation.now, Settled(how))
    plan = plan_in(over)
    event(f"round ahead: {plan.standing.round.at > over.now}")
    assert plan.steps == ()
    assert agenda_at([plan], over.preferences, History(), over.now).due == ()
    assert agenda_at([plan], over.preferences, History(), over.now).wake_at is None
    assert verdict_at(plan, over.now).reason is Reason.SETTLED


@given(situations())
def test_no_fourth_unasked_for_call_is_advised(situation: Situation) -> None:
    """Whoever calls whenever the bot says Yes has never more than three unanswered calls that nobody asked for."""
    plan = plan_in(situation)
    before = len(plan.standing.tries)
    for _ in range(8):
        verdict = verdict_at(plan, situation.now)
        if verdict.answer is Answer.YES:
            situation = situation.with_event(situation.now, Called(Outcome.NO_ANSWER))
        elif verdict.yes_from is None:
            break
        else:
            situation = replace(situation, now=verdict.yes_from)
        if verdict.reason in (Reason.NOTE_FIRST, Reason.INTERVIEW_AHEAD):
            sent_at = max(situation.now - timedelta(days=4), plan.standing.round.at)
            situation = situation.with_event(sent_at, Thanked())
        plan = plan_in(situation)
        assert len(plan.standing.tries) <= max(3, before)


# --- the agenda --------------------------------------------------------------------------------------------


def history_of(plan: Plan, now: datetime, random: Random) -> History:
    """Some of what is past may have been told, and some of it today."""
    pinged: dict[object, list[datetime]] = {}
    for step in plan.steps:
        past = [at for at in ping_times(plan, step, step.pings[0]) if at <= now]
        pinged[step.key] = past[: random.randint(0, 2)]
    unasked = [now - timedelta(hours=random.randint(0, 30)) for _ in range(random.randint(0, 4))]
    return History(pinged, unasked)  # type: ignore[arg-type]


@given(situations(), randoms)
def test_what_is_due_stands_in_ping_hours_and_within_the_days_allowance(situation: Situation, random: Random) -> None:
    plan, person, now = plan_in(situation), situation.preferences, situation.now
    history = history_of(plan, now, random)
    agenda = agenda_at([plan], person, history, now)
    today = sum(local_day(at, person.time_zone) == local_day(now, person.time_zone) for at in history.unasked)
    for due in agenda.due:
        assert within(now, person.ping_hours, person.time_zone)
        assert due.step in plan.steps or due.step.key.kind is StepKind.NUDGE
        assert due.nth == len(history.pinged.get(due.step.key, ())) + 1 <= 2
        assert due.since <= now
        assert due.step.asked_for or today < 2
        assert due.step.key.kind is not StepKind.CALL or due.step.heads_up or verdict_at(plan, now).answer is Answer.YES


@given(situations(), randoms)
def test_nobody_is_woken_for_nothing_and_nothing_is_slept_through(situation: Situation, random: Random) -> None:
    plan, person, now = plan_in(situation), situation.preferences, situation.now
    history = history_of(plan, now, random)
    agenda = agenda_at([plan], person, history, now)
    assert bool(agenda.due) == (agenda.wake_at == now)
    if agenda.wake_at is None or agenda.due:
        return
    assert agenda.wake_at > now
    assert agenda_at([plan], person, history, agenda.wake_at).due
    for part in range(1, 10):
        asleep = now + (agenda.wake_at - now) * part / 10
        then = agenda_at([plan], person, history, asleep)
        assert (then.due, then.wake_at) == ((), agenda.wake_at)
