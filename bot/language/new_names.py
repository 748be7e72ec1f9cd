"""Names that are not yet known: "interview with Wayne Enterprises tomorrow", "called stripe, no answer"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.companies import company_key
from bot.language.lexicon import month_of, weekday_of
from bot.language.name_words import AT, INTRODUCES, SAYS, Word
from bot.language.regex import regex
from bot.language.roles import split_role
from bot.language.vocabulary import common_words, example_words, first_names, no_names, shorthand

Span = tuple[int, int]

_ENOUGH = 2
_SURE = 4
_LONGEST = 5
_INSIDE = frozenset({"of", "&", "and", "the", "for"})
_FORM_WORDS = """
    inc corp co ltd llc gmbh ag plc sa bv group company corporation limited partners labs bank health systems
    industries studios technologies sons associates services solutions software media consulting capital hospital
    university college school foundation holdings enterprises international tech airlines insurance
"""
_FORMS = frozenset(_FORM_WORDS.split())
_FEAST_WORDS = """
    thanksgiving christmas xmas easter halloween diwali deepavali eid ramadan hanukkah passover juneteenth pentecost
    holi memorial labor labour independence boxing valentine's valentines veterans presidents columbus mlk new year
    year's years day eve weekend good black cyber bank holiday holidays break
"""
_FEASTS = frozenset(_FEAST_WORDS.split())
_PERSON_TITLES = frozenset({"ms", "mr", "mrs", "dr", "miss", "mx", "prof"})
_NO_COMPANIES = """
    cet cest est edt pst pdt cst cdt mst mdt gmt utc bst ist jst aest cob eod eob asap fyi hr am pm ceo cto vm tbd
"""
_ABBREVIATIONS = frozenset(_NO_COMPANIES.split())
_PLACES = frozenset({"in", "near", "merry", "happy"})
_SLOT = regex(
    r"\b(?:interview|interviewed|interviewing|round|onsite|screen|screening|assessment)\s+(?:with|at|@|w/?)\s"
    r"|^(?:i |just |i just |so i )?(?:called|rang|phoned|emailed|interviewed)\s(?=\w)",
    re.IGNORECASE,
)
_PLACED = frozenset({"at", "@"})
_BESIDE = frozenset({"with", "w", "w/"})
_TALKED = frozenset({"spoke", "spoken", "speaking", "talked", "talking", "chatted"})
_TO = frozenset({"with", "w", "w/", "to"})
_PARTNERS = frozenset({"sons", "partners", "associates", "daughters", "friends"})
_ROW = frozenset({"and", "or", "&", "+"})
_BEFORE_DAY = regex(
    r"(?:(?:with|at|for|about|to) )?(?P<name>[^\W\d][\w&.'’-]*(?: [\w&.'’-]+){0,2}?)"
    r"(?= (?:on|last|this|next|yesterday|today|tomorrow)\b)",
    re.IGNORECASE,
)
_PERSON_VERBS = frozenset({"ask", "asked", "asking"})


def find_new_names(text: str, words: Sequence[Word], taken: frozenset[int]) -> tuple[Span, ...]:
    """Where in the text a company is named that is not yet known; several where it names them in a row."""
    shouting = text.isupper()
    scored: list[tuple[int, int, int]] = []
    at = 0
    while at < len(words):
        end = at if at in taken else _name_end(words, at, taken, shouting=shouting)
        first = _past_everyday(words, at, end, shouting=shouting)
        score = _score(words, first, end, shouting=shouting) if first < end else 0
        if score >= _ENOUGH:
            scored.append((score, first, end))
        at = max(end, at + 1)
    scored = _without_people(words, scored)
    if not scored:
        return () if taken else _in_small_letters(text, words)
    best = max(score for score, _, _ in scored)
    top = next(each for each in scored if each[0] == best)
    row = [each for each in scored if each == top or _in_a_row(text, words, top, each)]
    row += _in_its_row(text, words, taken, row[-1], shouting=shouting)
    spans = [_span(text, words, first, end) for _, first, end in row]
    return tuple(span for span in spans if span[0] < span[1])


def _is_capital(word: Word, *, shouting: bool) -> bool:
    return (
        not shouting
        and (word.text[0].isupper() or word.text[0].isdigit() or not word.text.islower())
        and any(char.isupper() for char in word.text)
        and word.folded.partition("'")[0] != "i"
    )


def _is_day(word: Word) -> bool:
    folded = word.folded.rstrip(".")
    return weekday_of(folded) is not None or month_of(folded) is not None


def _is_feast(words: Sequence[Word]) -> bool:
    """Whether words name a day of the year, or are a day's and a feast's: "Thanksgiving", "Black Friday"."""
    return all(word.folded in _FEASTS or _is_day(word) for word in words)


def _name_end(words: Sequence[Word], at: int, taken: frozenset[int], *, shouting: bool) -> int:
    """Where the run of words ends that may be one name: capitalised ones, or small ones that are not everyday."""
    capital = _is_capital(words[at], shouting=shouting)
    if not capital and not _is_rare(words[at]):
        return at
    end = at + 1
    while end < min(len(words), at + _LONGEST) and end not in taken:
        form = words[end].folded in _FORMS and (capital or end == at + 1)
        if words[end - 1].after and not (form and words[end - 1].after == ",") and words[end - 1].after != ".":
            break
        following = words[end + 1] if end + 1 < len(words) and end + 1 not in taken else None
        inside = following is not None and words[end].folded in _INSIDE
        joined = inside and following is not None and _joins(words[end], following, capital=capital)
        same = _is_capital(words[end], shouting=shouting) if capital else _is_rare(words[end])
        if not (form or joined or same):
            break
        end += 2 if joined else 1
    while end > at + 1 and _is_day(words[end - 1]):
        end -= 1
    return end


def _joins(word: Word, following: Word, *, capital: bool) -> bool:
    """Whether a small word within a name leads on to more of it: "Bank of America", "bain and company"."""
    formed = following.folded.rstrip(".") in {"company", "co", *_PARTNERS}
    if not capital:
        return formed and word.folded in {"and", "&"}
    return following.text[0].isupper() and (word.folded in {"&", "of"} or formed)


def _is_rare(word: Word) -> bool:
    """Whether a small word is none that people use every day, and none of a person or a date."""
    folded = word.folded.removesuffix("'s")
    if len(folded) < 3 or not folded[0].isalpha() or not folded.isascii() or any(char.isdigit() for char in folded):
        return False
    if folded in AT or folded in INTRODUCES or folded in SAYS:
        return False
    known = common_words()
    plain = folded in known | shorthand().keys() or any(
        folded.endswith(ending) and folded.removesuffix(ending) in known
        for ending in ("s", "ed", "ing", "ly", "'s", "er")
    )
    return not plain and folded not in first_names() and not _is_day(word) and "'" not in folded


def _past_everyday(words: Sequence[Word], at: int, end: int, *, shouting: bool) -> int:
    """The run without everyday words at its head, capitalised as a sentence's first: "Called Stark"."""
    while at < end and _is_capital(words[at], shouting=shouting):
        word = words[at]
        folded = word.folded.removesuffix("'s")
        opens = at == 0 or words[at - 1].after[-1:] in {".", "!", "?"}
        everyday = folded in example_words() or (opens and folded in common_words())
        placed = at > 0 and words[at - 1].folded in _PLACED and not words[at - 1].after
        person = folded in first_names() and at + 1 == end and not placed
        alone = at + 1 == end and everyday
        leads = opens and everyday and folded not in {"black", "blue", "red", "green"} and not _is_day(word)
        if folded in _PERSON_TITLES or _is_feast(words[at:end]):
            return end
        if not (leads or alone or person or (folded in _INSIDE and folded != "the")):
            break
        at += 1
    return at


def _score(words: Sequence[Word], first: int, end: int, *, shouting: bool) -> int:
    """How much speaks for a name; what is addressed as a person or a role is none."""
    capital = _is_capital(words[first], shouting=shouting)
    before = words[first - 1] if first and not words[first - 1].after else None
    said = before.folded if before else ""
    if said in {"the", "my", "a", "an"} and first > 1:
        said = words[first - 2].folded if said == "the" and capital else ""
    asked = said in {"for", "to"} and first > 1 and words[first - 2].folded in _PERSON_VERBS
    formed = end - first > 1 and words[end - 1].folded in _FORMS
    person = words[first].folded in first_names() and said not in AT and not formed
    if (
        asked
        or (end - first == 1 and words[first].folded in _ABBREVIATIONS)
        or person
        or said in _PLACES
        or _is_role(words, first, end)
        or any(char == "@" for char in words[first].text)
    ):
        return 0
    score = _SURE if said in AT else _ENOUGH if said in INTRODUCES else 0
    if end < len(words) and not words[end - 1].after and words[end].folded in SAYS:
        score += _ENOUGH
    opens = first == 0 or words[first - 1].after[-1:] in {".", "!", "?"}
    if capital:
        score += 1 if opens else _ENOUGH
        score += end - first > 1
    elif said == "w" and len(words[first].folded) < 3:
        return 0
    if words[end - 1].folded in _FORMS or (first == 0 and words[0].after == ":"):
        score += 1
    return score


def _without_people(words: Sequence[Word], scored: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The names but those of people with whom something was at a company: "at Foobar, with Ada Wong"."""

    def after(first: int, *said: frozenset[str]) -> bool:
        """Whether words of these kinds, the last one first, stand right before a name."""
        before = [word for word in reversed(words[max(first - len(said), 0) : first]) if not word.after]
        return len(before) == len(said) and all(word.folded in each for word, each in zip(before, said, strict=True))

    if not any(after(first, _PLACED) for _, first, _ in scored):
        return list(scored)
    return [
        each
        for each in scored
        if not (after(each[1], _TO, _TALKED) or (after(each[1], _BESIDE) and _may_be_person(words, *each[1:])))
    ]


def _may_be_person(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether a name may be a person's: by its first word, or by its length; one with a firm's last word is none."""
    formed = end - first > 1 and words[end - 1].folded in _FORMS
    return not formed and (words[first].folded in first_names() or end - first in (2, 3))


def _is_role(words: Sequence[Word], first: int, end: int) -> bool:
    phrase = " ".join(word.text for word in words[first:end])
    return split_role(f"Xq {phrase}")[0] == "Xq"


def _in_a_row(text: str, words: Sequence[Word], top: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two names are joined: "Hooli and Wayne Enterprises"."""
    first, second = sorted((top, other), key=lambda each: each[1])
    gap = text[words[first[2] - 1].end : words[second[1]].start].strip(" ,/&+").casefold()
    return gap in {"", "and", "or"} and second[1] - first[2] <= 1


def _in_small_letters(text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """A name of two everyday words or more where nothing but a name can stand: "interview with red hat", "called X"."""
    slot = _SLOT.search(text)
    at = next((at for at, word in enumerate(words) if slot and word.start >= slot.end()), len(words))
    end = at
    while end < min(len(words), at + _SURE) and (end == at or not words[end - 1].after):
        joined = words[end].folded in {"and", "&"} and end > at and words[end + 1 : end + 2]
        if joined and words[end + 1].folded in _FORMS | _PARTNERS:
            end += 2
        elif _may_be_small(words[end]):
            end += 1
        else:
            break
    enough = end - at >= _ENOUGH and not _is_role(words, at, end) and words[at].folded not in first_names()
    return ((words[at].start, words[end - 1].end),) if enough else ()


def _may_be_small(word: Word) -> bool:
    return word.text.isalpha() and word.text.islower() and word.folded not in no_names() and not _is_day(word)


def _in_its_row(
    text: str, words: Sequence[Word], taken: frozenset[int], last: tuple[int, int, int], *, shouting: bool
) -> list[tuple[int, int, int]]:
    """The names that a row goes on with, as far as an "and": nothing else speaks for them."""
    row: list[tuple[int, int, int]] = []
    ended = 0
    while (at := last[2] + (words[last[2]].folded in _ROW if last[2] < len(words) else 0)) < len(words):
        end = at if at in taken else _name_end(words, at, taken, shouting=shouting)
        first = _past_everyday(words, at, end, shouting=shouting)
        gap = text[words[last[2] - 1].end : words[at].start].strip().casefold()
        if first != at or first >= end or gap not in {",", *_ROW, ", and", ", or", "/"}:
            break
        last = (0, first, end)
        row.append(last)
        ended = len(row) if gap != "," else ended
    return row[:ended]


def name_before_day(text: str) -> Span | None:
    """Where a name stands that nothing but a day follows: "Globex on Tuesday", after another of its kind."""
    found = _BEFORE_DAY.match(text)
    everyday = found and found["name"].islower() and any(word in common_words() for word in found["name"].split())
    return found.span("name") if found and not everyday else None


def _span(text: str, words: Sequence[Word], first: int, end: int) -> Span:
    """Where the name stands, less a role after it and the "'s" of what belongs to it."""
    start, stop = words[first].start, words[end - 1].end
    if words[end - 1].after.startswith(".") and words[end - 1].folded in {"inc", "corp", "co", "ltd"}:
        stop += 1
    company, role = split_role(text[start:stop])
    if role and text[start:].startswith(company):
        stop = start + len(company)
    name = text[start:stop]
    owns = (
        end < len(words)
        and not words[end - 1].after
        and not (words[end].folded in INTRODUCES or words[end].folded in SAYS)
    )
    if name.endswith(("'s", "’s")) and owns and end - first == 1 and company_key(name):
        stop -= 2
    return start, stop
