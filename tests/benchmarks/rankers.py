"""Compares ways of ranking topics, and prints the table of `bot/docs/questions.md`.

`uv run python -m tests.benchmarks.rankers`

Time is given as a ratio to the ranker that the bot uses, measured side by side.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable
from math import exp, log, sqrt

from rapidfuzz import fuzz, process, utils

from bot.guidance.answers import Topic
from bot.language.deck import Subject, deck
from bot.language.likeness import learn
from bot.language.questions import Ranking, rank_topics, ranking
from bot.language.wording import letter_features, plain_words, word_features
from tests.language.questions_measured import Examples, Rank, cross_validated, on_unseen, unseen

NEAREST = 3
EVEN = 0.5
"""The share from which these take a question for covered; it does them best."""
Scores = dict[Subject, float]


def nearest(found: Iterable[tuple[Subject, float]], sharpness: float) -> Ranking:
    """The mean likeness of each subject's nearest examples, made into shares."""
    best: dict[Subject, list[float]] = {subject: [] for subject in deck()}
    for subject, score in found:
        best[subject] = sorted((*best[subject], score), reverse=True)[:NEAREST]
    powers = {subject: exp(sharpness * sum(scores) / NEAREST) for subject, scores in best.items()}
    whole = sum(powers.values())
    return ranking({subject: power / whole for subject, power in powers.items()}, EVEN)


def rows(examples: Examples) -> list[tuple[Subject, str]]:
    """The deck as a list."""
    return [(subject, text) for subject, texts in examples.items() for text in texts]


def fts5(examples: Examples) -> Rank:
    """SQLite's full-text index with BM25, porter stemming."""
    deck_rows = rows(examples)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE deck USING fts5(words, tokenize = 'porter')")
    base.executemany("INSERT INTO deck(rowid, words) VALUES (?, ?)", enumerate(text for _, text in deck_rows))

    def rank(text: str) -> Ranking:
        words = re.findall(r"[^\W_]+", text)
        query = " OR ".join(f'"{word}"' for word in words)
        if not query:
            return ranking(None)
        sql = "SELECT rowid, -bm25(deck) FROM deck WHERE deck MATCH ? ORDER BY rank LIMIT 200"
        found = base.execute(sql, (query,)).fetchall()
        most = max((score for _, score in found), default=1.0)
        return nearest(((deck_rows[at][0], score / most) for at, score in found), 8)

    return rank


def fuzzy(examples: Examples) -> Rank:
    """rapidfuzz's ratio of sorted words to every example."""
    deck_rows = rows(examples)
    texts = [utils.default_process(text) for _, text in deck_rows]

    def rank(text: str) -> Ranking:
        found = process.extract(utils.default_process(text), texts, scorer=fuzz.token_sort_ratio, limit=100)
        return nearest(((deck_rows[at][0], score / 100) for _, score, at in found), 20)

    return rank


def cosine(kinds: tuple[Callable[[list[str]], dict[str, int]], ...]) -> Callable[[Examples], Rank]:
    """TF-IDF and cosine to the nearest examples."""

    def learn_cosine(examples: Examples) -> Rank:
        deck_rows = rows(examples)
        counts = [[kind(plain_words(text)) for kind in kinds] for _, text in deck_rows]
        seen = Counter(feature for parts in counts for part in parts for feature in part)
        rarity = {feature: log(len(counts) / count) + 1 for feature, count in seen.items()}

        def weigh(parts: list[dict[str, int]]) -> dict[str, float]:
            weights: dict[str, float] = {}
            for part in parts:
                known = {feature: rarity[feature] for feature in part if feature in rarity}
                length = sqrt(len(parts) * sum(weight**2 for weight in known.values()))
                weights.update({feature: weight / length for feature, weight in known.items()})
            return weights

        held: dict[str, list[tuple[int, float]]] = {}
        for at, parts in enumerate(counts):
            for feature, weight in weigh(parts).items():
                held.setdefault(feature, []).append((at, weight))

        def rank(text: str) -> Ranking:
            likeness: Counter[int] = Counter()
            for feature, weight in weigh([kind(plain_words(text)) for kind in kinds]).items():
                for at, other in held[feature]:
                    likeness[at] += weight * other  # type: ignore[assignment]
            return nearest(((deck_rows[at][0], score) for at, score in likeness.most_common(200)), 20)

        return rank

    return learn_cosine


def bayes(examples: Examples) -> Rank:
    """What the bot uses."""
    known = learn(examples)
    return lambda text: ranking(known.shares(text))


RANKERS: dict[str, Callable[[Examples], Rank]] = {
    "SQLite FTS5, BM25": fts5,
    "rapidfuzz, sorted words": fuzzy,
    "TF-IDF of words, nearest three": cosine((word_features,)),
    "TF-IDF of letters, nearest three": cosine((letter_features,)),
    "TF-IDF of both, nearest three": cosine((word_features, letter_features)),
    "naive Bayes over both (the bot's)": bayes,
}


def seconds(rank: Rank) -> float:
    """The best of three runs over the unseen questions."""
    texts = [question.text for question in unseen()]
    runs = []
    for _ in range(3):
        started = time.perf_counter()
        for text in texts:
            rank(text)
        runs.append(time.perf_counter() - started)
    return min(runs) / len(texts)


def main() -> None:
    """Print the table."""
    rank_topics("warm up")
    ours = seconds(rank_topics)
    print("| ranker | first | among three | covered or not | first, cv | among three, cv | covered or not, cv | time |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, learn_ranker in RANKERS.items():
        rank = learn_ranker(deck())
        own, across = on_unseen(rank), cross_validated(learn_ranker)
        figures = (own.first, own.three, own.balanced, across.first, across.three, across.balanced)
        cells = " | ".join(f"{figure:.1%}" for figure in figures)
        print(f"| {name} | {cells} | {seconds(rank) / ours:.1f} |")
    print(f"{len(rows(deck()))} examples, {len(Topic)} topics; the bot's ranker takes {ours * 1000:.2f} ms a question")


if __name__ == "__main__":
    main()
