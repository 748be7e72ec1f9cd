"""How a clause stands to what it speaks of: whether it is told as done, or denied, supposed, intended or asked."""

from __future__ import annotations

from enum import StrEnum

from bot.language.regex import regex


class Stance(StrEnum):
    """Only what is told is a fact."""

    TOLD = "told"
    DENIED = "denied"
    SUPPOSED = "supposed"
    INTENDED = "intended"
    ASKED = "asked"
    CORRECTED = "corrected"


_FEW = r"(?:\w+ ){0,2}?"
_NOT = r"(?:not|never|no one|none of them)"
_I_DO = (
    r"(?:call|called|calling|contact|contacted|email|emailed|emailing|write|wrote|written|send|sent|sending|thank"
    r"|thanked|thanking|message|messaged|text|texted|nudge|nudged|speak|spoken|talk|talked|interview|interviewed"
    r"|follow up|followed up|drop|reach out|reached out|get (?:it|the|a|my)|do (?:it|the|my))"
)
_THEY_DO = (
    r"(?:reject\w*|turn(?:ed)? me down|turned down|decline[ds]?|refused?|offer(?:ed)?|hired?|call(?:ed)?"
    r"|contact(?:ed)?"
    r"|email(?:ed)?|wr(?:ite|ote|itten)|repl(?:y|ied)|respond(?:ed)?|answer(?:ed)? (?:me|my)|texted|messaged"
    r"|(?:get|got|gotten|come|came) back|reached out|returned|heard|said (?:no|yes)|say (?:no|yes))"
)
_THEM = (
    r"(?:they|he|she|_co_|_name_|(?:the|my|their|a) (?:\w+ )?(?:recruiter|manager|boss|interviewer|team|company|hr))"
)
_THEIRS = (
    r"(?:reject\w*|turn(?:s|ed)? me down|declines?|offers?|offered|hires?|calls?|called|contacts?|emails?|writes?"
    r"|repl(?:y|ies)|responds?|gets? back|says? (?:no|yes)|(?:get|got|be|get an|received?) (?:\w+ )?(?:offer\w*"
    r"|reject\w*|hired|the job)"
    r"|wants? me|takes? me|chooses? me|picks? me|ghosts?\w*)"
)
_FEARS = (
    r"(?:am|are|was|is|so|bit|really|just|very) (?:\w+ )?(?:afraid|scared|worried|nervous|sure|terrified|hoping"
    r"|dreading)"
    r"|i (?:\w+ )?(?:hope|fear|guess|bet|suspect|expect|wish|assume|dread|doubt|wonder|reckon|feel like)"
    r"|hope(?:fully)?|hoping|fingers crossed|maybe|perhaps|probably|apparently not|what if|imagine|suppose|worried"
    r"|wondering|i think|^think|might|may|could"
)
_I_WILL = (
    r"(?:i (?:\w+ )?(?:will|shall|must|should|need to|have to|want to|plan to|intend to|ought to|would like to|can"
    r"|may"
    r"|might|could|am going to|am about to|am planning to|am gonna|got to|better)"
    r"|going to|gotta|need to|have to|want to|plan(?:ning)? to|about to|let me|remember to|supposed to|still to"
    r"|thinking (?:of|about)|todo|to do|trying to find time to|i will|should probably|must)"
)

_QUESTION = regex(
    r"^(?:and |so |but |ok |hey |hi |or |then |please |well |also )*(?:"
    r"(?:(?:should|shall|can|could|may|does|is|are|am|was|were|has|will|would|must) (?:not )?"
    r"(?:i|we|it|they|he|she|you|the|this|that|there|_co_|_name_|my|one|anyone|someone|no one|every(?:body|one)"
    r"|people|employers|companies|recruiters)\b"
    r"|(?:do|did|have) (?:not )?(?:i|we|it|they|he|she|you|_co_|_name_|anyone|someone|no one)\b)"
    r"|(?:how|why|who|whom|whose|which|when (?:do|did|does|should|can|will|is|are)|where|what)\b(?! a\b))"
    r"|\?(?: |$)"
)
_SUPPOSES = regex(
    r"(?:(?:^|\b(?:and|but|so|or|because|what|even|only|just)) ?\b(?:if|unless|once|whenever|in case|as soon as"
    r"|assuming"
    r"|suppose|imagine|provided|should)\b|^when (?:_co_|they|he|she|i)\b|\bwhat if\b)"
)
_SUPPOSES_LATE = regex(rf"\b(?:if|unless|in case) {_THEM} {_FEW}{_THEIRS}\b|\b(?:if|unless|in case) i {_FEW}{_I_DO}\b")
_DOUBTS = regex(
    rf"\b(?:{_FEARS})\b.*\b(?:{_THEIRS}|{_THEY_DO})\b|\b{_THEM} {_FEW}(?:might|may|could|would) {_FEW}{_THEIRS}\b"
)
_FORESEES = regex(
    rf"\b{_THEM} (?:will|is going to|are going to) {_FEW}{_THEIRS}\b"
    rf"|\b{_THEM} (?:wants?|plans?|intends?|hopes?|is about|are about) to {_FEW}(?:offer|hire|make (?:me )?an offer)\b"
)
_I_DENY = regex(
    rf"\b{_NOT} {_FEW}{_I_DO}\b"
    r"|\b(?:forgot|forget|failed|neglected|did not manage|not managed|not got (?:a)?round|not remember) to (?!log"
    r"|tell|say|mention|add|record)"
    rf"|\bwithout {_FEW}(?:calling|emailing|sending|thanking|writing)\b|\bno (?:thank you|note|email) (?:sent"
    rf"|written)\b"
    r"|\b(?:note|thank you|email) (?:\w+ ){0,2}?(?:is|was|has|did) not (?:\w+ )?(?:sent|gone|go|written|done|out"
    r"|been)\b"
)
_THEY_DENY = regex(
    rf"\b{_NOT} {_FEW}(?:been |being |get |got )?(?:an? )?{_THEY_DO}\b"
    rf"|\b(?:no one|none) (?:\w+ ){{0,4}}?{_THEY_DO}\b"
    r"|\bno (?:\w+ )?(?:offer|rejection|call|email|reply|answer|news|word|response)s?\b(?! (?:for|needed))"
    r"|\bnot (?:a|an|the) (?:offer|rejection|no)\b"
)
_INTENDS = regex(
    rf"(?:^|\b){_I_WILL} {_FEW}{_I_DO}\b|\bi am (?:\w+ )?(?:calling|emailing|sending|writing|thanking|contacting"
    rf"|messaging)\b"
)
_BYGONE = regex(r"\b(?:i (?:said|thought) i would|as i (?:had|have) to|had to|was going to|wanted to)\b")
_A_DAY = r"(?:_day_|_month_|yesterday|today|tomorrow)"
_CORRECTS = regex(
    rf"\bnot (?:on |last )?{_A_DAY}\b.*{_A_DAY}\b|{_A_DAY}\b.*\bnot (?:on |last )?{_A_DAY}\b"
    rf"|^(?:actually|sorry|no|wait|wrong|oops|hang on) \b.*"
    rf"\b(?:it was|that was|_co_ was|was on|i meant|was actually)\b.*{_A_DAY}\b"
    rf"|^(?:\w+ )?(?:correction|i meant)\b.*{_A_DAY}\b"
)


def read_stance(plain: str, *, by_them: bool) -> Stance:
    """How a clause in plain words stands to the act it speaks of, the person's own or, `by_them`, the employer's."""
    if _QUESTION.search(plain):
        return Stance.ASKED
    if _SUPPOSES.search(plain) or _SUPPOSES_LATE.search(plain):
        return Stance.SUPPOSED
    if by_them:
        if _DOUBTS.search(plain) or _FORESEES.search(plain):
            return Stance.SUPPOSED
        return Stance.DENIED if _THEY_DENY.search(plain) else Stance.TOLD
    if _I_DENY.search(plain):
        return Stance.DENIED
    return Stance.INTENDED if _INTENDS.search(plain) and not _BYGONE.search(plain) else Stance.TOLD


def corrects(plain: str) -> bool:
    """Whether a clause puts the day of something told before right: "it was Thursday, not Friday"."""
    return bool(_CORRECTS.search(plain))
