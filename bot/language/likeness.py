"""Which examples a question is most like: multinomial naive Bayes over weighed words and runs of letters.

Learning from some two thousand short questions takes a fraction of a second, so no weights have to be kept beside the
examples. `bot/docs/questions.md` has the figures of this and of the other ways that were measured.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log, sqrt
from typing import Generic, TypeVar

from msgspec import Struct

from bot.language.wording import letter_features, plain_words, word_features

Label = TypeVar("Label")

_SMOOTHING = 0.05
_SPELT_OUT = 4
"""Words from this length on are put right where they are one slip away from a known one; two from twice the length."""


class Likeness(Struct, Generic[Label], frozen=True):
    """What has been learnt: how rare each feature is, and how much of it each label has."""

    labels: tuple[Label, ...]
    numbers: dict[str, int]
    """Each feature by its number."""
    rarity: array[float]
    begins: array[int]
    """Where in `of_label` and `held` the entries of each feature begin; last, where they end."""
    of_label: array[int]
    held: array[float]
    """The log of how much more of a feature a label has than a label without it."""
    spellings: tuple[str, ...]
    """Words to put a misspelt one right by."""
    floors: tuple[float, ...]
    """For each label the log of what it gives to a feature it has not."""

    def shares(self, text: str) -> dict[Label, float] | None:
        """How likely each label is, adding up to one; None where the text has no word in common with any example."""
        words = [self._spelt(word) for word in plain_words(text)]
        if not any(f"w:{word}" in self.numbers for word in words):
            return None
        scores = [0.0] * len(self.labels)
        total = 0.0
        for feature, weight in _weigh(words, self.numbers, self.rarity).items():
            total += weight
            for at in range(self.begins[feature], self.begins[feature + 1]):
                scores[self.of_label[at]] += weight * self.held[at]
        return self._spread([score + floor * total for score, floor in zip(scores, self.floors, strict=True)])

    def _spelt(self, word: str) -> str:
        """The word, or the known one it is a misspelling of."""
        if len(word) < _SPELT_OUT or f"w:{word}" in self.numbers:
            return word
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

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
    numbers, rarity = _rarity([words for _, words in read])
    much: dict[int, float] = {}
    totals = [0.0] * len(labels)
    for at, words in read:
        for feature, weight in _weigh(words, numbers, rarity).items():
            key = feature * len(labels) + at
            much[key] = much.get(key, 0.0) + weight
            totals[at] += weight
    spare = _SMOOTHING * len(numbers)
    often = Counter(word for _, words in read for word in set(words))
    # Kept flat: an object for each of the hundred thousand entries would be most of the program's memory.
    keys = sorted(much)
    return Likeness(
        labels,
        numbers,
        rarity,
        begins=array("L", (bisect_left(keys, feature * len(labels)) for feature in range(len(numbers) + 1))),
        of_label=array("H", (key % len(labels) for key in keys)),
        held=array("d", (log(much[key] / _SMOOTHING + 1) for key in keys)),
        spellings=tuple(word for word, count in often.most_common() if count > 1 and len(word) >= _SPELT_OUT),
        floors=tuple(log(_SMOOTHING / (total + spare)) for total in totals),
    )


def _features(words: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Features of both kinds, told apart by their first letter."""
    return word_features(words), letter_features(words)


def _rarity(texts: Sequence[list[str]]) -> tuple[dict[str, int], array[float]]:
    """The features by number, and their inverse document frequencies."""
    seen: Counter[str] = Counter()
    for words in texts:
        for kind in _features(words):
            seen.update(kind.keys())
    numbers = {feature: number for number, feature in enumerate(seen)}
    return numbers, array("d", (log((1 + len(texts)) / (1 + count)) + 1 for count in seen.values()))


def _weigh(words: list[str], numbers: Mapping[str, int], rarity: Sequence[float]) -> dict[int, float]:
    """The known features of a text with their weights; words and letters count alike, whatever the text's length."""
    weights: dict[int, float] = {}
    for kind in _features(words):
        counts = {numbers[feature]: count for feature, count in kind.items() if feature in numbers}
        known = {at: (1 + log(count) if count > 1 else 1.0) * rarity[at] for at, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in known.values()))
        weights.update({at: weight / length for at, weight in known.items()})
    return weights
