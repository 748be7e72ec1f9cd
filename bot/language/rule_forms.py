"""The forms in which an employer's rules are told inside longer sentences.

They are matched against a text in which every day stands as a run of `DAY`, every hour as one of `HOUR`, and every
repetition as one of `OFTEN`, each as long as its words, so that places stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    DecisionBy,
    EmailOnly,
    NoCalls,
    Rule,
    TheyCall,
)
from bot.guidance.workdays import next_workday

DAY, HOUR, OFTEN, DONE = "\x01", "\x03", "\x02", "\x00"


@dataclass(frozen=True, slots=True)
class Match:
    """What a form has found: the first and last day in it, how often, and an hour."""

    words: str
    first: date | None
    last: date | None
    often: CallEveryWeekday | CallEveryDays | None
    after: time | None
    country: str | None


Make = Callable[[Match], tuple[Rule, ...]]

_D, _R, _T = f"{DAY}+", f"{OFTEN}+", f"{HOUR}+"
_CALL = (
    r"(?:call|phone|ring|telephone|follow up|check back|check in|try again|try|touch base|call back"
    r"|get in touch|reach out)"
)
_WHOM = r"(?: (?:back|again|you|me|us|them|him|her|to|in|with|hr|the (?:office|recruiter|manager)|please|only|just))*"
_NOT = r"(?:do not|don't|dont|not to|never|shouldn't|should not|must not|no need to)"
_THEY = r"(?:we|they|she|he|someone|somebody|hr|the (?:recruiter|manager|hiring manager|team|company|boss))"
_WILL = (
    r"(?:'ll|'d|ll| will| would|'re going to| are going to| is going to|'s going to| should|d| promised to"
    r"| plan to| want to)"
)
_BY = (
    r"(?: (?:by|before|around|about|on|within|in|at|until|till|no later than|or around|sometime|early|mid"
    r"|latest|the|this|for|,))*"
)
_FEW = r"(?:,? [\w']+){0,4}?"
_UNTIL = r"(?:until|till|til|thru|through|up to)"


def _make(pattern: str, make: Make) -> tuple[re.Pattern[str], Make]:
    return re.compile(pattern.replace(" ", r"\s+")), make


def _day_before(day: date | None) -> date:
    return (day or date.min + timedelta(days=1)) - timedelta(days=1)


def _if_not_heard(match: Match) -> tuple[Rule, ...]:
    return (CallOn(next_workday(match.last, match.country)),) if match.last else ()


def _decision(match: Match) -> tuple[Rule, ...]:
    return (DecisionBy(match.last),) if match.last else ()


def _away(match: Match) -> tuple[Rule, ...]:
    return (AwayUntil(match.last),) if match.last else ()


def _not_before(match: Match) -> tuple[Rule, ...]:
    return (AwayUntil(_day_before(match.first)),) if match.first else ()


def _call_on(match: Match) -> tuple[Rule, ...]:
    if match.often:
        return (match.often,)
    if match.first is None:
        return ()
    later = re.search(rf"\bafter\s+(?:the\s+)?{DAY}", match.words)
    return (CallOn(next_workday(match.last or match.first, match.country) if later else match.first),)


_EMAIL_ONLY = (
    r"\bonly (?:by |via |wants? |want |accepts? |takes? |uses? |to be contacted by |contacted by "
    r"|through )*e-?mails?\b",
    r"\b(?:by |via |wants? |want )*e-?mails? only\b",
    r"\bonly (?:wants? |want )?to be (?:contacted|reached|asked) (?:by|via|through) e-?mail\b",
    r"\bprefers? (?:to be (?:contacted|reached) by |by )?e-?mails?(?: (?:over|to|instead of"
    r"|rather than) (?:phone )?(?:calls|calling|the phone|phone))?\b",
    r"\be-?mail (?:us |me |them |her |him )?(?:instead(?: of calling)?|rather than call\w*)\b",
    rf"(?:\bno (?:phone )?calls?|\b{_NOT} (?:call|phone|ring)(?: us| me| them)?)\s*(?:,|;|but|and|\."
    rf"|-)?\s*(?:please |just |only |use |send (?:an |us an |me an )?)*e-?mails?(?: us| me| them)?(?: instead"
    rf"| only| please)*(?: is fine)?\b",
    r"\b(?:contact|reach|write to)(?: us| me| them| her| him) (?:only )?(?:by|via"
    r"|through) e-?mail\b",
)
_FORMS: tuple[tuple[re.Pattern[str], Make], ...] = (
    *(_make(pattern, lambda match: (EmailOnly(),)) for pattern in _EMAIL_ONLY),
    _make(
        rf"\b{_CALL}[^.;]{{0,40}}?,? if (?:you|i|we|they)(?: (?:still|have|had|do|did|would|will))?(?: not|n't|nt"
        rf"|'ve not|ven't|vent| haven't| havent| don't| dont| didn't| didnt| hadn't)"
        rf" (?:hear|heard|got|get|received)(?: (?:back|anything|from|us|me|them|her|him|a word|an answer|something"
        rf"|any))*{_BY} {_D}",
        _if_not_heard,
    ),
    _make(
        rf"\bif (?:you|i|we|they)(?: (?:still|do|did|have))?(?: not|n't|nt|'ve not| haven't| havent| don't| dont"
        rf"| didn't| didnt| hadn't| hear nothing| heard nothing)"
        rf"(?: (?:hear|heard|got|get))?(?: (?:back|anything|from|us|me|them|her|him"
        rf"|nothing|no (?:news|answer|word|decision)))*{_BY} {_D}\s*,?(?: then)?(?: (?:please|i can|i should"
        rf"|you can|just|feel free to|i'm to"
        rf"|to))*(?: {_CALL}| give (?:us|me|them|her|him) a (?:call|ring|shout))",
        _if_not_heard,
    ),
    _make(
        rf"\b(?:{_NOT} (?:call|phone|ring|follow up|get in touch|contact)|no (?:phone )?calls?|nothing"
        r"|no (?:news|answer|word|decision)"
        rf"|not){_WHOM} (?:before|{_UNTIL}|earlier than) (?:the )?{_D}",
        _not_before,
    ),
    _make(rf"\bgive (?:them|us|me|her|him) {_UNTIL} {_D}", _away),
    _make(r"\bwait for (?:their|our|the|his|her|a) call\b", lambda match: (TheyCall(),)),
    _make(rf"\bwait(?:ing)? (?:at least )?{_UNTIL} (?:after )?{_D}", _not_before),
    _make(
        rf"\b(?:is|are|'s|'re|s|will be|'ll be|comes|come|gets) back(?: (?:in|to|at|the|office|work|from"
        rf"|vacation|holiday|leave|on|in town))* {_D}",
        _not_before,
    ),
    _make(
        rf"\b(?:will know|'ll know|decid\w*|decisions?|choos\w*|make up their minds?|made up their minds?|pick\w*"
        rf"|finali[sz]\w*"
        rf"|(?:have|having|know|get|expect|expected) (?:to know|to decide|an answer|a decision|more|news|an update"
        rf"|the result|results))\b"
        rf"{_FEW}{_BY} {_D}",
        _decision,
    ),
    _make(
        rf"\b(?:take|takes|need|needs|needed)(?: (?:them|about|up to|at least|until|till|a|another|more|time"
        rf"|roughly|around|us))* {_D}(?: to decide)?",
        _decision,
    ),
    _make(rf"\bby {_D} {_THEY}{_WILL} (?:decide|know|have (?:a decision|an answer))", _decision),
    _make(
        rf"\b(?:away|out(?: of (?:the )?(?:office|town))?|travell?ing|travels|on (?:vacation|holiday|leave|a trip"
        rf"|a business trip|pto|parental leave)|off|abroad|busy|unavailable|sick|gone|at a conference|closed)\b"
        rf"(?: [\w']+){{0,3}}? {_UNTIL} (?:the )?{_D}",
        _away,
    ),
    _make(
        rf"\b(?:interview\w*|see|seeing|meet|meeting|talking to|candidates|applicants|people|others"
        rf"|rounds)\b{_FEW} (?:{_UNTIL}|by|before) (?:the )?{_D}",
        _away,
    ),
    _make(
        rf"\b{_THEY}{_WILL} (?:all )?(?:call|phone|ring|contact|get back|get in touch|be in touch|be calling"
        rf"|reach out|let|follow up|email|write|notify|inform)"
        rf"(?: (?:back|to|with|you|me|us|know|an answer|a decision|from|them|either way|out"
        rf"|anything))*(?:{_BY} {_D})?",
        lambda match: (TheyCall(match.last),),
    ),
    _make(
        rf"\bhear(?:ing)?(?: (?:back|from|us|them|anything|something))*{_BY} {_D}",
        lambda match: (TheyCall(match.last),),
    ),
    _make(
        rf"\b(?:{_NOT} (?:call|phone|ring|contact|follow up)|no (?:more )?(?:phone |follow[- ]?up )?(?:calls?"
        rf"|calling)){_WHOM}(?: at all)?",
        lambda match: (NoCalls(),),
    ),
    _make(
        rf"\b{_CALL}{_WHOM}(?: (?:after|between|from) {_T})?{_BY}(?: after)?(?: the)?\s*,? (?:once )?(?:{_D}"
        rf"|{_R})(?:,? if (?:you|i) (?:still )?(?:do not|don't|dont|have not|haven't|havent) (?:hear|heard|get|got)"
        r"(?: (?:back|anything|from|us|them|a|word|answer|by|then))*)?",
        _call_on,
    ),
    _make(rf"{_R}(?: {_CALL}{_WHOM})?", _call_on),
)


def forms() -> tuple[tuple[re.Pattern[str], Make], ...]:
    """Every form with what it makes of a match, the more particular before the more general."""
    return _FORMS
