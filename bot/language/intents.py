"""What a message in free text wants: a few sharp rules, a ranking over examples, and how each clause stands to it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.events import Outcome
from bot.language.mentions import CompanyReading, masked
from bot.language.outcomes import read_outcome
from bot.language.plain_words import plain_words
from bot.language.ranking import Ranker
from bot.language.regex import regex
from bot.language.stances import Stance, read_stance
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


class Special(StrEnum):
    """What is told beyond the intents, and belongs to the use case named by it."""

    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MUTE = "mute"
    UNMUTE = "unmute"
    DELETE = "delete"


class IntentReading(Struct, frozen=True):
    """What a message wants, about which company, and how a call went.

    `score` is 0 to 1; `margin` is how far the next best lies behind; `ranked` is every intent with its score, best
    first. `outcome` is None where no call is told of, or its end is not. `stance` is how the text stands to what it
    speaks of; what is not told is no fact, and `intent` is then none that would be recorded as one.
    """

    intent: Intent
    score: float
    margin: float
    company: CompanyReading
    outcome: Outcome | None = None
    ranked: tuple[tuple[Intent, float], ...] = ()
    stance: Stance = Stance.TOLD
    special: Special | None = None
    plain: str = ""
    """The text in plain words, the company's name as `_co_`."""


_SHARP = tuple(
    (intent, regex(pattern))
    for intent, pattern in (
        (Intent.UNDO, r"^(?:please |oops |no |wait )*(?:undo|revert|scratch|strike|unlog)\b(?! my application)"),
        (Intent.REMIND, r"^(?:(?:please|hey|ok|can you|could you|would you|not now) )*remind me\b"),
        (
            Intent.STATUS,
            r"^(?:so |ok |and )?(?:should|can|may|shall|do) i (?:call|ring|phone)(?: (?:_co_|them))?"
            r"(?: (?:now|today|yet|again|back|already|or wait))*(?: \?)*$",
        ),
        (Intent.STATUS, r"^_co_(?: \?)*$"),
        (
            Intent.HEARD_BACK,
            r"^(?:_co_|they|he|she) (?:have |has |just |finally |already )+(?:emailed|texted|messaged|wrote|written)"
            r"(?: (?:to|me|us|back|today|now))*$",
        ),
        (Intent.NONE, r"^(?:[!?]|_picture_|_number_| )*$"),
        (
            Intent.NONE,
            r"^(?:i |we |just |have |had a |also )*(?:called|talked (?:to|with)|spoke (?:to|with)|chat(?:ted)? with"
            r"|emailed"
            r"|told|thanked|wrote to|texted|saw|met) (?:my|a|an|our|his|her) (?:\w+ )?(?:mom|mum|mother|dad|father"
            r"|parents"
            r"|wife|husband|partner|boyfriend|girlfriend|friends?|brother|sister|son|daughter|kids?|doctor|dentist"
            r"|landlord|therapist|neighbou?r|aunt|uncle|cousin|grandma|roommate)\b",
        ),
        (
            Intent.NONE,
            r"^(?:i |we |just |have |also )*(?:sent|uploaded|submitted|gave|filled (?:in|out)"
            r"|attached)\b(?: \S+){0,4}?"
            r" (?:references?|cv|resume|portfolio|forms?|documents|papers|transcripts?|certificates?)\b",
        ),
    )
)
_PLEASE = r"^(?:(?:please|ok|okay|hey|can you|could you|just|bot) )*"
_SPECIAL = tuple(
    (special, nearest, regex(pattern))
    for special, nearest, pattern in (
        (
            Special.WITHDRAWN,
            Intent.REJECTED,
            r"(?:^|\bi (?:\w+ )?)(?:withdrew|withdrawn|pulled out|dropped out|backed out"
            r"|(?:have )?pulled my application"
            r"|cancel(?:l)?ed my application|took (?:my name|myself) out|(?:declined|rejected|refused"
            r"|turned down) (?:the|their"
            r"|_co_ 's|_co_|an) offer|said no to (?:the|their|_co_)|turned (?:_co_|them|it) down)\b"
            r"|^(?:please |i am )?withdraw(?:ing)? (?:my application )?(?:from|at|with|to) _co_"
            r"|\bi (?:do not|no longer) want to work (?:at|for|with) _co_",
        ),
        (
            Special.CANCELLED,
            Intent.HEARD_BACK,
            r"\binterview\b.*\b(?:cancell?ed|called off)\b|\b(?:cancell?ed|called off)\b.*\binterview\b"
            r"|^(?:_co_|they|he|she|_name_(?: (?:at|from) _co_)?)(?: (?:have|has|had|just|now|sadly|again))*"
            r" (?:cancell?ed|called (?:it|this|that|us|everything) off)(?: (?:it|on|me|us|our|the|for|today|tomorrow"
            r"|tonight|_day_|meeting|call|chat|round|now|again|this|next|morning|afternoon|week))*$"
            r"|^(?:_co_ |it |that )?(?:is |was |got |has been |been )*cancell?ed(?: (?:by|at) (?:_co_|them))?$",
        ),
        (
            Special.UNMUTE,
            Intent.REMIND,
            _PLEASE + r"(?:unmute|(?:start|resume|begin) (?:to )?(?:remind|ping|nag|message)\w*|(?:pings?|reminders?)"
            r" (?:about _co_ )?(?:back )?on\b)",
        ),
        (
            Special.MUTE,
            Intent.REMIND,
            _PLEASE
            + r"(?:mute|be quiet|shut up|silence|(?:stop|quit) (?:all )?(?:the )?(?:remind|ping|nag|bug|ask|messag"
            r"|notif|pester|text)\w*|do not (?:remind|ping|nag|bug|notify|pester|message)|no more"
            r" (?:reminders?|pings?|notifications?|nagging|messages))\b",
        ),
        (
            Special.DELETE,
            Intent.UNDO,
            _PLEASE
            + r"(?:delete|remove|erase|forget(?: about)?|drop|get rid of) (?:everything (?:about|of|on) )?_co_$",
        ),
    )
)
"""What has a use case but no intent of its own, and the intent that comes nearest to it."""

_OWN = frozenset({Intent.LOG_INTERVIEW, Intent.LOG_THANKS, Intent.LOG_CALL, Intent.LOG_EMAIL})
_THEIRS = frozenset({Intent.HEARD_BACK, Intent.OFFER, Intent.REJECTED})
FACTS = _OWN | _THEIRS
_FORBIDS = regex(r"^(?:please )?(?:do not|never|no need to) (?:\w+ )?(?:call|email|phone|contact|write)\b")
"""What only they can have said."""
_ASKING = (Intent.QUESTION, Intent.STATUS)
_I_SHALL = regex(
    r"^(?:(?:i (?:will|am going to)|going to) (?:call|ring|phone|email|text|write to)"
    r"|i am (?:calling|ringing|phoning|emailing|texting|writing to)) (?:_co_|them)"
    r"(?: again| back)?(?: on| in)? (?:the )?(?:_day_|tomorrow|tonight|next|_month_|_number_)\b"
)
"""An intention with its day, which shares every word with what they may have said."""
_OF_RECORD = regex(
    r"^(?:and |so )?(?:(?:how many (?:calls|times|emails)|how often|when) (?:did|have) i\b(?! to\b)"
    r"|(?:did|have) i (?:already |ever |even )?(?:call|phone|email|thank|write|wrote|written|send|sent)(?:ed)?\b)"
    r"(?!.*\btoo\b)"
)
_AHEAD = regex(
    r"\b(?:_day_|tomorrow|tonight|later|next|_month_|in (?:a|an|_number_|two|three) (?:\w+))\b|\b_number_ (?:am|pm)\b"
)


def read_clause(text: str, company: CompanyReading) -> IntentReading:
    """What a text in which the company is found wants."""
    plain = plain_words(masked(text, company, f" {COMPANY} "))
    ranked = _ranked(plain)
    (intent, score), (_, second) = ranked[:2]
    outcome = read_outcome(plain) if intent is Intent.LOG_CALL else None
    reading = IntentReading(intent, score, score - second, company, outcome, ranked, plain=plain)
    return _special(reading) or _standing(reading)


def asks_of_record(reading: IntentReading) -> bool:
    """Whether it asks what the person has done so far: "did i thank acme", "how many calls have i made"."""
    return reading.intent in _ASKING and bool(_OF_RECORD.search(reading.plain))


def would_record(intent: Intent) -> bool:
    """Whether an intent changes the record, so that it is shown first and recorded on one tap."""
    return intent not in {Intent.STATUS, Intent.QUESTION, Intent.NONE}


def _special(reading: IntentReading) -> IntentReading | None:
    for special, nearest, pattern in _SPECIAL:
        if pattern.search(reading.plain) and read_stance(reading.plain, by_them=False) is Stance.TOLD:
            return replace(reading, intent=nearest, special=special, outcome=None, score=1.0, margin=1.0)
    return None


def _standing(reading: IntentReading) -> IntentReading:
    """The reading with how its text stands to what it speaks of; what is not told wants something else."""
    intent = reading.intent
    planned = intent is Intent.PLAN_INTERVIEW
    if _FORBIDS.search(reading.plain) and intent is not Intent.NONE:
        return replace(reading, intent=Intent.SET_RULE, outcome=None)
    if _I_SHALL.search(reading.plain):
        return replace(reading, intent=Intent.REMIND, stance=Stance.INTENDED, outcome=None)
    if not (intent in FACTS or intent is Intent.SET_RULE or planned):
        return reading
    stance = read_stance(reading.plain, by_them=intent not in _OWN and not planned)
    if intent is Intent.SET_RULE and stance is not Stance.ASKED:
        return reading
    if planned and (stance is Stance.ASKED or (stance is Stance.INTENDED and "interview" in reading.plain)):
        return reading
    if stance is Stance.TOLD:
        return reading
    return replace(reading, intent=_instead(reading, stance), stance=stance, outcome=None)


def _instead(reading: IntentReading, stance: Stance) -> Intent:
    """What a text wants that does not tell the fact that it speaks of."""
    if stance is Stance.ASKED or (stance is Stance.DENIED and reading.intent is Intent.HEARD_BACK):
        return next(intent for intent, _ in reading.ranked if intent in _ASKING)
    if stance is Stance.INTENDED and _AHEAD.search(reading.plain):
        return Intent.REMIND
    return Intent.NONE


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
