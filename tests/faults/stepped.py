"""A bot of its own process whose clock stands still until the test moves it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.botapi import BotApi, Message
from tests.dialogs.conversation import Clock
from tests.faults.process import BotProcess

MOVED = "the clock has moved since the last tick"


class Stepped:
    """What a test does to such a bot, and what it gets to see."""

    def __init__(self, api: BotApi, bot: BotProcess, now: Path) -> None:
        """Have the bot take the instant in the file `now` for the time."""
        self.api = api
        self.bot = bot
        self.clock = api.clock = Clock(datetime.fromisoformat(now.read_text()))
        self._file = now

    def now_is(self, at: datetime) -> None:
        """Set the clock."""
        self.clock.at = at
        new = self._file.with_suffix(".new")
        new.write_text(at.isoformat())
        new.rename(self._file)

    async def says(self, person_id: int, text: str) -> Message:
        """Have a person say something; gives the bot's answer."""
        mark = self.api.mark
        self.api.user(person_id).says(text)
        return await self.api.wait_for_message(person_id, since=mark)

    async def looks(self, at: datetime) -> None:
        """Wait until the bot has seen to all that is due: somebody's reminder comes, which is due at that moment."""
        mark = self.api.mark
        await self.says(99, f"/remind Witness {at:%-d %B %Y} {at:%H:%M}")
        self.now_is(at)
        await self.api.wait_for_message(99, lambda message: "remind" in message.text, since=mark + 1)

    @property
    def jumps(self) -> list[float]:
        """The steps that the bot has told of, in seconds."""
        return [float(line.partition("seconds=")[2]) for line in self.bot.stderr.splitlines() if MOVED in line]

    def pings(self, person_id: int, words: str) -> list[Message]:
        """What came unasked about something, in order."""
        return [message for message in self.api.user(person_id).messages if words in message.text]
