"""What people ask, and what the answer rests on: the article's rules, or the bot's own defaults.

Source: "What people ask, and the topics that answer" in the table of the etiquette. Everything a person may ask beside
these topics is a `Neighbour`: the etiquette is silent there, and the bot says so.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from bot.guidance.etiquette import Default, RuleId


class Topic(StrEnum):
    """What the etiquette has an answer to."""

    TY_SHOULD = "ty_should"
    TY_WHEN = "ty_when"
    TY_CHANNEL = "ty_channel"
    TY_CONTENT = "ty_content"
    TY_IMPACT = "ty_impact"
    TY_AGAIN = "ty_again"
    ASK_RULES = "ask_rules"
    WHO_TO_CALL = "who_to_call"
    FOLLOW_THEIR_RULES = "follow_their_rules"
    NO_RULES = "no_rules"
    CALL_WHEN = "call_when"
    CALL_LIMIT = "call_limit"
    CALL_SAY = "call_say"
    THIRD_TRY = "third_try"
    SILENCE = "silence"
    WHY_SLOW = "why_slow"
    PEST = "pest"
    EMPLOYER_VARIES = "employer_varies"
    SALES = "sales"
    DESPERATE = "desperate"
    KEEP_LOOKING = "keep_looking"
    WENT_WELL = "went_well"


class Neighbour(StrEnum):
    """What is asked beside the topics, and what the etiquette is silent on."""

    PAY = "pay"
    VISAS = "visas"
    CLOTHES = "clothes"
    CVS = "cvs"
    PREPARATION = "preparation"
    SCHEDULING = "scheduling"
    BACKGROUND_CHECKS = "background_checks"
    OFFER_TERMS = "offer_terms"
    QUITTING = "quitting"
    REJECTION = "rejection"
    LAW = "law"
    OPENINGS = "openings"
    APPLICATION = "application"
    MONEY = "money"
    LETTERS = "letters"
    GIFTS = "gifts"
    VISITS = "visits"
    OTHER_CHANNELS = "other_channels"
    CALLING_PLACE = "calling_place"
    PRIVATE_LIFE = "private_life"
    THE_BOT = "the_bot"
    SMALL_TALK = "small_talk"
    THE_WORLD = "the_world"


class Basis(Struct, frozen=True):
    """What the answer to a topic rests on."""

    rules: tuple[RuleId, ...]
    defaults: tuple[Default, ...] = ()


BASES: dict[Topic, Basis] = {
    Topic.TY_SHOULD: Basis((RuleId.THANK_YOU_ALWAYS,)),
    Topic.TY_WHEN: Basis((RuleId.THANK_YOU_ALWAYS,), (Default.NOTE_TIMING,)),
    Topic.TY_CHANNEL: Basis((RuleId.EMAIL_IS_FINE,)),
    Topic.TY_CONTENT: Basis((RuleId.NOTE_CONTENTS,)),
    Topic.TY_IMPACT: Basis((RuleId.NOTE_SETS_YOU_APART,)),
    Topic.TY_AGAIN: Basis((RuleId.FINE_LINE, RuleId.THANK_YOU_ALWAYS)),
    Topic.ASK_RULES: Basis((RuleId.ASK_GROUND_RULES,)),
    Topic.WHO_TO_CALL: Basis((RuleId.ASK_GROUND_RULES,)),
    Topic.FOLLOW_THEIR_RULES: Basis((RuleId.THEIR_RULES_FIRST,), (Default.AFTER_THEIR_DAY,)),
    Topic.NO_RULES: Basis((RuleId.FINE_LINE, RuleId.THREE_CALLS), (Default.FIRST_CALL,)),
    Topic.CALL_WHEN: Basis(
        (RuleId.THEIR_RULES_FIRST,),
        (Default.FIRST_CALL, Default.BETWEEN_CALLS, Default.AFTER_THEIR_DAY, Default.CALLING_HOURS),
    ),
    Topic.CALL_LIMIT: Basis((RuleId.THREE_CALLS,), (Default.COUNTS_AS_A_CALL, Default.COUNTS_ANEW)),
    Topic.CALL_SAY: Basis((RuleId.NOT_DESPERATE,)),
    Topic.THIRD_TRY: Basis((RuleId.THEN_DONE, RuleId.KEEP_SEARCHING)),
    Topic.SILENCE: Basis((RuleId.SILENCE_HAS_REASONS, RuleId.THREE_CALLS), (Default.FIRST_CALL,)),
    Topic.WHY_SLOW: Basis((RuleId.SILENCE_HAS_REASONS,)),
    Topic.PEST: Basis((RuleId.FINE_LINE, RuleId.THREE_CALLS), (Default.BETWEEN_CALLS,)),
    Topic.EMPLOYER_VARIES: Basis((RuleId.FINE_LINE, RuleId.ASK_GROUND_RULES)),
    Topic.SALES: Basis((RuleId.FINE_LINE,), (Default.FIRST_CALL_SALES, Default.BETWEEN_CALLS_SALES)),
    Topic.DESPERATE: Basis((RuleId.NOT_DESPERATE,)),
    Topic.KEEP_LOOKING: Basis((RuleId.KEEP_SEARCHING,)),
    Topic.WENT_WELL: Basis((RuleId.NEVER_ASSUME,)),
}
"""Each topic with the rules that its answer cites, and the defaults that it says are the bot's own."""
