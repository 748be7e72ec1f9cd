"""Whom to call, as told: "ask for Dana", "call Ms Lee on 555-0199"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.language.regex import regex
from bot.language.vocabulary import common_words, first_names
from bot.language.zones import read_zone

_PHONE = regex(
    r"(?<![\w.])(?:\+\s?)?\(?[0-9][0-9 ()./\-]{4,18}[0-9](?:,?\s?(?:x|ext\.?|extension)\s?[0-9]{1,5})?(?!\w)"
)
_EXTENSION = regex(r"\b(?:ext\.?|extension) ?[0-9]{1,5}\b", re.IGNORECASE)
_FEWEST_DIGITS = 6
_ASKED_FOR = (
    r"(?:ask(?:ing)? (?:for|4)|get hold of|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|address (?:it|them) to)"
)
_INTRODUCED = regex(
    rf"\b(?:{_ASKED_FOR}|(?:reach out to|in touch with)|the person to call is|follow up (?:[\w ]*)?with|check "
    r"(?:in )?with"
    r"|(?:my |the |your )?contact(?: person)?(?: (?:at|for|there|in) ?[\w&.']*)?(?: is| will be|:)?"
    r"|(?:my |the |your )?(?:guy|man|lady|woman|person)(?: there| here)? is"
    r"|(?:to |should |can |please |may |pls )?(?:call|phone|ring|dial|reach|email|write to|text|whatsapp)"
    r"(?: back| up)?)[ :]+"
    r"(?:hr )?",
    re.IGNORECASE,
)
_KEPT = regex(
    r"(?:to |should |please |pls |may |can )?(?:call|phone|ring|dial|email|write to|text|whatsapp|follow up"
    r"|check|contact(?! person| is|:))\b",
    re.IGNORECASE,
)
"""What is said besides of the call, and read on."""
_TITLE = r"(?:ms|mrs|mr|dr|miss|mx|prof|frau|herr|sister|sr|señora?)"
_TITLED = regex(
    rf"\b{_TITLE}(?:\. ?| )(?!of\b|the\b|and\b)(?:o['’])?[^\W\d_][\w-]+(?-i: [A-Z][\w-]+)?(?:['’]s (?:pa"
    r"|assistant|secretary|deputy))?",
    re.IGNORECASE,
)
_WILL_CALL = regex(r"\s*(?:will|'ll|’ll|rings|calls|phones|contacts|writes|is going|would)\b")
_CAPITALS = regex(r"[A-Z][\w'’-]+(?:,? (?:(?:van|de|von|der|la) )*[A-Z][\w'’-]*\.?)*")
_WORD = regex(r"[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]+)?")
_SURNAME = regex(r" ([^\W\d_][\w'’-]{2,})(?=[,:]? *[+(0-9]|[,.;]|$)")
_ROLE = regex(r"(?:the |a |an )?(?!it\b|me\b|us\b|them\b|more\b|help\b)(?:[a-z]+ ){0,2}[a-z]{2,}(?= *[,.;]| *$)")
_IN = regex(
    r" (?:in|at|from) (?:the )?(?:[a-z]+ )?(?:hr|personnel|office|payroll|reception|accounts|recruitment"
    r"|recruiting|sales"
    r"|marketing|admin|staffing|talent|department|dept|desk|warehouse|kitchen|lab|shop)\b",
    re.IGNORECASE,
)
_BEFORE_PHONE = regex(
    r"(?:[ ,:(]*\b(?:on|at|under|her|his|their|my|the|number|phone|cell|mobile|landline|line|direct|tel|is"
    r"|ext|dial)\b[:,]?)*[ ,:(#]*$"
)
_NAMED_BEFORE = regex(r"\b([a-z]+(?:[ -][a-z]+)?)[ ,:]*$", re.IGNORECASE)
_WANTS = regex(r"\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:asked|told|wants|said)\b")
_PLACE = regex(r"\s*[,(]\s*(?P<zone>[A-Za-z][\w+:/ -]{1,40})")

Place = tuple[int, int]


class PersonFound(Struct, frozen=True):
    """A person, and the time zone beside the name; `places` tell of nothing else, `name_place` is the name itself."""

    name: str
    time_zone: str | None
    places: tuple[Place, ...]
    name_place: Place


class PhoneFound(Struct, frozen=True):
    """A number, and its place with the words that lead to it."""

    number: str
    place: Place


def find_phone(text: str) -> PhoneFound | None:
    """The first telephone number, or extension, of a text."""
    numbers = [match for match in _PHONE.finditer(text) if _digits(match.group()) >= _FEWEST_DIGITS]
    found = next(iter(numbers), None) or _EXTENSION.search(text)
    if found is None:
        return None
    before = _BEFORE_PHONE.search(text[: found.start()].casefold())
    start = before.start() if before else found.start()
    return PhoneFound(" ".join(found.group().split()), (start, found.end()))


def find_person(text: str, phone: PhoneFound | None, taken: Sequence[Place]) -> PersonFound | None:
    """The first person whom a clause says to call or to ask for."""
    for match in _INTRODUCED.finditer(text):
        at = match.end()
        asked = re.match(_ASKED_FOR, match.group(), re.IGNORECASE) is not None
        end = _name_end(text, at) or (_role_end(text, at) if asked else None)
        if end and not any(_overlap((at, end), place) for place in taken):
            start = at if _KEPT.match(match.group()) else match.start()
            return _person(text, start, at, end)
    for at, end in _alone(text, phone):
        if not any(_overlap((at, end), place) for place in taken) and not _WILL_CALL.match(text, end):
            return _person(text, at, at, end)
    return None


def _alone(text: str, phone: PhoneFound | None) -> Iterator[Place]:
    """Names without words that lead to them: with a title, or right before the number."""
    if phone and (match := _NAMED_BEFORE.search(text[: phone.place[0]])):
        words = match[1].casefold().split()
        first = next((nth for nth, word in enumerate(words) if word in first_names()), None)
        if first is not None:
            yield match.start(1) + len(" ".join(words[:first])) + bool(first), match.end(1)
    if titled := _TITLED.search(text):
        yield titled.span()
    if (wants := _WANTS.match(text)) and wants[1].casefold().split()[0] in first_names():
        yield wants.span(1)


def _person(text: str, start: int, at: int, end: int) -> PersonFound:
    zone = _zone(text, end)
    within = _IN.match(text, end)
    name_end = within.end() if within and not zone else end
    places = ((start, zone[1] if zone else name_end),)
    name = re.sub(r"^the (?=[A-Z])|['’]s$", "", text[at:name_end].strip(" .,:"))
    return PersonFound(name, zone[0] if zone else None, places, (at, name_end))


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def phone_places(text: str) -> list[Place]:
    """Where a text has telephone numbers."""
    return [match.span() for match in _PHONE.finditer(text) if _digits(match.group()) >= _FEWEST_DIGITS]


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _zone(text: str, at: int) -> tuple[str, int] | None:
    """The time zone that is named right after a person, with the index after it."""
    match = _PLACE.match(text, at)
    found = read_zone(match["zone"].strip()) if match else None
    return (found.key, match.end()) if match and isinstance(found, ZoneInfo) else None


def _name_end(text: str, at: int) -> int | None:
    named = not text[at : at + 4].casefold().startswith("the ")
    at += 0 if named else len("the ")
    if titled := _TITLED.match(text, at):
        return titled.end()
    if capitals := _CAPITALS.match(text, at):
        first = capitals.group().split()[0].casefold().rstrip(",")
        if first in first_names() or first not in common_words():
            return capitals.start() + len(capitals.group().split(",")[0])
    word = _WORD.match(text, at)
    folded = word.group().split()[0].casefold().removesuffix("'s") if word else ""
    if word is None:
        return None
    if folded not in first_names():
        numbered = named and any(number.start() - word.end() in (0, 1) for number in _PHONE.finditer(text))
        return word.end() if numbered and folded not in common_words() else None
    surname = _SURNAME.match(text, word.end())
    return surname.end() if surname and surname[1].casefold() not in common_words() else word.end()


def _role_end(text: str, at: int) -> int | None:
    """After "the night manager", "recruitment": who is asked for without a name."""
    role = _ROLE.match(text.casefold(), at)
    return role.end() if role else None
