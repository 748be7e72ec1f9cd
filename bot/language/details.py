"""The words after the company: how a call went, what was heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.events import Outcome, Settlement
from bot.guidance.ground_rules import AwayUntil, Rule
from bot.language.moment_reading import split_moment
from bot.language.moments import Direction, ImpossibleMoment, Moment, Reading
from bot.language.rules import is_away, read_rule
from bot.language.tokens import Tokens, tokenise

__all__ = ["CallDetail", "HeardDetail", "read_call", "read_heard"]


class CallDetail(Struct, frozen=True):
    """How a call went, and when it was; `rest` is the words that were not understood."""

    outcome: Outcome | None
    moment: Moment | None
    rest: str


class HeardDetail(Struct, frozen=True):
    """What a word from them comes to: an end, a rule, or a note in their words; and when it came."""

    settlement: Settlement | None = None
    rule: Rule | None = None
    note: str = ""
    moment: Moment | None = None


_OUTCOMES = {
    Outcome.NO_ANSWER: (
        "no answer",
        "no reply",
        "no response",
        "no luck",
        "no one",
        "no message",
        "nobody",
        "not answered",
        "unanswered",
        "not reached",
        "not there",
        "didn't answer",
        "did not answer",
        "didn't pick up",
        "did not pick up",
        "didn't reach",
        "did not reach",
        "couldn't reach",
        "could not reach",
        "couldn't get through",
        "rang out",
        "busy",
        "engaged",
    ),
    Outcome.MESSAGE: (
        "voicemail",
        "voice mail",
        "voice message",
        "message",
        "answering machine",
        "machine",
        "mailbox",
        "vm",
    ),
    Outcome.SPOKE: (
        "spoke",
        "spoken",
        "talked",
        "reached",
        "got through",
        "answered",
        "picked up",
        "had a chat",
        "conversation",
    ),
}
_OUTCOME_OF = {tuple(phrase.split()): outcome for outcome, phrases in _OUTCOMES.items() for phrase in phrases}
_LONGEST_OUTCOME = max(map(len, _OUTCOME_OF))
_BEGINNINGS = frozenset(words[0] for words in _OUTCOME_OF)
_NOT = frozenset({"not", "no", "never", "nobody", "none", "without", "didn't", "haven't", "couldn't", "hasn't"})
# What may stand around an outcome and adds nothing to it.
_FILLING = frozenset(
    {"and", "but", "so", "then", "to", "with", "i", "we", "they", "it", "was", "a", "an", "the", "left", "them", "got"}
    | {"on", "just", "only", "her", "him", "their", "called", "answered", "there", "has", "have", "had", "up", "picked"}
)

_SETTLEMENTS = {
    Settlement.OFFER: ("offer", "job offer", "offered", "offered me the job", "got the job", "hired"),
    Settlement.REJECTED: (
        "rejected",
        "rejected me",
        "rejection",
        "refused",
        "refusal",
        "turned down",
        "turned me down",
        "declined",
        "not selected",
        "unsuccessful",
        "said no",
    ),
    Settlement.WITHDRAWN: ("withdrawn", "withdrew", "pulled out", "withdrew my application"),
    Settlement.CLOSED: ("closed", "closed it", "ghosted", "ghosted me", "gave up"),
}
_SETTLEMENT_OF = {tuple(phrase.split()): how for how, phrases in _SETTLEMENTS.items() for phrase in phrases}
_WHOLE_NO = frozenset({("no",), ("a", "no"), ("got", "a", "no"), ("it's", "a", "no"), ("it", "was", "a", "no")})
_OPENING = frozenset(
    {"i", "i've", "we", "we've", "they", "they've", "have", "has", "was", "been", "got", "received", "made", "sent"}
    | {"me", "us", "a", "an", "the", "it", "it's", "is"}
)


# The same words are asked about twice, for where the company's name ends and for what they tell.
@lru_cache(maxsize=1)
def read_call(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> CallDetail:
    """How a call went; the outcome is None where none is told, or more than one. Raises ImpossibleMoment."""
    found = list(_outcomes(tokenise(text)))
    remaining = _without(text, [span for _, span in found])
    reading = split_moment(
        remaining, now=now, zone=zone, direction=Direction.PAST, country=country, day_first=day_first
    )
    outcomes = {outcome for outcome, _ in found}
    if outcomes == {Outcome.NO_ANSWER, Outcome.MESSAGE}:
        outcomes = {Outcome.MESSAGE}
    outcome = outcomes.pop() if len(outcomes) == 1 else None
    return CallDetail(outcome, reading.moment, _unfilled(reading.rest) if found else reading.rest)


def read_heard(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> HeardDetail:
    """What a word from them comes to. A text that is neither an end, "until" a day, nor a time is a note as it stands.

    Raises ImpossibleMoment, though never for a date within a note.
    """
    text = text.strip()
    if is_away(text):
        rule = read_rule(text, now=now, zone=zone, country=country, day_first=day_first)
        return HeardDetail(rule=rule) if isinstance(rule, AwayUntil) else HeardDetail(note=text)
    try:
        reading = split_moment(text, now=now, zone=zone, direction=Direction.PAST, country=country, day_first=day_first)
    except ImpossibleMoment as error:
        if not error.rest or _settlement(error.rest):
            raise
        reading = Reading(None, text)
    settlement = _settlement(reading.rest)
    if settlement or not reading.rest:
        return HeardDetail(settlement, moment=reading.moment)
    return HeardDetail(note=text)


def _outcomes(tokens: Tokens) -> Iterator[tuple[Outcome, tuple[int, int]]]:
    """Every outcome told, with the place of its words in the text; one of a call that is denied is no answer."""
    at, denied = 0, False
    while at < len(tokens):
        longest = _LONGEST_OUTCOME if tokens.word(at) in _BEGINNINGS else 0
        for length in range(longest, 0, -1):
            words = tuple(tokens.word(at + offset) for offset in range(length))
            outcome = _OUTCOME_OF.get(words)
            if outcome is not None:
                denied = denied or words[0] in _NOT
                spoke_not = denied and outcome is Outcome.SPOKE
                last = tokens.items[at + length - 1]
                yield Outcome.NO_ANSWER if spoke_not else outcome, (tokens.items[at].start, last.end)
                at += length
                break
        else:
            word = tokens.word(at)
            denied = word in _NOT or (denied and word not in {",", ".", ";", "but", "then"})
            at += 1


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def _unfilled(text: str) -> str:
    """The text without words and marks at its ends that say nothing by themselves."""
    words = text.split()
    while words and _is_filling(words[0]):
        words.pop(0)
    while words and _is_filling(words[-1]):
        words.pop()
    return " ".join(words).strip(" ,;:.!-–—")


def _is_filling(word: str) -> bool:
    bare = word.casefold().strip(",;:.!-–—")
    return not bare or bare in _FILLING or bare in _NOT


def _settlement(text: str) -> Settlement | None:
    tokens = tokenise(text).trimmed()
    words = tuple(token.folded for token in tokens.items)
    if words in _WHOLE_NO:
        return Settlement.REJECTED
    while words and words not in _SETTLEMENT_OF and words[0] in _OPENING:
        words = words[1:]
    return _SETTLEMENT_OF.get(words)
