"""Ground rules in plain words: all that an employer said about following up, in however long a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from bot.guidance.ground_rules import (
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
)
from bot.language.contacts import ContactFound, find_contact
from bot.language.days import DaysFound, find_days
from bot.language.moments import ImpossibleMoment
from bot.language.names import NameFault, clean_name
from bot.language.rule_forms import DAY, DONE, HOUR, OFTEN, Match, forms
from bot.language.rules import RuleFault, read_rule

MOST_READ = 1000
"""Only so many characters are read; what follows goes into the note."""

_MARKS = frozenset({DAY, HOUR, OFTEN, DONE})
_UNTIL_ANSWER = re.compile(r"\b(?:until|till|til)\s+(?:we|they|you|i|he|she|further|there|it)\b[^.;,]*")
_FILLING_WORDS = """
    any make
    they they'd they're they'll said say says saying told tell tells me us you i we he she him her them it that
    this and but so then also to the a an of for on by if is are was were will would be been until till please
    pls just ok okay well asked ask want wants wanted mentioned at with from my their your our or as in call
    calls calling phone she's he's it's hr have other back again company manager recruiter rules rule ground
    latest only still due week next date deadline something like about around there time do can could should may
    them's hiring contact number ring up
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_PIECES = re.compile(f"[{DONE}]+|[.;!?\n]+(?=\\s|$)")
_EDGE = " \t\r\n,;:.!?()-–—\"'“”"


@dataclass(frozen=True, slots=True)
class GroundRules:
    """The rules found, the words that were not understood, and what does not go together.

    `contradictions` are pairs of the rules. `odd_days` are words that look like a day and are none, or one that has
    passed; whatever was said about them is in the note.
    """

    rules: tuple[Rule, ...] = ()
    note: str = ""
    contradictions: tuple[tuple[Rule, Rule], ...] = ()
    odd_days: tuple[str, ...] = ()


def read_ground_rules(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    country: str | None = None,
    day_first: bool | None = None,
    ignore: Sequence[tuple[int, int]] = (),
) -> GroundRules:
    """Every rule that the text tells of. `ignore` are places in it that are no part of a rule: the company's name.

    `country` is whose working days count, and whose order of day and month where `day_first` is not known.
    """
    rest, text = text[MOST_READ:], text[:MOST_READ]
    text = _blanked(text, ignore)
    found = find_days(text, now=now, zone=zone, country=country, day_first=day_first)
    contact = find_contact(text, found)
    rules, left = _read(text, found, contact, country)
    if not rules and not rest and (plain := _plain_rule(text, now, zone, country, day_first)):
        rules, left = [plain], DONE * len(text)
    rules = _told_once(rules)
    odd = tuple(text[each.start : each.end] for each in found if each.odd)
    untold = _blanked(text, contact.places) if contact else text
    return GroundRules(tuple(rules), _note(untold, left, rest), _contradictions(rules), odd)


def _read(
    text: str, found: Sequence[DaysFound], contact: ContactFound | None, country: str | None
) -> tuple[list[Rule], str]:
    """The rules, and the text with everything that made them put out."""
    marked = _marked(text, found)
    rules: list[tuple[int, Rule]] = []
    if contact:
        name = clean_name(contact.name)
        called = "" if isinstance(name, NameFault) else name
        said = Contact(called, contact.time_zone, contact.phone, contact.after)
        rules.append((contact.places[0][0], said))
        for start, end in contact.places:
            # The words of a person are passed over, as if it read "call him".
            marked = marked[:start] + " " * (end - start) + marked[end:]
    for form, make in forms():
        for match in form.finditer(marked):
            made = make(_match(match, found, country))
            rules.extend((match.start(), rule) for rule in made)
            if made:
                marked = marked[: match.start()] + DONE * len(match.group()) + marked[match.end() :]
    if any(isinstance(rule, CallEveryWeekday | CallEveryDays) for _, rule in rules):
        marked = _UNTIL_ANSWER.sub(lambda match: DONE * len(match.group()), marked)
    return [rule for _, rule in sorted(rules, key=lambda each: each[0])], marked


def _plain_rule(text: str, now: datetime, zone: ZoneInfo, country: str | None, day_first: bool | None) -> Rule | None:
    """What the whole text says in the short form of the command."""
    try:
        rule = read_rule(text, now=now, zone=zone, country=country, day_first=day_first)
    except ImpossibleMoment:
        return None
    return None if isinstance(rule, RuleFault) else rule


def _blanked(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        end = min(end, len(text))
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _marked(text: str, found: Sequence[DaysFound]) -> str:
    """The text in small letters with marks for days, hours and repetitions, every character in its place."""
    marked = "".join(
        " " if char in _MARKS else "'" if char == "’" else small if len(small := char.lower()) == 1 else char
        for char in text
    )
    for each in found:
        if not each.odd:
            mark = OFTEN if each.often else DAY if each.first else HOUR
            marked = marked[: each.start] + mark * (each.end - each.start) + marked[each.end :]
    return marked


def _match(match: re.Match[str], found: Sequence[DaysFound], country: str | None) -> Match:
    inside = [each for each in found if not each.odd and match.start() <= each.start and each.end <= match.end()]
    days = [each for each in inside if each.first]
    often = next((each.often for each in inside if each.often), None)
    hour = next((each.at for each in inside if each.at and not each.first), None)
    first, last = (days[0].first, days[-1].last) if days else (None, None)
    return Match(match.group(), first, last, often, hour, country)


def _told_once(rules: list[Rule]) -> list[Rule]:
    """Each rule once; that they want emails says already that they want no calls."""
    once = list(dict.fromkeys(rules))
    if any(isinstance(rule, EmailOnly) for rule in once):
        once = [rule for rule in once if not isinstance(rule, NoCalls)]
    return once


def _contradictions(rules: list[Rule]) -> tuple[tuple[Rule, Rule], ...]:
    return tuple((one, other) for one, other in combinations(rules, 2) if _contradict(one, other))


def _contradict(one: Rule, other: Rule) -> bool:
    call, never = (CallOn, CallEveryWeekday, CallEveryDays), (NoCalls, EmailOnly)
    if isinstance(one, NoRules) or isinstance(other, NoRules):
        return True
    if (isinstance(one, call) and isinstance(other, never)) or (isinstance(one, never) and isinstance(other, call)):
        return True
    same = isinstance(one, call) and isinstance(other, call)
    return same or (isinstance(one, DecisionBy) and isinstance(other, DecisionBy))


def _note(text: str, left: str, rest: str) -> str:
    """What was not understood, less the words that say nothing by themselves."""
    pieces, at = [], 0
    for gap in [*_PIECES.finditer(left), None]:
        end = gap.start() if gap else len(left)
        pieces.append(_unfilled(text[at:end]))
        at = gap.end() if gap else end
    return "; ".join(piece for piece in (*pieces, rest.strip()) if piece)


def _unfilled(text: str) -> str:
    words = text.split()
    while words and _says_nothing(words[0]):
        words.pop(0)
    while words and _says_nothing(words[-1]):
        words.pop()
    return " ".join(words).strip(_EDGE)


def _says_nothing(word: str) -> bool:
    bare = word.casefold().replace("’", "'").strip(_EDGE)
    return not bare or bare in _FILLING
