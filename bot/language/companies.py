"""Companies: when two names mean the same, which are nearly the same, and which one a text begins with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from bot.language.accents import without_accents

MOST_NEAR = 4

# Nothing longer is taken for a company's name, which leaves room for a legal form.
_LONGEST = 160
VARIATION = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
"""Selectors of how the sign before them looks."""
_ASCII_MARKS = {code: None for code in range(128) if unicodedata.category(chr(code))[0] in "PZC"}
"""Marks, spaces and what controls, for `str.translate` to leave out."""
_AFTER_NAME = frozenset(",;:(–—")
_ENDS_SENTENCE = frozenset(".!?")
_BEFORE_REST = " \t\r\n,;:.!?-–—"
# Legal forms somewhere in the world, and words that people write after a company's name.
_FORMS_AND_WORDS = frozenset({"as", "at", "ok", "da", "private"})


class Match(Struct, frozen=True):
    """Ids of the companies that a name means for certain, and of those it may be a slip for, best first."""

    same: tuple[int, ...]
    near: tuple[int, ...]


class Named(Struct, frozen=True):
    """A known company at the head of a text, the ids it has, and the text that follows."""

    company: str
    rest: str
    ids: tuple[int, ...]


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """What companies are equal by: no case, accents, spaces, marks nor legal form. Empty for a blank alone."""
    folded = _folded(name)
    return _squeezed(_without_form(folded)) or _squeezed(folded) or "".join(folded.split())


def match_company(name: str, known: Mapping[int, str]) -> Match:
    """Which of the known companies, by id, a name means or nearly spells."""
    key = company_key(name)
    same = tuple(id_ for id_, other in known.items() if company_key(other) == key)
    scores = {id_: _nearness(name, other) for id_, other in known.items() if id_ not in same}
    near = sorted((id_ for id_, score in scores.items() if score > 0), key=lambda id_: -scores[id_])
    return Match(same, tuple(near[:MOST_NEAR]))


def split_known_company(text: str, known: Mapping[int, str]) -> Named | None:
    """The longest known company that the text begins with, or None."""
    by_key: dict[str, list[int]] = {}
    for id_, name in known.items():
        by_key.setdefault(company_key(name), []).append(id_)
    by_key.pop("", None)
    for end in _name_ends(text):
        head = text[:end]
        squeezed = _squeezed(_folded(head))
        if not any(squeezed.startswith(key) for key in by_key):
            continue
        ids = by_key.get(company_key(head))
        if ids and (_last_word(head) not in _FORMS_AND_WORDS or any(_ends_alike(known[id_], head) for id_ in ids)):
            return Named(known[ids[0]], text[end:].lstrip(_BEFORE_REST).rstrip(), tuple(ids))
    return None


# --- comparing ---------------------------------------------------------------------------------------------


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _without_form(name: str) -> str:
    # A name is short; cleanco takes time in the square of a longer text.
    if len(name) > _LONGEST:
        return name
    from cleanco import basename

    # cleanco takes signs at the end off too, and those can be all that tells C++ from C.
    return " ".join(name.split()[: len(basename(name).split())])


def _squeezed(text: str) -> str:
    if text.isascii():
        # No accents and no selectors: the same in one call.
        return text.translate(_ASCII_MARKS)
    kept = (char for char in text if unicodedata.category(char)[0] not in "PZC" and char not in VARIATION)
    return without_accents("".join(kept))


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    folded = _folded(name)
    words = (_squeezed(word) for word in (_without_form(folded) or folded).split())
    return tuple(word for word in words if word)


def _nearness(name: str, other: str) -> float:
    """How near two names of different key are, up to 100; 0 where they are not."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    key, other_key = company_key(name), company_key(other)
    slips = OSA.distance(key, other_key)
    if slips <= _slips_allowed(min(len(key), len(other_key))):
        return fuzz.ratio(key, other_key)
    words, others = sorted((_words(name), _words(other)), key=len)
    if sorted(words) == sorted(others):
        return 90.0
    is_head = words and others[: len(words)] == words
    one_more = len(others) - len(words) == 1 and set(words) <= set(others) and max(map(len, words), default=0) > 2
    return 50 + 40 * len(words) / len(others) if is_head or one_more else 0.0


def _slips_allowed(length: int) -> int:
    return 0 if length < 4 else 1 if length < 8 else 2


# --- finding -----------------------------------------------------------------------------------------------


def _name_ends(text: str) -> Iterator[int]:
    """Where a name at the head of the text may end, the farthest first."""
    for end in range(min(len(text), _LONGEST), 0, -1):
        after = text[end : end + 1] or " "
        sentence_ends = after in _ENDS_SENTENCE and (text[end + 1 : end + 2] or " ").isspace()
        if not text[end - 1].isspace() and (after.isspace() or after in _AFTER_NAME or sentence_ends):
            yield end


def _last_word(text: str) -> str:
    return text.split()[-1].casefold().strip(".,")


def _ends_alike(name: str, head: str) -> bool:
    return bool(name.split()) and _last_word(name) == _last_word(head)
