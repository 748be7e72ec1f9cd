"""A file is served by one process: a second one is told so; what may be done meanwhile can be done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.faults.conftest import MakeBot
from tests.faults.facts import events_of
from tests.faults.process import ROOT, BotProcess, Nursery

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks that go with a process")

REFUSED = "and a file is served by one. Stop that one first"


def tool(bot: BotProcess, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `should-i-call` with the bot's settings."""
    command, env = [sys.executable, "-m", "bot", *arguments], {**bot.environment, **settings}
    return subprocess.run(command, env=env, cwd=ROOT, input="", capture_output=True, text=True, check=False)


def second_on(api: BotApi, nursery: Nursery, folder: Path, database: Path) -> BotProcess:
    """Another bot, started elsewhere, that is to serve a file."""
    folder.mkdir()
    second = BotProcess(nursery, api, folder, {})
    second.keeps_in(database)
    return second


@pytest.mark.parametrize("spelled", ["bot.sqlite3", "linked.sqlite3"])
async def test_a_second_process_is_refused_and_the_first_goes_on(
    api: BotApi, bot: BotProcess, nursery: Nursery, tmp_path: Path, spelled: str
) -> None:
    await bot.started()
    if spelled != bot.database.name:
        (tmp_path / spelled).symlink_to(bot.database)
    second = second_on(api, nursery, tmp_path / "second", tmp_path / spelled)
    await second.start()
    assert await second.ended() == 1
    assert second.stderr == f"should-i-call stops: another process serves {bot.database}, {REFUSED}\n"
    assert second.requests_made == 0
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    assert await bot.stop() == 0


async def test_what_was_killed_holds_nothing(api: BotApi, bot: BotProcess, nursery: Nursery, tmp_path: Path) -> None:
    await bot.started()
    await bot.kill()
    second = second_on(api, nursery, tmp_path / "second", bot.database)
    await second.started()
    api.user(7).says("/interviewed Acme")
    await api.wait_for_message(7)
    assert await second.stop() == 0
    assert events_of(bot.database, 7) == [("Acme", "interviewed")]


async def test_a_bot_on_telegram_and_the_terminal_keep_out_of_each_others_files(bot: BotProcess) -> None:
    await bot.started()
    sitting = tool(bot, TELEGRAM_BOT_TOKEN="")
    assert (sitting.returncode, sitting.stdout) == (1, "")
    assert REFUSED in sitting.stderr
    assert await bot.stop() == 0


async def test_a_backup_and_a_check_do_not_mind_and_a_restore_and_a_copy_do(make_bot: MakeBot, tmp_path: Path) -> None:
    bot = make_bot()
    await bot.started()
    backup = str(tmp_path / "backup")
    assert tool(bot, "backup", backup).returncode == 0
    assert "ok    database: can be written" in tool(bot, "check").stdout
    for arguments in (
        ("restore", backup),
        ("db", "copy", f"sqlite:///{bot.database}", f"sqlite:///{tmp_path / 'new'}"),
    ):
        refused = tool(bot, *arguments)
        assert refused.returncode == 1
        assert f": another process serves {bot.database}, {REFUSED}" in refused.stderr
        assert backup not in refused.stderr
        assert refused.stderr.count("\n") == 1
    assert await bot.stop() == 0
    assert tool(bot, "restore", backup).returncode == 0
