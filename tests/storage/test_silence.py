"""A network to PostgreSQL that goes silent: nobody waits for ever, on either side of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import closing

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import Connection, text

from storage import Arrival, Store, StoreUnavailable, UnitOfWork
from storage.copying import copy_database
from storage.engine import open_engine, read_url
from storage.impatience import SILENCE_S
from tests.patience import PATIENCE
from tests.wire import Wire

from .rows import ANN, NOW, add_people

SERVING = {
    "statement_timeout": 8000,
    "lock_timeout": 4000,
    "idle_in_transaction_session_timeout": 15000,
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 2,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 10000,
}
PATIENT = SERVING | dict.fromkeys(list(SERVING)[:3], 0)


@pytest_asyncio.fixture
async def wire(postgresql_url: str) -> AsyncIterator[Wire]:
    async with Wire(postgresql_url) as made:
        yield made


@pytest_asyncio.fixture
async def far_store(postgresql_store: Store, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """A store at the end of the wire that waits half a second for an answer, and two for a connection.

    The schema is there already: within a migration nothing may happen for longer than these limits allow.
    """
    monkeypatch.setattr("storage.impatience.SILENCE_S", 0.5)
    store = Store(f"{wire.url}?connect_timeout=2&options=-c%20idle_in_transaction_session_timeout%3D1s")
    await store.open()
    await store.run(add_people)
    yield store
    wire.speaks()
    await store.close()


def settings(connection: Connection) -> dict[str, int]:
    """What a connection was opened with; what holds is not shown where there is no network in between."""
    shown = connection.execute(text("SELECT name, reset_val FROM pg_settings"))
    return {name: int(value) for name, value in shown if name in SERVING}


async def test_every_connection_that_serves_has_its_limits(postgresql_store: Store) -> None:
    for write in (True, False):
        assert await postgresql_store.run(lambda uow: settings(uow.meta._connection), write=write) == SERVING


def test_what_is_asked_together_has_the_time_for_two_locks() -> None:
    """An update's first statements wait for its number, and for its person."""
    assert SERVING["lock_timeout"] * 2 < SILENCE_S * 1000
    assert SERVING["statement_timeout"] < SILENCE_S * 1000


def test_migrations_and_copies_have_all_the_time(postgresql_url: str) -> None:
    engine = open_engine(read_url(postgresql_url))
    with engine.connect() as connection:
        assert settings(connection) == PATIENT
    engine.dispose()


async def test_a_copy_waits_for_a_slow_server(
    sqlite_store: Store, sqlite_url: str, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_store.run(add_people)
    monkeypatch.setattr("storage.impatience.SILENCE_S", 0.000001)
    assert copy_database(sqlite_url, postgresql_url, lambda *_: None) == 2


async def test_what_the_url_says_of_a_limit_holds(postgresql_url: str) -> None:
    store = Store(f"{postgresql_url}&options=-c%20lock_timeout%3D3s")
    await store.open()
    assert await store.run(lambda uow: settings(uow.meta._connection)) == SERVING | {"lock_timeout": 3000}
    await store.close()


async def test_a_unit_of_work_whose_server_is_silent_fails_and_later_ones_succeed(far_store: Store, wire: Wire) -> None:
    wire.goes_silent()
    with pytest.raises(StoreUnavailable, match="the server has not answered for 0 seconds"):
        await asyncio.wait_for(far_store.run(lambda uow: uow.people.ids()), PATIENCE)
    with pytest.raises(StoreUnavailable, match="timeout"):
        await asyncio.wait_for(far_store.run(lambda uow: uow.people.ids()), PATIENCE)
    wire.speaks()
    assert sorted(await far_store.run(lambda uow: uow.people.ids())) == [1, 2]


async def test_an_update_whose_server_is_silent_is_not_tried_by_itself_too(far_store: Store, wire: Wire) -> None:
    earlier, arrival = Arrival(6, ANN, NOW, NOW), Arrival(7, ANN, NOW, NOW)
    assert await far_store.run(lambda uow: uow.take(earlier), arrival=earlier)
    wire.goes_silent()
    with pytest.raises(StoreUnavailable, match="the server has not answered for 0 seconds"):
        await asyncio.wait_for(far_store.run(lambda uow: uow.take(arrival), arrival=arrival), PATIENCE)
    wire.speaks()
    assert await far_store.run(lambda uow: uow.take(arrival), arrival=arrival)


async def test_what_one_who_went_silent_held_is_free_again(far_store: Store, wire: Wire, postgresql_url: str) -> None:
    """The other side hears nothing of its going: the server itself ends a transaction in which nothing happens."""
    loop, silent = asyncio.get_running_loop(), threading.Event()

    def unit(uow: UnitOfWork) -> None:
        uow.people.set_draft(ANN, None)
        loop.call_soon_threadsafe(wire.goes_silent)
        loop.call_soon_threadsafe(silent.set)
        silent.wait(PATIENCE)
        uow.people.ids()

    with pytest.raises(StoreUnavailable):
        await far_store.run(unit)

    def locked() -> None:
        with closing(psycopg.connect(postgresql_url, options="-c lock_timeout=10s")) as other:
            other.execute("SELECT 1 FROM people WHERE id = 1 FOR UPDATE")

    await asyncio.to_thread(locked)
