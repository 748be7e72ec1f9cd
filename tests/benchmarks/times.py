"""How long the days in a message take to read: `uv run python -m tests.benchmarks.times`."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from bot.language.tokens import tokenise
from tests.language.wild_times import messages

DECK = [message for deck in ("first", "second", "third", "fourth") for message in messages(deck)]
ROUNDS = 5


def best_of(job: Callable[[], object]) -> float:
    """The least time that a job takes, once it has run before."""
    job()
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        job()
        times.append(perf_counter() - started)
    return min(times)


def main() -> None:
    """Print how many times a plain cut into words the reading of a message's days takes."""
    reading = best_of(lambda: [message.read() for message in DECK]) / len(DECK)
    cutting = best_of(lambda: [tokenise(message.text) for message in DECK]) / len(DECK)
    print(f"{len(DECK)} messages: {reading / cutting:.0f} times a cut into words, {reading * 1000:.2f} ms each")


if __name__ == "__main__":
    main()
