"""How well a ranker of topics does: on questions written apart from the deck, and by cross-validation on the deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.guidance.answers import Topic
from bot.language.deck import Subject, deck
from bot.language.questions import Ranking

Examples = Mapping[Subject, Sequence[str]]
Rank = Callable[[str], Ranking]
DATA = Path(__file__).parent / "data"
FOLDS = 5
ALIKE = 82


@dataclass(frozen=True)
class Question:
    """A question, with its topic, or None where it is not covered."""

    text: str
    topic: Topic | None


@dataclass(frozen=True)
class Measures:
    """Shares of questions: right topic first, right among three, and covered or not told right, both sides alike."""

    first: float
    three: float
    balanced: float


def unseen() -> list[Question]:
    """The questions that were written apart from the deck, before any ranker was tried."""
    return [*_read("unseen_covered.txt", covered=True), *_read("unseen_not_covered.txt", covered=False)]


def _read(name: str, *, covered: bool) -> list[Question]:
    found, topic = [], ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("## "):
            topic = line[3:]
        elif line and not line.startswith("# "):
            found.append(Question(line, Topic(topic) if covered else None))
    return found


def measured(pairs: Sequence[tuple[Question, Ranking]]) -> Measures:
    """Measure rankings against what the questions are about."""
    covered = [(question.topic, ranking) for question, ranking in pairs if question.topic]
    others = [ranking for question, ranking in pairs if not question.topic]
    best = [(topic, [name for name, _ in ranking.topics[:3]]) for topic, ranking in covered]
    told = sum(ranking.topic is not None for _, ranking in covered) / len(covered)
    silent = sum(ranking.topic is None for ranking in others) / len(others)
    return Measures(
        sum(topic is three[0] for topic, three in best) / len(best),
        sum(topic in three for topic, three in best) / len(best),
        (told + silent) / 2,
    )


def on_unseen(rank: Rank) -> Measures:
    """Measure a ranker that has learnt from the whole deck."""
    return measured([(question, rank(question.text)) for question in unseen()])


def cross_validated(learn: Callable[[Examples], Rank]) -> Measures:
    """Measure a way of learning on each fifth of the deck after it has seen the other four."""
    pairs = []
    for fold in range(FOLDS):
        examples: dict[Subject, list[str]] = {subject: [] for subject in deck()}
        held_out = []
        for subject, text, at in _folded():
            if at == fold:
                held_out.append(Question(text, subject if isinstance(subject, Topic) else None))
            else:
                examples[subject].append(text)
        rank = learn(examples)
        pairs += [(question, rank(question.text)) for question in held_out]
    return measured(pairs)


@cache
def _folded() -> tuple[tuple[Subject, str, int], ...]:
    """Every example with its fold; near-duplicates, whatever their subject, are in one and the same."""
    rows = [(subject, text) for subject, texts in deck().items() for text in texts]
    keys = [" ".join(sorted(set(plain(text).split()))) for _, text in rows]
    group: list[int] = []
    for at, key in enumerate(keys):
        near = process.extract(key, keys[:at], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        joined = {group[other] for _, _, other in near}
        first = min(joined, default=at)
        group = [first if label in joined else label for label in group]
        group.append(first)
    order = {label: nth for nth, label in enumerate(dict.fromkeys(group))}
    return tuple((subject, text, order[label] % FOLDS) for (subject, text), label in zip(rows, group, strict=True))


def plain(text: str) -> str:
    """A text without case and marks, to tell whether two are the same."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))
