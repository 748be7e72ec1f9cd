"""The article's rules as data, each with its paragraphs, and the bot's own defaults, marked as such.

The source is a newspaper answer to a job seeker of 10 March 2009. Its paragraphs are counted from the first of the
answer. What it leaves open is decided by `Default`, and every reply that rests on one says so.
"""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum

from msgspec import Struct


class RuleId(StrEnum):
    """The rules that the article gives."""

    FINE_LINE = "fine-line"
    ASK_GROUND_RULES = "ask-ground-rules"
    THEIR_RULES_FIRST = "their-rules-first"
    THANK_YOU_ALWAYS = "thank-you-always"
    EMAIL_IS_FINE = "email-is-fine"
    NOTE_SETS_YOU_APART = "note-sets-you-apart"
    NOTE_CONTENTS = "note-contents"
    THREE_CALLS = "three-calls"
    THEN_DONE = "then-done"
    NOT_DESPERATE = "not-desperate"
    SILENCE_HAS_REASONS = "silence-has-reasons"
    NEVER_ASSUME = "never-assume"
    KEEP_SEARCHING = "keep-searching"


class ArticleRule(Struct, frozen=True):
    """A rule in the bot's own words, and the paragraphs of the article it rests on."""

    id: RuleId
    text: str
    paragraphs: tuple[int, ...]


_RULES = (
    ArticleRule(
        RuleId.FINE_LINE,
        "Employers differ: one wants a single thank-you and nothing more, another likes people who ring again, "
        "above all for sales work.",
        (1, 2),
    ),
    ArticleRule(
        RuleId.ASK_GROUND_RULES,
        "Before you leave the interview, ask whom to call about the outcome, and when.",
        (3,),
    ),
    ArticleRule(RuleId.THEIR_RULES_FIRST, "What the employer told you outright stands above every other rule.", (3,)),
    ArticleRule(RuleId.THANK_YOU_ALWAYS, "A thank-you note is always right, and it goes out at once.", (4,)),
    ArticleRule(RuleId.EMAIL_IS_FINE, "Email does as well as the post, and is quicker.", (4, 5)),
    ArticleRule(
        RuleId.NOTE_SETS_YOU_APART,
        "Only about one candidate in five sends a note, so yours sets you apart to a degree.",
        (5,),
    ),
    ArticleRule(
        RuleId.NOTE_CONTENTS,
        "Thank them for the conversation, say again that you want the job, and say how it fits what you can do.",
        (6,),
    ),
    ArticleRule(RuleId.THREE_CALLS, "While they stay silent, three calls are the most.", (7,)),
    ArticleRule(RuleId.THEN_DONE, "When the third try reaches nobody, it is over: look elsewhere.", (7, 9)),
    ArticleRule(
        RuleId.NOT_DESPERATE,
        "Sound interested, and like someone who will find as good a job elsewhere; desperation puts people off.",
        (8,),
    ),
    ArticleRule(
        RuleId.SILENCE_HAS_REASONS,
        "It can take long because the manager travels, or because others are still to be seen.",
        (9,),
    ),
    ArticleRule(RuleId.NEVER_ASSUME, "An interview that went well is not an offer yet.", (10,)),
    ArticleRule(RuleId.KEEP_SEARCHING, "Keep looking while you wait, so that the search keeps its pace.", (10,)),
)

RULES: dict[RuleId, ArticleRule] = {rule.id: rule for rule in _RULES}


class Default(StrEnum):
    """What the article leaves open and the bot decides; each is said to be the bot's own wherever it decides."""

    NOTE_TIMING = "note-timing"
    FIRST_CALL = "first-call"
    FIRST_CALL_SALES = "first-call-sales"
    BETWEEN_CALLS = "between-calls"
    BETWEEN_CALLS_SALES = "between-calls-sales"
    AFTER_THEIR_DAY = "after-their-day"
    THEY_CALL_UNDATED = "they-call-undated"
    DAY_AFTER_NOTE = "day-after-note"
    COUNTS_AS_A_CALL = "counts-as-a-call"
    COUNTS_ANEW = "counts-anew"
    CALLING_HOURS = "calling-hours"
    INTERVIEW_LENGTH = "interview-length"


NOTE_FIRST_PING = timedelta(hours=2)
NOTE_LAST_PING = timedelta(hours=22)
"""The second ping for the note comes within a day of the interview: at this distance, or earlier for ping hours."""
INTERVIEW_MINUTES = 60
"""How long an interview is taken to last where nobody told it."""
DEBRIEF_EVENING = time(18)
"""When it is asked how an interview went of which only the day was known."""
SILENT_LONG_WORKDAYS = 15
"""After so long without anything from either side an interview is called quiet."""
THEY_CALL_UNDATED_WORKDAYS = 10
CLOSE_QUESTION_WORKDAYS = 10
MOST_CALLS = 3
NOTES_IN_A_HUNDRED = 20
"""How many of those whom the article's recruiter interviews send a note, by his own word (¶5)."""
MOST_UNASKED_A_DAY = 2
PING_TIME = time(10)
"""Wall time of call pings, of the question whether to close, and of the weekly nudge, where each comes by itself."""
PINGS_APART = timedelta(hours=4)
"""Least distance between two pings about one step, for when the first came late."""
LATE_AFTER = timedelta(minutes=15)
"""A ping that comes this long after its time says that it is late."""
RULES_VERSION = 3
"""Raised whenever a release changes what the plan derives, so that everybody's alarm is worked out again."""
