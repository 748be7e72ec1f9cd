"""`should-i-call check`: a line for each thing, what to do about each fault, and never a secret."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from rich.console import Console

from bot import check as check_module
from bot.__main__ import main
from bot.check import check
from bot.settings import Settings
from storage import Store
from storage.migrate import HEAD
from tests.botapi import BotApi, Fault
from tests.faults.process import ROOT
from tests.patience import PATIENCE
from tests.postgres import Server

PASSWORD = "p4ssw0rd-of-the-database"
HOOK = "https://bot.example/a-path-that-is-secret"
SECRET = "s" * 32


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (each.name for each in fields(Settings)):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.sqlite3'}")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that a bot has served."""
    path = tmp_path / "bot.sqlite3"

    async def make() -> None:
        store = Store(f"sqlite:///{path}")
        await store.open()
        await store.close()

    asyncio.run(make())
    return path


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[bool, list[str]]:
    """Whether all is well, and the lines."""
    well = check(Console(width=80))
    return well, capsys.readouterr().out.splitlines()


def wrong(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line about what is wrong."""
    well, lines = checked(capsys)
    (line,) = [line for line in lines if line.startswith("wrong")]
    assert not well
    return line


def test_all_is_well_in_the_terminal_and_no_file_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well, lines = checked(capsys)
    assert well
    assert [line.split(":")[0] for line in lines] == [f"ok    {what}" for what in TRIED]
    assert list(tmp_path.iterdir()) == []


TRIED = ("settings", "database", "token", "libraries")


def test_faulty_settings_are_named_each(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "my secret token")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    well, lines = checked(capsys)
    assert not well
    assert [line.split(": ")[1] for line in lines if line.startswith("wrong")] == ["TELEGRAM_BOT_TOKEN", "LOG_LEVEL"]
    assert "secret" not in str(lines)


def test_a_database_that_can_be_used_is_left_as_it_was(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines = checked(capsys)
    assert lines[1] == f"ok    database: can be written; {database}"
    with closing(sqlite3.connect(database)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE '%check%'").fetchall()


def test_the_database_of_a_newer_release(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "written by a newer release (version 9999" in wrong(capsys)


def test_a_database_that_is_in_use_by_another_program(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.PRAGMAS", ("PRAGMA busy_timeout=10",))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert "database is locked" in wrong(capsys)


def test_a_file_that_is_no_database(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.write_bytes(b"nonsense" * 1000)
    assert "file is not a database. Check DATABASE_URL" in wrong(capsys)


def test_a_folder_that_cannot_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'bot.sqlite3'}")
    assert "is not there and cannot be made" in wrong(capsys)


def test_a_path_that_cannot_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / ('long' * 100)}")
    assert "wrong database: File name too long" in wrong(capsys)


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ann:{PASSWORD}@127.0.0.1:9/x?password={PASSWORD}")
    line = wrong(capsys)
    assert "wrong database: OperationalError" in line
    assert PASSWORD not in line


def test_postgresql(postgresql: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql.new_database())
    _, lines = checked(capsys)
    assert lines[1].startswith("ok    database: can be written; its tables are made at the first start; postgresql")


def test_a_library_that_does_not_load(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(check_module, "LIBRARIES", ("babel.dates", "no_such_library"))
    assert "no_such_library cannot be loaded (ModuleNotFoundError). Install the bot anew" in wrong(capsys)


async def run(api: BotApi, folder: Path, **settings: str) -> tuple[int, str]:
    """The command as its own process, before the double; its exit code and all it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "check",
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_BASE_URL": api.base_url,
            "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite3'}",
            **settings,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    shown = said.decode()
    assert api.token.partition(":")[2] not in shown
    assert SECRET not in shown
    assert HOOK not in shown
    return process.returncode or 0, shown


HOOKED = {"WEBHOOK_URL": HOOK, "WEBHOOK_SECRET": SECRET}


@pytest.mark.parametrize(
    ("settings", "webhook", "code", "line"),
    [
        ({}, "", 0, "ok    webhook: none, the bot polls; 0 updates wait"),
        (HOOKED, "", 0, "ok    webhook: set at the start; 0 updates wait"),
        (HOOKED, HOOK, 0, "ok    webhook: as in WEBHOOK_URL; 0 updates wait"),
        ({}, HOOK, 1, "wrong webhook: Telegram has one, so polling gets nothing. Set WEBHOOK_URL"),
        (HOOKED, "https://other.example/hook", 1, "wrong webhook: Telegram has another address."),
    ],
)
async def test_the_webhook_beside_the_settings(
    tmp_path: Path, settings: dict[str, str], webhook: str, code: int, line: str
) -> None:
    async with BotApi() as api:
        api.updates.webhook = {"url": webhook} if webhook else None
        ended, shown = await run(api, tmp_path, **settings)
        assert (ended, line in shown) == (code, True), shown
        assert "ok    token: Telegram knows it as @" in shown


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault.UNAUTHORIZED, "wrong token: Telegram refuses it."),
        (Fault.NOT_FOUND, "wrong token: Telegram refuses it."),
        (Fault.GARBAGE, "wrong Telegram: 127.0.0.1 did not answer"),
        (Fault.EMPTY_OBJECT, "wrong Telegram: 127.0.0.1 did not answer"),
        (Fault.DROP_BEFORE, "wrong Telegram: 127.0.0.1 did not answer (connection closed before message completed)."),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
async def test_a_telegram_that_does_not_take_the_token_or_does_not_answer(
    tmp_path: Path, fault: Fault, line: str
) -> None:
    async with BotApi() as api:
        api.faults.add(fault, method="getMe", times=None)
        ended, shown = await run(api, tmp_path)
        assert (ended, line in shown) == (1, True), shown
        assert "Traceback" not in shown


def test_the_command_ends_with_1_where_anything_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check"])
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 1
    assert HEAD not in capsys.readouterr().out
