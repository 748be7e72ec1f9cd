"""Whether what stands around a date has happened or was promised."""

from __future__ import annotations

from bot.language.lexicon import words_of
from bot.language.moments import Direction
from bot.language.tokens import Tokens

_FUTURE = words_of("""
    ends closes begins opens happens
    will won't wont shall going gonna gunna should would wouldn't could might by until deadline due tomorrow upcoming
    expect expects expecting expected plan plans planned planning hope hopes hoping hopefully remind ring call calls
    scheduled schedule rescheduled booked invited invite want wants wanted wait waiting need needs ready aim aiming
    promised latest coming starts start starting free available supposed moved pushed postponed can may must decide
    theyll illl shell well'll youll itll hell'd theyd shed ill asap aims decides deciding comes
    returns resumes reconvenes meets announces finishes leaves reopens
    expires lets let's try gotta wanna tentatively confirmed arranged set fixed asks come meet speak check reach hear
    """)
_PAST = words_of("""
    was were wasn't had hadn't did didn't didnt spoke met sent heard got left rang went came saw wrote told said gave
    interviewed called emailed talked phoned mailed messaged applied finished completed received replied
    rejected offered answered missed chatted visited texted followed submitted dropped reached tried spoken been had
    landed bombed aced nailed ghosted just happened did took done
    """)
_NOT_PAST = words_of("""
    need proceed speed indeed feed exceed succeed linkedin interested crossed excited stressed worried scared tired
    annoyed confused concerned asked lined closed needed delayed united limited shared wedded unemployed
    """)
_IS = words_of("is are am be being i'm it's they're he's she's we're get gets getting still")
_NEAR_WORDS = """
    on by the maybe around about me us him her i to it mid - early late end of ' " “ ‘ sometime : next this no later
    than since eod cob first thing morning at latest after before until right not sometimes
"""
_NEAR = words_of(_NEAR_WORDS)
# These tell what somebody promised when the date comes right after them, and of the past when it comes before.
_TELLING = frozenset({"said", "told", "says", "mentioned", "reckons", "thinks", "sounded", "wrote"})
_DOING = words_of("""
    call ring phone come meet follow reach send speak talk check get email hear interview decide be have do make let
    give start contact see ping try wait write respond reply revert know pick announce choose finalize finalise expect
    """)
_ENDS = frozenset({".", "!", "?", ";", "\n", "…"})
_AWAITED = words_of("decision answer answers result results reply feedback news outcome verdict response")
_OPENS_CLAUSE = words_of(", ; : - – ( and then & the their")
_NOTHING = words_of("never nothing didn't didnt haven't havent hasn't hasnt crickets nada")
_FAR_BACK = 12
_FAR_AHEAD = 8


def toward_at(tokens: Tokens, at: int, end: int, given: Direction) -> Direction:
    """On which side of now a date lies that stands from `at` up to `end`, by the words around it, else as given."""
    if _came_to_nothing(tokens, end):
        return Direction.PAST
    cue = _before(tokens, at) or _after(tokens, end)
    return given if cue is None else cue


def _came_to_nothing(tokens: Tokens, end: int) -> bool:
    """Whether what was promised for a date is told not to have come: "they'd call Monday but never did"."""
    end += tokens.word(end) in _ENDS | {",", "-"}
    if tokens.word(end) not in {"but", "and"}:
        return False
    return any(tokens.word(index) in _NOTHING for index in range(end + 1, end + 4))


def _before(tokens: Tokens, at: int) -> Direction | None:
    """What the nearest cue before the date says."""
    near = True
    for index in range(at - 1, max(-1, at - _FAR_BACK), -1):
        word = tokens.word(index)
        if (word in _ENDS or word == ":") and not tokens.glued(index, index + 1):
            return None
        if word in _AWAITED and near and (index == 0 or tokens.word(index - 1) in _OPENS_CLAUSE):
            return Direction.FUTURE
        if word in _TELLING and near:
            return Direction.FUTURE
        if word == "by" and not near:
            continue
        near = near and word in _NEAR
        if word == "to" and index >= at - 2 and tokens.word(index - 1).endswith("ed"):
            return Direction.FUTURE
        if word == "to" and tokens.word(index + 1) in _DOING:
            was_to = tokens.word(index - 1) == "supposed" and tokens.word(index - 2) in {"was", "were"}
            return Direction.PAST if was_to else Direction.FUTURE
        if word == "since" and near:
            return Direction.PAST
        if word == "than" and near:
            return Direction.FUTURE
        if word in {"is", "are", "through", "thru"} and index == at - 1:
            return Direction.FUTURE
        if word in {"before", "earlier"} and tokens.word(index - 1) in {"not", "no"}:
            return Direction.FUTURE
        if word in _DOING and tokens.word(index - 1) == "to":
            continue
        cue = _cue(tokens, index)
        if cue is not None:
            return cue
    return None


def _after(tokens: Tokens, end: int) -> Direction | None:
    """What the first cue after the date says, within the sentence."""
    for index in range(end, min(len(tokens), end + _FAR_AHEAD)):
        word = tokens.word(index)
        if word in _ENDS or word in {"but", "and"}:
            break
        if word in _TELLING and (tokens.word(index + 1) in {"", ",", "lol"} or tokens.word(index + 1) in _ENDS):
            # "Friday, she said": the day is what was told.
            return None
        cue = _cue(tokens, index)
        if cue is not None:
            return cue
    return None


def _cue(tokens: Tokens, at: int) -> Direction | None:
    word = tokens.word(at)
    if word in {"call", "calls", "ring"} and _is_noun(tokens, at):
        return None
    if word == "left" and not tokens.word(at + 1).isalnum():
        return None
    if word.endswith("ed") and tokens.word(at - 1) in _IS:
        return None
    if word in _FUTURE or word.endswith(("'ll", "'d", "’ll")):
        return Direction.FUTURE
    if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
        return Direction.PAST
    return None


def _is_noun(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) in {
        "a",
        "the",
        "my",
        "video",
        "phone",
        "zoom",
        "teams",
        "first",
        "second",
        "intro",
        "last",
    }
