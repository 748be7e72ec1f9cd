"""Has Telegram show the commands, and what the bot is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import Bot, BotCommand

from bot.logs import logger_for
from bot.views.help import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION

logger = logger_for(__name__)

T = TypeVar("T")


async def introduce(bot: Bot) -> None:
    """Set what Telegram does not show already; the bot does its work as well where that fails.

    Setting is what Telegram limits most, so that a bot which starts often would be asked to wait for hours.
    """
    commands = tuple(BotCommand(known.name, known.about) for known in COMMANDS)
    parts = {
        "the menu of commands": _set(
            bot.get_my_commands, lambda shown: shown == commands, partial(bot.set_my_commands, commands)
        ),
        "the description": _set(
            bot.get_my_description,
            lambda shown: shown.description == DESCRIPTION,
            partial(bot.set_my_description, DESCRIPTION),
        ),
        "the short description": _set(
            bot.get_my_short_description,
            lambda shown: shown.short_description == SHORT_DESCRIPTION,
            partial(bot.set_my_short_description, SHORT_DESCRIPTION),
        ),
    }
    for what, outcome in zip(parts, await asyncio.gather(*parts.values(), return_exceptions=True), strict=True):
        if isinstance(outcome, Exception):
            logger.warning("a part of the introduction could not be set", what=what, error=type(outcome).__name__)


async def _set(
    ask: Callable[[], Awaitable[T]], is_as_wanted: Callable[[T], bool], change: Callable[[], Awaitable[bool]]
) -> None:
    if not is_as_wanted(await ask()):
        await change()
