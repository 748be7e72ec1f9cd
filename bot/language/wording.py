"""A question made comparable: spelling evened out, words of one meaning written as one, cut into features."""

from __future__ import annotations

from collections import Counter

from bot.language.regex import regex

MOST_CHARACTERS = 600
"""A question is read up to here; who rambles on says what it is about before."""
_MOST_WORDS = 120
_GRAMS = (3, 4, 5)

_WORD = regex(r"[^\W_]+(?:'[^\W_]+)*")
_JOINED = (
    (regex(r"\be[ -]mail"), "email"),
    (regex(r"\bth?an(?:k|x)s?[ -]?(?:you|u|yuo)s?\b"), "thankyou"),
    (regex(r"\bvoice[ -](mail|message)"), "voicemail"),
    (regex(r"\bfoll?ow(ed|ing|s)?[ -]?ups?\b"), "followup"),
    (regex(r"\bg(?:et|ot|etting) back to\b"), "getback"),
    (regex(r"\b(\d+)x\b"), r"\1 times"),
)
_SAME: dict[str, str] = {
    word: plain
    for plain, words in {
        "thankyou": "thanks thx thnx tnx ty thank thanking thanked thanku thnk tank thankyous thankyou's",
        "call": "ring phone telephone dial buzz calls phones rings",
        "called": "rang phoned rung telephoned dialled dialed",
        "calling": "ringing phoning telephoning dialling",
        "email": "emails emailed emailing",
        "interview": "intervew interveiw intrview interviews iv",
        "interviewed": "intervewed interveiwed",
        "you": "u ya yo",
        "your": "ur",
        "are": "r",
        "for": "4",
        "people": "ppl folks",
        "them": "em",
        "please": "plz pls",
        "should": "shud shd shoud shoudl",
        "what": "wat wot wht",
        "when": "wen whens",
        "why": "y",
        "because": "cuz coz bc cause",
        "nothing": "nowt nuthin nada nothin zilch",
        "yes": "yep yeah yup",
        "no": "nope nah",
        "response": "reply answer responses replies answers",
        "responded": "replied answered",
        "respond": "reply",
        "manager": "boss gaffer supervisor",
        "message": "msg messages",
        "minutes": "mins min minute",
        "hours": "hrs hr's hour",
        "week": "wk wks weeks",
        "day": "days",
        "month": "months mths",
        "tomorrow": "tmrw tmr tomoz 2moro",
        "really": "rly realy",
        "without": "w/o wo",
        "with": "w",
        "one": "1 once",
        "two": "2 twice couple",
        "three": "3 thrice 3rd third",
        "four": "4th fourth",
        "five": "5",
        "job": "role position post",
        "company": "firm employer companies firms employers",
        "annoying": "irritating bothersome bothering pestering bugging",
        "annoy": "bother pester bug irritate",
        "annoyed": "irritated bothered",
        "okay": "ok okey fine alright",
        "want": "wanna",
        "going": "gonna",
        "got": "gotta gotten",
        "do not": "dont don't",
        "did not": "didnt didn't",
        "does not": "doesnt doesn't",
        "have not": "havent haven't",
        "has not": "hasnt hasn't",
        "is not": "isnt isn't",
        "was not": "wasnt wasn't",
        "can not": "cant can't cannot",
        "i am": "im i'm",
        "i have": "ive i've",
        "i would": "i'd",
        "i will": "i'll",
        "they are": "they're theyre",
        "they will": "they'll theyll",
        "they would": "they'd theyd",
        "they have": "they've theyve",
        "it is": "its it's",
        "that is": "thats that's",
        "what is": "whats what's",
        "who is": "whos who's",
        "how is": "hows how's",
        "the company": "acme globex initech hooli",
    }.items()
    for word in words.split()
}


def plain_words(text: str) -> list[str]:
    """The words of a question, each in the spelling it is compared by."""
    folded = text[:MOST_CHARACTERS].casefold().replace("’", "'").replace("w/o", "without")
    for pattern, plain in _JOINED:
        folded = pattern.sub(plain, folded)
    found = (_SAME.get(word, word) for word in _WORD.findall(folded)[:_MOST_WORDS])
    return ["0" if word.isdecimal() else word for phrase in found for word in phrase.split()]


def word_features(words: list[str]) -> dict[str, int]:
    """Words, and runs of two and three, with the ends of the text as words of their own; each begins with "w:"."""
    framed = ["^", *words, "$"]
    runs = (" ".join(framed[at : at + size]) for size in (2, 3) for at in range(len(framed) - size + 1))
    return Counter(f"w:{run}" for run in (*words, *runs))


def letter_features(words: list[str]) -> dict[str, int]:
    """Runs of three to five letters within the words: they survive typing errors."""
    framed = [f"_{word}_" for word in words]
    return Counter(word[at : at + size] for word in framed for size in _GRAMS for at in range(len(word) - size + 1))
