"""The words and sentences that free text is read by, from the files in `data/`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from bot.language.regex import regex

COMPANY = "{co}"
"""What stands for a company's name in an example."""

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def lines_of(name: str) -> tuple[str, ...]:
    """The lines of a data file that say something."""
    text = files("bot.language").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """First names, folded: "spoke to Dana" names no company."""
    return frozenset(" ".join(lines_of("first_names.txt")).split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that are no company's name when they are written small."""
    return frozenset(" ".join(lines_of("common_words.txt")).split()) | example_words()


@lru_cache(maxsize=1)
def example_words() -> frozenset[str]:
    """The words of the examples: what the person writes to the bot anyway."""
    words: set[str] = set()
    for entry in files("bot.language").joinpath("data", "examples").iterdir():
        for line in lines_of(f"examples/{entry.name}"):
            words.update(word.replace("’", "'") for word in _WORD.findall(line.replace(COMPANY, " ").casefold()))
    return frozenset(words)


@lru_cache(maxsize=1)
def shorthand() -> dict[str, str]:
    """Shorthand and slips, and the plain words that they stand for."""
    return {short: plain for short, _, plain in (line.partition(" = ") for line in lines_of("shorthand.txt"))}


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words that end a name told in small letters."""
    return frozenset(" ".join(lines_of("no_names.txt")).split())
