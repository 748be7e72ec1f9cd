"""The forms in which an employer's rules are told, each matched against one clause of a marked text."""

from __future__ import annotations

import re

from msgspec import Struct

from bot.guidance.ground_rules import EmailOnly
from bot.language.regex import regex
from bot.language.rule_makers import (
    Make,
    away,
    call_on,
    call_then,
    decision,
    email,
    no_calls,
    not_before,
    nothing,
    they_call,
    they_call_by,
)
from bot.language.rule_words import (
    A_DAY,
    BY,
    DO_CALL,
    LED,
    NOT,
    REPEATED,
    SOON,
    TELL,
    TELLS,
    THEY,
    TOLD,
    UNTIL,
    WHOM,
    WILL,
)


class Form(Struct, frozen=True):
    """A pattern with what it makes of a match; `denying` where its own words deny something."""

    pattern: re.Pattern[str]
    make: Make
    denying: bool = False


def _form(pattern: str, make: Make, *, denying: bool = False) -> Form:
    return Form(regex(pattern.replace(" ", r"\s+")), make, denying)


_EMAIL_ONLY = (
    r"\bonly (?:by |via |wants? |want |accepts? |takes? |uses? |to be contacted by |contacted by |through "
    r"|per )*e-?mails?\b",
    r"\b(?:by |via |wants? |want )*e-?mails? only\b",
    r"\b(?:wants? |want )?to be (?:contacted|reached|asked) (?:by|via|through) e-?mail\b",
    r"\bprefers? (?:to be (?:contacted|reached) by |by )?e-?mails?(?: (?:over|to|instead of|rather than) "
    r"(?:phone )?(?:calls|calling|the phone"
    r"|phone))?\b",
    r"\be-?mail (?:us |me |them |her |him )?(?:instead(?: of calling)?|rather than call\w*|not phone|not call\w*)\b",
    r"\b(?:contact|reach|write to)(?: us| me| them| her| him) (?:only )?(?:by|via|through) e-?mail\b",
)
FORMS: tuple[Form, ...] = (
    *(_form(pattern, lambda match: (EmailOnly(),)) for pattern in _EMAIL_ONLY),
    # What they do not want before a day.
    _form(
        rf"\b(?:{NOT}(?: (?:want|need)(?: \w+)? to)? (?:{DO_CALL}|bother|chase|pester)|no (?:phone )?calls?"
        r"|nothing(?: will happen| happens| is decided| moves)?|nobody|no (?:news|answer|word"
        rf"|decision)|not|no){WHOM} (?:before|{UNTIL}|earlier than|sooner than) (?:about |around |the )*{A_DAY}",
        not_before,
        denying=True,
    ),
    _form(rf"\b(?:no|not) (?:sooner|earlier) than (?:the )?{A_DAY}", not_before, denying=True),
    _form(
        r"\b(?:wait for (?:their|our|the|his|her|a|my) (?:call|answer|email|reply|word)|wait to hear)\b"
        rf"(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(rf"\b(?:give|gave) (?:them|us|me|her|him) {UNTIL} (?:the )?{A_DAY}", away),
    _form(
        rf"\bwait(?:ing)?(?: (?:at least|for|about|another|a|{UNTIL}|after|me|to))* {A_DAY}(?: before (?:I "
        rf"|you )?{DO_CALL})?",
        not_before,
    ),
    _form(rf"\bit(?:'ll| will) be(?: (?:at least|about|another))* {A_DAY} before\b", not_before),
    _form(rf"\b(?:give|allow) (?:it|them|us|me|her|him)(?: (?:at least|for|about|another|time))* {A_DAY}", not_before),
    _form(
        r"\b(?:is|are|'s|'re|s|will be|'ll be|comes?|gets?|be|manager|boss|recruiter|owner) back(?: (?:in|to"
        rf"|at|the|office|work|from|vacation|holiday|leave|on|in town|day))* {A_DAY}",
        not_before,
    ),
    # What they will do.
    _form(rf"^\W*(?:in |within |about |after )*{A_DAY},? (?:and )?(?:then|later)\b", not_before),
    _form(
        r"(?<!\bi)(?<!\byou)(?<!\bu)(?:\s+will|'ll|\s+gonna|\s+going to|\s+promised to|\s+wants to) "
        rf"(?:personally |then )?{TELL}(?: back)? (?:me|us|you)\b{TOLD}(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(rf"^\W*(?:get|come|getting) back (?:to|with) (?:me|you)\b{TOLD}(?:{BY} {A_DAY})?", they_call),
    _form(
        rf"{LED}\b{THEY}(?:{WILL})? (?:decide|decides|choose|meet|discuss|review)\b{SOON}"
        rf"(?:{A_DAY} )?and {TELL}{TOLD}(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(
        rf"{LED}\b{THEY}{WILL}(?: (?:just|all|probably|also|then|personally|be able to|try to))* (?:decide"
        rf"(?: and)? )?{TELL}{TOLD}(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(rf"^\W*(?:and |then )*(?:will|'ll|gonna) {TELL}{TOLD}(?:{BY} {A_DAY})?", they_call),
    _form(
        rf"\b{THEY} {TELLS}\b(?! (?:for|it|a|an|the) )(?: (?:it|you|me|us|everyone|everybody|all|back|only"
        rf"|the chosen one|either way))*(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(
        rf"\b(?:rings|calls|phones|contacts|emails|informs)(?: (?:everyone|everybody|me|us|all))+(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(
        rf"^\W*(?:and |then )*(?:call|ring|phone|inform) (?:everybody|everyone|all|the chosen one)(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(rf"\bhear(?:ing)?(?: (?:back|from|us|them|anything|something))+(?:{BY} {A_DAY})?", they_call),
    _form(rf"\bhear(?:ing)?{BY} {A_DAY}", they_call_by),
    _form(
        r"\b(?:i|you|u)(?:'ll|'d|ll|d| will| would| should| shall| can)? (?:expect|get|receive|have)(?: (?:a"
        r"|an|the|their|to))*"
        r" (?:call|e-?mail|mail|letter|answer|reply|response|word|result|news|message|update)(?: (?:back|from"
        rf"|them|us|by|e-?mail|automatic\w*|in writing))*(?:{BY} {A_DAY})?",
        they_call,
    ),
    _form(
        rf"\b(?:{A_DAY}) (?:\w+ )?(?:i|you)(?:'ll|'d| will)? (?:get|have|receive) (?:a|an|the) (?:answer|call"
        r"|e-?mail|reply|decision)(?: by e-?mail)?",
        they_call_by,
    ),
    _form(
        r"\b(?:(?:will|'ll|to) know|decid\w*|decisions?|result|results|outcome|choos\w*|make up (?:their"
        r"|our) minds?|made up (?:their|our) minds?|pick\w*"
        r"|finali[sz]\w*|(?:have|having|know|get|expect|expected) (?:to know|to decide|an answer|a decision"
        r"|more|news|an update"
        rf"|the result|results))\b{SOON}{BY} {A_DAY}",
        decision,
    ),
    _form(rf"\b(?:by|after) {A_DAY} {THEY}{WILL} (?:decide|know|have (?:a decision|an answer))", decision),
    _form(
        rf"\b(?:takes?|needs?|needed|may be|could be)(?: (?:them|about|up to|at least|{UNTIL}|a|another|more"
        rf"|time|roughly|around|us|longer))* {A_DAY}(?: to decide)?",
        decision,
    ),
    # Who is not there, and who is still to be seen.
    _form(
        r"\b(?:away|out(?: of (?:the )?(?:office|town))?|travel\w*|on (?:vacation|holiday|holidays|leave"
        r"|a trip|a business trip|pto|parental leave|tour)"
        r"|(?:for|on) \w+ leave|off|abroad|overseas|busy|unavailable|sick|gone|at a conference|closed?|closes"
        rf"|shut|freeze|frozen|moving|not (?:there|in|available))\b{SOON}"
        rf"(?:{A_DAY}{SOON})? (?:{UNTIL}|ends?|ending|to|is over) (?:the |about |around |on |in |after )*{A_DAY}",
        away,
    ),
    _form(rf"\b(?:is|are|'s|'re|will be|'ll be|stays?)\b{SOON} {UNTIL} (?:the )?{A_DAY}", away),
    _form(rf"^\W*(?:all )?(?:done|finished|through|over)(?: by| on| with that| with them)* {A_DAY}", away),
    _form(
        r"\b(?:away|abroad|travel\w*|on (?:vacation|holiday|leave)|off|closed?|closes?|out of (?:the )?office"
        rf"|busy|out|sick|off sick)\b(?: for| in| all| of| all of)* {A_DAY}(?=\s*$|,)",
        away,
    ),
    _form(
        r"\b(?:interview\w*|see|seeing|meet|meeting|talking to|candidates|applicants|people|ppl|others|rounds"
        r"|guys|folks)\b"
        rf"{SOON} (?:{UNTIL}|by|before|on|for) (?:the )?{A_DAY}",
        away,
    ),
    _form(
        rf"\b(?:see|seeing|interview\w*) {SOON}(?:candidates?|applicants?|people|ppl|others|guys"
        rf"|folks){SOON} {A_DAY}(?: and next)?",
        away,
    ),
    # What they do not want.
    _form(
        rf"\b(?:{NOT} (?:{DO_CALL}|bother)\b|not(?:hing)?\b|dont\b){WHOM} (?:before|earlier|sooner)(?: (?:that"
        r"|then|than that))?\s*$",
        nothing,
        denying=True,
    ),
    _form(
        rf"\b{NOT}(?: (?:want|need|like|have|accept|take)(?: (?:me|you|us|anyone|people|any))? to)? (?:please )?"
        rf"(?:{DO_CALL}|bother|chase|pester|disturb|phone calls|get in contact)\b(?: (?:us|them|me|him|her|you"
        r"|back|again|please|at all|any ?more|up|hr|it|they|said|ever)\b)*"
        r"(?: (?:during|about) (?:the |this |my |your |whole |hiring |selection |recruitment |application )*"
        r"(?:process|time|period|status|application"
        r"|position|job|role|decision)\b)?",
        no_calls,
        denying=True,
    ),
    _form(
        r"\bno (?:more |further |need for )?(?:phone |follow[- ]?up )?(?:calls?|calling|phoning|contact"
        r"|follow[- ]?ups?|phone)\b"
        r"(?: (?:needed|necessary|required|please|pls|at all|allowed|thanks)\b)*",
        no_calls,
        denying=True,
    ),
    _form(
        rf"\b{NOT} (?:take|takes|accept|accepts|want|wants|like|likes|answer)(?: any)?(?: phone| more)? calls\b",
        no_calls,
        denying=True,
    ),
    # What you are to do.
    _form(
        r"\b(?<!by\s)(?<!an\s)(?<!via\s)(?<!per\s)(?<!the\s)(?<!through\s)(?:please |pls |to |just |only "
        r"|then |can |should |may |could )*(?<!by\s)(?<!an\s)(?<!the\s)(?:e-?mail|write(?: to)?|(?:send|drop"
        r"|shoot) (?:(?:me|us|them|her|him) )?(?:an? )?e-?mail)\b"
        r"(?! (?:me |us |them |him |her )?on )(?: (?:us|me|them|him|her|again|the|to|back|only|is|fine|ok"
        r"|instead|hr|lab|manager|recruiter))*"
        rf"(?:(?: again)?{BY} {A_DAY})?",
        email,
    ),
    _form(rf"\b{DO_CALL}{WHOM}{SOON}\bby e-?mail{BY}(?: {A_DAY})?", email),
    _form(rf"\b{DO_CALL}(?=.*\bby e-?mail\b)", email),
    _form(
        r"\b(?:like|want|wants|likes|appreciate|expect|expects|love) (?:a|your|my|one) (?:phone )?(?:call"
        rf"|ring){SOON}(?:{A_DAY}|{REPEATED})",
        call_on,
    ),
    _form(
        rf"(?<!will\s)(?<!'ll\s)\b{DO_CALL}(?![^\x01\x02]*\b(?:only if|until|before (?:we"
        rf"|they))\b){WHOM}{SOON}(?:{A_DAY}|{REPEATED})(?: {DO_CALL}{WHOM})?",
        call_on,
    ),
    _form(
        rf"(?:\b(?:on|at|after|in|the|from) )*(?:{A_DAY}|{REPEATED})(?: (?:morning|afternoon))?,?(?: (?:then"
        rf"|you|i|u|can|may|should|please|just|to|is|are|fine|good|ok|best))* {DO_CALL}\b",
        call_on,
    ),
    _form(rf"^\W*(?:or |on |at |after |in |from |the |again |sometime |any ?time )*{A_DAY}", call_then),
    _form(
        rf"^\W*(?:(?:but|only|just|maybe|always) )*{REPEATED}(?: (?:is|are|fine|good|ok|best|please|only|work"
        r"|works))*\W*$",
        call_on,
    ),
    # A day by itself.
    _form(
        rf"^\W*(?:(?:i|you)(?:'ll|'d| will| shall)? (?:hear|know) |(?:{THEY} )?(?:said|told me|told us|say|tell me"
        rf"|mentioned) )?(?:by|before|within|no later than|at the latest on|around|about) (?:the )?"
        rf"(?:end of )?{A_DAY}\W*$",
        they_call_by,
    ),
    _form(rf"^\W*(?:{THEY} )?(?:told (?:me|us)|said|say) (?:around |about |the )?{A_DAY}\W*$", they_call_by),
)
"""Every form, the more particular before the more general."""
