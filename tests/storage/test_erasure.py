"""What is deleted for good is gone from every table, and nothing of anybody else's is."""

from __future__ import annotations

from sqlalchemy import func, select

from storage import Store, UnitOfWork
from storage.pings import SENT
from storage.tables import metadata

from .rows import ANN, BEN, HOUR, NOW, add_event, add_interview, add_people, record, step


def rows(uow: UnitOfWork) -> dict[str, int]:
    return {
        table.name: uow.erasure._connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
        if table.name not in ("meta", "send_gate")
    }


def live(uow: UnitOfWork, person_id: int) -> tuple[int, int]:
    """One row at least in every table; gives two interviews."""
    first, _, _ = add_interview(uow, person_id)
    second, _, _ = add_interview(uow, person_id, "Globex")
    add_event(uow, first, "thanked", person_id)
    record(uow, second, uow.journal.add_change(person_id, None, NOW), "emailed", person_id)
    for interview_id in (first, second):
        uow.pings.add(person_id, SENT, [step(interview_id)], NOW, unasked=True)
    uow.people.set_draft(person_id, uow.drafts.add(person_id, "called", {"text": "Acme"}, "outcome", [], NOW))
    uow.inbox.take(person_id, NOW)
    uow.inbox.owe(person_id, {"chat_id": person_id, "text": "Acme"}, "me", NOW)
    return first, second


async def test_everything_of_one_person_and_nothing_of_anothers(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        live(uow, BEN)
        alone = rows(uow)
        live(uow, ANN)
        assert all(count > alone[name] for name, count in rows(uow).items() if name != "people")
        counts = uow.erasure.everything_of(ANN)
        assert counts == {name: count for name, count in alone.items() if name not in ("people", "updates")} | {
            "people": 1
        }
        assert rows(uow) == alone | {"people": 1, "updates": 2}
        # That an update was taken is known on; what was replied to it is not.
        assert uow.inbox.take_over("me", NOW, NOW + HOUR, 9) == [(BEN, {"chat_id": BEN, "text": "Acme"})]
        assert uow.people.get(ANN) is None
        assert len(uow.journal.interviews_of(BEN)) == 2

    await store.run(work)


async def test_one_interview_with_all_that_names_it(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        first, second = live(uow, ANN)
        assert uow.erasure.interview(ANN, second) == 2
        assert [interview.id for interview in uow.journal.interviews_of(ANN)] == [first]
        assert rows(uow) == {
            "people": 2,
            "interviews": 1,
            "changes": 2,
            "events": 2,
            "pings": 1,
            "ping_steps": 1,
            "drafts": 0,
            "updates": 1,
        }
        assert uow.people.get(ANN).draft_id is None

    await store.run(work)


async def test_what_was_told_with_it_of_another_stays(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        first, _, _ = add_interview(uow, ANN)
        second, _, _ = add_interview(uow, ANN, "Globex")
        together = uow.journal.add_change(ANN, first, NOW)
        record(uow, first, together, "heard", ANN)
        called = record(uow, second, together, "called", ANN)
        assert uow.journal.revisions(ANN)[second].count == 2
        uow.erasure.interview(ANN, first)
        (globex,) = uow.journal.interviews_of(ANN)
        assert called in [event.row_id for event in globex.events]
        change = uow.journal.last_change(ANN)
        assert (change.id, change.interview_id) == (together, second)
        uow.erasure.interview(ANN, second)
        assert uow.journal.last_change(ANN) is None

    await store.run(work)


async def test_anothers_interview_is_not_deleted(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        first, _ = live(uow, BEN)
        before = rows(uow)
        assert uow.erasure.interview(ANN, first) == 0
        assert rows(uow) == before

    await store.run(work)
