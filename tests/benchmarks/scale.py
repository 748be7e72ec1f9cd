"""How much of everything is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How much is done; seconds are seconds."""

    rounds: int
    starts: int
    """Of each program, after a first one."""
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
    replicas: tuple[int, ...]
    """How many processes serve one bot."""
    rederived: int
    """People whose alarms are worked out anew."""
    rederived_beside: tuple[str, ...]
    """How many pings a second may go out meanwhile."""
    interviews: int
    """Of one with a long history."""
    events: int
    """Of one with a long history; 3,000 is the most that the bot keeps of a person."""
    repeats: int
    """How often each of those with and without one asks, or is pinged."""
    limit: float
    """Seconds after which a measure reports what it has."""
    limit_of_pings: float
    quiet: float
    """Seconds of doing nothing after which no more messages are expected: some peers drop some."""


QUICK = Scale(
    rounds=1,
    starts=1,
    people=50,
    pings=500,
    reminders=300,
    updates_for_memory=300,
    seconds_asked=1.5,
    growth=(1_000, 10_000),
    growth_on_postgresql=(10_000,),
    replicas=(1, 2),
    rederived=1_500,
    rederived_beside=("25",),
    interviews=10,
    events=50,
    repeats=2,
    limit=40,
    limit_of_pings=20,
    quiet=4,
)
WHOLE = Scale(
    rounds=3,
    starts=5,
    people=1000,
    pings=10_000,
    reminders=1000,
    updates_for_memory=10_000,
    seconds_asked=30,
    growth=(1_000, 10_000, 100_000, 1_000_000),
    growth_on_postgresql=(1_000, 1_000_000),
    replicas=(1, 2, 4),
    rederived=100_000,
    rederived_beside=("25", "1000"),
    interviews=200,
    events=3000,
    repeats=7,
    limit=240,
    limit_of_pings=120,
    quiet=6,
)
