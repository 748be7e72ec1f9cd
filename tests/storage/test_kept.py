"""What is kept of people in memory: it holds for one revision of theirs, and never longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from storage import Store, UnitOfWork
from storage.erasure import Erasure
from storage.facts import Facts
from storage.journal import Journal
from storage.kept import Kept, KeptPerson
from storage.people import People
from storage.records import InterviewRecord

from .rows import ANN, BEN, HOUR, NOW, OtherUnit, add_event, add_interview, add_people, kinds, record

Write = Callable[[UnitOfWork], object]


def live(uow: UnitOfWork) -> None:
    """Two interviews of Ann's and one of Ben's: the rows numbered 1, 2 and 3."""
    add_people(uow)
    for person_id, company in ((ANN, "Acme"), (ANN, "Globex"), (BEN, "Initech")):
        add_interview(uow, person_id, company)


def known(uow: UnitOfWork, person_id: int = ANN) -> list[str]:
    """What most units of work do: a person is locked, and what they recorded is asked for."""
    uow.people.get(person_id)
    return kinds(uow, person_id)


WRITERS: dict[str, Write] = {
    "People.add": lambda uow: (uow.erasure.everything_of(ANN), uow.people.add(ANN, {"zone": "UTC"}, 1, NOW)),
    "People.set_preferences": lambda uow: uow.people.set_preferences(ANN, {"zone": "UTC", "muted": True}),
    "Journal.add_interview": lambda uow: uow.journal.add_interview(ANN, "Umbrella", "", sales=False),
    "Journal.add_change": lambda uow: uow.journal.add_change(ANN, 1, NOW),
    "Journal.add_event": lambda uow: record(uow, 1, 1, "called"),
    "Journal.retract_event": lambda uow: uow.journal.retract_event(ANN, 1, 1),
    "Journal.move_days": lambda uow: uow.journal.move_days(ANN, lambda at: at + HOUR),
    "Journal.undo": lambda uow: uow.journal.undo(ANN, 1, NOW),
    "Erasure.everything_of": lambda uow: (
        uow.erasure.everything_of(ANN),
        uow.people.add(ANN, {"zone": "UTC"}, 1, NOW),
    ),
    "Erasure.interview": lambda uow: uow.erasure.interview(ANN, 1),
}
"""All that changes what is kept of a person; each run on what `live` has recorded."""
OTHERS = {
    People: {
        *("get", "asking_for", "keep", "forget", "locked", "mark_changed", "revise", "remember"),
        *("ids", "next_alarm", "overdue"),
        *("set_draft", "set_alarm", "move_alarm", "release", "park", "unpark", "claim_due", "release_claims"),
        "of_older_rules",
    },
    Journal: {
        *(
            "interviews_of",
            "asking_for",
            "keep",
            "begin_with",
            "number",
            "facts_of",
            "forget",
            "remember",
            "versions_of",
            "known_since",
        ),
        *("facts_changed", "settings_before", "revisions", "event", "events_of_change", "events_retracted_by"),
        *("changes_of", "events_of", "last_change", "change", "has_later_change"),
    },
    Erasure: {"owed_replies"},
}
"""What only asks, or is about alarms, claims, drafts and replies."""


def test_everything_that_can_be_done_is_known_to_write_or_not() -> None:
    for kind, others in OTHERS.items():
        public = {name for name in vars(kind) if not name.startswith("_")}
        writers = {name.partition(".")[2] for name in WRITERS if name.startswith(kind.__name__)}
        assert public == writers | others, kind
        assert not writers & others


async def revision_of(store: Store, person_id: int = ANN) -> int:
    person = await store.run(lambda uow: uow.people.get(person_id), write=False)
    assert person
    return person.revision


@pytest.mark.parametrize("writer", WRITERS)
async def test_whatever_is_written_of_a_person_gives_them_another_revision(
    store: Store, other_store: Store, writer: str
) -> None:
    await store.run(live)
    before = await revision_of(store), await revision_of(store, BEN)
    await other_store.run(known)
    await store.run(WRITERS[writer])
    assert await revision_of(store) != before[0]
    assert await revision_of(store, BEN) == before[1]
    expected = await store.run(lambda uow: (uow.journal.forget(), kinds(uow))[1])
    assert await store.run(known) == await other_store.run(known) == expected


@pytest.mark.parametrize(
    "work",
    [
        lambda uow: uow.people.set_draft(ANN, None),
        lambda uow: uow.people.move_alarm(ANN, NOW, 1),
        lambda uow: uow.people.claim_due(NOW, NOW + HOUR, 9),
        known,
    ],
    ids=["a draft", "an alarm", "a claim", "a question"],
)
async def test_what_changes_no_fact_leaves_the_revision(store: Store, work: Write) -> None:
    await store.run(live)
    before = await revision_of(store)
    await store.run(work)
    assert await revision_of(store) == before


async def test_who_has_not_changed_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.run(live)
    expected = await store.run(known)
    monkeypatch.setattr("storage.journal.interviews_from", lambda rows: {} if not rows else pytest.fail("read again"))
    assert await store.run(known) == expected

    def ahead(uow: UnitOfWork) -> list[str]:
        uow.read_ahead(ANN, NOW)
        return known(uow)

    assert await store.run(ahead) == expected
    assert await store.run(known, write=False) == expected


async def test_what_one_process_writes_the_other_goes_by(store: Store, other_store: Store) -> None:
    await store.run(live)
    for kind in ("called", "emailed", "heard"):
        for one, other in ((store, other_store), (other_store, store)):
            await one.run(lambda uow, kind=kind: (known(uow), add_event(uow, 1, kind)))  # type: ignore[misc]
            expected = await one.run(known)
            assert expected[-1] == kind
            assert await other.run(known) == expected
            assert await other.run(known, write=False) == expected


async def test_a_unit_that_fails_leaves_nothing_kept(store: Store) -> None:
    await store.run(live)
    before = await store.run(known)

    def fail(uow: UnitOfWork) -> None:
        known(uow)
        add_event(uow, 1, "called")
        assert known(uow) != before
        raise LookupError

    with pytest.raises(LookupError):
        await store.run(fail)
    assert await store.run(known) == before


async def test_one_that_fails_among_those_committed_together_leaves_nothing_kept(store: Store) -> None:
    await store.run(live)
    before = await store.run(known)

    def call(uow: UnitOfWork) -> None:
        known(uow)
        add_event(uow, 1, "called")

    def fail(uow: UnitOfWork) -> None:
        call(uow)
        raise LookupError

    for _ in range(5):
        units = [call, fail, call, known, fail, call, known]
        done = await asyncio.gather(*map(store.run, units), return_exceptions=True)
        assert [isinstance(one, LookupError) for one in done] == [unit is fail for unit in units]
        before += ["called"] * 3
        assert await store.run(known) == before
    assert await store.run(lambda uow: (uow.journal.forget(), kinds(uow))[1]) == before


async def test_a_part_that_is_rolled_back_takes_no_revision_with_it(store: Store, other_store: Store) -> None:
    await store.run(live)
    await other_store.run(known)

    def work(uow: UnitOfWork) -> None:
        known(uow)
        add_event(uow, 1, "called")
        part = uow.savepoint()
        add_event(uow, 1, "emailed")
        # This writes the revision, and is rolled back with it.
        uow.people.move_alarm(ANN, NOW, 1)
        part.rollback()
        assert known(uow) == ["interviewed", "interviewed", "called"]

    await store.run(work)
    assert await other_store.run(known) == ["interviewed", "interviewed", "called"]
    assert await store.run(known) == ["interviewed", "interviewed", "called"]


async def test_what_was_read_before_the_lock_is_read_again(postgresql_store: Store, other_unit: OtherUnit) -> None:
    await postgresql_store.run(live)

    def work(uow: UnitOfWork) -> list[str]:
        kinds(uow)
        add_event(other_unit, 1, "called")
        other_unit.finish()
        other_unit.commit()
        return known(uow)

    assert "called" in await postgresql_store.run(work)
    assert "called" in await postgresql_store.run(known)


async def test_who_was_forgotten_and_came_back_is_somebody_new(store: Store, other_store: Store) -> None:
    await store.run(live)
    await other_store.run(known)
    await store.run(known)
    assert store.kept.get(ANN)
    await store.run(lambda uow: uow.erasure.everything_of(ANN))
    assert store.kept.get(ANN) is None
    await store.run(lambda uow: uow.people.add(ANN, {"zone": "UTC"}, 1, NOW))
    assert await other_store.run(known) == []


async def test_what_others_had_read_before_it_was_forgotten_is_not_kept(store: Store) -> None:
    await store.run(live)
    read, forgotten = store.run(known), store.run(lambda uow: uow.erasure.everything_of(ANN))
    assert (await asyncio.gather(read, forgotten))[0]
    assert store.kept.get(ANN) is None


# --- how much -------------------------------------------------------------------------------------------------------


def facts(events: int) -> Facts:
    """An interview with so many events."""
    return Facts({1: InterviewRecord(1, "Acme", "", False, "", (None,) * events)}, {}, (0, 0))  # type: ignore[arg-type]


def test_no_more_is_kept_than_was_allowed_and_the_least_used_goes_first() -> None:
    one = facts(94).size
    kept = Kept(3 * one)
    for person_id in range(20):
        kept.put(person_id, KeptPerson(1, facts(94)))
        assert kept.get(0)
        assert kept.size <= 3 * one
    assert [person_id for person_id in range(20) if kept.get(person_id)] == [0, 18, 19]
    kept.put(0, KeptPerson(2, facts(1000)))
    assert (kept.size, kept.get(0)) == (0, None)


def test_in_place_of_what_was_kept_it_takes_no_more_room() -> None:
    kept = Kept()
    for revision in range(100):
        kept.put(ANN, KeptPerson(revision, facts(10)))
    assert kept.size == facts(10).size
    kept.drop(ANN)
    assert kept.size == 0


def test_whom_nobody_asks_about_is_not_kept() -> None:
    kept = Kept()
    for person_id in (ANN, BEN):
        kept.put(person_id, KeptPerson(1, facts(1)))
    kept.drop_unused()
    assert kept.get(ANN)
    kept.drop_unused()
    assert kept.get(ANN)
    assert kept.get(BEN) is None


async def test_a_store_that_is_to_keep_nothing_keeps_nothing(url: str) -> None:
    store = Store(url, most_kept=0)
    await store.open()
    await store.run(live)
    await store.run(known)
    assert store.kept.size == 0
    await store.close()
