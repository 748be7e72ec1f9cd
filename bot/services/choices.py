"""Words typed where a choice was offered, and words after a name that nothing hangs on."""

from __future__ import annotations

from bot.services.questions import Question

ROUND = "round"
CORRECT = "correct"
OPENING = "opening"

_ROUND = frozenset(
    {ROUND, "a round", "further", "further round", "a further round", "another", "another one", "another round"}
    | {"another interview", "second round", "a second round", "next round", "new", "a new one", "new round"}
)
_CORRECT = frozenset(
    {CORRECT, "correction", "a correction", "correct it", "correct the date", "same", "the same", "the same one"}
    | {"this one", "this", "that one", "moved", "move", "move it", "it moved", "it has moved", "has moved"}
)
_OPENING = frozenset(
    {OPENING, "another opening", "an opening", "another job", "another role", "another position", "a different role"}
    | {"a different job", "different role", "different job", "another opening there", "new opening", "new role"}
)
_YES = frozenset({"yes", "y", "yes please", "yes, please", "yep", "yeah", "ok", "okay", "sure", "please do"})
_NO = frozenset({"no", "n", "nope"})
_FILLING = frozenset(
    {"at", "by", "via", "per", "with", "on", "in", "to", "the", "a", "an", "my", "and", "about", "again", "them"}
    | {"please", "email", "e-mail", "mail", "post", "letter", "card", "note", "phone", "status", "it", "already"}
)
_MARKS = ".,;:!?"


def is_yes(words: str) -> bool:
    """Whether the words agree to what was asked."""
    return _bare(words) in _YES


def is_no(words: str) -> bool:
    """Whether the words decline what was asked."""
    return _bare(words) in _NO


def read_choice(words: str, question: Question) -> str | None:
    """Whether a further interview is meant, the one recorded already, or another opening; None for other words."""
    bare = _bare(words)
    if question is Question.PLANNED_OR_ANOTHER and (bare in _YES or bare in _NO):
        return CORRECT if bare in _YES else ROUND
    if bare in _OPENING:
        return OPENING
    return ROUND if bare in _ROUND else CORRECT if bare in _CORRECT else None


def says_nothing(words: str) -> bool:
    """Whether nothing would be lost without the words."""
    return all(word.strip(_MARKS).casefold() in _FILLING | {""} for word in words.split())


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).strip(_MARKS + " ")
