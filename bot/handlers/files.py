"""Files that people send: which are wanted, and fetching those, never more than can be used."""

from __future__ import annotations

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from bot.handlers.received import Document
from bot.services.limits import MOST_FILE
from bot.services.questions import Problem

_SUFFIXES = (".json", ".zip", ".csv")
_PATIENCE = 20.0
"""Seconds; meanwhile nobody's next updates are asked for."""


class TooLarge(Exception):
    """A download that is larger than was said, or does not say how large it is."""


def is_for_import(document: Document, caption: str) -> bool:
    """Whether a file is of a kind that can be taken in, or said to be."""
    return (document.file_name or "").casefold().endswith(_SUFFIXES) or "import" in caption.casefold()


async def fetch(bot: Bot, document: Document) -> bytes | Problem:
    """Fetch a file from Telegram, or say why not."""
    if (document.file_size or 0) > MOST_FILE:
        return Problem.FILE_TOO_LARGE
    try:
        async with asyncio.timeout(_PATIENCE):
            file = await bot.get_file(document.file_id)
            if (file.file_size or 0) > MOST_FILE:
                return Problem.FILE_TOO_LARGE
            content = bytes(await file.download_as_bytearray())
    except TimeoutError:
        return Problem.FILE_NOT_FETCHED
    except TelegramError as error:
        return Problem.FILE_TOO_LARGE if isinstance(error.__cause__, TooLarge) else Problem.FILE_NOT_FETCHED
    return content if len(content) <= MOST_FILE else Problem.FILE_TOO_LARGE
