"""A store on a new database of each engine, and a few rows to begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage import Store
from storage.engine import open_engine, read_url

from .rows import OtherUnit


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """For what only a file can show."""
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest) -> str:
    """An empty database of a server of the tests' own."""
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database: every test that asks for it, or for a store, runs on both engines."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async for opened in _opened(url):
        yield opened


@pytest_asyncio.fixture
async def other_store(store: Store, url: str) -> AsyncIterator[Store]:
    """The same database, opened once more, as another process would."""
    async for opened in _opened(url):
        yield opened


@pytest_asyncio.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """For what only a file can show."""
    async for opened in _opened(sqlite_url):
        yield opened


@pytest_asyncio.fixture
async def postgresql_store(postgresql_url: str) -> AsyncIterator[Store]:
    """For what only a database that several write to at once can show."""
    async for opened in _opened(postgresql_url):
        yield opened


@pytest.fixture
def other_unit(postgresql_store: Store, postgresql_url: str) -> Iterator[OtherUnit]:
    """Another process's unit of work on the same database."""
    engine = open_engine(read_url(postgresql_url))
    with engine.connect() as connection:
        yield OtherUnit(connection)
    engine.dispose()


async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    await store.open()
    yield store
    await store.close()
