"""A ranking over labelled examples: naive Bayes over words, pairs and pieces of words, and the nearest examples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from bot.language.cues import cues

_PIECES = (3, 4)
_SHORTEST_IN_PIECES = 4
_NEAREST = 3
_BAYES = 1.0
_NEARNESS = 3.0
_CUE = "§"
_CUE_WEIGHT = 10.0
"""A cue stands for many wordings, and each of them is seen less often than it."""
_UNSEEN = 0.005
_RARITY_OF_UNKNOWN = 7.0


class Ranker:
    """Labels by how well their examples explain a text. It is made of all the examples once, and never changes."""

    def __init__(self, examples: Mapping[str, Sequence[str]]) -> None:
        self._labels = tuple(examples)
        self._of_example = [at for at, label in enumerate(self._labels) for _ in examples[label]]
        postings: dict[str, list[int]] = {}
        for number, text in enumerate(chain.from_iterable(examples.values())):
            for feature in set(features(text)):
                postings.setdefault(feature, []).append(number)
        self._postings = {feature: tuple(numbers) for feature, numbers in postings.items()}
        # What many features share is worked out once, and kept once.
        rarity_of = cache(lambda count: math.log(1 + len(self._of_example) / count))
        self._rarity = {feature: rarity_of(len(numbers)) for feature, numbers in postings.items()}
        self._evidence = dict(self._bayes())
        self._lengths = self._lengths_of_examples()

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every label with its score, best first; the scores lie between 0 and 1 and add up to 1."""
        found = frozenset(features(text))
        known = [feature for feature in found if feature in self._evidence]
        near, length = self._near(found), self._length(known)
        raw = {
            label: _BAYES * sum(self._evidence[feature][at] for feature in known) / length + _NEARNESS * near[at]
            for at, label in enumerate(self._labels)
        }
        most = max(raw.values())
        odds = {label: math.exp(value - most) for label, value in raw.items()}
        whole = sum(odds.values())
        return sorted(((label, value / whole) for label, value in odds.items()), key=lambda each: -each[1])

    def _bayes(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        """What each feature says for each label: how much more often, as a log, it stands there than elsewhere."""
        sizes = Counter(self._of_example)
        weighed = cache(_weighed)
        for feature, numbers in self._postings.items():
            shares = [0.0] * len(self._labels)
            for number in numbers:
                label = self._of_example[number]
                shares[label] += 1 / sizes[label]
            weight = self._rarity[feature] * (_CUE_WEIGHT if feature.startswith(_CUE) else 1)
            yield feature, weighed(weight, tuple(shares))

    def _lengths_of_examples(self) -> list[float]:
        squares = [0.0] * len(self._of_example)
        for feature, numbers in self._postings.items():
            for number in numbers:
                squares[number] += self._rarity[feature] ** 2
        return [math.sqrt(square) or 1.0 for square in squares]

    def _length(self, found: Sequence[str] | frozenset[str]) -> float:
        squares = (self._rarity.get(feature, _RARITY_OF_UNKNOWN) ** 2 for feature in found)
        return math.sqrt(sum(squares)) or 1.0

    def _near(self, found: frozenset[str]) -> list[float]:
        """How near the nearest examples of each label are, from 0 to 1."""
        length = self._length(found)
        alike = [0.0] * len(self._of_example)
        for feature in found:
            rarity = self._rarity.get(feature, 0.0)
            for number in self._postings.get(feature, ()):
                alike[number] += rarity / self._lengths[number] * rarity / length
        of_label: list[list[float]] = [[] for _ in self._labels]
        for label, value in zip(self._of_example, alike, strict=True):
            if value:
                of_label[label].append(value)
        return [sum(sorted(values)[-_NEAREST:]) / _NEAREST for values in of_label]


def _weighed(weight: float, shares: tuple[float, ...]) -> tuple[float, ...]:
    whole, others = sum(shares), len(shares) - 1
    return tuple(weight * math.log((share + _UNSEEN) / ((whole - share) / others + _UNSEEN)) for share in shares)


def features(plain: str) -> Iterator[str]:
    """The features of a text in plain words: its words, pairs of them also over a gap, pieces of words, and cues."""
    words = plain.split()
    framed = ["^", *words, "$"]
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(framed))
    yield from (f"{first} _ {third}" for first, third in zip(framed, framed[2:], strict=False))
    for word in words:
        if word.isalpha() and len(word) >= _SHORTEST_IN_PIECES:
            edged = f"<{word}>"
            yield from (f"#{edged[at : at + size]}" for size in _PIECES for at in range(len(edged) - size + 1))
    yield from (f"{_CUE}{cue}" for cue in cues(plain))
