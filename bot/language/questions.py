"""A free question → the topics it may be about, best first, or an honest "not covered"."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from bot.guidance.answers import BASES, Neighbour, Topic
from bot.language.deck import Subject, deck
from bot.language.likeness import Likeness, learn

COVERED_FROM = 0.88
"""The share of the topics together from which a question counts as covered; found by cross-validation on the deck."""

_SURE_FROM = 0.6
"""The share among the topics from which the best of them needs no second thought."""
_NEAR_FROM = 0.3
"""The share of the topics together from which a question that is not covered may have been meant for one of them."""
_NAMED_FROM = 0.4
"""The share among the neighbours from which one is named."""


class Ranking(Struct, frozen=True):
    """What a question is about."""

    topic: Topic | None
    """The best topic, or None where the etiquette is silent."""
    topics: tuple[tuple[Topic, float], ...]
    """Every topic with its share among the topics, best first, whether the question is covered or not."""
    neighbour: Neighbour | None = None
    """Where it is not covered: what it is about, as far as that can be told."""
    doubtful: bool = False
    """Whether another topic may well have been meant, so that the next ones are to be offered."""


def rank_topics(text: str) -> Ranking:
    """Rank the topics for a question. Learns from the deck at the first call."""
    return ranking(known().shares(text))


@cache
def known() -> Likeness[Subject]:
    """What the deck teaches."""
    return learn(deck())


def ranking(shares: dict[Subject, float] | None, covered_from: float = COVERED_FROM) -> Ranking:
    """Read how likely each subject is."""
    if shares is None:
        return Ranking(None, tuple((topic, 1 / len(Topic)) for topic in Topic))
    covered = sum(shares[topic] for topic in Topic)
    best = sorted(Topic, key=lambda topic: -shares[topic])
    topics = tuple((topic, shares[topic] / covered if covered else 0.0) for topic in best)
    if covered >= covered_from:
        return Ranking(best[0], topics, doubtful=topics[0][1] < _SURE_FROM)
    neighbour = max(Neighbour, key=lambda neighbour: shares[neighbour])
    named = shares[neighbour] >= _NAMED_FROM * (1 - covered)
    return Ranking(None, topics, neighbour if named else None, doubtful=covered >= _NEAR_FROM)


def about_topic(topic: Topic) -> Ranking:
    """A question that names its topic; next come those that rest on the same rules."""

    def likeness(other: Topic) -> float:
        return float(other is topic) + len(set(BASES[topic].rules) & set(BASES[other].rules)) / 10

    best = sorted(Topic, key=likeness, reverse=True)
    return Ranking(topic, tuple((other, likeness(other)) for other in best))
