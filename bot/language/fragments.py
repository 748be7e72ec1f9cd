"""Short answers as people type them: how each can be woven into a sentence. Their words stay as they are.

Only white space, the marks at the end, and the case of the first letter (and of a lone "i") are touched.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from msgspec import Struct

from bot.language.regex import regex

MOST_WORDS = 25
MOST_CHARACTERS = 200


class Shape(StrEnum):
    """What a fragment can stand for in a sentence."""

    PHRASE = "phrase"
    """Where a noun can stand: "the team culture", "fraud detection", "how you do code review"."""
    CLAUSE = "clause"
    """By itself: "I liked how you do code review"."""
    PREDICATE = "predicate"
    """After its subject, which is not there: "loved the demo"."""
    ABLE = "able"
    """After "I am", which is not there: "good with people"."""
    REASON = "reason"
    """After what it is the reason for: "because I like teaching"."""
    LOOSE = "loose"
    """Anything else; it stands best after a colon."""


class Fault(StrEnum):
    """Why an answer cannot be woven in."""

    EMPTY = "empty"
    TOO_LONG = "too-long"


class Fragment(Struct, frozen=True):
    """Words without a mark at their end, begun as in the middle of a sentence where that is safe."""

    words: str
    shape: Shape

    @property
    def ended(self) -> str:
        """The words with a mark at their end."""
        return self.words if self.words.endswith(("!", "?", "…")) else f"{self.words}."


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SUBJECTS = _set("i we you they he she it there")
_CONTRACTED = regex(r"(i|we|you|they|he|she|it|there)['’](m|ve|d|ll|re|s)", re.IGNORECASE)
_QUESTION_WORDS = _set("how what where when who which why")
_DETERMINERS = _set("the a an your our my their its his her this these those both all some many every each")
_GERUNDS = _set(
    "being building chatting coding discussing doing finding getting having hearing helping learning listening meeting "
    "pairing reading seeing solving speaking talking teaching walking watching working writing"
)
_PREDICATES = _set(
    "liked loved enjoyed love enjoy like have had am was know knew worked led built ran managed taught talked spoke "
    "discussed chatted learned learnt met saw did appreciated found felt believe think want can wrote grew made spent "
    "got took gave heard came went kept manage speak teach write"
)
_ABLE = _set(
    "comfortable curious eager excited experienced familiar fluent glad good grateful great impressed keen passionate "
    "patient skilled strong thrilled trained used"
)
"""After "I am": "good with people"."""
_AFTER_ABLE = _set("with in at about to by on that")
_ADVERBS = _set("really also just always already truly absolutely genuinely")
_NOT_A_VERB_BEFORE = _set("of for minded")
_AFTER_A_VERB = _DETERMINERS | _set("with in on to at from as it them into through together")
_VERBS = _set(
    "is are was were has have had seems seem seemed looks look felt feels does do did will would can could use uses "
    "makes make made helped sounded showed gave took"
)
_RELATIVES = _SUBJECTS | _QUESTION_WORDS | _set("that")
"""A verb after one of these says no more than what is meant: "the tour you gave me"."""
_PREPOSITIONS = _set("after as at before by during for from in on over to under until with and but if so that")
_MOST_IN_A_PHRASE = 12
_NO_NAMES = _set(
    "one two three four five six seven eight nine ten about after as at before by during for from in on over to under "
    "until with and but if so that people team teams code product products culture work experience years tour office "
    "lunch demo design data research teamwork management leadership training good great strong nice open clear warm "
    "honest solid deep long more most very interesting friendly everyone everybody everything"
)
"""Words that begin with a small letter within a sentence whatever follows them."""
_REASONS = frozenset({"because", "since"})
_COMMON = _NO_NAMES | _DETERMINERS | _GERUNDS | _QUESTION_WORDS | _REASONS | _PREDICATES | _ABLE | (_SUBJECTS - {"i"})
_SKIPS = frozenset(
    {"", "skip", "/skip", "no", "none", "nothing", "nobody", "pass", "next", "n/a", "na", "-", "–", "no idea", "idk"}
    | {"i don't know", "i dont know", "dunno", "not sure", "don't know", "dont know", "i forgot", "nothing special"}
)
_LONE_I = regex(r"\bi(?=$|[\s,;]|['’](?:m|ve|d|ll)\b)")
_SENTENCE_ENDS = regex(r"(?<=\w{3}[.!?])\s+(?=\w)")
_FIRST_WORD = regex(r"[^\W_]+(?:['’][^\W_]+)?")


def is_skip(text: str) -> bool:
    """Whether an answer says that there is none."""
    return " ".join(text.split()).casefold().replace("’", "'").rstrip(".!") in _SKIPS


def split_answer(text: str) -> tuple[str, ...] | Fault:
    """An answer's parts, one a line or between semicolons, each on one line; or why it cannot be used."""
    parts = [tidy(part) for part in re.split(r"[\n\r;\u2028]+", text)]
    kept = tuple(dict.fromkeys(part for part in parts if any(char.isalnum() for char in part)))
    if not kept:
        return Fault.EMPTY
    total = " ".join(kept)
    too_long = len(total) > MOST_CHARACTERS or len(total.split()) > MOST_WORDS
    return Fault.TOO_LONG if too_long else kept


def tidy(text: str) -> str:
    """On one line, without invisible characters or a list's mark before it."""
    shown = "".join(char if _is_shown(char) else " " if char.isspace() else "" for char in text)
    return re.sub(r"^(?:[-–—•*·]\s+)+", "", " ".join(shown.split()))


def _is_shown(char: str) -> bool:
    return char == "\u200d" or (not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of one part of an answer."""
    return tuple(_SENTENCE_ENDS.split(text))


def read_fragment(text: str) -> Fragment:
    """Read one sentence of an answer, or what stands for one."""
    words = _LONE_I.sub("I", text.rstrip(" .,:")) or text
    found = _FIRST_WORD.match(words)
    first = found.group() if found else ""
    shape = _shape(first.casefold(), words.casefold().replace("’", "'").split())
    if first[1:] != first[1:].lower():
        # Written in capitals: nothing can be said about its first letter.
        return Fragment(words, shape if shape is Shape.PHRASE else Shape.LOOSE)
    known = (
        first.casefold() in _COMMON
        or _CONTRACTED.fullmatch(first)
        or shape in (Shape.PREDICATE, Shape.ABLE, Shape.REASON)
    )
    return Fragment(words if _is_i(first) or not known else words[0].lower() + words[1:], shape)


def _is_i(first: str) -> bool:
    return first == "I" or first.startswith(("I'", "I’"))


def _shape(first: str, words: list[str]) -> Shape:
    rest = words[1:]
    if first in _REASONS and rest:
        return Shape.REASON
    if (first in _SUBJECTS and words[0] == first and rest) or (_CONTRACTED.fullmatch(first) and rest):
        return Shape.CLAUSE
    if _is_able(words):
        return Shape.ABLE
    if _is_predicate(words):
        return Shape.PREDICATE
    if _has_mark(words) or not first.isascii() or not first:
        return Shape.LOOSE
    if first in _QUESTION_WORDS:
        return Shape.PHRASE if rest else Shape.LOOSE
    if _tells(words):
        return Shape.CLAUSE
    if words[0] in _PREPOSITIONS | _SUBJECTS or len(words) > _MOST_IN_A_PHRASE:
        return Shape.LOOSE
    return Shape.PHRASE


def _tells(words: list[str]) -> bool:
    """Whether a verb follows what it is said of: "People were friendly"."""
    for word in words[1:]:
        if word in _RELATIVES:
            return False
        if word in _VERBS:
            return word != words[-1]
    return False


def _is_able(words: list[str]) -> bool:
    while words and words[0] in _ADVERBS | {"very", "quite"}:
        words = words[1:]
    return len(words) > 2 and words[0] in _ABLE and words[1] in _AFTER_ABLE


def _is_predicate(words: list[str]) -> bool:
    while words and words[0] in _ADVERBS:
        words = words[1:]
    if len(words) < 2:
        return False
    did = words[0].endswith("ed") and words[1] in _AFTER_A_VERB
    return did or (words[0] in _PREDICATES and words[1] not in _NOT_A_VERB_BEFORE)


def _has_mark(words: list[str]) -> bool:
    """Whether it asks, or another sentence begins within."""
    return words[-1].endswith(("!", "?")) or any(word.endswith((".", "!", "?")) for word in words[:-1])
