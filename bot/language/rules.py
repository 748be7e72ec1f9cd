"""The rules that an employer gives, in words: "call every Friday", "they'll call by March 3", "contact Dana Lee"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.guidance.workdays import local_day
from bot.language.interviewers import person_name
from bot.language.lexicon import weekday_of
from bot.language.moment_reading import read_moment
from bot.language.moments import Direction
from bot.language.names import NameFault, clean_name
from bot.language.regex import regex
from bot.language.spans import count_at
from bot.language.tokens import Tokens, tokenise
from bot.language.zones import read_zone

MOST_DAYS_BETWEEN_CALLS = 366


class RuleFault(StrEnum):
    """Why words are no rule."""

    NOT_UNDERSTOOD = "not_understood"
    DAY_MISSING = "day_missing"
    DAY_PASSED = "day_passed"
    UNKNOWN_ZONE = "unknown_zone"


class _Said(Struct, frozen=True):
    """What is being read, from when and where."""

    tokens: Tokens
    now: datetime
    zone: ZoneInfo
    country: str | None
    day_first: bool | None


_Answer = Rule | RuleFault | None
_Form = Callable[[_Said], _Answer]

_NO_RULES = frozenset({"none", "no rules", "no rule", "nothing", "no ground rules"})
_NO_CALLS = frozenset(
    f"{no}{whom}"
    for no in ("no calls", "no call", "don't call", "do not call", "dont call", "never call", "no calling")
    for whom in ("", " us", " them", " me", " please", " at all")
)
_THEY = ("they", "they'll", "they will", "we", "we'll", "we will", "he'll", "she'll", "will")
_THEY_DO = ("call", "phone", "ring", "get in touch", "be in touch", "get back", "contact")
_THEY_CALL = tuple(f"{they} {do}" for they in _THEY for do in _THEY_DO)
_DECIDE = (
    "decision",
    "a decision",
    "decide",
    "they decide",
    "they'll decide",
    "they will decide",
    "we decide",
    "we'll decide",
    "we will decide",
    "decision is made",
    "decision due",
)
_CALL = ("call", "phone", "ring", "call on")
_CONTACT = ("contact", "ask for", "speak to", "speak with", "talk to", "contact person")
_LOCATED = regex(
    r"(?P<who>\w[\w.'’-]*(?: \w[\w.'’-]*){0,3}?)(?: (?:at|from|of))?(?: is| are|['’]s|['’]re| sits| works| lives)"
    r"(?: based| located)? in (?:the )?(?P<place>[\w/ +:_-]+?)(?: time(?: ?zone)?)?",
    re.IGNORECASE,
)
_SOMEBODY = frozenset(
    {"she", "he", "they", "it", "the manager", "the recruiter", "the contact", "the office", "office"}
)
_WHOM = frozenset({"back", "again", "you", "me", "us", "them", "him", "her", "to"})
_BEFORE_DAY = frozenset({"on", "by", "at", "until", "till", "before", "the", ",", ":"})
_AWAY_WORDS = """
    away out others other candidates are is still to be interviewed interviewing manager boss holiday vacation leave
    on of office travelling traveling busy the they're they he's she's he she not there
"""
_AWAY = frozenset(_AWAY_WORDS.split())


def read_rule(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> Rule | RuleFault:
    """The rule that the whole text gives, or what is wrong with it. Raises ImpossibleMoment."""
    said = _Said(tokenise(text).trimmed(), now, zone, country, day_first)
    for form in _FORMS:
        answer = form(said)
        if answer is not None:
            return answer
    return RuleFault.NOT_UNDERSTOOD


def is_away(text: str) -> bool:
    """Whether the text says until when someone is away, or others are still to be seen."""
    return _until(tokenise(text).trimmed()) is not None


# --- forms -------------------------------------------------------------------------------------------------


def _whole(said: _Said) -> _Answer:
    words = " ".join(token.folded for token in said.tokens.items)
    return NoRules() if words in _NO_RULES else NoCalls() if words in _NO_CALLS else None


def _away(said: _Said) -> _Answer:
    """Away until DATE, others until DATE, until DATE."""
    until = _until(said.tokens)
    if until is None:
        return RuleFault.DAY_MISSING if said.tokens.word(0) == "away" else None
    return _with_day(said, until, AwayUntil)


def _every(said: _Said) -> _Answer:
    """Call every Friday, every 3 days, every two weeks, every other day."""
    start = _past(said.tokens, _after(said.tokens, _CALL) or 0, _WHOM)
    tokens = _less_until_answer(said.tokens)
    if tokens.word(start) not in {"every", "each"}:
        return None
    weekday = weekday_of(tokens.word(start + 1))
    if weekday is not None and start + 2 == len(tokens):
        return CallEveryWeekday(weekday)
    return _interval(tokens, start + 1)


def _they_call(said: _Said) -> _Answer:
    """They call, we'll call you by DATE."""
    at = _after(said.tokens, _THEY_CALL)
    if at is None:
        return None
    at = _past(said.tokens, at, _WHOM)
    return TheyCall() if at == len(said.tokens) else _with_day(said, at, TheyCall)


def _decision(said: _Said) -> _Answer:
    """Decision by DATE."""
    at = _after(said.tokens, _DECIDE)
    return None if at is None else _with_day(said, at, DecisionBy)


def _contact(said: _Said) -> _Answer:
    """Contact Dana Lee, ask for Dana, contact Dana, America/New_York."""
    at = _after(said.tokens, _CONTACT)
    if at is None:
        return None
    text = said.tokens.text(_past(said.tokens, at, frozenset({":"})), len(said.tokens))
    name, comma, place = text.rpartition(",")
    found = read_zone(place.strip()) if comma else ()
    if comma and not isinstance(found, ZoneInfo) and ("/" in place or found):
        return RuleFault.UNKNOWN_ZONE
    zone = found.key if isinstance(found, ZoneInfo) else None
    cleaned = clean_name(name if zone else text)
    return RuleFault.NOT_UNDERSTOOD if isinstance(cleaned, NameFault) else Contact(cleaned, zone)


def _located(said: _Said) -> _Answer:
    """Dana is in New York, she is based in London: whose hours count for calls."""
    match = _LOCATED.fullmatch(said.tokens.text(0, len(said.tokens)))
    zone = read_zone(match["place"].strip()) if match else None
    if match is None or not isinstance(zone, ZoneInfo):
        return None
    name = "" if match["who"].casefold() in _SOMEBODY else clean_name(person_name(match["who"]))
    return RuleFault.NOT_UNDERSTOOD if isinstance(name, NameFault) else Contact(name, zone.key)


def _call_on(said: _Said) -> _Answer:
    """Call on DATE, call back Friday."""
    at = _after(said.tokens, _CALL)
    return None if at is None else _with_day(said, _past(said.tokens, at, _WHOM), CallOn)


_FORMS: tuple[_Form, ...] = (_whole, _every, _they_call, _decision, _away, _contact, _located, _call_on)

# --- parts of forms ----------------------------------------------------------------------------------------


def _after(tokens: Tokens, phrases: tuple[str, ...]) -> int | None:
    """The index after the longest of the phrases that the text begins with."""
    heads = (tuple(phrase.split()) for phrase in phrases)
    return max((len(head) for head in heads if tokens.starts_with(0, *head)), default=None)


def _past(tokens: Tokens, at: int, words: frozenset[str]) -> int:
    while tokens.word(at) in words:
        at += 1
    return at


def _with_day(said: _Said, at: int, rule: Callable[[date], Rule]) -> Rule | RuleFault:
    """The rule for the day that the rest of the text names, from today on."""
    start = _past(said.tokens, at, _BEFORE_DAY)
    if start == len(said.tokens):
        return RuleFault.DAY_MISSING
    text = said.tokens.text(start, len(said.tokens))
    moment = read_moment(
        text,
        now=said.now,
        zone=said.zone,
        direction=Direction.FUTURE,
        country=said.country,
        day_first=said.day_first,
    )
    if moment is None or not moment.day_said:
        return RuleFault.NOT_UNDERSTOOD
    # They call by the last of several days, but are called from the first on.
    day = moment.on if rule is CallOn else moment.deadline
    return RuleFault.DAY_PASSED if day < local_day(said.now, said.zone) else rule(day)


def _until(tokens: Tokens) -> int | None:
    """The index after "until", where nothing but words of being away stands before it."""
    for at in range(len(tokens)):
        if tokens.word(at) in {"until", "till"}:
            return at + 1
        if tokens.word(at) not in _AWAY:
            return None
    return None


def _less_until_answer(tokens: Tokens) -> Tokens:
    """The tokens without an "until we answer" at the end: the rule holds until something else is heard anyway."""
    for at, token in enumerate(tokens.items):
        if token.folded == "until" and tokens.word(at + 1) in {"we", "they", "you", "i", "further"}:
            return Tokens(tokens.source, tokens.items[:at])
    return tokens


def _interval(tokens: Tokens, at: int) -> CallEveryDays | RuleFault:
    """The days of "3 days", "two weeks", "day", "other week"."""
    second = tokens.word(at) in {"other", "second"}
    count = 2 if second else count_at(tokens, at)
    at += count is not None
    unit = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(tokens.word(at))
    if unit is None or at + 1 != len(tokens):
        return RuleFault.NOT_UNDERSTOOD
    days = unit * (1 if count is None else count)
    return CallEveryDays(days) if 0 < days <= MOST_DAYS_BETWEEN_CALLS else RuleFault.NOT_UNDERSTOOD
