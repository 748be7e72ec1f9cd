"""An operator's commands: what they print, how they end, and that a refusal names its reason in one line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from storage import Store
from tests.botapi import BotApi
from tests.storage.rows import add_people


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with two people, which the settings name."""
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)

    async def fill() -> None:
        store = Store(url)
        await store.open()
        await store.run(add_people)
        await store.close()

    asyncio.run(fill())
    return url


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command says that could not be carried out."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 1
    words = capsys.readouterr().err
    assert words.count("\n") == 1
    return words


def test_backup_then_restore(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "today.sqlite3"])
    assert "Backed up to today.sqlite3" in capsys.readouterr().out
    main(["restore", "today.sqlite3"])
    said = capsys.readouterr().out
    assert "Restored from today.sqlite3. What was there before is now" in said
    assert Path(said.split("is now ")[1].strip().rstrip(".")).exists()


def test_a_backup_that_is_there(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "today.sqlite3"])
    assert "no backup was made: today.sqlite3 is there already" in refusal(capsys, "backup", "today.sqlite3")


def test_a_restore_of_nothing(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing was restored: there is no today.sqlite3" in refusal(capsys, "restore", "today.sqlite3")


def test_a_copy(database: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    main(["db", "copy", database, target])
    assert capsys.readouterr().out.startswith("2 rows copied, and each was read back as it was.")
    assert "the target already holds data (people)" in refusal(capsys, "db", "copy", database, target)


def test_a_copy_whose_addresses_stand_in_the_environment(
    database: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TARGET_URL", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    main(["db", "copy", "env:DATABASE_URL", "env:TARGET_URL"])
    assert capsys.readouterr().out.startswith("2 rows copied")
    assert "the variable TARGET is not set" in refusal(capsys, "db", "copy", database, "env:TARGET")


def test_a_copy_to_nowhere(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "db", "copy", database, "postgresql://ann:secret@127.0.0.1:1/x")
    assert "nothing was copied" in said
    assert "secret" not in said


def test_a_copy_to_another_kind_of_database(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "a database URL begins with sqlite:/// or postgresql://" in refusal(
        capsys, "db", "copy", database, "mysql://x"
    )


async def test_a_webhook_is_deleted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    async with BotApi() as api:
        api.updates.webhook = {"url": "https://bot.example/hook"}
        monkeypatch.setenv("TELEGRAM_API_BASE_URL", api.base_url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", api.token)
        await asyncio.to_thread(main, ["webhook", "delete"])
        assert api.updates.webhook is None
        assert "The webhook is deleted" in capsys.readouterr().out
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:another")
        with pytest.raises(SystemExit):
            await asyncio.to_thread(main, ["webhook", "delete"])
        assert "the webhook was not deleted: InvalidToken" in capsys.readouterr().err


def test_no_bot_s_webhook_is_deleted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert "set TELEGRAM_BOT_TOKEN" in refusal(capsys, "webhook", "delete")
