"""Free text in plain words for ranking: shorthand spelt out, figures and days by their kind, marks that matter kept."""

from __future__ import annotations

import re

from bot.language.lexicon import month_of, weekday_of
from bot.language.vocabulary import COMPANY, first_names

_PIECE = re.compile(r"\{co\}|w/|[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+|[?!@]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_SHORT = {
    "u": "you", "ur": "your", "r": "are", "w": "with", "w/": "with", "@": "at", "vm": "voicemail", "pls": "please",
    "plz": "please", "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow", "thx": "thank", "ty": "thank you",
    "thanks": "thank", "thankyou": "thank you", "msg": "message", "mins": "minutes", "min": "minutes",
    "hr": "hr", "til": "until", "till": "until", "im": "i am", "i'm": "i am", "ive": "i have", "i've": "i have",
    "ill": "i will", "i'll": "i will", "whats": "what is", "what's": "what is", "didnt": "did not",
    "didn't": "did not", "dont": "do not", "don't": "do not", "wasnt": "was not", "wasn't": "was not",
    "isnt": "is not", "isn't": "is not", "cant": "can not", "can't": "can not", "cannot": "can not",
    "couldnt": "could not", "couldn't": "could not", "wont": "will not", "won't": "will not", "hasnt": "has not",
    "hasn't": "has not", "havent": "have not", "haven't": "have not", "doesnt": "does not", "doesn't": "does not",
    "its": "it is", "it's": "it is", "thats": "that is", "that's": "that is", "they'd": "they would",
    "theyd": "they would", "they'll": "they will", "theyll": "they will", "they're": "they are", "theyre": "they are",
    "they've": "they have", "theyve": "they have", "youve": "you have", "weve": "we have", "whos": "who is",
    "where's": "where is", "how's": "how is", "who's": "who is", "wheres": "where is", "hows": "how is", "we'll": "we will", "he's": "he is", "she's": "she is", "hes": "he is",
    "he'd": "he would", "she'd": "she would", "e-mail": "email", "mail": "email", "mailed": "emailed",
    "phoned": "called", "rang": "called", "ring": "call", "phone": "phone", "2": "two", "thank-you": "thank you",
    "i'd": "i would", "id": "i would", "followup": "follow up", "yday": "yesterday", "tonite": "tonight",
    "1st": "first", "2nd": "second", "3rd": "third", "intvw": "interview", "convo": "conversation",
    "gonna": "going to", "wanna": "want to", "nobody": "no one", "noone": "no one", "ppl": "people",
}  # fmt: skip
_PERSON = re.compile(r"\b(?:ms|mrs|mr|dr|miss|mx)\b\.? [^\W\d_]+", re.IGNORECASE)
_LONGEST = 80


def plain_words(text: str) -> str:
    """The text in plain words, no more than its first eighty."""
    words: list[str] = []
    for match in _PIECE.finditer(_PERSON.sub("Dana", text)):
        words.extend(_plain(match.group().casefold().replace("’", "'")).split())
        if len(words) >= _LONGEST:
            break
    return " ".join(words[:_LONGEST])


def _plain(piece: str) -> str:
    if piece in _SHORT:
        return _SHORT[piece]
    if piece.isdigit():
        return "_number_"
    if len(piece) > 2 and piece != "second" and weekday_of(piece) is not None:
        return "_day_"
    if len(piece) > 2 and piece not in {"may"} and month_of(piece) is not None:
        return "_month_"
    if piece == COMPANY:
        return "_co_"
    if piece in first_names():
        return "_name_"
    if piece.endswith("'s"):
        return f"{piece[:-2]} 's"
    return piece if piece.isascii() or piece[0].isalpha() else "_picture_"
