"""The words that the forms of rules are made of, as patterns over a marked text."""

from __future__ import annotations

from bot.language.marks import DAY, OFTEN

A_DAY, REPEATED = f"{DAY}+", f"{OFTEN}+"
DO_CALL = (
    r"(?:call(?:ing)?|phone|phoning|ring|ringing|telephone|dial|follow(?:ing)? up|check(?:ing)? back|check(?:ing)? in"
    r"|check w\w*|try(?:ing)? again|try|touch base|get in touch|reach out|reach|contact(?:ing)?|ask again|chase"
    r"|give (?:\w+ ){1,2}a (?:call|ring|bell|shout|buzz|try)|drop (?:me|us|them|her|him) a line|hit (?:me"
    r"|us) up|bug (?:me|us))"
)
WHOM = (
    r"(?: (?:back|again|you|u|me|us|them|him|her|to|in|with|hr|the|office|recruiter|manager|please|only"
    r"|just|up|here)\b)*"
)
NOT = (
    r"(?:do not|don't|dont|not to|never|shouldn't|should not|must not|mustn't|no need (?:to|2)|needn't"
    r"|need not|stop|not|no point(?: in)?|refrain from|avoid|hold off"
    r"|doesn't|does not|doesnt|didn't|won't|will not|wont|not allowed to)"
)
THEY = (
    r"(?:we|they|she|he|someone|somebody|hr|u|sir|(?:the |my |their |our )?(?:recruiter|manager|principal"
    r"|team|company|boss|director"
    r"|owner|agency|office|lady|panel|m(?:r|rs|s)\.? \w+|frau \w+|dr \w+|head|chef|foreman|supervisor|vp|ceo|mgr))"
)
WILL = (
    r"(?:'ll|'d|ll|d| will| would|'re going to| are going to| is going to|'s going to| should| shall| gonna"
    r"| promised to"
    r"| plan to| want to| wants to| are to| is to)"
)
TELL = (
    r"(?:call|phone|ring|telephone|contact|text|mail|e-?mail|write|inform|notify|revert|respond|reply|answer"
    r"|get back|come back"
    r"|get in (?:touch|contact)|be in (?:touch|contact)|b in touch|be calling|be ringing|be contacting"
    r"|reach out|follow up|let|tell|send|have (?:an|the) answer|give)"
)
TELLS = (
    r"(?:calls|phones|rings|telephones|contacts|texts|mails|e-?mails|writes|informs|notifies|gets back"
    r"|gets in touch|lets"
    r"|reverts|call|inform|contact|ring|phone|write|rings|tell)"
)
TOLD = (
    r"(?: (?:back|to|with|you|u|me|us|know|an|a|the|answer|decision|from|them|either way|out|anything"
    r"|everyone|everybody|all|by|e-?mail"
    r"|mail|post|letter|phone|only|result|results|update|news|both|in|on|of|letter|again|candidates|chosen|one)\b)*"
)
BY = (
    r"(?: (?:by|before|around|about|on|within|in|at|until|till|til|no later than|or around|sometime|early|mid"
    r"|latest|the|this|for|next|end|of|come)\b|,)*"
)
LED = rf"(?:(?:\b(?:by|after|on|in|the|around|before) )*{A_DAY}[, ]+)?"
SOON = r"(?:(?! if\b)[^\x00-\x03]){0,40}?"
UNTIL = r"(?:until|till|til|thru|through|up to|'til|upto)"
