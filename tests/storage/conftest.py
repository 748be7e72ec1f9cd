"""A store on a new file, and a few rows to begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    await store.open()
    yield store
    await store.close()


@pytest_asyncio.fixture
async def other_store(store: Store, url: str) -> AsyncIterator[Store]:
    """The same file, opened once more, as another process would."""
    other = Store(url)
    await other.open()
    yield other
    await other.close()
