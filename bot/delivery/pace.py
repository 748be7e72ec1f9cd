"""The pace of a chat: Telegram asks for one message a second there, from whatever part of the bot."""

from __future__ import annotations

from aiolimiter import AsyncLimiter

AT_ONCE = 1
"""New messages that a chat gets before the next has to wait, one a second from then on."""
_FEW_CHATS = 1000
"""Chats whose pace is remembered before it is looked which of them are at rest."""


class Pace:
    """What this process sent to each chat lately. What changes a message or answers a tap only is not counted."""

    def __init__(self, at_once: int | None = None) -> None:
        """Let so many messages of a chat go at once; for where no Telegram is, as many as there are."""
        self._given = at_once
        self._chats: dict[int, AsyncLimiter] = {}
        self._most_chats = _FEW_CHATS

    @property
    def at_once(self) -> int:
        """How many messages go before any has to wait."""
        return self._given or AT_ONCE

    async def turn(self, chat_id: int) -> None:
        """Wait for a chat's next turn, and take it."""
        await self._of(chat_id).acquire()

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    def _of(self, chat_id: int) -> AsyncLimiter:
        if len(self._chats) >= self._most_chats:
            self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.has_capacity(pace.max_rate)}
            self._most_chats = max(_FEW_CHATS, 2 * len(self._chats))
        return self._chats.setdefault(chat_id, AsyncLimiter(self.at_once, self.at_once))
