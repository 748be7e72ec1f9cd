"""Two programs that take one bot's updates: Telegram serves whoever asks last, so one of them has to give way."""

from __future__ import annotations

ALONE = 60.0
"""Seconds of being served with no other in the way that make a program the first, which never gives way."""
PATIENCE = 60.0
"""Seconds of conflict after which any other gives way; a copy that is just ending is gone by then."""
OVER_AFTER = 45.0
"""Seconds without a conflict after which it is over; while two ask, each is sent away every few seconds."""
LONGEST_RETREAT = 5.0
"""Seconds before the updates are asked for again."""


class Rivalry:
    """What one of the two knows of it. All instants are seconds of a clock that never steps."""

    def __init__(self, now: float) -> None:
        self.is_first = False
        self._undisturbed_since = now
        self._since = self._last = self._said_at = float("-inf")
        self._conflicts = 0

    def served(self, now: float) -> None:
        """Telegram has given what updates there are."""
        self.is_first = self.is_first or now - self._undisturbed_since >= ALONE

    def not_served(self, now: float) -> None:
        """Telegram has not, for another reason: nothing is known of who else asks."""
        self._undisturbed_since = now

    def met(self, now: float) -> float:
        """Another has asked. Gives for how many seconds more that is put up with, none or fewer: no more."""
        if now - self._last > OVER_AFTER:
            self._since, self._conflicts = now, 0
        self._undisturbed_since = self._last = now
        self._conflicts += 1
        return float("inf") if self.is_first else self._since + PATIENCE - now

    def is_worth_saying(self, now: float) -> bool:
        """Whether to tell of it; one that is put up with for ever, once in a while only."""
        if self.is_first and now - self._said_at < PATIENCE:
            return False
        self._said_at = now
        return True

    @property
    def retreat(self) -> float:
        """Seconds for which the other is let be."""
        return min(self._conflicts, LONGEST_RETREAT)
