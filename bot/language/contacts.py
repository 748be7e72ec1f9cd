"""Whom to call, as told: "ask for Dana", "call Ms Lee on 555-0199 after 2pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.language.days import DaysFound
from bot.language.vocabulary import common_words, first_names
from bot.language.zones import read_zone

_PHONE = re.compile(r"(?<![\w.])(?:\+\s?)?\(?[0-9][0-9 ()./\-]{4,18}[0-9](?:\s?(?:x|ext\.?)\s?[0-9]{1,5})?(?!\w)")
_FEWEST_DIGITS = 6
_INTRODUCED = re.compile(
    r"\b(?:ask(?:ing)? for|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|get hold of|reach out to"
    r"|address (?:it|them) to"
    r"|(?:my |the |your )?contact(?: person)?(?: (?:at|for|there|in) ?[\w&.']*)?(?: is| will be|:)?"
    r"|the person to call is"
    r"|(?:to |should |can |please |may )?(?:call|phone|ring|dial|reach|contact|email|write to)(?: back| up)?)[ :]+",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:ms|mrs|mr|dr|miss|mx|prof)\.? ?[^\W\d_][\w'’-]+(?-i: [A-Z][\w'’-]+)?", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:,? (?:(?:van|de|von|der|la) )*[A-Z][\w'’-]*\.?)*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]+)?")
_SURNAME = re.compile(r" ([^\W\d_][\w'’-]{2,})(?=[,:]? *[+(0-9]|[,.;]|$)")
_BEFORE_PHONE = re.compile(
    r"(?:[ ,:(]*(?:on|at|under|her|his|their|the|number|phone|cell|mobile|line|direct|tel|is|:|ext|dial|#)*)*$"
)
_PLACE = re.compile(r"\s*[,(]\s*(?P<zone>[A-Za-z][\w+:/ -]{1,40})")
_HOUR_BEFORE = re.compile(r"\b(?:only )?(?:after|from|between|past|not before|later than) $")


@dataclass(frozen=True, slots=True)
class ContactFound:
    """A person, the time zone beside the name, a number and an hour, and the places in the text that they take."""

    name: str
    time_zone: str | None
    phone: str
    after: time | None
    places: tuple[tuple[int, int], ...]


def find_contact(text: str, found: Sequence[DaysFound]) -> ContactFound | None:
    """The first person or number that a text says to call, with the hour from which; None where it says none."""
    taken = [(each.start, each.end) for each in found]
    phone = next((place for place in phone_places(text) if not any(_overlap(place, other) for other in taken)), None)
    name = _name(text, taken)
    hour = next((each for each in found if each.at and not each.first and _is_from(text, each)), None)
    if not (phone or name or hour):
        return None
    places = [place for place in (name, phone) if place]
    if phone:
        before = _BEFORE_PHONE.search(text[: phone[0]].casefold())
        places.append((before.start() if before else phone[0], phone[0]))
    if hour:
        before = _HOUR_BEFORE.search(text[: hour.start].casefold())
        places.append((before.start() if before else hour.start, hour.end))
    called = text[name[2] : name[1]].strip(" .,:") if name else ""
    zone = _zone(text, name[1]) if name else None
    if name and zone:
        places.append((name[1], zone[1]))
    number = " ".join(text[phone[0] : phone[1]].split()) if phone else ""
    return ContactFound(
        called, zone[0] if zone else None, number, hour.at if hour else None, tuple(place[:2] for place in places)
    )


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def phone_places(text: str) -> list[tuple[int, int]]:
    """Where a text has telephone numbers."""
    found = [match.span() for match in _PHONE.finditer(text)]
    return [span for span in found if sum(char.isdigit() for char in text[slice(*span)]) >= _FEWEST_DIGITS]


def _is_from(text: str, found: DaysFound) -> bool:
    return _HOUR_BEFORE.search(text[: found.start].casefold()) is not None


def _zone(text: str, at: int) -> tuple[str, int] | None:
    """The time zone that is named right after a person, with the index after it."""
    match = _PLACE.match(text, at)
    found = read_zone(match["zone"].strip()) if match else None
    return (found.key, match.end()) if match and isinstance(found, ZoneInfo) else None


def _name(text: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int, int] | None:
    """Where the words for a person begin and end, with where the name itself begins."""
    for match in _INTRODUCED.finditer(text):
        at = match.end()
        end = _name_end(text, at)
        if end and not any(_overlap((at, end), place) for place in taken):
            keeps = re.match(
                r"(?:to |should |please |may |can )?(?:call|phone|ring|dial)\b", match.group(), re.IGNORECASE
            )
            return (at if keeps else match.start()), end, at
    return None


def _name_end(text: str, at: int) -> int | None:
    if titled := _TITLED.match(text, at):
        return titled.end()
    if capitals := _CAPITALS.match(text, at):
        first = capitals.group().split()[0].casefold().rstrip(",")
        if first in first_names() or first not in common_words():
            return capitals.start() + len(capitals.group().split(",")[0])
    word = _WORD.match(text, at)
    folded = word.group().split()[0].casefold().removesuffix("'s") if word else ""
    if word is None or folded not in first_names():
        return None
    surname = _SURNAME.match(text, word.end())
    return surname.end() if surname and surname[1].casefold() not in common_words() else word.end()
