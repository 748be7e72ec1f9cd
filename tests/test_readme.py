"""README's claims that can be checked."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from bot.services.outcomes import Help
from bot.settings import Settings
from bot.views.help import ALIASES, COMMANDS, help_text
from tests.readme import README, converse, shown_in


async def test_the_conversation_in_readme_is_what_the_program_says(tmp_path: Path) -> None:
    assert shown_in(README.read_text(encoding="utf-8")) == await converse(tmp_path)


def test_readmes_table_and_help_have_every_command_and_no_other() -> None:
    known = {command.name for command in COMMANDS} | ALIASES.keys()
    table = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `/")]
    assert {name for line in table for name in re.findall(r"`/(\w+)", line)} == known
    listed = [line for line in help_text(Help()).text.splitlines() if line.startswith("/")]
    assert {re.findall(r"^/(\w+)", line)[0] for line in listed} == known


def test_every_setting_stands_in_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    for name in (each.name for each in fields(Settings)):
        assert f"`{name.upper()}`" in readme
