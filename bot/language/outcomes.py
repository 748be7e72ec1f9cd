"""How a call went, told anywhere in free text: "rang out", "straight to vm", "got hold of dana"."""

from __future__ import annotations

from bot.guidance.events import Outcome
from bot.language.regex import regex

_NOT = r"(?:not|no|never|without|nobody|no one)"
_FULL = regex(r"\b(?:mailbox|voicemail|machine) (?:is |was )?full\b|\bfull (?:mailbox|voicemail)\b")
_UNLEFT = regex(
    rf"\b{_NOT} (?:leave |left |leaving )?(?:a |any )?(?:voicemail|message|machine)"
    rf"|\bdid not leave\b"
)
_MESSAGE = regex(
    r"\b(?:voicemails?|voice (?:mail|message)|answering machine|machine|mailbox|left (?:a |an |another |my |the "
    r"|him |her |_name_ "
    r"|them |one |two )*(?:message|messages|name|number|note|word|one)|message (?:with|left|on|for)|left word"
    r"|took (?:a|my|the) (?:message|name|number|details)"
    r"|(?:pass(?:es|ed)?|passing) (?:it|that|this|my message|the message|my \w+) on|to tell (?:him|her|them"
    r"|_name_) (?:that )?i)\b"
)
_NOBODY = r"(?:nobody|no one|none) (?:(?!(?:then|but|and|so|i|he|she) )\w+ ){2,4}?"
_UNREACHED = regex(
    rf"\b(?:{_NOT} (?:\w+ )?|{_NOBODY})"
    r"(?:(?:able|manage|managed) to )?(?:speak|spoke|talk|talked|reach|reached|got through"
    r"|get (?:through|hold|anyone|an answer|(?:\w+ ){1,3}?on the (?:phone|line))"
    r"|pick(?:ed)? up|answer(?:ed|s|ing)?|reachable|available|in|there|home)\b"
)
_SPOKE = regex(
    r"\b(?:spoke|spoken|talked|chatted|reached|got (?:through|hold|ahold|someone|somebody|her|him)|on the (?:line"
    r"|phone)"
    r"|picked up|she answered|he answered|they answered|had a (?:\w+ )?(?:chat|word|conversation|talk)|(?:able"
    r"|managed) to (?:reach|speak|talk)|conversation"
    r"|(?:she|he|they|_name_|receptionist|assistant) (?:said|says|told|will|is going to|are|is))\b"
)
_NO_ANSWER = regex(
    r"\b(?:no (?:answer|reply|response|luck|one|pick ?up|success|dice|joy)|unanswered|nobody|rang out|rang off"
    r"|just (?:rang|called out)"
    r"|(?:rang|called|ringing) and (?:rang|called|ringing)|kept ringing|rings out|called out|busy|engaged|nothing"
    r"|hung up|cut off|dead"
    r"|(?:was|were|is|are) (?:out|away|gone|in a meeting|off)|out (?:of office|to lunch|today)|tried|no voicemail"
    r"|(?:was|were) not in)\b"
)


def read_outcome(plain: str) -> Outcome | None:
    """How the call went that a text in plain words tells of, or None. A message left goes before all else."""
    if _FULL.search(plain):
        return Outcome.NO_ANSWER
    if _MESSAGE.search(_UNLEFT.sub(" ", plain)):
        return Outcome.MESSAGE
    reached = _UNREACHED.sub(" ", plain)
    if _SPOKE.search(reached):
        return Outcome.SPOKE
    missed = reached != plain or _UNLEFT.search(plain) or _NO_ANSWER.search(plain)
    return Outcome.NO_ANSWER if missed else None
