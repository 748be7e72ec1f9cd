"""Pings, from in flight to sent, unknown or withdrawn."""

from __future__ import annotations

from storage import Store, UnitOfWork
from storage.pings import IN_FLIGHT, SAID, SENT, UNKNOWN

from .rows import ANN, BEN, HOUR, NOW, add_event, add_interview, add_people, step


def begin(uow: UnitOfWork, state: str = IN_FLIGHT) -> tuple[int, int]:
    """An interview and a ping about two of its steps; gives their numbers."""
    add_people(uow)
    interview_id, _, _ = add_interview(uow)
    steps = [step(interview_id), step(interview_id, "call", 2)]
    return interview_id, uow.pings.add(ANN, state, steps, NOW, unasked=True)


def unsure(uow: UnitOfWork) -> list[tuple[int, str]]:
    """The pings and kinds of Ann's steps that may not have been told."""
    return [(one.ping_id, one.kind) for one, _ in uow.pings.unsure(ANN)]


async def test_a_ping_in_flight_with_its_steps_in_order(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow)
        ping = uow.pings.get(ANN, ping_id)
        assert (ping.state, ping.told_at, ping.message_id) == (IN_FLIGHT, NOW, None)
        assert [(one.position, one.kind, one.since) for one in ping.steps] == [(0, "note", NOW), (1, "call", NOW)]
        assert [(one.kind, at) for one, at in uow.pings.told(ANN, [interview_id])] == [("note", NOW), ("call", NOW)]

    await store.run(work)


async def test_sent(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        _, ping_id = begin(uow)
        uow.pings.mark_sent(ANN, ping_id, 2**40)
        ping = uow.pings.get(ANN, ping_id)
        assert (ping.state, ping.message_id) == (SENT, 2**40)
        uow.pings.lose_in_flight(ANN)
        assert uow.pings.unsure(ANN) == []

    await store.run(work)


async def test_unknown_counts_as_not_told(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow)
        uow.pings.mark_unknown(ANN, ping_id)
        assert uow.pings.told(ANN, [interview_id]) == []
        assert unsure(uow) == [(ping_id, "note"), (ping_id, "call")]
        assert uow.pings.get(ANN, ping_id).state == UNKNOWN

    await store.run(work)


async def test_in_flight_of_a_process_that_is_gone_becomes_unknown(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        _, ping_id = begin(uow)
        uow.pings.lose_in_flight(BEN)
        assert uow.pings.unsure(ANN) == []
        uow.pings.lose_in_flight(ANN)
        assert unsure(uow) == [(ping_id, "note"), (ping_id, "call")]

    await store.run(work)


async def test_withdrawn_is_forgotten_with_its_steps_and_its_number_never_given_again(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow)
        uow.pings.withdraw(ANN, ping_id)
        assert uow.pings.get(ANN, ping_id) is None
        assert uow.pings.told(ANN, [interview_id]) == []
        assert uow.pings.add(ANN, IN_FLIGHT, [step(interview_id)], NOW, unasked=True) > ping_id

    await store.run(work)


async def test_told_is_of_the_interviews_asked_for_in_the_order_of_telling(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, _ = begin(uow, SENT)
        other, _, _ = add_interview(uow, company="Globex")
        uow.pings.add(ANN, SAID, [step(interview_id, "nudge")], NOW - HOUR, unasked=False)
        uow.pings.add(ANN, SENT, [step(other)], NOW, unasked=True)
        told = [one.kind for one, _ in uow.pings.told(ANN, [interview_id])]
        assert told == ["nudge", "note", "call"]
        assert uow.pings.told(ANN, []) == []

    await store.run(work)


async def test_unasked_messages_are_counted_since_an_instant(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, _ = begin(uow, SENT)
        uow.pings.add(ANN, SENT, [step(interview_id)], NOW + HOUR, unasked=True)
        uow.pings.add(ANN, SAID, [step(interview_id)], NOW + HOUR, unasked=False)
        assert uow.pings.of_late(ANN, NOW).unasked == [NOW, NOW + HOUR]
        assert uow.pings.of_late(ANN, NOW + HOUR).unasked == [NOW + HOUR]
        assert uow.pings.of_late(BEN, NOW).unasked == []

    await store.run(work)


async def test_a_step_is_answered_by_a_change_and_the_answer_taken_back(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow, SENT)
        change_id, _ = add_event(uow, interview_id, "called")
        uow.pings.answer_step(ANN, ping_id, 1, change_id)
        assert [one.position for one in uow.pings.of_change(ANN, change_id)] == [1]
        assert [one.change_id for one in uow.pings.get(ANN, ping_id).steps] == [None, change_id]
        uow.pings.answer_step(ANN, ping_id, 1, None)
        assert uow.pings.of_change(ANN, change_id) == []

    await store.run(work)


async def test_another_persons_numbers_lead_nowhere(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow)
        change_id, _ = add_event(uow, interview_id, "called")
        assert uow.pings.get(BEN, ping_id) is None
        assert uow.pings.told(BEN, [interview_id]) == []
        uow.pings.answer_step(BEN, ping_id, 0, change_id)
        uow.pings.mark_sent(BEN, ping_id, 5)
        uow.pings.mark_unknown(BEN, ping_id)
        uow.pings.withdraw(BEN, ping_id)
        ping = uow.pings.get(ANN, ping_id)
        assert (ping.state, ping.message_id, ping.steps[0].change_id) == (IN_FLIGHT, None, None)
        assert uow.pings.of_change(BEN, change_id) == []

    await store.run(work)


async def test_a_step_of_a_lost_message_that_was_told_again_is_unsure_no_more(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow, UNKNOWN)
        repeat = uow.pings.add(ANN, IN_FLIGHT, [step(interview_id)], NOW + HOUR, unasked=False)
        assert unsure(uow) == [(ping_id, "call")]
        uow.pings.mark_unknown(ANN, repeat)
        assert unsure(uow) == [(ping_id, "note"), (ping_id, "call"), (repeat, "note")]
        uow.pings.withdraw(ANN, repeat)
        assert unsure(uow) == [(ping_id, "note"), (ping_id, "call")]
        assert uow.pings.get(ANN, ping_id)

    await store.run(work)


async def test_a_lost_message_that_has_arrived_after_all_counts_once_with_its_repeat(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, ping_id = begin(uow, UNKNOWN)
        uow.pings.add(ANN, SENT, [step(interview_id), step(interview_id, "call", 2)], NOW + HOUR, unasked=False)
        uow.pings.mark_sent(ANN, ping_id, 5)
        assert [at for _, at in uow.pings.told(ANN, [interview_id])] == [NOW + HOUR] * 2
        assert uow.pings.get(ANN, ping_id).message_id == 5

    await store.run(work)


async def test_what_was_told_of_some_interviews_and_then_of_others(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        first, _ = begin(uow)
        second, _, _ = add_interview(uow, company="Globex")
        uow.pings.add(ANN, SENT, [step(second), step(0, "nudge")], NOW, unasked=True)
        asked = ([], [0], [second], [0, second], [first], [0, first, second], [0, second])
        told = [[(one.interview_id, one.kind) for one, _ in uow.pings.told(ANN, ids)] for ids in asked]
        of = {0: [(0, "nudge")], first: [(first, "note"), (first, "call")], second: [(second, "note")]}
        assert list(map(sorted, told)) == [sorted(one for number in ids for one in of[number]) for ids in asked]

    await store.run(work)
