"""Messages that neither tell nor ask anything: greetings and thanks, pictures, scripts that the bot does not read."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from bot.language.regex import regex


class Courtesy(StrEnum):
    """What is said out of politeness."""

    HELLO = "hello"
    THANKS = "thanks"
    BYE = "bye"
    NOD = "nod"


class Writing(StrEnum):
    """What a text is written in."""

    LATIN = "latin"
    OTHER_SCRIPT = "other-script"
    NO_WORDS = "no-words"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_KINDS = {
    Courtesy.THANKS: _set("thanks thx tnx thank ty tysm cheers tks thankyou thanx merci danke"),
    Courtesy.HELLO: _set(
        "hi hello hey heya hiya hallo yo howdy goodmorning goodafternoon goodevening goodday greetings"
    ),
    Courtesy.BYE: _set("bye goodbye ciao cya goodnight"),
    Courtesy.NOD: _set(
        "ok okay k kk yes no yep nope nah yeah cool great nice fine alright lol haha wow sure perfect mind"
    ),
}
"""The words of each, those first that say more than the ones after them."""
_FILLING = _set(
    "there bot all you so much very for your the help that good a lot again then see never oh ah u and it is"
)
_LONGEST = 8
_DAYTIME = regex(r"\bgood[ -](?=(?:morning|afternoon|evening|night|day)\b)")
_WORD = regex(r"[^\W\d_]+")


def read_courtesy(text: str) -> Courtesy | None:
    """The courtesy that a text is, and nothing besides."""
    words = _WORD.findall(_DAYTIME.sub("good", text.casefold()))
    if len(words) > _LONGEST or not all(word in _FILLING or _kinds_of(word) for word in words):
        return None
    said = [kind for word in words for kind in _kinds_of(word)]
    return next((kind for kind in _KINDS if kind in said), None)


def _kinds_of(word: str) -> list[Courtesy]:
    return [kind for kind, words in _KINDS.items() if word in words]


def writing_of(text: str) -> Writing:
    """What the letters of a text are."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return Writing.NO_WORDS
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return Writing.LATIN if 2 * latin >= len(letters) else Writing.OTHER_SCRIPT
