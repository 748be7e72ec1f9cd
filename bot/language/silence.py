"""Conditions: "if you haven't heard by the 12th", "otherwise"."""

from __future__ import annotations

from bot.language.marks import DAY
from bot.language.regex import regex

_SUBJECT = r"(?: (?:you|u|i|we|they|he|she|it|hr|someone|there|theres|there's|nobody|no one))?"
_NOT_YET = (
    r"(?:'ve|'d)?(?: (?:still|have|had|do|did|does|would|will|has))*(?: ?not|n't| ?haven't| ?havent| ?don't| ?dont"
    r"| ?didn't| ?didnt| ?hasn't| ?hasnt| ?doesn't| ?hadn't|nt| no)"
)
_HEARD = (
    r"(?: (?:hear|heard|get|got|gotten|receive|received|call|called|ring|rung|phone|phoned|come|reply|replied|answer"
    r"|answered|write|written|contact|contacted|decided|been|anything|word|news|mail|e-?mail|response|decision|let))"
)
_MORE = (
    r"(?: (?:back|anything|nothing|from|us|me|you|them|her|him|a|an|the|word|answer|something|any|news|then|yet|comes"
    r"|is there|by then|know|that|in touch)\b)*"
)
_NEWS = r"(?:nothing|no (?:\w+ )?(?:news|word|mail|answer|call|reply|response|decision|e-?mail))"
_BY = r"(?: (?:by|before|within|in|until|till|til|after|on|this|the)\b)*"
_IF = r"(?:if|in case)"
_PATTERNS = (
    rf"{_IF}{_SUBJECT}{_NOT_YET}{_HEARD}{_MORE}",
    rf"{_IF}{_SUBJECT} (?:hear|heard|get|got|receive) (?:nothing|no \w+){_MORE}",
    rf"{_IF} (?:it's|its|it is|things are|they're|theyre)(?: still)?(?: all)? (?:quiet|silent)",
    rf"{_IF}(?: there(?:'s| is)?| theres)? {_NEWS}{_MORE}",
    rf"unless{_SUBJECT} (?:hear|heard|have heard|get|call)(?: (?:otherwise|from|us|me|them|back|before"
    r"|something|anything)\b)*",
    r"if not|otherwise|or else|else|failing that",
)
IF_SILENT = regex(
    rf"^\W*(?:(?:and|or|but|then|only) )*(?:{'|'.join(_PATTERNS)})\b(?:{_BY} {DAY}+)?".replace(" ", r"\s+")
)
"""At the beginning of a clause: where nothing is heard, perhaps until a day."""
