"""People as they are told: "Dana Lee, hiring manager, dana@acme.com, 555-0199", several of them at once."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.guidance.events import Met
from bot.language.contacts import phone_places
from bot.language.interviewers import person_name
from bot.language.names import MAX_NAME, NameFault, clean_name
from bot.language.regex import regex
from bot.language.roles import has_role_word
from bot.language.vocabulary import first_names

MOST_PEOPLE = 12

_NUMBER = "\0"
"""What marks the place of a telephone number, whose brackets are none of the list's."""
_EMAIL = regex(r"(?:mailto:)?(?P<address>[^\s,;<>()@]+@[^\s,;<>()@]+\.[^\s,;<>()@]*[^\s,;<>()@.])")
_SPOKEN = regex(r"\s+(?:-|–|—|is|was|as)\s+(?:the\s+|a\s+|an\s+|my\s+|our\s+)?", re.IGNORECASE)
_LEAD = regex(
    r"^(?:and|with|both|also|the|a|an|my|our|email|mail|phone|tel|cell|mobile|number)\b[:.\s]*", re.IGNORECASE
)
_PARTS = regex(r"[,()<>|\t]+")
_PEOPLE = regex(r"[;\n\r&]+|\s+and\s+(?=[^\W\d_])", re.IGNORECASE)
_NAMED = regex(r"(?P<name>(?:[A-Z][\w.'’-]*\s+)+)(?P<role>[a-z].*)")
_SMALL = frozenset(
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten", "al", "el"]
)


def read_people(text: str) -> tuple[Met, ...]:
    """Everybody whom a text names, with what it says of each; none where it names nobody."""
    people: list[Met] = []
    for each in _PEOPLE.split(text):
        people.extend(_one_after_another(each))
    return tuple(person for person in people if person.name)[:MOST_PEOPLE]


def _one_after_another(text: str) -> list[Met]:
    """The people of a list between commas: a name begins the next one, all else is said of the one before it."""
    people: list[Met] = []
    for part in _pieces(text):
        if (address := _EMAIL.fullmatch(part)) and people:
            people[-1] = replace(people[-1], email=people[-1].email or _said(address["address"]))
        elif phone_places(part) == [(0, len(part))]:
            people[-1:] = [replace(person, phone=person.phone or part) for person in people[-1:]]
        elif people and not (_is_name(part) and (people[-1].role or not has_role_word(part))):
            people[-1] = replace(people[-1], role=people[-1].role or _said(part[:MAX_NAME]))
        else:
            people.append(_named(part))
    return people


def _pieces(text: str) -> list[str]:
    """The parts of a text, with addresses and numbers apart from the words beside them."""
    text = text.replace(_NUMBER, " ")
    text = _EMAIL.sub(lambda match: f",{match.group()},", _SPOKEN.sub(", ", text))
    numbers = [" ".join(text[start:end].split()) for start, end in phone_places(text)]
    for nth, (start, end) in reversed(list(enumerate(phone_places(text)))):
        text = f"{text[:start]},{nth}{_NUMBER},{text[end:]}"
    parts = (_LEAD.sub("", part.strip()).strip(" .:\"“”'") for part in _PARTS.split(text))
    told = [part for part in parts if any(char.isalnum() for char in part)]
    return [numbers[int(part[:-1])] if part.endswith(_NUMBER) else part for part in told]


def _is_name(part: str) -> bool:
    """Whether words in a list are another person rather than what one is: capitals throughout, and no job in them."""
    words = part.split()
    capitals = all(word[:1].isupper() or word in _SMALL for word in words)
    known = words[0].casefold() in first_names()
    return (known or (capitals and len(words) > 1)) and not has_role_word(part)


def _named(part: str) -> Met:
    """A name, with what stands after it in small letters."""
    match = _NAMED.fullmatch(part)
    told, role = (match["name"], match["role"]) if match and match["role"].split()[0] not in _SMALL else (part, "")
    name = _said(person_name(told))
    return Met("" if "@" in name or name.isdigit() else name, _said(role[:MAX_NAME]))


def _said(words: str) -> str:
    """Words on one line, without invisible characters; none where they show nothing, or are too long."""
    cleaned = clean_name(words)
    return "" if isinstance(cleaned, NameFault) else cleaned
