"""Statements run by the driver itself give and keep what SQLAlchemy's own execution does."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import Store, StoreFault, StoreUnavailable, UnitOfWork
from storage.prepared import PreparedInsert, PreparedStatement
from storage.tables import drafts, events, people

from .rows import ANN, BEN, HOUR, NOW, add_interview, add_people

EVENTS = select(*events.c).where(events.c.person_id == bindparam("person")).order_by(events.c.row_id)
PEOPLE = select(*people.c).order_by(people.c.id)
COUNTED = select(func.count(), func.max(people.c.wake_at))


def on(uow: UnitOfWork) -> Connection:
    return uow._connection


@pytest.mark.parametrize(
    ("statement", "values"), [(EVENTS, {"person": ANN}), (EVENTS, {"person": 9}), (PEOPLE, {}), (COUNTED, {})]
)
async def test_rows_are_those_that_sqlalchemy_gives(store: Store, statement: Any, values: dict[str, Any]) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        add_interview(uow)
        uow.people.set_alarm(BEN, NOW, 3)
        expected = [tuple(row) for row in on(uow).execute(statement, values)]
        prepared = PreparedStatement(statement)
        for _ in range(2):
            assert prepared.all(on(uow), **values) == expected
            assert prepared.first(on(uow), **values) == (expected[0] if expected else None)

    await store.run(work)


async def test_what_is_set_is_what_is_named(store: Store) -> None:
    change = PreparedStatement(update(people).where(people.c.id == bindparam("person")))

    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        change.run(on(uow), person=ANN, wake_at=NOW)
        change.run(on(uow), person=ANN, parked_at=NOW + HOUR, preferences={"zone": "Asia/Tokyo"})
        change.run_many(on(uow), [{"person": id, "rules_version": 7} for id in (ANN, BEN)])
        rows = on(uow).execute(select(people.c.id, people.c.wake_at, people.c.parked_at, people.c.rules_version))
        assert sorted(map(tuple, rows)) == [(ANN, NOW, NOW + HOUR, 7), (BEN, None, None, 7)]
        assert PreparedStatement(PEOPLE).all(on(uow))[0][1] == {"zone": "Asia/Tokyo"}

    await store.run(work)


async def test_what_gives_no_columns_tells_how_many_rows_it_changed(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        change = PreparedStatement(update(people).where(people.c.id >= bindparam("first")))
        changed = [change.all(on(uow), first=first, wake_at=NOW) for first in (ANN, BEN, BEN + 1)]
        assert changed == [[(), ()], [()], []]

    await store.run(work)


async def test_one_value_or_none(store: Store) -> None:
    values = {"person_id": ANN, "command": "called", "slots": {}, "awaiting": "name", "options": [], "created_at": NOW}

    def work(uow: UnitOfWork) -> None:
        add_people(uow)
        first, second = (PreparedInsert(drafts).number(on(uow), **values) for _ in range(2))
        assert second > first
        kept = PreparedStatement(select(drafts.c.id).order_by(drafts.c.id)).all(on(uow))
        assert kept == [(first,), (second,)]
        with pytest.raises(LookupError):
            PreparedStatement(select(drafts.c.id).where(drafts.c.id == bindparam("draft"))).one(on(uow), draft=0)

    await store.run(work)


async def test_errors_are_sqlalchemys_and_hold_no_row(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        values = {"id": ANN, "preferences": {"said": "secret"}, "created_at": NOW, "rules_version": 1}
        add = PreparedStatement(insert(people))
        add.run(on(uow), **values)
        add.run(on(uow), **values)

    with pytest.raises(StoreFault) as caught:
        await store.run(work)
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value.__context__, IntegrityError)
    assert await store.run(lambda uow: uow.people.ids()) == []


async def test_a_connection_that_breaks_is_not_used_again(postgresql_store: Store) -> None:
    end = PreparedStatement(select(func.pg_terminate_backend(func.pg_backend_pid())))
    broken = []

    def work(uow: UnitOfWork) -> None:
        try:
            end.all(on(uow))
        except OperationalError as error:
            broken.append((error.connection_invalidated, on(uow).invalidated))
            raise

    with pytest.raises(StoreUnavailable):
        await postgresql_store.run(work)
    assert broken == [(True, True)]
    await postgresql_store.run(add_people)
    assert await postgresql_store.run(lambda uow: uow.people.ids()) == [ANN, BEN]
