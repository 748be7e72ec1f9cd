"""Whether an update holds what the Bot API describes; python-telegram-bot takes any value for any other."""

from __future__ import annotations

from telegram import Update

_LARGEST_ID = 2**52
"""Telegram's numbers have at most 52 bits."""


def is_sound(update: Update) -> bool:
    """Whether who wrote, where, and what, are of the kinds that everything after this takes for granted."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if message and not chat:
        return False
    numbers = [each.id for each in (user, chat) if each] + ([message.message_id] if message else [])
    words = (message.text, message.caption) if message else ()
    return all(is_number(number) for number in numbers) and all(isinstance(said, str | None) for said in words)


def is_number(value: object) -> bool:
    """Whether a value is a number of a person's, a chat's or a message's."""
    return type(value) is int and abs(value) <= _LARGEST_ID
