"""One table of commands: for the handlers, `/help`, and Telegram's menu."""

import json

from bot.services.commands import USE_CASES
from bot.services.corrections import CORRECT
from bot.views.help import COMMANDS
from tests.dialogs.conversation import Conversation

PROMISED = (
    *("start", "help", "interview", "interviewed", "thanked", "called", "emailed", "heard", "rules", "should_i_call"),
    *("note", "script", "ask", "status", "agenda", "history", "remind", "alias", "close", "undo", "timezone"),
    *("mute", "unmute", "calendar", "export", "import", "privacy", "forget", "forget_me"),
)


def test_the_table_has_every_command_promised_once() -> None:
    assert sorted(command.name for command in COMMANDS) == sorted(PROMISED)


def test_every_command_has_its_use_case_and_the_other_way_round() -> None:
    assert {command.name for command in COMMANDS} == USE_CASES.keys() - {CORRECT}


async def test_telegrams_menu_is_the_table(talk: Conversation) -> None:
    (menu,) = talk.api.commands.values()
    assert menu == [{"command": command.name, "description": command.about} for command in COMMANDS]
    assert len(json.dumps(menu)) < 10_000


async def test_help_is_the_table(talk: Conversation) -> None:
    text = (await talk.says("/help")).text
    lines = text.splitlines()
    for command in COMMANDS:
        assert f"{command.usage} – {command.about}" in lines


async def test_every_command_is_answered_with_and_without_arguments(talk: Conversation) -> None:
    before = len(talk.messages)
    for command in COMMANDS:
        for text in (f"/{command.name}", f"/{command.name} Acme"):
            answer = await talk.says(text)
            assert "Something went wrong" not in answer.text
            assert "I know no command" not in answer.text
    assert len(talk.messages) == before + 2 * len(COMMANDS)
