"""A database copied into another: every row, from each engine to each, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from storage import Store, UnitOfWork
from storage.copying import NotCopied, copy_database
from storage.tables import metadata

from .rows import ANN, BEN, HOUR, NOW, add_event, add_interview, add_people, step


def nothing(_: str, __: int, ___: int) -> None:
    """Nobody looks at the progress."""


def fill(uow: UnitOfWork) -> None:
    """Rows in every table, with what is hard to carry over: other scripts, nulls, JSON, a number given and dropped."""
    add_people(uow)
    interview_id, change_id, _ = add_interview(uow, company="Ångström & 株式会社 \u202e<b>")
    add_interview(uow, BEN)
    add_event(uow, interview_id, "thanked")
    ping_id = uow.pings.add(ANN, "sent", [step(interview_id), step(interview_id, "call")], NOW, unasked=True)
    uow.pings.answer_step(ANN, ping_id, 1, change_id)
    uow.journal.add_change(ANN, None, NOW, {"zone": "Europe/Berlin"})
    for update_id in (7, 8):
        uow.inbox.take(update_id, NOW)
    uow.inbox.owe(7, {"text": "owed"}, "me", NOW + HOUR)
    uow.meta.set("count", "1")
    uow.gate.shut(3.5)
    for _ in range(3):
        uow.drafts.drop(ANN, uow.drafts.add(ANN, "called", {"text": "x"}, "company", [["slot", "value"]], NOW))
    uow.drafts.add(ANN, "called", {}, "company", [], NOW)


def everything(uow: UnitOfWork) -> dict[str, list[tuple[object, ...]]]:
    tables = metadata.sorted_tables
    rows = {table.name: uow.meta._connection.execute(select(table).order_by(*table.primary_key)) for table in tables}
    return {name: [tuple(row) for row in found] for name, found in rows.items()}


@pytest.fixture
def other_url(request: pytest.FixtureRequest, other: str, tmp_path: Path) -> str:
    """A second database, of the engine that the test names."""
    if other == "sqlite":
        return f"sqlite:///{tmp_path / 'other.sqlite3'}"
    return request.getfixturevalue("postgresql").new_database()


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
async def test_every_row_arrives_as_it_was_and_numbers_go_on(store: Store, url: str, other_url: str) -> None:
    await store.run(fill)
    told: list[tuple[str, int, int]] = []
    rows = copy_database(url, other_url, lambda *step: told.append(step))
    before = await store.run(everything, write=False)
    assert rows == sum(map(len, before.values()))
    assert all(before.values()), "every table is tried"
    assert told[-1] == ("checked", rows, rows)
    copied = Store(other_url)
    await copied.open()
    assert await copied.run(everything, write=False) == before
    next_draft = [
        await each.run(lambda uow: uow.drafts.add(BEN, "called", {}, "x", [], NOW)) for each in (store, copied)
    ]
    assert next_draft[0] == next_draft[1] == 5
    await copied.close()


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
async def test_a_database_that_holds_data_is_left_alone(store: Store, url: str, other_url: str) -> None:
    await store.run(fill)
    target = Store(other_url)
    await target.open()
    await target.run(lambda uow: uow.people.add(99, {}, 1, NOW))
    with pytest.raises(NotCopied, match=r"already holds data \(people\)"):
        copy_database(url, other_url, nothing)
    assert await target.run(lambda uow: uow.people.ids(), write=False) == [99]
    await target.close()


async def test_a_row_that_comes_out_otherwise_leaves_nothing(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_store.run(fill)

    def spoil(step: str, done: int, total: int) -> None:
        monkeypatch.setattr("storage.tables._in_utc", lambda _: NOW.replace(year=2000))

    target = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    with pytest.raises(NotCopied, match=r"a row of .* came out otherwise"):
        copy_database(sqlite_url, target, spoil)
    monkeypatch.undo()
    left = Store(target)
    await left.open()
    assert not any((await left.run(everything, write=False)).values())
    await left.close()


def test_a_file_that_is_not_there_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(NotCopied, match=r"there is no .*none\.sqlite3"):
        copy_database(f"sqlite:///{tmp_path / 'none.sqlite3'}", f"sqlite:///{tmp_path / 'new.sqlite3'}", nothing)
    assert not list(tmp_path.iterdir())


def test_a_database_is_not_copied_into_itself(url: str) -> None:
    with pytest.raises(NotCopied, match="one and the same"):
        copy_database(url, url, nothing)
