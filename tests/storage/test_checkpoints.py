"""Checkpoints: what is committed reaches the file itself beside the writer, soon and without being asked for."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import Store
from storage.checkpoints import Checkpoints
from storage.engine import open_engine, read_url
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


def test_nothing_is_written_after_what_only_reads(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, told = open_engine(read_url(sqlite_url)), list[bool]()
    made = Checkpoints(engine)
    with monkeypatch.context() as patch:
        for write in (False, True):
            patch.setattr(made._committed, "set", lambda write=write: told.append(write))
            with engine.execution_options(write=write).begin() as connection:
                connection.execute(text("SELECT 1"))
    assert told == [True]
    made.close()
    engine.dispose()


class AskedJustBefore(threading.Event):
    """An event that is told to a thread which has asked for it a moment earlier."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.told = threading.Event(), threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        was_set = self.is_set()
        self.asked.set()
        self.told.wait(PATIENCE)
        return was_set


def test_it_ends_where_it_had_just_asked_whether_to(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(read_url(sqlite_url))
    made, ends = Checkpoints(engine), AskedJustBefore()
    monkeypatch.setattr(made, "_closing", ends)
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    assert ends.asked.wait(PATIENCE)
    thread, join = made._thread, made._thread.join
    monkeypatch.setattr(thread, "join", lambda: (ends.told.set(), join(PATIENCE)))
    made.close()
    assert not thread.is_alive()
    engine.dispose()
