"""Free text in plain words for ranking: shorthand spelt out, figures and days by their kind, marks that matter kept."""

from __future__ import annotations

import re

from bot.language.lexicon import month_of, weekday_of
from bot.language.regex import regex
from bot.language.vocabulary import COMPANY, first_names, shorthand

_PIECE = regex(r"\{co\}|w/|[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+|[?!@]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_PERSON = regex(r"\b(?:ms|mrs|mr|dr|miss|mx)\b\.? [^\W\d_]+", re.IGNORECASE)
_LONGEST = 80


def plain_words(text: str) -> str:
    """The text in plain words, no more than its first eighty."""
    words: list[str] = []
    for match in _PIECE.finditer(_PERSON.sub("Dana", text)):
        words.extend(_plain(match.group().casefold().replace("’", "'")).split())
        if len(words) >= _LONGEST:
            break
    return " ".join(words[:_LONGEST])


def _plain(piece: str) -> str:
    if piece in shorthand():
        return shorthand()[piece]
    if piece.isdigit():
        return "_number_"
    if len(piece) > 2 and piece != "second" and weekday_of(piece) is not None:
        return "_day_"
    if len(piece) > 2 and piece not in {"may"} and month_of(piece) is not None:
        return "_month_"
    if piece == COMPANY:
        return "_co_"
    if piece in first_names():
        return "_name_"
    if piece.endswith("'s"):
        return f"{piece[:-2]} 's"
    return piece if piece.isascii() or piece[0].isalpha() else "_picture_"
