"""What people write instead of a command: "stop until Monday", "export my data", "I moved to New York"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from bot.language.names import is_everyday
from bot.language.regex import regex
from bot.language.vocabulary import lines_of

_LONGEST = 120
_POLITE = (
    r"(?:(?:please|pls|ok|okay|hey|hi|hello|bot|just|now|so|well|can you|could you|would you|will you|can i|could i"
    r"|may i|i want to|i would like to|i want you to|let me|let us|how (?:do|can) i|where (?:do|can) i),? )*"
)
_AFTER = r"(?:,? (?:please|pls|now|thanks|thank you|thx|bot|for me|right now|for now))*"
_GET = r"(?:(?:get|give|send|show|let|mail)(?: me)? |i (?:want|need|would like) )"
_SHOW = (
    r"(?:(?:show|give|send|draw|open|see|view|display|make|get|look at|what is|where is)(?: me)? )?"
    r"(?:(?:my|the|a|all|your|this) )*"
)
_PARTS = {
    "{show}": _SHOW,
    "{get}": _GET,
    "{until}": r"(?P<until>(?:until|till|til|for|from now until|from now till) .+?)",
    "{place}": r"(?P<place>.+?)",
    "{words}": r"(?P<words>.+?)",
}
_SPELT_OUT = (
    (regex(r"\b(i)'?m\b", re.IGNORECASE), r"\1 am"),
    (regex(r"\bwe're\b", re.IGNORECASE), "we are"),
    (regex(r"\bdon'?t\b", re.IGNORECASE), "do not"),
    (regex(r"\b(i|we)'ve\b", re.IGNORECASE), r"\1 have"),
    (regex(r"\b(what|where)'?s\b", re.IGNORECASE), r"\1 is"),
    (regex(r"\b(i)'d\b", re.IGNORECASE), r"\1 would"),
)
_EDGES = " .,;:!?…"


class CommandWords(Struct, frozen=True):
    """A command that was meant, and what was said with it for it to read."""

    command: str
    text: str = ""
    place: bool = False
    """Whether the text has to be a place for the command to be meant; that is looked up elsewhere, as it takes long."""


def read_command_words(text: str) -> CommandWords | None:
    """The command that a whole message asks for in words of its own; None for all other messages.

    Quiet until a day is a pause: only what names no day switches pings off.
    """
    if len(text) > _LONGEST:
        return None
    words = " ".join(text.replace("’", "'").split()).strip(_EDGES)
    for short, long in _SPELT_OUT:
        words = short.sub(long, words)
    for command, pattern in _patterns():
        found = pattern.fullmatch(words)
        if found and (read := _read(command, found.groupdict())):
            return read
    return None


def _read(command: str, said: dict[str, str | None]) -> CommandWords | None:
    place, until = said.get("place"), said.get("until")
    if place:
        return None if is_everyday(place) else CommandWords(command, place, place=True)
    if until:
        return CommandWords("pause", until)
    return CommandWords(command, said.get("words") or "")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    command = ""
    for line in lines_of("command_words.txt"):
        if line.startswith("["):
            command = line.strip("[]")
            continue
        for part, pattern in _PARTS.items():
            line = line.replace(part, pattern)
        yield command, regex(rf"{_POLITE}(?:{line}){_AFTER}", re.IGNORECASE)
