"""README's claims that can be checked."""

from __future__ import annotations

import re
from pathlib import Path

from bot.settings import Settings
from bot.views.help import COMMANDS
from tests.readme import README, converse, shown_in


async def test_the_conversation_in_readme_is_what_the_program_says(tmp_path: Path) -> None:
    assert shown_in(README.read_text(encoding="utf-8")) == await converse(tmp_path)


def test_every_command_stands_in_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"`/{command.name}\b", readme), command.name


def test_every_setting_stands_in_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in readme
