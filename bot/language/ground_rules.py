"""Ground rules in plain words: all that an employer said about following up, in however long a sentence.

A message is cut into clauses. A clause makes rules, or adds nothing, or is kept whole as a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
    Series,
    TheyCall,
)
from bot.language.clause_rules import ClauseReading, read_clauses
from bot.language.moments import ImpossibleMoment
from bot.language.regex import regex
from bot.language.rule_scene import RuleScene, rule_scene
from bot.language.rules import read_rule

MOST_READ = 1000
"""Only so many characters are read; what follows goes into the note."""

_EDGE = ' \t\r\n,;:()-–—"“”'
_LINKS = regex(r"^(?:(?:and|but|so|then|also|or|oh|plus)\b[\s,]*)+", re.IGNORECASE)


_MORE_TIME = regex(
    r"(?=.*\b(?:another|more|longer)\b)"
    r"(?:(?:they|we|she|he)(?:['’]d)? (?:just )?"
    r"(?:(?:said|say)(?: they)?|wants?|wanted|would like|like|ask(?:s|ed)?(?: (?:me|us))?(?: for)?"
    r"|needs?|needed|have|has)(?: to have| more time| longer)?[,: ]+)?"
    r"(?P<span>(?:[\w-]+ ){0,4}(?:days?|weeks?|months?))(?: more| longer)?[.!]*",
    re.IGNORECASE,
)
"""More time, as the whole of what they said: "another week", "they asked for two more weeks"."""


class GroundRules(Struct, frozen=True):
    """The rules found, the clauses that were not understood, and what does not go together.

    `contradictions` are pairs of the rules. `doubts` are clauses that say what is not to be done, in a way that no rule
    can hold; `taken_back` is true where one thing is said, and then another. `odd_days` are words that look like a day
    and are none, or can be two, or one that has passed; whatever was said about them is in the note. Those that can be
    two are `unclear`, with the days that they can be.
    """

    rules: tuple[Rule, ...] = ()
    note: str = ""
    contradictions: tuple[tuple[Rule, Rule], ...] = ()
    doubts: tuple[str, ...] = ()
    taken_back: bool = False
    odd_days: tuple[str, ...] = ()
    unclear: tuple[tuple[str, tuple[date, ...]], ...] = ()


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
    read = _read(text, now, zone, country=country, day_first=day_first, ignore=ignore)
    more_time = None if read.rules or read.odd_days else _MORE_TIME.fullmatch(text.strip())
    if more_time is None:
        return read
    longer = _read(f"they need {more_time['span']}", now, zone, country=country, day_first=day_first, ignore=())
    return longer if longer.rules else read


def _read(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    country: str | None,
    day_first: bool | None,
    ignore: Sequence[tuple[int, int]],
) -> GroundRules:
    rest, text = text[MOST_READ:], _blanked(text[:MOST_READ], ignore)
    if not rest and (plain := _plain_rule(text, now, zone)):
        return GroundRules((plain,))
    scene = rule_scene(text, now=now, zone=zone, country=country, day_first=day_first)
    reading = read_clauses(scene)
    rules = _told_once([*reading.rules, *_contact(scene, reading)])
    told = _note(scene, reading) if rules else text
    note = " ".join(part for part in (told.strip(), rest.strip()) if part)
    unclear = tuple((text[mark.start : mark.end], mark.choices) for mark in scene.marks if mark.choices)
    odd = tuple(text[mark.start : mark.end] for mark in scene.marks if mark.odd)
    return GroundRules(tuple(rules), note, _contradictions(rules), reading.doubts, reading.taken_back, odd, unclear)


def _plain_rule(text: str, now: datetime, zone: ZoneInfo) -> Rule | None:
    """What the whole text says in a short form of the command that no clause has: no rules, and whose hours count."""
    try:
        rule = read_rule(text, now=now, zone=zone)
    except ImpossibleMoment:
        return None
    if isinstance(rule, NoRules) or (isinstance(rule, Contact) and rule.time_zone):
        return rule
    return None


def _blanked(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        end = min(end, len(text))
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _contact(scene: RuleScene, reading: ClauseReading) -> tuple[Contact, ...]:
    """One contact of the person, the number, and the hours that were said."""
    person, phone = scene.person, scene.phone
    contact = Contact(
        person.name if person else "",
        person.time_zone if person else None,
        phone.number if phone else "",
        reading.after,
        reading.before,
        reading.weekdays,
    )
    return () if contact == Contact("") else (contact,)


def _told_once(rules: list[Rule]) -> list[Rule]:
    """Each rule once; emails only says already that they want no calls, and a day more than none."""
    once = list(dict.fromkeys(rules))
    if any(isinstance(rule, EmailOnly) for rule in once):
        once = [rule for rule in once if not isinstance(rule, NoCalls)]
    if any(isinstance(rule, TheyCall) and rule.by for rule in once):
        once = [rule for rule in once if rule != TheyCall()]
    return once


def _contradictions(rules: list[Rule]) -> tuple[tuple[Rule, Rule], ...]:
    return tuple((one, other) for one, other in combinations(rules, 2) if _contradict(one, other))


def _contradict(one: Rule, other: Rule) -> bool:
    appointments, never = (CallOn, *Series.__args__), (NoCalls, EmailOnly)
    pair = (one, other)
    if any(isinstance(rule, NoRules) for rule in pair):
        return True
    named = [rule for rule in pair if isinstance(rule, appointments)]
    if named and any(isinstance(rule, never) for rule in pair):
        return True
    match pair:
        case (CallOn(on=on), AwayUntil(until=until)) | (AwayUntil(until=until), CallOn(on=on)):
            return until > on
        case (CallEveryWeekday() as weekly, Contact(weekdays=days)) | (
            Contact(weekdays=days),
            CallEveryWeekday() as weekly,
        ):
            return bool(days) and not set(weekly.weekdays) & set(days)
        case (DecisionBy(), DecisionBy()):
            return True
    return len(named) == 2


def _note(scene: RuleScene, reading: ClauseReading) -> str:
    """The clauses that were not understood, those that stand side by side as they were written."""
    places: list[tuple[int, int]] = []
    for nth, clause in enumerate(scene.clauses):
        if nth not in reading.unread:
            continue
        if places and nth - 1 in reading.unread:
            places[-1] = (places[-1][0], clause.end)
        else:
            places.append((clause.start, clause.end))
    parts = (_LINKS.sub("", scene.text[start:end].strip(_EDGE)).strip(_EDGE) for start, end in places)
    return "; ".join(part for part in parts if part)
