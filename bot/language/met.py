"""What else a message tells of an interview: whom the person met there, and for which role it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.guidance.events import Met
from bot.language.interviewers import TITLES, is_persons_name
from bot.language.lexicon import month_of, weekday_of
from bot.language.people import read_people
from bot.language.regex import regex
from bot.language.roles import has_role_word, is_title
from bot.language.vocabulary import common_words, first_names

Span = tuple[int, int]

_WITH = regex(
    r"\b(?:(?:met|meeting|spoke|spoken|talked|chatted|interviewed)(?: up)? (?:with|to|by)|with|w/|met|saw|by"
    r"|interviewers? (?:was|were|is))\s+",
    re.IGNORECASE,
)
_ENDS = regex(
    r"(?<=\w\w\w)[.!?;](?=\s|$)|\n|[,\s]+(?:at|@|from|on|in|for|about|regarding|today|yesterday|tomorrow|tonight|this"
    r"|last|next|earlier|it|that|who|which|then|but|so|because|we|i|they|he|she|went|was|were|had|until|as"
    r"|and (?:i|we|it|they|he|she|then|had|have|was|were|got|sent|will|just|also|now))\b",
    re.IGNORECASE,
)
_AT_COMPANY = regex(r"(?P<people>.*\S)\s+(?:at|from|@)\s+(?P<company>[^\s,][^,]*)", re.IGNORECASE)
_OWN = frozenset({"the", "a", "an", "my", "our", "their", "his", "her", "your"})
_NOUN = r"(?:position|role|job|opening|vacancy|post)"
_FOR_ROLE = regex(
    rf"\b(?:for|as)\s+(?:(?:the|a|an|their|my)\s+)?(?:{_NOUN}\s+(?:of|as)\s+(?:(?:the|a|an)\s+)?)?"
    rf"(?P<role>(?:[\w/&+-]+\s+){{0,4}}?[\w/&+-]+?)(?P<noun>\s+{_NOUN})?"
    r"(?=\s*(?:$|[,.;:!?()]|\b(?:at|with|on|in|from|by|and|but|today|yesterday|tomorrow|tonight|this|last|next|earlier"
    r"|met|went|was|it|on)\b))",
    re.IGNORECASE,
)
_NO_ROLE = frozenset(
    {"new", "same", "this", "that", "next", "first", "second", "other", "my", "open", "dream", "great"}
)


def read_met(words: str) -> tuple[Met, ...]:
    """The people in words that may name some: capitals, or a first name in small letters; "the recruiter" is nobody."""
    return tuple(person for person in read_people(words) if _is_named(person.name, words))


def split_company(words: str) -> tuple[str, str]:
    """A company told before or after whom one met there, and the people: "Foobar Ada Wong, CTO", "Ada Wong at Foobar".

    The company is "" where nothing but people is told; a name of two words is one person's, whatever they are.
    """
    after = _AT_COMPANY.fullmatch(words)
    if after and after["company"].split()[0].casefold() not in _OWN and not is_title(after["company"].casefold()):
        return after["company"], after["people"]
    head, comma, rest = words.partition(",")
    parts = head.split()
    if len(parts) <= 2 or not _begins_with_company(parts):
        return "", words
    first = next((at for at, part in enumerate(parts) if part.casefold() in first_names()), len(parts) - 2)
    return " ".join(parts[:first]), f"{' '.join(parts[first:])}{comma}{rest}"


def _begins_with_company(parts: Sequence[str]) -> bool:
    """Whether words in capitals are too many for a name that begins with no first name, no title and no job."""
    capitals = all(part[:1].isupper() for part in parts)
    first = parts[0].casefold().rstrip(".")
    return capitals and first not in first_names() | TITLES and not has_role_word(" ".join(parts))


def find_met(text: str, companies: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Where a text tells with whom the interview was, each with the word before: "with Ada Wong and Max Orr"."""
    return tuple(span for span, _ in _met(text, companies))


def met_words(text: str, companies: Sequence[Span] = ()) -> str:
    """The same as it is read by `read_met`; "" where nobody is named."""
    return "; ".join(words for _, words in _met(text, companies))


def find_role(text: str, companies: Sequence[Span] = ()) -> tuple[str, Span] | None:
    """The role that a text tells after "for" or "as", and where: "for Data Analyst", "for the nurse position"."""
    for found in _FOR_ROLE.finditer(text):
        role = found["role"]
        said = found["noun"] and not set(role.casefold().split()) & _NO_ROLE
        beside = all(end <= found.start("role") or found.end("role") <= start for start, end in companies)
        if beside and (said or is_title(role)):
            return role, found.span()
    return None


def _met(text: str, companies: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    end = 0
    for found in _WITH.finditer(text):
        if found.start() < end:
            continue
        stop = _ENDS.search(text, found.end())
        ends = [start for start, _ in companies if start >= found.end()]
        end = min([*ends, stop.start() if stop else len(text)])
        words = text[found.end() : end].strip(" ,")
        if words and read_met(words):
            yield (found.start(), end), words


def _is_named(name: str, words: str) -> bool:
    parts = [part for part in name.split() if part.casefold().rstrip(".") not in TITLES]
    if not parts or not is_persons_name(name) or has_role_word(name):
        return False
    if any(weekday_of(part.casefold()) is not None or month_of(part.casefold()) is not None for part in parts):
        return False
    first = parts[0].casefold()
    return first in first_names() or (name in words and first not in common_words())
