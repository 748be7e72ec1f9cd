"""The example questions: one file for each topic and for each neighbour, one question a line."""

from __future__ import annotations

from importlib.resources import files

from bot.guidance.answers import Neighbour, Topic

Subject = Topic | Neighbour
"""What a question is about."""

SUBJECTS: tuple[Subject, ...] = (*Topic, *Neighbour)
_FOLDERS: dict[type, str] = {Topic: "covered", Neighbour: "neighbours"}


def examples(subject: Subject) -> tuple[str, ...]:
    """The example questions about one subject."""
    path = files("bot.language").joinpath("topics", _FOLDERS[type(subject)], f"{subject.value}.txt")
    return tuple(line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))


def deck() -> dict[Subject, tuple[str, ...]]:
    """All example questions."""
    return {subject: examples(subject) for subject in SUBJECTS}
