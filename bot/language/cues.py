"""What a sentence does, seen from its shape: who acts, whether it asks, whether it lies ahead.

Cues are features of the ranking beside the words themselves: "they called" and "I called" share every word that counts,
and mean two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.language.regex import regex
from bot.language.vocabulary import lines_of

_PEOPLE = (
    r"(?:recruiter|recruiters|manager|boss|interviewer|receptionist|secretary|assistant|lady|guy|woman|man|hr"
    r"|team|panel|director|owner|headhunter|agency|company|employer)"
)
_THEM = rf"(?:they|he|she|_co_|_name_|(?:the |my |their |a |an |some )?(?:hiring |hr |sales |store )?{_PEOPLE})"
_AT = r"(?: (?:_name_|lee|at|from|with|in|over|of|and|the|their|hr|_co_|'s))*"
_ADVERBS = (
    r"(?: (?:just|finally|already|also|now|have|has|had|has just|have just|did|again|really|actually|then|today))*"
)
_DONE = r"(?:^|i |we |and |just |so |ok |well |but |yes |finally |hey |have |already |log |logged |done |then )"
_THEM_DO = _THEM + _AT + _ADVERBS
_ME = r"(?:me|us|my|back)"

_PARTS = {"{them}": _THEM, "{them do}": _THEM_DO, "{done}": _DONE, "{me}": _ME}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """The cues by name, each as one pattern."""
    by_name: dict[str, list[str]] = {}
    name = ""
    for line in lines_of("cues.txt"):
        if line.startswith("["):
            name = line.strip("[]")
            continue
        for part, pattern in _PARTS.items():
            line = line.replace(part, pattern)
        by_name.setdefault(name, []).append(line)
    return {name: regex(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)") for name, lines in by_name.items()}


def cues(plain: str) -> Iterator[str]:
    """The names of the cues of a text in plain words, and of those that mean more together."""
    found = {name for name, pattern in _patterns().items() if pattern.search(plain)}
    yield from found
    company = "_co_" in plain
    if {"asks", "asks whether"} & found:
        yield f"asks {'about one' if company else 'at large'}"
    if "of work" not in found:
        yield "of nothing here"
    if not found & {"of work", "remind", "undo", "due", "offer", "no", "asks", "asks whether", "rule", "silence"}:
        yield "nothing"
    if "interview" in found:
        held, ahead = "held" in found or "behind" in found, "ahead" in found
        yield f"interview {'held' if held else ''} {'ahead' if ahead else ''}"
    if len(plain.split()) <= 2:
        yield f"short {'one' if company else ''}"
    if plain.startswith(("_co_", "they")):
        yield "they first"
    if {"i wrote", "email"} & found and "thank them" not in found and "thank" not in plain:
        yield "writes without thanks"
    if "they said" in found and "no" in found:
        yield "they said no"
    if "silence" in found and not {"i called", "no answer"} & found:
        yield "only silence"
