"""Which examples a question is most like: multinomial naive Bayes over weighed words and runs of letters.

Learning from some two thousand short questions takes a fraction of a second, so no weights have to be kept beside the
examples. `bot/docs/questions.md` has the figures of this and of the other ways that were measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.language.wording import letter_features, plain_words, word_features

Label = TypeVar("Label")

_SMOOTHING = 0.05
_SPELT_OUT = 4
"""Words from this length on are put right where they are one slip away from a known one; two from twice the length."""


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Label]):
    """What has been learnt: how rare each feature is, and how much of it each label has."""

    labels: tuple[Label, ...]
    rarity: dict[str, float]
    held: dict[str, dict[int, float]]
    """For each feature the log of how much more of it a label has than a label without it."""
    spellings: tuple[str, ...]
    """Words to put a misspelt one right by."""
    floors: tuple[float, ...]
    """For each label the log of what it gives to a feature it has not."""

    def shares(self, text: str) -> dict[Label, float] | None:
        """How likely each label is, adding up to one; None where the text has no word in common with any example."""
        words = [self._spelt(word) for word in plain_words(text)]
        if not any(f"w:{word}" in self.rarity for word in words):
            return None
        scores = [0.0] * len(self.labels)
        total = 0.0
        for feature, weight in _weigh(words, self.rarity).items():
            total += weight
            for label, more in self.held[feature].items():
                scores[label] += weight * more
        return self._spread([score + floor * total for score, floor in zip(scores, self.floors, strict=True)])

    def _spelt(self, word: str) -> str:
        """The word, or the known one it is a misspelling of."""
        if len(word) < _SPELT_OUT or f"w:{word}" in self.rarity:
            return word
        slips = 2 if len(word) >= 2 * _SPELT_OUT else 1
        found = extractOne(word, self.spellings, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found and found[0][0] == word[0] else word

    def _spread(self, logs: Sequence[float]) -> dict[Label, float]:
        most = max(logs)
        parts = [exp(value - most) for value in logs]
        whole = sum(parts)
        return {label: part / whole for label, part in zip(self.labels, parts, strict=True)}


def learn(examples: Mapping[Label, Sequence[str]]) -> Likeness[Label]:
    """Learn from examples of each label."""
    labels = tuple(examples)
    read = [(at, plain_words(text)) for at, label in enumerate(labels) for text in examples[label]]
    rarity = _rarity([words for _, words in read])
    held: dict[str, dict[int, float]] = {}
    totals = [0.0] * len(labels)
    for at, words in read:
        for feature, weight in _weigh(words, rarity).items():
            shelf = held.setdefault(feature, {})
            shelf[at] = shelf.get(at, 0.0) + weight
            totals[at] += weight
    spare = _SMOOTHING * len(held)
    more = {feature: {at: log(much / _SMOOTHING + 1) for at, much in shelf.items()} for feature, shelf in held.items()}
    often = Counter(word for _, words in read for word in set(words))
    spellings = tuple(word for word, count in often.most_common() if count > 1 and len(word) >= _SPELT_OUT)
    return Likeness(labels, rarity, more, spellings, tuple(log(_SMOOTHING / (total + spare)) for total in totals))


def _features(words: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Features of both kinds, told apart by their first letter."""
    return word_features(words), letter_features(words)


def _rarity(texts: Sequence[list[str]]) -> dict[str, float]:
    """Inverse document frequencies."""
    seen: Counter[str] = Counter()
    for words in texts:
        for kind in _features(words):
            seen.update(kind.keys())
    return {feature: log((1 + len(texts)) / (1 + count)) + 1 for feature, count in seen.items()}


def _weigh(words: list[str], rarity: dict[str, float]) -> dict[str, float]:
    """The known features of a text with their weights; words and letters count alike, whatever the text's length."""
    weights: dict[str, float] = {}
    for kind in _features(words):
        known = {
            feature: (1 + log(count) if count > 1 else 1.0) * rarity[feature]
            for feature, count in kind.items()
            if feature in rarity
        }
        length = sqrt(sum(weight * weight for weight in known.values()))
        weights.update({feature: weight / length for feature, weight in known.items()})
    return weights
