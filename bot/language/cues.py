"""What a sentence does, seen from its shape: who acts, whether it asks, whether it lies ahead.

Cues are features of the ranking beside the words themselves: "they called" and "I called" share every word that counts,
and mean two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PEOPLE = (
    r"(?:recruiter|recruiters|manager|boss|interviewer|receptionist|secretary|assistant|lady|guy|woman|man|hr"
    r"|team|panel"
    r"|director|owner|headhunter|agency|company|employer)"
)
_THEM = rf"(?:they|he|she|_co_|_name_|(?:the |my |their |a |an |some )?(?:hiring |hr |sales |store )?{_PEOPLE})"
_AT = r"(?: (?:_name_|lee|at|from|with|in|over|of|and|the|their|hr|_co_|'s|_name_))*"
_ADVERBS = (
    r"(?: (?:just|finally|already|also|now|have|has|had|has just|have just|did|again|really|actually|then|today))*"
)
_DONE = r"(?:^|i |we |and |just |so |ok |well |but |yes |finally |hey |have |already |log |logged |done |then )"
_THEM_DO = rf"\b{_THEM}{_AT}{_ADVERBS}"
_ME = r"(?:me|us|my|back)"

_CUES = {
    "asks": r"\?|^(?:and |so |but |ok |hey |hi )?(?:how|what(?! a\b)|when|why|who|whom|which|where|whose)\b",
    "asks whether": (
        r"^(?:and |so |but |ok |hey |hi |or |then )?(?:should|shall|can|could|may|do|does|did|is|are|am|was|were"
        r"|have|has"
        r"|will|would|any) (?:not )?(?:i|we|it|they|he|she|the|this|that|there|_co_|my|one|all|every|employers|thank"
        r"|companies|calls|follow|no|voicemail|a|an|someone|people|anything|news|anyone|calling|sending)\b"
    ),
    "what is": r"^(?:what|where|how) (?:is|are|am|do|did|about|happened|now)\b",
    "should i": r"\b(?:should|shall|can|may|do|must) i (?:still |really |even |also )?(?:call|ring|email|phone"
                r"|follow|write)\b",
    "did i": r"\b(?:did|have|had) i\b|\b(?:calls|tries) (?:do i|are|left|have i)\b|\bi have left\b",
    "due": r"\b(?:due|next|pending|open|agenda|overview|summary|status|todo|list|show|history|progress|schedule"
           r"|plan)\b",
    "in general": (
        r"\b(?:often|usually|normal|normally|rude|better|polite|ever|general|bad sign|good sign|pushy|desperate"
        r"|annoying"
        r"|nuisance|pest|bothering|too many|too much|too often|ok to|okay to|matter|difference|supposed|count"
        r"|mean|worth"
        r"|need to|have to|tips|advice|appropriate|professional|how many|how long|how soon|what if|why)\b"
    ),
    "silence": (
        r"\b(?:ghost\w*|silence|silent|no word|no news|radio silence|(?:have|has|did|do|does|will) not (?:heard|hear|called"
        r"|replied|answered|reply|responded|respond|call me|answer my|return|gotten|got)|never (?:got|called"
        r"|replied|heard"
        r"|answered|wrote|responded|said)|still (?:no|nothing|waiting)|and nothing|since the interview"
        r"|no (?:reply|response) since)\b"
    ),
    "they said": rf"{_THEM_DO} (?:said|says|say|told|tell|asked|ask|want|wants|wanted|mentioned|promised|prefer"
                 rf"|prefers|think|expect)\b",
    "they will": rf"{_THEM_DO} (?:will|would|are going to|is going to|should|plan to|decide|decides|hope to"
                 rf"|expect to)\b",
    "they decide": r"\b(?:decision|decide|decides|decided by|make up their mind|let (?:me|us) know (?:by|on|in"
                   r"|within|after))\b",
    "they contacted": (
        rf"{_THEM_DO} (?:called|phoned|emailed|wrote|texted|contacted|replied|responded|answered|returned|messaged"
        rf"|reached out"
        rf"|got back|came back|tried to (?:call|reach)|sent (?:me )?(?:a|an)|left me|let me know|gave me an update"
        rf"|informed"
        rf"|needs|need|is still|are still|asked (?:for|about|if|me for|whether))\b"
    ),
    "contacted me": (
        rf"\b(?:called|phoned|emailed|wrote|texted|contacted|replied|answered|left|sent|got back|reached out"
        rf"|returned|told"
        rf"|messaged|rung|pinged)(?: back)?(?: to)? {_ME}\b"
    ),
    "heard": r"\b(?:heard (?:back |something )?from|heard back|word from|news from|update from|missed (?:a )?call)\b",
    "got from them": (
        r"\b(?:got|received|had|have|there is|finally)\b(?: \w+){0,3}? (?:reply|response|answer|email|call"
        r"|message|voicemail|text|letter|word|update)"
        r"(?: back)? (?:from|by)\b|\b(?:reply|response|answer|email|update) (?:from|came)\b"
    ),
    "i called": (
        rf"{_DONE}(?:\w+ing |did )?(?:called|dialed|dialled|call(?:ing)? (?:to )?_co_|had (?:_name_|someone|somebody|her|him) (?:\w+ _co_ )?on the (?:phone|line)|telephoned|tried (?:to )?(?:call"
        rf"|reach|ring|phon|_co_|them|again)\w*"
        rf"|left (?:a |another |my |voicemail|message|number)|reached|spoke|talked|got (?:hold|through)"
        rf"|made (?:the|a|my|another) (?:\w+ )?call"
        rf"|gave (?:them|_co_|_name_) a (?:call|ring|buzz))"
    ),
    "no answer": (
        r"\b(?:no (?:answer|reply|luck|one (?:there|picked|answered|home)|response)|not (?:answer|pick|answering"
        r"|there|reach|get through|picking)"
        r"|rang out|just rang|busy|engaged|voicemail|machine|mailbox|out of office|was out|were out)\b"
    ),
    "phone": r"\b(?:call|calls|called|calling|phone|voicemail|ring|dialed|line)\b",
    "i wrote": (
        rf"{_DONE}(?:\w+ly )?(?:emailed|wrote|messaged|texted|pinged|nudged|mailed|(?:sent|shot|dropped|fired"
        rf"|send)(?: off)? (?:\S+ ){{0,3}}?(?:an? |another |the |my |second |third )?"
        rf"(?:\w+ ){{0,2}}?(?:email|line|message|follow|note|nudge|update)|followed up|checked in|reached out"
        rf"|contacted|asked (?:for|_co_|about))\b"
    ),
    "email": r"\b(?:email|emails|emailed|linkedin|follow up|followed up|check in|checked in|status update)\b",
    "thank them": (
        r"\b(?:thanked|thank you (?:to|note|notes|email|letter|card|for _co_|sent|went|'s|out|is|was|has|gone"
        r"|done|from)|note (?:is |was |has been )?(?:sent|out|done|went)"
        r"|(?:sent|wrote|mailed|emailed|posted|dropped|finished|send|shot)\b(?: \S+){0,6} (?:thank|note|card)"
        r"|say thank)\b"
    ),
    "only thanks": r"^(?:\w+ )?(?:many )?thank(?: you)?(?: (?:so|very|a|much|lot|bot|again|for|your|the|help|mate"
                   r"|buddy|all|that|great))*(?: !)*$",
    "interview": r"\b(?:interview\w*|round|onsite|screen|panel|assessment|meeting with|superday)\b",
    "held": (
        r"\b(?:had|did|done|finished|was|were|went|over|left|interviewed|met|saw|survived|nailed|bombed|finally"
        r"|completed|happened"
        r"|took place|got out|came out|came back|walked out|just|behind me|spent)\b"
    ),
    "ahead": (
        r"\b(?:tomorrow|tonight|next|upcoming|later|coming|scheduled|schedule|booked|invited|landed|moved"
        r"|rescheduled|postponed"
        r"|pushed|have an?|got an?|will|am (?:interviewing|meeting|seeing|going)|in (?:_number_|two|three|four"
        r"|a) (?:days|weeks|hours|week|month))\b"
    ),
    "behind": r"\b(?:yesterday|last|ago|earlier|this (?:morning|afternoon)|today|was)\b",
    "a day": r"_day_|_month_",
    "until": r"\b(?:until|by|within|around|before|after|between)\b(?: \w+){0,2} (?:_day_|_month_|_number_|\w*week"
             r"|month|days|end|then|noon|pm|easter|christmas|thanksgiving)",
    "offer": r"\b(?:offer|offers|offered|hired|hire|got it|got the|contract|signed|accepted|start (?:on|at|in"
             r"|_day_|work|next)|my new job|the job is mine)\b",
    "they chose me": rf"{_THEM_DO} (?:chose|picked|selected|hired|want|wants|took|is hiring|are hiring|said yes"
                     rf"|offered)(?: (?:me|yes|to hire|us|it|the)|(?: !)*$|$)",
    "no": (
        r"\b(?:reject\w*|refused?|overqualified|not be considered|the no|no (?:from|for) (?:_co_|them)|no thank|out at|lost (?:out|the)|turned (?:me )?down|declined|regret\w*|unfortunately|sadly|not (?:selected|chosen|moving"
        r"|get|hire|make|a fit|want me|the right|what|going to hire|successful)"
        r"|said no|told me no|a no|no go|passed(?: on)?|someone else|somebody else|another (?:candidate|applicant"
        r"|person)|other (?:candidate|applicant)|different (?:candidate|applicant|direction)"
        r"|filled|internal\w*|decided against|unsuccessful|bad news|dropped me|out of the running|no longer)\b"
    ),
    "rule": (
        r"\b(?:do not call|not to call|no (?:phone )?calls|email only|only (?:by )?email\w*|ask for|contact (?:is"
        r"|at|person|for)|call (?:back|me|her|him|them|us|ms|mr|mrs|_name_|every|on|after|in|again)"
        r"|check back|try again|get back to|be in touch|every _day_|each week|every (?:week|other)|(?:away|out"
        r"|travel\w*|vacation|leave|holiday|traveling) (?:\w+ ){0,2}?until"
        r"|other (?:candidates|people|interviews|applicants)|interviewing others|prefers? email|wait until"
        r"|reach (?:her|him) (?:at|on)|hear (?:from|by|back))\b"
    ),
    "remind": (
        r"\b(?:remind\w*|reminder|wait with|^again|on my list|pester|shout|snooze|ping me|poke me|nudge me|alert me|notify me|wake me|tell me (?:again|on"
        r"|in|tomorrow|when|at|_day_|next)|ask me (?:again|later|tomorrow|in)|postpone it"
        r"|not let me forget|do not forget|put (?:it|that|this) off|bring (?:\S+ ){1,3}up|later|message me"
        r"|heads up|let me know (?:when|if) it|not now|not today|alarm|buzz me|bug me|text me|hit me up)\b"
    ),
    "undo": (
        r"\b(?:undo|revert|wrong|nonsense|correction|mixed|was not _co_|not _co_|take (?:it|that) out|scratch|strike that|scrap|erase|delete|remove|cancel (?:that|it|the|this|my)"
        r"|take (?:that|it) back|take back|roll (?:it|that) back|go back|mistake|oops|whoops|my bad|wrong"
        r"|disregard|ignore (?:that|it|my|the)|forget (?:that|it|what|i)|never mind|not mean|meant|not what i"
        r"|not right|not happen|typo|by accident|unlog|rewind|correct that)\b"
    ),
    "of work": (
        r"_co_|\b(?:interview\w*|call\w*|email\w*|job|offer\w*|hir\w+|recruiter|note|answer\w*|voicemail"
        r"|reject\w*|candidate|position|role|remind\w*|undo|apply\w*|application|applicant|employer|manager"
        r"|references"
        r"|follow\w*|decision|decide\w*|salary|resume|cv|visa|wear|letter|status|reply|replied|heard|hear|round"
        r"|thank you (?:note|to|sent|email)|wrote|sent|contact\w*)\b"
    ),
}  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _CUES.items())
_JOINED = (
    ("asks", "of work"),
    ("asks whether", "of work"),
    ("interview", "held"),
    ("interview", "ahead"),
    ("phone", "no answer"),
)


def cues(plain: str) -> Iterator[str]:
    """The names of the cues of a text in plain words, and of those that mean more together."""
    found = {name for name, pattern in _PATTERNS if pattern.search(plain)}
    yield from found
    company = "_co_" in plain
    if {"asks", "asks whether"} & found:
        yield f"asks {'about one' if company else 'at large'}"
    if "of work" not in found:
        yield "of nothing here"
    if not found & {"of work", "remind", "undo", "due", "offer", "no", "asks", "asks whether", "rule", "silence"}:
        yield "nothing"
    if "interview" in found:
        held, ahead = "held" in found or "behind" in found, "ahead" in found
        yield f"interview {'held' if held else ''} {'ahead' if ahead else ''}"
    if len(plain.split()) <= 2:
        yield f"short {'one' if company else ''}"
    if plain.startswith(("_co_", "they")):
        yield "they first"
