"""How much of everything is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How much is done; seconds are seconds."""

    rounds: int
    people: int
    """Who write."""
    pings: int
    reminders: int
    """Of the peers: with ten thousand due at once two of them stand still for minutes."""
    updates_for_memory: int
    seconds_asked: float
    """How long people ask while the bot has other work."""
    growth: tuple[int, ...]
    growth_on_postgresql: tuple[int, ...]
    rederived: int
    """People whose alarms are worked out anew."""
    interviews: int
    """Of one with a long history."""
    events: int
    """Of one with a long history; 3,000 is the most that the bot keeps of a person."""
    limit: float
    """Seconds after which a measure reports what it has."""
    limit_of_pings: float
    quiet: float
    """Seconds of doing nothing after which no more messages are expected: some peers drop some."""


QUICK = Scale(
    rounds=1,
    people=150,
    pings=1000,
    reminders=1000,
    updates_for_memory=300,
    seconds_asked=3,
    growth=(1_000, 10_000),
    growth_on_postgresql=(10_000,),
    rederived=3_000,
    interviews=20,
    events=100,
    limit=40,
    limit_of_pings=15,
    quiet=2.5,
)
WHOLE = Scale(
    rounds=3,
    people=1000,
    pings=10_000,
    reminders=1000,
    updates_for_memory=10_000,
    seconds_asked=30,
    growth=(1_000, 10_000, 100_000, 1_000_000),
    growth_on_postgresql=(1_000, 100_000),
    rederived=100_000,
    interviews=200,
    events=3000,
    limit=240,
    limit_of_pings=120,
    quiet=6,
)
