"""The conversations of the dialogs, for what only a whole bot shows, and a store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage import Store
from tests.delivery.doubles import open_store
from tests.dialogs.conftest import nobody_is_paced, talk

__all__ = ["nobody_is_paced", "store", "talk"]


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A file of its own."""
    async with open_store(tmp_path) as opened:
        yield opened
