"""Reading the days in a message takes less than a millisecond, and only so many times a plain cut into words."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from bot.language.tokens import tokenise
from tests.language.wild_times import messages

DECK = [message for deck in ("first", "second", "third", "fourth") for message in messages(deck)]
MOST_TIMES_TOKENISING = 60
MOST_SECONDS = 0.001
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


def test_a_message_is_read_in_a_fraction_of_a_moment() -> None:
    reading = best_of(lambda: [message.read() for message in DECK]) / len(DECK)
    cutting = best_of(lambda: [tokenise(message.text) for message in DECK]) / len(DECK)
    assert reading < MOST_SECONDS
    assert reading / cutting < MOST_TIMES_TOKENISING
