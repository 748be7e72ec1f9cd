"""Months with the bot: what is sent to people who heed it, and to people who do not."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import time, timedelta
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.agenda import Due
from bot.guidance.etiquette import MOST_CALLS, MOST_UNASKED_A_DAY, PING_TIME
from bot.guidance.events import (
    Called,
    Cancelled,
    Heard,
    Interviewed,
    Muted,
    Outcome,
    Planned,
    Reminder,
    ReminderDone,
    RuleGiven,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    What,
)
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.ground_rules import NoRules
from bot.guidance.plan import derive_plan
from bot.guidance.verdict import Answer, verdict_at
from bot.guidance.workdays import instant, local_day, within
from tests.guidance.simulation import Act, Message, World
from tests.guidance.strategies import mondays, preferences, randoms, rules

SOON = timedelta(minutes=1)
MONTHS = timedelta(days=120)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A person with one to four interviews, held or to come within ten days, and what is said to them meanwhile.

    For some a further interview is set.
    """
    person: Preferences = draw(preferences)
    start = draw(mondays)
    midnight = instant(start, time(0), person.time_zone)
    interviews, acts = {}, []
    for nth in range(1, draw(st.integers(1, 4)) + 1):
        at = midnight + timedelta(minutes=30 * draw(st.integers(-10 * 48, 10 * 48)))
        held = Event(nth * 100, at, Interviewed() if at <= midnight else Planned())
        further = draw(st.none() | st.integers(1, 20 * 48))
        ahead = (
            [Event(nth * 100 + 1, max(at, midnight) + timedelta(minutes=30 * further), Planned())] if further else []
        )
        interviews[nth] = Interview(nth, f"Company {nth}", (held, *ahead), sales=draw(st.booleans()))
        for said in draw(st.lists(rules(start), max_size=2)):
            acts.append((draw(st.sampled_from([midnight, max(midnight, at)])), nth, RuleGiven(said)))
        for hours in draw(st.lists(st.integers(1, 40 * 24), max_size=2)):
            acts.append((midnight, nth, Reminder(midnight + timedelta(hours=hours))))
    return World(person, interviews, midnight, acts=acts)


def heed(world: World, message: Message) -> list[Act]:
    """Do at once what the message says: send the note, make the call and reach nobody, leave it open whether to close.

    Who is asked how it went has sent the note then, which the question tells them of.
    """
    acts: list[Act] = []
    for due in message.due:
        about = due.step.key.interview_id
        if due.step.key.kind in (StepKind.NOTE, StepKind.DEBRIEF):
            acts.append((SOON, about, Thanked()))
        elif due.step.key.kind is StepKind.CALL and due.step.stands_at(world.now):
            acts.append((SOON, about, Called(Outcome.NO_ANSWER)))
    return acts


def whim(random: Random, world: World, due: Due) -> list[Act]:
    """Do anything about one thing that is due, or nothing."""
    kind, about, origin = due.step.key.kind, due.step.key.interview_id, due.step.origin
    if kind is StepKind.NUDGE or random.random() < 0.3:
        return []
    until = world.now + timedelta(hours=random.choice([1, 5, 24, 170]))
    done: dict[StepKind, What] = {
        StepKind.NOTE: Thanked(),
        StepKind.CALL: Called(random.choice(list(Outcome))),
        StepKind.CLOSE: Settled(Settlement.CLOSED),
        StepKind.REMIND: ReminderDone(origin.anchor),
        StepKind.DEBRIEF: random.choice([Cancelled(origin.anchor), Heard("it went well")]),
    }
    snooze = Snoozed(origin.kind, origin.anchor, origin.nth, until)
    others = [Skipped(kind), snooze, snooze, Heard(), Interviewed(), Muted()]
    what = random.choice([done[kind], done[kind], done[kind], *others])
    return [(timedelta(minutes=random.choice([1, 3, 90, 900])), about, what)]


def check_manners(world: World) -> None:
    """Nothing at night, two unasked messages a day at the most, each step twice at the most, no wake for nothing."""
    zone, hours = world.preferences.time_zone, world.preferences.ping_hours
    assert all(within(message.at, hours, zone) for message in world.sent)
    unasked = Counter(local_day(message.at, zone) for message in world.sent if message.unasked)
    assert max(unasked.values(), default=0) <= MOST_UNASKED_A_DAY
    told = Counter(due.step.key for message in world.sent for due in message.due)
    assert max(told.values(), default=0) <= 2
    times = [message.at for message in world.sent]
    assert times == sorted(set(times))
    assert world.wakes == sorted(set(world.wakes))
    assert set(world.wakes) <= set(times)
    for message in world.sent:
        for due in message.due:
            if due.plan and due.step.key.kind is StepKind.CALL and not due.step.heads_up:
                assert verdict_at(due.plan, message.at).answer is Answer.YES


def _rounds(interview: Interview) -> list[Event]:
    return [one for one in interview.events if isinstance(one.what, Planned | Interviewed)]


@given(worlds())
def test_the_note_for_a_round_before_another_is_asked_for_where_there_is_time(world: World) -> None:
    """Two days are enough, whatever the hours for pings, if it is the only interview."""
    world.interviews = {1: world.interviews[1]}
    world.acts = [act for act in world.acts if act[1] == 1]
    first, *further = sorted(_rounds(world.interviews[1]), key=lambda one: one.at)
    start = max(first.at, world.now)
    world.live(world.now + MONTHS, heed)
    for one in further:
        if one.at - start > timedelta(days=2):
            event("there is time")
            told = [message.at for message in world.sent for due in message.due if due.step.key.anchor == first.id]
            assert min(told) < one.at


@given(worlds())
def test_who_does_nothing_is_told_everything_twice_and_then_only_nudged(world: World) -> None:
    world.live(world.now + MONTHS, lambda *_: [])
    check_manners(world)
    told = Counter(due.step.key for message in world.sent for due in message.due)
    for plan in world.plans:
        for step in plan.told_steps:
            in_time = step.pings[-1] + timedelta(days=30) < world.now
            if in_time and step.until is None:
                assert told[step.key] == len(step.pings)


@given(worlds())
def test_who_heeds_the_bot_sends_each_note_and_calls_three_times_at_most(world: World) -> None:
    """Not counting the calls that they asked for; whether they said so is told by the rules of the interview alone."""
    world.live(world.now + MONTHS, heed)
    check_manners(world)
    for interview in world.interviews.values():
        plan = derive_plan(interview, world.preferences)
        calls = [one for one in interview.events if isinstance(one.what, Called)]
        event(f"calls: {len(calls)}, counted: {len(plan.standing.tries)}")
        assert plan.standing.note is not None
        assert len(plan.standing.tries) <= MOST_CALLS
        if not any(isinstance(one.what, RuleGiven) for one in interview.events):
            assert len(calls) <= MOST_CALLS * len(_rounds(interview))


@given(worlds(), randoms)
def test_whatever_people_do_the_bot_minds_its_manners(world: World, random: Random) -> None:
    world.live(
        world.now + MONTHS, lambda world, message: [act for due in message.due for act in whim(random, world, due)]
    )
    check_manners(world)
    event(f"messages: {len(world.sent) // 10 * 10}+")


@given(worlds(), st.integers(-3, 60), randoms)
def test_who_pauses_is_told_nothing_unasked_and_then_all_that_is_still_open(
    world: World, days: int, random: Random
) -> None:
    """Reminders that they asked for come all the same; after the pause the same steps end up told as without it."""
    on = local_day(world.now, world.preferences.time_zone) + timedelta(days=days)
    plain = dataclasses.replace(
        world, interviews=dict(world.interviews), acts=list(world.acts), sent=[], wakes=[], pinged={}
    )
    world.preferences = replace(world.preferences, paused_until=on)
    world.live(world.now + MONTHS, lambda *_: [])
    check_manners(world)
    over = instant(on, PING_TIME, world.preferences.time_zone)
    assert all(due.step.asked_for for message in world.sent if message.at < over for due in message.due)
    plain.live(plain.now + MONTHS, lambda *_: [])
    lasting = {due.step.key for message in plain.sent for due in message.due if due.step.until is None}
    event(f"paused days: {max(0, days) // 10}0+, told: {len(lasting)}")
    assert lasting <= world.pinged.keys()


@given(worlds(), randoms)
def test_whoever_logs_an_interview_is_not_asked_how_it_went(world: World, random: Random) -> None:
    """Nor who says that it was called off; whoever says nothing is asked twice at the most."""
    for interview in list(world.interviews.values()):
        for planned in (one for one in interview.events if isinstance(one.what, Planned)):
            logged = random.choice([Thanked(), Cancelled(planned.id), RuleGiven(NoRules())])
            world.acts.append((planned.at + timedelta(minutes=random.randint(1, 59)), interview.id, logged))
    world.live(world.now + MONTHS, lambda *_: [])
    told = [due.step.key for message in world.sent for due in message.due if due.step.key.kind is StepKind.DEBRIEF]
    assert not told


@given(worlds(), randoms)
def test_who_asks_at_all_hours_and_calls_at_every_yes_makes_no_fourth_call(world: World, random: Random) -> None:
    """Nobody named a day; the note is sent at the end of the interview, or is passed over."""
    for interview in list(world.interviews.values()):
        held = interview.events[0]
        note = Event(held.id + 50, held.at, random.choice([Thanked(), Skipped(StepKind.NOTE)]))
        world.interviews[interview.id] = replace(interview, events=(held, note))
    world.acts.clear()
    world.now = max(one.events[0].at for one in world.interviews.values())
    end = world.now + MONTHS
    while world.now < end:
        for plan in world.plans:
            if verdict_at(plan, world.now).answer is Answer.YES:
                world.record(plan.interview.id, Called(Outcome.MESSAGE))
        world.now += timedelta(minutes=random.randint(1, 3000))
    for interview in world.interviews.values():
        calls = [one for one in interview.events if isinstance(one.what, Called)]
        assert len(calls) <= MOST_CALLS
        event(f"calls: {len(calls)}")


@given(worlds(), randoms)
def test_a_yes_has_been_pinged_or_will_be(world: World, random: Random) -> None:
    """At any moment: who hears Yes has been told of that call, or will be while nothing else happens."""
    world.live(world.now + timedelta(days=random.randint(1, 40)), heed)
    windows = [step.window for plan in world.plans for step in plan.steps if step.window]
    if windows:
        later = random.choice(windows).next_open(world.now + timedelta(hours=random.randint(0, 200)))
        world.live(later, lambda *_: [])
    yes = [plan for plan in world.plans if verdict_at(plan, world.now).answer is Answer.YES]
    standing = [step.key for plan in yes for step in plan.steps if step.window and step.stands_at(world.now)]
    event(f"yes: {bool(standing)}")
    world.live(world.now + timedelta(days=21), lambda *_: [])
    assert set(standing) <= world.pinged.keys()
