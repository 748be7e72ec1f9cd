"""What looks like a date and is none: "May I call", "Friday Studios", "the 3rd interview", "she sat down"."""

from __future__ import annotations

from bot.language.dates.scenes import Scene
from bot.language.lexicon import MONTH_NAMES, NAME_ENDINGS, UNITS, WEEKDAY_NAMES, month_of, weekday_of, words_of

_NAME_ENDS = words_of("""
    studios studio labs lab inc llc ltd gmbh corp co group media games health systems software solutions partners
    ventures capital bank design works digital technologies tech consulting foods brands agency club press street st
    avenue ave road rd company holdings home security services recruiting staffing insurance financial industries
    motors times show telegraph express entertainment pictures books coffee magazine collective creative ai io app com
    """)
# Those that follow the name of a weekday in no other way, also in small letters.
_SURE_NAME_ENDS = words_of("""
    motors studios labs inc llc ltd gmbh agency ventures holdings technologies solutions software consulting
    recruiting staffing
    """)
_BEFORE_NAMES = frozenset({"at", "with", "for", "to", "joining", "w", "/", "from", "company", "called"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "professor"})
_LEADS = words_of("""
    on by until before after since from for around about this next last every each or and to , - – / ( early late mid
    coming of in between through thru is was : sometime maybe are til or till that past
    """)
_LIST_MARKS = words_of("/ - – or to thru through until and ,")
_BEFORE_SHORT_DAY = words_of("""
    call calls called ring rang phone phoned meet met come interview interviewed email emailed talk spoke speak chat
    visit again back me us them her him only due decide decides answer decision tomorrow today not say
    """)
# Names of weekdays and months that are words as well, or names of people.
_WEEKDAY_WORDS = frozenset({"sat", "sun", "wed", "mon"})
_MONTH_WORDS = frozenset({"may", "march", "mar"})
_PEOPLE = frozenset({"april", "june", "august", "jan"})
_SAID_BY_PEOPLE = words_of("mail email emails call calls message note letter text word voicemail heard hear reply msg")
_SET_FOR = words_of("planned scheduled set slated due penciled aiming aim booked hoping wait waiting until")
_BEFORE_MONTH = words_of("""
    in by until since of next last early mid late before after from through during around about sometime come - for
    end beginning middle start this
    """)
_AFTER_VERB = words_of("i we they he she you it be have call not take also want well need get")
# What may follow "the 3rd" where it is a day and not the third of something.
_FOLLOWERS = words_of("""
    of at or and to in if when i they she he we it but so is was for with until then which because since about around
    before after between from will they'll i'll he'll she'll we'll next this last morning afternoon evening night
    through thru by on that who as hopefully please maybe latest also they'd she'd he'd we're they're theyll
    pls plz thx thanks tbh btw haha imo onwards onward instead i've ive i'd id they've she's he's shes hes cos cuz
    cause
    though i'm were are not where otherwise week noon said says can should would am pm around works work lol
    """)
_LED_BY = words_of("on by until before after since from around about or and to of , ( - – between through thru")


def is_weekday(scene: Scene, at: int, *, led: bool) -> bool:
    """Whether the name of a weekday at a token is one, and no part of a name nor another word."""
    if _in_name(scene, at, led):
        return False
    if scene.word(at) not in _WEEKDAY_WORDS or led:
        return True
    before, after = scene.word(at - 1), scene.word(at + 1)
    alone = at == 0 and after == "" and scene.word(at) in {"mon", "wed"}
    timed = after.isdecimal() or after in {"at", "@", "morning", "afternoon", "evening", "night", "am", "pm"}
    listed = after in _LIST_MARKS and scene.word(at + 2)[:3] in {name[:3] for name in WEEKDAY_NAMES}
    closing = (after == "" or after in {".", ",", "!", "?", ")"}) and before in _BEFORE_SHORT_DAY
    return (
        closing
        or before in _LEADS
        or before in {"its", "it's"}
        or alone
        or timed
        or listed
        or (scene.is_capital(at) and at > 0 and before != "." and after not in {"down", "in", "through"})
    )


def is_month(scene: Scene, at: int, *, numbered: bool = False, part: bool = False) -> bool:
    """Whether the name of a month at a token is one; `numbered` where a number follows, `part` after "early" or so."""
    word, before, after = scene.word(at), scene.word(at - 1), scene.word(at + 1)
    if month_of(word) is None or _in_name(scene, at, led=part):
        return False
    if numbered:
        return word != "may" or after.isdecimal() or after == "the"
    if part:
        return True
    dated = after.isdecimal() or (after in {"last", "next", "this"} and scene.word(at + 2) == "year")
    if dated:
        return True
    if word in _MONTH_WORDS:
        return before in _BEFORE_MONTH and after not in _AFTER_VERB and not (word == "may" and before == "this")
    if scene.tokens.text(at, at + 1).casefold() not in _PEOPLE:
        return True
    if before in {"for", "from"}:
        named = scene.word(at - 2) not in _SET_FOR if before == "for" else scene.word(at - 2) in _SAID_BY_PEOPLE
        return not named
    return before in _BEFORE_MONTH


def is_title(scene: Scene, at: int) -> bool:
    """Whether a word such as Today is the end or the start of a name: "USA Today", "Today Show"."""
    if scene.tokens.text(at, at + 1) not in NAME_ENDINGS:
        return False
    return scene.word(at + 1) in _NAME_ENDS or (at > 0 and scene.is_capital(at - 1) and scene.word(at - 1) != "i")


def _in_name(scene: Scene, at: int, led: bool) -> bool:
    """Whether a word at a token stands in a name: "Friday Studios", "at Monday Motors", "monday.com"."""
    titled = at - 2 if scene.word(at - 1) == "." else at - 1
    if scene.word(titled) in _TITLES and scene.is_capital(at):
        return True
    after = scene.word(at + 1)
    if after in _SURE_NAME_ENDS:
        return True
    if not scene.is_capital(at) and after not in {"street", "."}:
        return False
    if after == "." and scene.tokens.glued(at, at + 2) and scene.word(at + 2) in {"com", "io", "ai", "co"}:
        return True
    if not scene.is_capital(at + 1) and after != "street":
        return scene.word(at - 1) == "ruby"
    if after in _NAME_ENDS and (after not in {"co", "works", "com"} or scene.is_capital(at + 1)):
        return True
    timely = after in MONTH_NAMES or after in WEEKDAY_NAMES or after in UNITS
    return (
        scene.word(at - 1) in _BEFORE_NAMES - {"from", "for", "to"}
        and not led
        and not timely
        and after not in {"i", "am", "pm"}
    )


def ordinal_stands(scene: Scene, at: int, led: bool, end: int, *, spelt: bool) -> bool:
    """Whether a number such as "the 3rd" is a day: not the third of anything, and something says that it is one."""
    after, before = scene.word(end), scene.word(at - 1)
    follows = not after or not (after[0].isalpha() or after.isdecimal() or after == "-") or after in _FOLLOWERS
    if after == "of" or not follows:
        return False
    if spelt:
        return led and before in {"on", "by", "until", "before", "after", "since"} and after != "time"
    return led or before in _LED_BY or weekday_of(before) is not None or (at == 0 and not after)
