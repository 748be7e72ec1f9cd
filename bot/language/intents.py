"""What a message in free text wants: a few sharp rules, then a ranking over examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.guidance.events import Outcome
from bot.language.mentions import CompanyReading, find_company, masked
from bot.language.outcomes import read_outcome
from bot.language.plain_words import plain_words
from bot.language.ranking import Ranker
from bot.language.vocabulary import COMPANY, lines_of

MOST_READ = 1000
"""Only so many characters of a message are read; what it wants is said before."""


class Intent(StrEnum):
    """What a message wants."""

    PLAN_INTERVIEW = "plan_interview"
    LOG_INTERVIEW = "log_interview"
    LOG_THANKS = "log_thanks"
    LOG_CALL = "log_call"
    LOG_EMAIL = "log_email"
    HEARD_BACK = "heard_back"
    OFFER = "offer"
    REJECTED = "rejected"
    SET_RULE = "set_rule"
    REMIND = "remind"
    STATUS = "status"
    UNDO = "undo"
    QUESTION = "question"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class IntentReading:
    """What a message wants, about which company, and how a call went.

    `score` is 0 to 1; `margin` is how far the next best lies behind; `ranked` is every intent with its score, best
    first. `outcome` is None where no call is told of, or its end is not.
    """

    intent: Intent
    score: float
    margin: float
    company: CompanyReading
    outcome: Outcome | None = None
    ranked: tuple[tuple[Intent, float], ...] = ()


_SHARP = tuple(
    (intent, re.compile(pattern))
    for intent, pattern in (
        (Intent.UNDO, r"^(?:please |oops |no |wait )*(?:undo|revert|scratch|strike|unlog)\b(?! my application)"),
        (Intent.REMIND, r"^(?:(?:please|hey|ok|can you|could you|would you|not now) )*remind me\b"),
        (
            Intent.STATUS,
            r"^(?:so |ok |and )?(?:should|can|may|shall|do) i (?:call|ring|phone)(?: (?:_co_|them))?"
            r"(?: (?:now|today|yet|again|back|already|or wait))*(?: \?)*$",
        ),
        (Intent.STATUS, r"^_co_(?: \?)*$"),
        (Intent.NONE, r"^(?:[!?]|_picture_|_number_| )*$"),
    )
)


def read_intent(
    text: str, companies: Mapping[int, str], other_names: Mapping[int, Sequence[str]] | None = None
) -> IntentReading:
    """What the text wants. `companies` are the person's by id, `other_names` what else the person calls them."""
    text = text[:MOST_READ]
    company = find_company(text, companies, other_names)
    told = masked(text, company, f" {COMPANY} ")
    plain = plain_words(told)
    ranked = _ranked(plain)
    (intent, score), (_, second) = ranked[:2]
    outcome = read_outcome(plain) if intent is Intent.LOG_CALL else None
    return IntentReading(intent, score, score - second, company, outcome, ranked)


def would_record(intent: Intent) -> bool:
    """Whether an intent changes the record, so that it is shown first and recorded on one tap."""
    return intent not in {Intent.STATUS, Intent.QUESTION, Intent.NONE}


def _ranked(plain: str) -> tuple[tuple[Intent, float], ...]:
    for intent, pattern in _SHARP:
        if pattern.search(plain):
            return ((intent, 1.0), *((other, 0.0) for other in Intent if other is not intent))
    return tuple((Intent(label), score) for label, score in ranker().rank(plain))


@lru_cache(maxsize=1)
def ranker() -> Ranker:
    """The ranker over all examples, made when it is first asked for."""
    return Ranker(examples())


def examples() -> dict[str, tuple[str, ...]]:
    """The examples of each intent, in plain words."""
    return {intent.value: tuple(map(plain_words, lines_of(f"examples/{intent}.txt"))) for intent in Intent}
