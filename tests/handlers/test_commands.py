"""One table of commands: for the handlers, `/help`, and Telegram's menu."""

import json

import pytest

from bot.services.commands import USE_CASES
from bot.services.corrections import CORRECT
from bot.services.ping_answers import SNOOZE
from bot.views.help import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION
from tests.botapi import Fault
from tests.dialogs.conversation import Conversation
from tests.logged import logged

PROMISED = (
    *("start", "help", "interview", "interviewed", "thanked", "called", "emailed", "heard", "rules", "should_i_call"),
    *("note", "script", "ask", "status", "agenda", "history", "remind", "alias", "close", "undo", "timezone"),
    *("mute", "unmute", "cancelled", "pause", "met", "edit", "timeline", "funnel", "settings"),
    *("calendar", "export", "import", "privacy", "forget", "forget_me"),
)


def test_the_table_has_every_command_promised_once() -> None:
    assert sorted(command.name for command in COMMANDS) == sorted(PROMISED)


def test_every_command_has_its_use_case_and_the_other_way_round() -> None:
    assert {command.name for command in COMMANDS} == USE_CASES.keys() - {CORRECT, SNOOZE}


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


async def test_telegram_is_told_what_the_bot_is(talk: Conversation) -> None:
    assert talk.api.descriptions == {("description", ""): DESCRIPTION, ("short_description", ""): SHORT_DESCRIPTION}


async def test_what_telegram_shows_already_is_not_set_again(talk: Conversation) -> None:
    await talk.restart()
    talk.api.descriptions["description", ""] = "of an older release"
    await talk.restart()
    assert talk.api.descriptions["description", ""] == DESCRIPTION
    calls = {method: len(talk.api.calls(method)) for method in ("setMyCommands", "setMyDescription", "getMyCommands")}
    assert calls == {"setMyCommands": 1, "setMyDescription": 2, "getMyCommands": 3}


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.DROP_BEFORE, Fault.BAD_REQUEST])
async def test_the_bot_starts_also_where_it_cannot_say_so(
    talk: Conversation, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        talk.api.faults.add(fault, method=method)
    talk.api.commands.clear()
    talk.api.descriptions.clear()
    await talk.restart()
    assert [line.partition("what=")[2] for line in logged(caplog) if "could not be set" in line] == [
        "the menu of commands",
        "the description",
        "the short description",
    ]
    assert (await talk.says("/help")).text
