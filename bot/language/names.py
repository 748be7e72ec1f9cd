"""Names as people type them, made clean; also the door to companies and roles, which names are mostly split into."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from bot.language.companies import VARIATION, Match, Named, company_key, match_company, split_known_company
from bot.language.roles import is_sales, split_role
from bot.language.vocabulary import common_words, example_words

__all__ = [
    "MAX_NAME",
    "Match",
    "NameFault",
    "Named",
    "clean_name",
    "company_key",
    "is_everyday",
    "is_sales",
    "match_company",
    "split_known_company",
    "split_role",
]

MAX_NAME = 80

_ZERO_WIDTH_JOINER = "\u200d"
# Letters and signs that take room and show nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_QUOTES = frozenset("\"'`´“”„‘’‚«»‹›")
_EDGES = " ,;:"


class NameFault(StrEnum):
    """Why a text cannot be a name."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


def clean_name(text: str) -> str | NameFault:
    """The text as a name on one line, without invisible characters, or why it cannot be one."""
    kept = "".join(_kept(text, at) for at in range(len(text)))
    name = _bared(" ".join(unicodedata.normalize("NFC", kept).split()))
    if not any(_is_visible(char) for char in name):
        return NameFault.EMPTY
    return name if len(name) <= MAX_NAME else NameFault.TOO_LONG


def is_everyday(name: str) -> bool:
    """Whether a name written small is made of everyday words, which messages have that mean no company by them."""
    words = name.replace("’", "'").split()
    known = common_words() if len(words) == 1 else example_words()
    return all(word in known for word in words)


def _kept(text: str, at: int) -> str:
    char = text[at]
    if char.isspace():
        return " "
    if char == _ZERO_WIDTH_JOINER:
        return char if _joins_emoji(text, at) else ""
    return "" if _is_unseen(char) else char


def _is_unseen(char: str) -> bool:
    """Whether a character only steers others, or is none; not one that is merely newer than this Python's tables."""
    code = ord(char)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE0FFF
    return is_none or unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def _joins_emoji(text: str, at: int) -> bool:
    """Whether the joiner at `at` holds two pictures together, the first perhaps with a variation or a skin tone."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    joined = before and after and unicodedata.category(after) == "So"
    return bool(joined) and (unicodedata.category(before) in {"So", "Sk"} or before in VARIATION)


def _bared(name: str) -> str:
    """The name without quotes around it nor commas and the like at its ends."""
    while True:
        bare = name.strip(_EDGES)
        if len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES and not _QUOTES & set(bare[1:-1]) - {"'", "’"}:
            bare = bare[1:-1]
        if bare == name:
            return name
        name = bare


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] not in "ZM" and char not in _BLANK and not _is_unseen(char)
