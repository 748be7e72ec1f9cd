"""Checkpoints: what is committed reaches the file itself beside the writer, soon and without being asked for."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from pathlib import Path

from storage import Store
from tests.patience import PATIENCE

from .rows import ANN, add_people


def people_in(path: Path, tmp_path: Path) -> list[int]:
    """Who is in the file alone, without its log."""
    alone = Path(shutil.copy(path, tmp_path / "alone.sqlite3"))
    connection = sqlite3.connect(f"file:{alone}?immutable=1", uri=True)
    try:
        return [row[0] for row in connection.execute("SELECT id FROM people")]
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()


async def test_what_is_committed_reaches_the_file_while_it_is_served(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    store = Store(f"sqlite:///{path}")
    await store.open()
    try:
        await store.run(add_people)
        async with asyncio.timeout(PATIENCE):
            while ANN not in people_in(path, tmp_path):  # noqa: ASYNC110 - no event tells what SQLite writes
                await asyncio.sleep(0.01)
    finally:
        await store.close()


async def test_nothing_runs_on_once_the_store_is_closed(tmp_path: Path) -> None:
    def of_the_store() -> set[threading.Thread]:
        return {each for each in threading.enumerate() if not each.name.startswith("asyncio")}

    before = of_the_store()
    store = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await store.open()
    await store.run(add_people)
    assert of_the_store() > before
    await store.close()
    assert of_the_store() == before
