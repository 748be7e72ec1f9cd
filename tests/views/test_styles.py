"""Colours of buttons: the main one and the dangerous one, as Telegram spells them."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.views.buttons import Run
from bot.views.reply import Button, Copy, Style
from tests.dialogs.conversation import Conversation


def test_a_button_without_a_colour_says_none() -> None:
    assert Button("All commands", Run("help")).to_json() == {"text": "All commands", "callback_data": "1r:help:0:0:"}


def test_the_library_hands_colours_on() -> None:
    row = [Button("Close", Run("close"), Style.DANGER), Button("Copy", Copy("a"), Style.MAIN)]
    markup = InlineKeyboardMarkup.de_json({"inline_keyboard": [[button.to_json() for button in row]]}, None)
    assert [button["style"] for button in markup.to_dict()["inline_keyboard"][0]] == ["danger", "primary"]


async def test_what_is_main_and_what_is_dangerous(talk: Conversation) -> None:
    def styles(message: object) -> dict[str, str]:
        return {button.text: button.raw["style"] for button in message.buttons if "style" in button.raw}  # type: ignore[attr-defined]

    assert styles(await talk.says("/start")) == {"I had one": "primary"}
    assert styles(await talk.says("/interviewed Acme")) == {"I sent the note": "primary"}
    assert styles(await talk.says("just called Acme, no answer")) == {"Yes": "primary"}
    (ping,) = await talk.later(hours=2)
    assert styles(ping) == {"Sent it": "primary", "Stop these": "danger"}
    assert styles(await talk.says("/mute")) == {"Pings again": "primary"}
