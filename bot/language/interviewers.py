"""Names of the people who interviewed, as they are typed between commas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.language.fragments import tidy
from bot.language.regex import regex
from bot.language.vocabulary import common_words, first_names


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MOST_WORDS = 5
_SHORTEST = 3
_A_FIELD = regex(r"(?:tion|ology|eering)$")
"""How fields of work end and people's names do not: "fraud detection"."""
_BETWEEN = regex(r"[,;/&+\n\r]+|\s+and\s+", re.IGNORECASE)
_LEAD = regex(r"^\s*(?:(?:and|with|by|just|only|it was|it were|they were|i met|i spoke to)\s+)+", re.IGNORECASE)
_AFTER = regex(r"\s+(?:[-–—]+\s|(?:from|at|of)\s).*$", re.IGNORECASE)
_SMALL = _set("van von de der den del della di da dos du la le ter ten bin al el y zu")
TITLES = _set("mr mrs ms miss dr prof mx")
"""What stands before a surname."""
_NO_NAME = _set(
    "the a an your our my their his her its this that these those some all both i we you they he she it there "
    "because since as so but if when what who how why where which not no one two three everyone everybody nobody"
)
"""What begins with one of these is no name, also with a capital."""
_JOBS = _set(
    "boss ceo colleagues cto director engineers hr manager management managers panel people recruiter sales team"
)
"""Who somebody is, and no name by itself."""


def split_people(text: str) -> tuple[str, ...]:
    """Names of people between commas, each once; those typed without any capital get theirs."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    names = (person_name(part) for part in _BETWEEN.split(bare))
    return tuple(dict.fromkeys(name for name in names if any(map(str.isalpha, name))))


def is_persons_name(name: str) -> bool:
    """Whether it can be somebody's name: few words, none of them an everyday one written small."""
    words = name.replace("’", "'").split()
    if not 0 < len(words) <= _MOST_WORDS or any(map(str.isdigit, name)):
        return False
    if words[0].casefold() in _NO_NAME or name.casefold() in _JOBS:
        return False
    return not any(word[:1].islower() and word not in _SMALL for word in words)


def person_name(text: str) -> str:
    """A name as it is written; one typed without any capital gets its own."""
    name = _AFTER.sub("", tidy(_LEAD.sub("", text))).strip(' .:"“”')
    words = name.split()
    if name != name.lower() or not words or (len(words) > 1 and (_is_everyday(words[0]) or _A_FIELD.search(name))):
        return name
    return " ".join(word if at and word in _SMALL else _capitals(word) for at, word in enumerate(words))


def _is_everyday(word: str) -> bool:
    """Whether a word written small is hardly a name's first."""
    bare = word.rstrip(".")
    return bare in common_words() and bare not in first_names() | TITLES


def _capitals(word: str) -> str:
    return re.sub(r"(?:^|(?<=[-'’]))\w", lambda found: found.group().upper(), word)


# --- people within an answer -------------------------------------------------------------------------------


def with_names(text: str, people: Iterable[str]) -> str:
    """The text with the first names of these people in capitals: "pairing with dana"."""
    for name in people:
        short = _short(name)
        if short and short.lower() not in common_words() - first_names():
            text = re.sub(rf"\b{re.escape(short.lower())}\b", short, text)
    return text


def to_reader(text: str, name: str) -> str:
    """The text as it is said to the person of that name: "pairing with Dana" is "pairing with you"."""
    short = _short(name)
    if not short:
        return text
    whom = rf"(?:{re.escape(name)}|{re.escape(short)})"
    text = re.sub(rf"\b{whom}['’]s\b", "your", text, flags=re.IGNORECASE)
    return re.sub(rf"\b(with|from|to|by|for|of|and|like)\s+{whom}(?!\w)", r"\1 you", text, flags=re.IGNORECASE)


def topics_for(text: str, people: Sequence[str], earlier: Sequence[str] = ()) -> tuple[str, ...]:
    """A topic for each of the people, "" for one without: lines that begin with a name, the others in their order.

    `earlier` topics come first; nothing is used twice.
    """
    found: dict[str, str] = {}
    unnamed = list(earlier)
    for line in filter(None, map(tidy, re.split(r"[\n\r;\u2028]+", text))):
        name, topic = _named_line(line, people)
        if name and topic:
            found[name] = topic
        elif not name:
            unnamed.append(line)
    for name in people:
        if name not in found and unnamed:
            found[name] = unnamed.pop(0)
    return tuple(found.get(name, "") for name in people)


def _named_line(line: str, people: Sequence[str]) -> tuple[str, str]:
    before, mark, after = next(
        (line.partition(mark) for mark in (":", " - ", " – ", " — ") if mark in line), ("", "", "")
    )
    for name in people:
        if mark and before.strip().casefold() in (name.casefold(), _short(name).casefold()):
            return name, after.strip()
    return "", ""


def _short(name: str) -> str:
    """The first name, or what follows a title; "" where it is too short to be found in a text."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in TITLES]
    return words[0] if words and len(words[0]) >= _SHORTEST and words[0].isalpha() else ""
