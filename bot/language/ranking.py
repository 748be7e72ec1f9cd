"""A ranking over labelled examples: naive Bayes over words, pairs and pieces of words, and the nearest examples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

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
        texts = [(label, frozenset(features(text))) for label in self._labels for text in examples[label]]
        seen = Counter(feature for _, found in texts for feature in found)
        self._rarity = {feature: math.log(1 + len(texts) / number) for feature, number in seen.items()}
        self._evidence = self._bayes(texts)
        self._of_example = [label for label, _ in texts]
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, (_, found) in enumerate(texts):
            length = self._length(found)
            for feature in found:
                self._postings.setdefault(feature, []).append((number, self._rarity[feature] / length))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every label with its score, best first; the scores lie between 0 and 1 and add up to 1."""
        found = frozenset(features(text))
        known = [feature for feature in found if feature in self._evidence]
        near, length = self._near(found), self._length(known)
        raw = {
            label: _BAYES * sum(self._evidence[feature][at] for feature in known) / length + _NEARNESS * near[label]
            for at, label in enumerate(self._labels)
        }
        most = max(raw.values())
        odds = {label: math.exp(value - most) for label, value in raw.items()}
        whole = sum(odds.values())
        return sorted(((label, value / whole) for label, value in odds.items()), key=lambda each: -each[1])

    def _bayes(self, texts: Sequence[tuple[str, frozenset[str]]]) -> dict[str, tuple[float, ...]]:
        """What each feature says for each label: how much more often, as a log, it stands there than elsewhere."""
        sizes = Counter(label for label, _ in texts)
        shares: dict[str, dict[str, float]] = {}
        for label, found in texts:
            for feature in found:
                of_feature = shares.setdefault(feature, dict.fromkeys(self._labels, 0.0))
                of_feature[label] += 1 / sizes[label]
        return {feature: self._weighed(feature, tuple(share.values())) for feature, share in shares.items()}

    def _weighed(self, feature: str, shares: tuple[float, ...]) -> tuple[float, ...]:
        weight = self._rarity[feature] * (_CUE_WEIGHT if feature.startswith(_CUE) else 1)
        whole, others = sum(shares), len(shares) - 1
        return tuple(weight * math.log((share + _UNSEEN) / ((whole - share) / others + _UNSEEN)) for share in shares)

    def _length(self, found: Sequence[str] | frozenset[str]) -> float:
        squares = (self._rarity.get(feature, _RARITY_OF_UNKNOWN) ** 2 for feature in found)
        return math.sqrt(sum(squares)) or 1.0

    def _near(self, found: frozenset[str]) -> dict[str, float]:
        """How near the nearest examples of each label are, from 0 to 1."""
        length = self._length(found)
        alike = [0.0] * len(self._of_example)
        for feature in found:
            weight = self._rarity.get(feature, 0.0) / length
            for number, share in self._postings.get(feature, ()):
                alike[number] += share * weight
        of_label: dict[str, list[float]] = {label: [] for label in self._labels}
        for label, value in zip(self._of_example, alike, strict=True):
            if value:
                of_label[label].append(value)
        return {label: sum(sorted(values)[-_NEAREST:]) / _NEAREST for label, values in of_label.items()}


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
