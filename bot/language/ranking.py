"""A ranking over labelled examples: naive Bayes over words, pairs of words and pieces of words, and the nearest examples."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.language.cues import cues

_PIECES = (3, 4)
_NEAREST = 3
_SMOOTHING = 0.3
_FEATURE = re.compile(r"\S+")


class Ranker:
    """Labels by how well their examples explain a text. Made once of all the examples; ranking changes nothing."""

    def __init__(self, examples: Mapping[str, Sequence[str]]) -> None:
        self._labels = tuple(examples)
        texts = [(label, Counter(features(text))) for label in self._labels for text in examples[label]]
        seen = Counter(feature for _, counts in texts for feature in counts)
        total = len(texts)
        self._rarity = {feature: math.log(1 + total / number) for feature, number in seen.items()}
        self._weights = self._bayes(texts)
        self._examples: list[tuple[str, float]] = []
        self._posting: dict[str, list[tuple[int, float]]] = {}
        for label, counts in texts:
            self._add_example(label, counts)

    def _bayes(self, texts: Sequence[tuple[str, Counter[str]]]) -> dict[str, tuple[float, ...]]:
        """For each feature, what it says for each label: the log of how much more often it stands there than elsewhere."""
        sums: dict[str, dict[str, float]] = {}
        totals: Counter[str] = Counter()
        sizes = Counter(label for label, _ in texts)
        for label, counts in texts:
            for feature in counts:
                share = 1 / sizes[label]
                sums.setdefault(feature, {}).setdefault(label, 0.0)
                sums[feature][label] += share
                totals[label] += 1
        weights = {}
        for feature, by_label in sums.items():
            everywhere = sum(by_label.values())
            weights[feature] = tuple(
                math.log(
                    (by_label.get(label, 0.0) + _SMOOTHING / 60)
                    / ((everywhere - by_label.get(label, 0.0)) / (len(self._labels) - 1) + _SMOOTHING / 60)
                )
                for label in self._labels
            )
        return weights

    def _add_example(self, label: str, counts: Counter[str]) -> None:
        number = len(self._examples)
        norm = math.sqrt(sum(self._rarity[feature] ** 2 for feature in counts)) or 1.0
        self._examples.append((label, norm))
        for feature in counts:
            self._posting.setdefault(feature, []).append((number, self._rarity[feature] / norm))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """The labels with a score of 0 to 1 that add up to 1, the best first."""
        found = set(features(text))
        known = [feature for feature in found if feature in self._weights]
        bayes = [0.0] * len(self._labels)
        for feature in known:
            rarity = self._rarity[feature] * self.kind_weight(feature)
            for at, weight in enumerate(self._weights[feature]):
                bayes[at] += rarity * weight
        near = self._near(found)
        scale = math.sqrt(sum(self._rarity[feature] ** 2 for feature in known)) or 1.0
        raw = [self.A * value / scale + self.B * near.get(label, 0.0) for label, value in zip(self._labels, bayes, strict=True)]
        most = max(raw)
        odds = [math.exp(value - most) for value in raw]
        whole = sum(odds)
        ranked = [(label, value / whole) for label, value in zip(self._labels, odds, strict=True)]
        return sorted(ranked, key=lambda each: -each[1])

    A = 1.0
    B = 3.0

    def kind_weight(self, feature: str) -> float:
        return self.C if feature.startswith("§") else 1.0
    C = 8.0

    def _near(self, found: set[str]) -> dict[str, float]:
        """For each label how near its nearest examples are, from 0 to 1."""
        cosine: dict[int, float] = {}
        norm = math.sqrt(sum(self._rarity.get(feature, 8.0) ** 2 for feature in found)) or 1.0
        for feature in found:
            weight = self._rarity.get(feature, 0.0) / norm
            for number, share in self._posting.get(feature, ()):
                cosine[number] = cosine.get(number, 0.0) + weight * share
        best: dict[str, list[float]] = {}
        for number, value in cosine.items():
            best.setdefault(self._examples[number][0], []).append(value)
        return {label: sum(sorted(values, reverse=True)[:_NEAREST]) / _NEAREST for label, values in best.items()}


def features(text: str) -> Iterator[str]:
    """The words of a text that is already in plain words, pairs of them, pairs over a gap, and pieces of words."""
    words = text.split()
    yield from (f"§{cue}" for cue in cues(text))
    framed = ["^", *words, "$"]
    yield from words
    yield from (f"{first} {second}" for first, second in zip(framed, framed[1:], strict=False))
    yield from (f"{first} _ {second}" for first, second in zip(framed, framed[2:], strict=False))
    for word in words:
        if word.isalpha() and len(word) > 3:
            edged = f"<{word}>"
            for length in _PIECES:
                yield from (f"#{edged[at : at + length]}" for at in range(len(edged) - length + 1))
