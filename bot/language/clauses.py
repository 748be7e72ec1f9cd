"""Where a message may fall into clauses: at its sentences, commas, conjunctions, and where somebody begins to speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.language.regex import regex

Place = tuple[int, int]

MOST_CLAUSES = 12
"""The last of so many has all the rest of the text; people tell less in one message."""

_THEY = r"(?:they|he|she)"
_SPEAK = r"(?:said|say|says|told|tell|asked|want|wants|will|would|are going|promised|mentioned|offered|rejected)"
_ASK = r"(?:what|how|when|where|who|why)? ?(?:should|shall|can|may|do|must|could) i\b|what (?:now|next)\b|what do i\b"
_BOUNDARY = regex(
    r"(?P<sentence>(?<!\b[a-z])(?<!inc)(?<!corp)(?<!\bco)(?<!ltd)(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!mrs)(?<!\d)[.!?;\n…]+(?=\s|$))"
    r"|(?P<mark>\d[!?;.](?=\s+[^\W\d])|[,:](?=\s)|\s[-–—](?=\s)|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)"
    r"|(?P<word>\s(?=(?:and|but|then|so|also|plus|though|however|because)\s))"
    rf"|(?P<they>\s(?={_THEY}(?:'ll|'d|ll)?\s(?:just |have |has |also )?{_SPEAK}\b))"
    rf"|(?P<ask>\s(?=(?:{_ASK})))",
    re.IGNORECASE,
)
_WORDS_BEFORE = """
    that which when if what because as since until till did do does have has had will would should could can and
    but so then or know wonder wondering ask asked asking tell told say said says sure whether once after before
    where how who unless while think thinks hope believe guess
"""
_LEADS_ON = frozenset(_WORDS_BEFORE.split())
"""After these somebody's words belong to the clause that they stand in."""
_OPENING = regex(r"(?:[\s,;:.!?…–—-]|(?:and|but|so|also|plus|then|though|however|&)\s)+", re.IGNORECASE)
_BETWEEN = regex(r"[\s,/&+]*(?:\b(?:and|or)\b)?\s*", re.IGNORECASE)


def clauses_of(text: str, names: Iterable[Place] = ()) -> tuple[Place, ...]:
    """Where the clauses of a text stand, less the conjunctions before them; no name is cut in two."""
    names = _rows(text, sorted(names))
    cuts = [at for at in _cuts(text) if not any(start < at < end for start, end in names)]
    cuts = cuts[: MOST_CLAUSES - 1]
    pieces = zip([0, *cuts], [*cuts, len(text)], strict=True)
    bare = ((_opened(text, start, end, names), end) for start, end in pieces)
    return tuple((start, end) for start, end in bare if any(map(str.isalnum, text[start:end])))


def _rows(text: str, names: list[Place]) -> tuple[Place, ...]:
    """The names, those that stand in one row taken together: "Acme, Globex and Initech"."""
    rows: list[Place] = []
    for start, end in names:
        if rows and _BETWEEN.fullmatch(text, rows[-1][1], start):
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
    return tuple(rows)


def _cuts(text: str) -> Iterator[int]:
    for match in _BOUNDARY.finditer(text):
        spoken = match.lastgroup in {"they", "ask"}
        before = text[: match.start()].split()
        if spoken and (not before or before[-1].casefold() in _LEADS_ON):
            continue
        yield match.start() if match.lastgroup in {"word", "they", "ask"} else match.end()


def _opened(text: str, start: int, end: int, names: tuple[Place, ...]) -> int:
    match = _OPENING.match(text, start, end)
    opened = match.end() if match else start
    return min([opened, *(first for first, last in names if start <= first < opened < last)])
