"""How people with one thumb spell the words of dates: each is folded to the one word that the grammar knows."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from bot.language.lexicon import MONTH_NAMES, WEEKDAY_NAMES, month_of, weekday_of
from bot.language.tokens import Token, Tokens

_WRITTEN_FOR = {
    "tomorrow": "tmrw tmr tmw tmrow tmo tmoro tmorrow tomo tomoz tomoro tomorro tomorow tommorow tommorrow tomorrows",
    "yesterday": "yday ystrday yest yester ystd yesturday yesterdays",
    "today": "tday todays",
    "tonight": "tonite tnite",
    "next": "nxt nex",
    "last": "lst",
    "week": "wk",
    "weeks": "wks",
    "weekend": "wkend wknd wkd",
    "weekends": "wkends wknds",
    "month": "mth mnth",
    "months": "mths mnths",
    "morning": "mornin morn mornings",
    "afternoon": "aft arvo aftn afternoons",
    "evening": "evenings",
    "until": "til till untill 'til",
    "business": "biz bus buisness bussiness",
    "before": "b4 bfore befor",
    "around": "arnd aroud",
    "christmas": "xmas crimbo chrismas christmass",
    "thanksgiving": "thanksgivin thxgiving tgiving",
    "every": "evry evey",
    "fortnight": "forthnight fortnite",
    "beginning": "begining beggining",
    "labor": "labour",
    "couple": "cpl coupla",
    "between": "btw btwn",
    "o'clock": "oclock",
    "and": "& n",
    "days": "dys",
}
_MEANT = {word: meant for meant, words in _WRITTEN_FOR.items() for word in words.split()}
# A figure for a sound: "2nite", "2moro", "b4".
_AFTER_TWO = {"nite": "tonight", "night": "tonight", "day": "today", "moro": "tomorrow", "morrow": "tomorrow"}
_AFTER_TWO |= {"mro": "tomorrow", "mrw": "tomorrow", "morro": "tomorrow", "moz": "tomorrow"}

_NAMES = tuple(name for name in (*WEEKDAY_NAMES, *MONTH_NAMES) if len(name) >= 6)
_SHORTEST_SLIP = 5
_LONG = 8
_NO_SLIPS = frozenset({"sundry", "marched", "augusta", "augusts", "octave", "sunray", "fridge", "sundae", "mundane"})


def respelled(tokens: Tokens) -> Tokens:
    """The same tokens, in their places, with the words of dates folded to one spelling."""
    items: list[Token] = []
    for token in tokens.items:
        before = items[-1] if items else None
        sound = _AFTER_TWO.get(token.folded) if before and token.glued and before.folded == "2" else None
        if before and token.glued and before.folded == "b" and token.folded == "4":
            sound = "before"
        if before and sound:
            items[-1] = Token(sound, before.start, token.end, before.glued)
        else:
            meant = _meant(token.folded)
            items.append(token if meant is token.folded else replace(token, folded=meant))
    return Tokens(tokens.source, tuple(items))


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    if word in _MEANT:
        return _MEANT[word]
    if word.endswith("'s") and (_is_day(word[:-2]) or word[:-2] in {"today", "tomorrow", "week", "month", "tonight"}):
        word = word[:-2]
    plural = word[:-1] if word.endswith("s") and not _is_day(word) else ""
    if plural and weekday_of(plural) is not None and len(plural) > 2:
        return _full(plural) + "s"
    if _is_day(word):
        return _full(word)
    slip = _slip_of(word)
    if slip is None and plural:
        slip = _slip_of(plural)
        return slip + "s" if slip in WEEKDAY_NAMES else word
    return word if slip is None else slip


def _is_day(word: str) -> bool:
    return weekday_of(word) is not None or month_of(word) is not None


def _full(word: str) -> str:
    """The full name of a weekday or month, save for those whose short form is a word of its own."""
    if word in {"sat", "sun", "mar", "wed"}:
        return word
    weekday, month = weekday_of(word), month_of(word)
    if weekday is not None:
        return WEEKDAY_NAMES[weekday]
    return word if month is None else MONTH_NAMES[month - 1]


def _slip_of(word: str) -> str | None:
    """The name of a weekday or month of which the word is a slip of the thumb."""
    if len(word) < _SHORTEST_SLIP or word in _NO_SLIPS:
        return None
    from rapidfuzz.distance import OSA

    for name in _NAMES:
        far = 2 if len(name) >= _LONG else 1
        if name[0] == word[0] and OSA.distance(name, word, score_cutoff=far) <= far:
            return name
    return None
