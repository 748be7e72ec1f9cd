"""A clock that the conversation can move on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class MovableClock:
    """The machine's clock, set ahead by some time."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self.ahead = ahead

    def __call__(self) -> datetime:
        """The conversation's instant, UTC."""
        return datetime.now(UTC) + self.ahead

    def move_to(self, at: datetime) -> None:
        """Move on to an instant; one that has passed leaves the clock as it is."""
        self.ahead += max(at - self(), timedelta(0))
