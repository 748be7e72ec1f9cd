"""Who is told what the bot does, so that it can be measured; by default nobody."""

from __future__ import annotations

from bot.delivery.sender import Fate
from bot.handlers.desk import Became


class Observer:
    """Is told of things as they happen, and does nothing about them."""

    def update(self, command: str, became: Became | None, seconds: float) -> None:
        """An update was handled in some seconds; None became of it where it was not committed, and comes again."""

    def ping(self, fate: Fate, *, late: bool) -> None:
        """A ping was tried; `late` where it came due long before."""
