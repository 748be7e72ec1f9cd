"""The gate of this process: shut while Telegram wants nothing to be sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta

_NONE = timedelta(0)


class Gate:
    """Telegram's request to wait, obeyed by everything that sends; `news` is set while this process alone knows."""

    def __init__(self) -> None:
        self._open_at = 0.0
        self._replies = 0
        self.news = asyncio.Event()

    def hold(self, pause: timedelta) -> None:
        """Let nothing through for a while: Telegram has asked this process for it."""
        self.learn(pause)
        self.news.set()

    def count_reply(self) -> None:
        """A reply is going out; those are not held back for the sake of pings, but pings for theirs."""
        self._replies += 1

    def take_replies(self) -> int:
        """How many replies went out since this was asked last."""
        count, self._replies = self._replies, 0
        return count

    def learn(self, pause: timedelta) -> None:
        """Let nothing through for a while: another process was asked for it."""
        self._open_at = max(self._open_at, asyncio.get_running_loop().time() + pause.total_seconds())

    @property
    def left(self) -> timedelta:
        """How long nothing is let through; zero when sending is welcome."""
        if not self._open_at:
            # Mostly nobody has ever been asked to wait, and each message asks three times.
            return _NONE
        return timedelta(seconds=max(0.0, self._open_at - asyncio.get_running_loop().time()))

    async def wait(self) -> None:
        """Wait until sending is welcome, however often that is put off meanwhile."""
        while left := self.left:  # noqa: ASYNC110 - it is the time itself that is awaited, and it may move
            await asyncio.sleep(left.total_seconds())
