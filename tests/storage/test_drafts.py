"""Drafts: the latest few of each person, by numbers that never come again."""

from __future__ import annotations

from storage import Store, UnitOfWork
from storage.drafts import KEPT

from .rows import ANN, BEN, NOW, add_people


def add(uow: UnitOfWork, person_id: int = ANN, word: str = "Acme") -> int:
    return uow.drafts.add(person_id, "thanked", {"text": word}, "when", [["when", "today"]], NOW)


async def test_a_draft_as_it_was_kept(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        draft_id = add(uow)
        draft = uow.drafts.get(ANN, draft_id)
        assert (draft.id, draft.command, draft.slots) == (draft_id, "thanked", {"text": "Acme"})
        assert (draft.awaiting, draft.options) == ("when", [["when", "today"]])
        uow.drafts.drop(ANN, draft_id)
        assert uow.drafts.get(ANN, draft_id) is None

    await store.run(work)


async def test_another_persons_draft_is_nobodys(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        draft_id = add(uow)
        assert uow.drafts.get(BEN, draft_id) is None
        uow.drafts.drop(BEN, draft_id)
        assert uow.drafts.get(ANN, draft_id) is not None

    await store.run(work)


async def test_each_person_has_their_latest_few(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        bens = add(uow, BEN)
        anns = [add(uow) for _ in range(KEPT + 5)]
        there = [draft_id for draft_id in anns if uow.drafts.get(ANN, draft_id)]
        assert there == anns[-KEPT:]
        assert uow.drafts.get(BEN, bens) is not None

    await store.run(work)


async def test_a_dropped_number_is_never_given_again(store: Store) -> None:
    """A button of the dropped draft may still be tapped; it must not complete another."""

    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        first = add(uow)
        uow.drafts.drop(ANN, first)
        assert add(uow) > first

    await store.run(work)
