"""How an application stands, as other trackers write it: "Rejected", "3. Interviewing", "🎉 Offer received"."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.guidance.events import Settlement
from bot.language.regex import regex


class Stage(StrEnum):
    """Where an application stands that is not over."""

    NO_INTERVIEW = "no-interview"
    """Applied for at the most."""
    OPEN = "open"


_IN_ORDER: tuple[tuple[str, Settlement | Stage | None], ...] = (
    (
        r"(?:declined|rejected|refused|turned down) (?:the |their |an )?offer"
        r"|offer (?:was )?(?:declined|rejected|refused|turned down)",
        Settlement.OFFER,
    ),
    (r"offer (?:was )?(?:withdrawn|rescinded|revoked)|no offer", Settlement.REJECTED),
    (
        r"withdr[ae]wn?|withdrew|(?:not|no longer) interested|(?:pulled|dropped|opted) out"
        r"|i (?:declined|rejected)|(?:declined|rejected|cancell?ed) by me",
        Settlement.WITHDRAWN,
    ),
    (
        r"reject\w*|not (?:selected|hired|accepted|chosen|successful|moving forward|proceeding)|turned (?:me )?down"
        r"|unsuccessful|denied|refus\w*",
        Settlement.REJECTED,
    ),
    (r"offer\w*|hired|accepted|got the job|signed|negotiat\w*", Settlement.OFFER),
    # What was done is more than a status: whoever reads it is to be told that it is not taken in.
    (r"called|calls?|voice ?mails?|thank\w*|emailed", None),
    (
        r"ghost\w*|no (?:response|reply|answer)|archived?|closed|expired|filled|dead|inactive",
        Settlement.CLOSED,
    ),
    (
        r"no interview|not (?:yet )?(?:applied|started)|to (?:apply|do)|wish ?list\w*|saved|bookmark\w*",
        Stage.NO_INTERVIEW,
    ),
    (r"interview\w*|screen\w*|on ?site|phone|technical|assessment|final|rounds?|task|second|2nd", Stage.OPEN),
    (r"appl(?:y|ied|ying|ications?)|submitted|sent|interested|research\w*|draft|lead|ready", Stage.NO_INTERVIEW),
    (r"in progress|ongoing|active|pending|a?waiting|follow\w* up|on hold|open|in review|under review", Stage.OPEN),
)
"""What a status says, by the first of these words that are in it: a rejection after an interview is a rejection."""
_READINGS = tuple((regex(rf"\b(?:{words})\b"), meaning) for words, meaning in _IN_ORDER)


def read_status(words: str) -> Settlement | Stage | None:
    """What a status in a table says; None where it says nothing that is known."""
    plain = " ".join(re.sub(r"[\W_]+", " ", words.casefold()).split())
    return next((meaning for pattern, meaning in _READINGS if pattern.search(plain)), None)
