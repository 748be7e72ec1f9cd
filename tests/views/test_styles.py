"""Colours of buttons: the main one and the dangerous one, as Telegram spells them."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.views.buttons import Run
from bot.views.reply import Button, Copy, Style
from tests.botapi import Message
from tests.dialogs.conversation import Conversation


def test_a_button_without_a_colour_says_none() -> None:
    assert Button("All commands", Run("help")).to_json() == {"text": "All commands", "callback_data": "1r:help:0:0:"}


def test_the_library_hands_colours_on() -> None:
    row = [Button("Close", Run("close"), Style.DANGER), Button("Copy", Copy("a"), Style.MAIN)]
    markup = InlineKeyboardMarkup.de_json({"inline_keyboard": [[button.to_json() for button in row]]}, None)
    assert [button["style"] for button in markup.to_dict()["inline_keyboard"][0]] == ["danger", "primary"]


def coloured(message: Message) -> dict[str, str]:
    return {button.text: button.raw["style"] for button in message.buttons if "style" in button.raw}


async def test_what_is_main_and_what_is_dangerous(talk: Conversation) -> None:
    assert coloured(await talk.says("/start")) == {"I had one": "primary"}
    assert coloured(await talk.says("/interviewed Acme")) == {"I sent the note": "primary"}
    assert coloured(await talk.says("just called Acme, no answer")) == {"Yes": "primary"}
    (ping,) = await talk.later(hours=2)
    assert coloured(ping) == {"Sent it": "primary", "Stop these": "danger"}
    assert coloured(await talk.says("/mute")) == {"Pings again": "primary"}


async def test_what_deletes_for_good_is_dangerous_and_the_import_is_main(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    assert coloured(await talk.says("/privacy")) == {"Delete everything": "danger"}
    asked = await talk.says("/forget_me")
    assert coloured(asked) == {"Delete it": "danger"}
    assert coloured(await talk.presses("Delete it", asked)) == {"Yes, delete it for good": "danger"}
    await talk.says("/import")
    file = await talk.sends_document("other.csv", b"Company,Date\nGlobex,2026-11-20\n")
    assert coloured(file) == {"Import": "primary"}


async def test_that_an_interview_took_place_is_the_main_answer(talk: Conversation) -> None:
    await talk.says("/interview Acme tomorrow 10:00")
    pings = await talk.until("Tue 24 Nov 11:30")
    assert coloured(pings[-1]) == {"It took place": "primary", "Stop these": "danger"}
