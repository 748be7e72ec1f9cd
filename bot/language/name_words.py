"""Free text cut into words the way names stand in it: AT&T, Ben & Jerry's and 7-Eleven stay whole."""

from __future__ import annotations

from msgspec import Struct

from bot.language.regex import regex

_CHUNK = regex(r"[^\s/→|]+|w/")
_EDGES = ".,;:!?\"'()[]{}<>#*…“”‘’«»–—-~"

AT = frozenset({"at", "@", "with", "w", "w/", "from", "bei"})
"""After these a company is named for sure."""

_INTRODUCES = """
    to for about called call rang ring phoned phone dialed dialled emailed email e-mailed mailed mail tried try thanked
    thank contacted nudged pinged messaged texted ghosted wrote reached reach snooze postpone and or interview
    interviewed via re status history undo by saw screen seeing meeting joined joining chased offer
"""
INTRODUCES = AT | frozenset(_INTRODUCES.split())
"""After these a company may be named."""

_SAYS = """
    rejected offered said says called calls replied responded wrote emailed phoned texted answered turned passed picked
    hired chose declined ghosted invited wants wanted asked told moved rescheduled postponed extended made got reached
    went is isn't didn't didnt doesn't never hasn't hasnt interview interviewed gave sent returned prefers decides will
    won't decided promised filled let took selected dropped confirmed cancelled canceled contacted
"""
SAYS = frozenset(_SAYS.split())
"""Before these stands who does it."""


class Word(Struct, frozen=True):
    """A word without the marks around it; `before` and `after` are those marks."""

    text: str
    start: int
    end: int
    before: str
    after: str

    @property
    def folded(self) -> str:
        """What it is compared by."""
        return self.text.casefold().replace("’", "'")


def words_of(text: str) -> list[Word]:
    """The words of a text, with their places."""
    words = []
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if chunk in {"&", "@", "+"}:
            words.append(Word(chunk, *match.span(), "", ""))
            continue
        bare = chunk.lstrip(_EDGES)
        start = match.start() + len(chunk) - len(bare)
        bare = bare.rstrip(_EDGES)
        if bare.startswith("@") and len(bare) > 1:
            words.append(Word("@", start, start + 1, "", ""))
            bare, start = bare[1:], start + 1
        if bare:
            end = start + len(bare)
            words.append(Word(bare, start, end, text[match.start() : start], text[end : match.end()]))
    return words
