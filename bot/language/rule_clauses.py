"""A message cut into clauses: what is understood, or kept as a note, is one of them, never a scrap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from bot.language.regex import regex

_WHO = r"(?:i|we|they|he|she|it|you|u|that|this|hr|everyone|everybody|someone|somebody|nobody)"
_WHO_DOES = rf"(?:{_WHO}(?:'\w+)?|(?:theyll|theyre|theyd|thats|shes|hes|ill|id|dont|don't|its|im|ive))"
_DOES = (
    r"(?:call|phone|ring|telephone|ask|email|e-mail|mail|text|write|send|bring|wait|give|check|try|keep|contact|follow"
    r"|do not|never|no|not|nothing|just|please|pls|to|if|unless|otherwise|stop|only|then|will|speak|talk|hit|bug|wear)"
)
_START = rf"(?:{_WHO_DOES}|{_DOES}|(?:the|my|his|her|mr|mrs|ms|dr) [\w']+ (?:will|is|has|are|was|said|rings|calls))\b"
_LINKS = r"(?:and|but|so|then|cos|coz|because|since|as|or|also|plus)"
_LEADS = regex(r"^\W*(?:(?:by|on|after|before|in|at|the|around|from|and|so|then)\b\s*)*[\x01\x02\x03\s,]*$")
"""A day before what it is said of."""
_THOUGHT = regex(r"\b(?:doubt|think|hope|guess|know|sure|believe|reckon|wish|see|ask|wonder|find out)\s*$")
_THEY_DO_TWO_THINGS = regex(r"\b(?:they|we|he|she|hr)(?:'ll|ll| will| decide)\b")
_CUTS = regex(
    r"(?P<stop>(?<!\bms)(?<!\bmr)(?<!\bmrs)(?<!\bdr)(?<!\bprof)[.;!?\n\"“”()]+(?=[\s\x00-\x04]|$)"
    r"|(?<=\s)[\"“(]+|\s[-–—]\s|—)"
    rf"|(?P<comma>,)"
    rf"|(?<=\S)\s+(?P<link>(?:{_LINKS}\s+)+)(?=(?:also\s+|just\s+)?{_START})"
    rf"|(?<=\S)(?<!\bonly)(?P<condition>\s+)(?=(?:only if|if|unless|otherwise|or else|else i|in case)\b)"
    rf"|(?<!\bif)(?<!\bi)(?<!\bu)(?<!\byou)(?<!\bwe)(?<!\bthey)(?<!\bhe)(?<!\bshe)(?<!\bit)(?<!\bsaid)(?<!\bto)(?<!\band)"
    rf"(?<!\bor)(?<!\bbut)(?<!\bso)(?<!\bplease)(?<!\bwho)(?<!\bhr)(?<=\w)\s+(?=(?:do not|don't|dont|no need) \w)"
    rf"|(?<!\bif)(?<!\bwhen)(?<!\bthat)(?<!\bonce)(?<!\buntil)(?<!\btill)(?<!\btil)(?<!\bsaid)(?<!\bsays)(?<!\band)(?<!\bwhat)"
    rf"(?<!\bbefore)(?<!\bafter)(?<=\S)\s+(?=(?:we|they|she|he)(?:'ll|ll| will)\b|thats when\b|that's when\b)"
)


class Clause(Struct, frozen=True):
    """A place in a text; `sentence` is the number of the sentence that it belongs to."""

    start: int
    end: int
    sentence: int

    def of(self, text: str) -> str:
        """Its words in a text of the same length."""
        return text[self.start : self.end]


def clauses_of(marked: str) -> tuple[Clause, ...]:
    """The clauses of a text in small letters, in which days, hours and names are masked by marks of their length."""
    return tuple(piece for piece in _pieces(marked) if re.search(r"[\w\x00-\x08]", piece.of(marked)))


def _pieces(marked: str) -> Iterator[Clause]:
    at, sentence = 0, 0
    for cut in _CUTS.finditer(marked):
        if cut.start() < at or (not cut["stop"] and _goes_on(marked[at : cut.start()], marked[cut.end() :], cut)):
            continue
        yield Clause(at, cut.start(), sentence)
        at = cut.end() if cut["stop"] or cut["comma"] else cut.start()
        sentence += bool(cut["stop"])
    yield Clause(at, len(marked), sentence)


def _goes_on(before: str, after: str, cut: re.Match[str]) -> bool:
    """Whether what follows belongs to what stands before: a day and what it is said of, an extension, a zone."""
    if (
        _THOUGHT.search(before)
        or (not cut["condition"] and _LEADS.match(before))
        or (cut["comma"] and re.match(r"\s*(?:ext\b|extension\b|x\d|\w+/\w+|will\b|'ll\b)", after))
    ):
        return True
    return cut["link"] is not None and cut["link"].strip() == "and" and bool(_THEY_DO_TWO_THINGS.search(before))
