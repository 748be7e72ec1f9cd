"""Companies in free text: which of the person's a message is about, or which new one it names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from bot.language.accents import without_accents
from bot.language.companies import company_key
from bot.language.lexicon import PARTS_OF_DAY, month_of, weekday_of
from bot.language.name_words import AT, INTRODUCES, SAYS, Word, words_of
from bot.language.new_names import find_new_names
from bot.language.regex import regex
from bot.language.vocabulary import common_words, example_words, first_names

MOST_WORDS = 120
"""Only so many words of a message are searched; nobody names a company after them."""
MOST_NAMED = 8

_LONGEST_NAME = 7
_SHORTEST_HEAD = 3
_SHORTEST_TAIL = 5
_SHORTEST_SLIP = 4
_SURE_SLIP = 8
_SHORT_NAME = 6
_OWNS = frozenset({"my", "your", "our", "a", "an", "this", "that", "no", "some", "any"})
_MEANS = frozenset({"zoom", "teams", "skype", "slack", "google", "webex", "linkedin", "outlook", "gmail", "facetime"})
_TALKS = frozenset({"interview", "call", "meeting", "meet", "round", "chat", "screen", "message", "email", "video"})
_OF_FIRMS = frozenset({"interview", "recruiter", "recruiters", "offer", "hr", "job", "onsite", "interviewer", "panel"})
"""Before these stands the company whose they are: "my apple interview"."""
_SEPARATES = regex(r"[\W_]+")


class CompanyKind(StrEnum):
    """What a message says about the company."""

    NONE = "none"
    KNOWN = "known"
    NEW = "new"
    SEVERAL = "several"


class CompanyReading(Struct, frozen=True):
    """The company that a text is about.

    `names` holds one of the person's as they once wrote it, a new one as it stands in the text, or, where the bot has
    to ask, all that it may be; `ids` are the ids of the person's among them: more than one for one name where they
    have more than one opening there. `exact` is false where the name was only nearly spelt. `spans` is where in the
    text the names stand.
    """

    kind: CompanyKind
    names: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    exact: bool = True
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def name(self) -> str | None:
        """The one name, where there is exactly one."""
        return self.names[0] if self.kind in {CompanyKind.KNOWN, CompanyKind.NEW} else None


class _Mention(Struct, frozen=True):
    """Words that name one of the person's companies, or may name one of some."""

    ids: tuple[int, ...]
    first: int
    end: int
    exact: bool = True
    doubtful: bool = False
    """Whether it may as well be the name of another company."""


def moved(reading: CompanyReading, by: int) -> CompanyReading:
    """The reading of a part of a text, with its places in a text in which that part begins `by` characters later."""
    return replace(reading, spans=tuple((start + by, end + by) for start, end in reading.spans))


def find_company(
    text: str, known: Mapping[int, str], other_names: Mapping[int, Sequence[str]] | None = None
) -> CompanyReading:
    """The company that the text is about: one of the person's, by its name, its head or nearly so, else a new one."""
    words = words_of(text)[:MOST_WORDS]
    mentions = _known_mentions(words, _Index(known, other_names or {}))
    taken = frozenset(at for mention in mentions for at in range(mention.first, mention.end))
    new = find_new_names(text, words, taken)
    if not mentions:
        kind = CompanyKind.NONE if not new else CompanyKind.NEW if len(new) == 1 else CompanyKind.SEVERAL
        return CompanyReading(kind, tuple(text[start:end] for start, end in new), spans=new)
    names = {known[id_]: None for mention in mentions for id_ in mention.ids}
    spans = tuple((words[mention.first].start, words[mention.end - 1].end) for mention in mentions)
    beside = tuple(span for span in new if _is_beside(text, span, spans))
    beside += tuple(span for mention, span in zip(mentions, spans, strict=True) if mention.doubtful)
    names.update((text[start:end], None) for start, end in beside)
    ids = tuple(dict.fromkeys(id_ for mention in mentions for id_ in mention.ids))
    one = len({_squeezed(name) for name in names}) == 1
    kind = CompanyKind.KNOWN if one else CompanyKind.SEVERAL
    exact = all(mention.exact for mention in mentions)
    return CompanyReading(kind, tuple(names)[: 1 if one else MOST_NAMED], ids, exact, tuple(sorted({*spans, *beside})))


def masked(text: str, reading: CompanyReading, mask: str) -> str:
    """The text with every name that was found in it replaced."""
    for start, end in sorted(reading.spans, reverse=True):
        text = text[:start] + mask + text[end:]
    return text


def _is_beside(text: str, span: tuple[int, int], known: tuple[tuple[int, int], ...]) -> bool:
    """Whether a new name stands in a row with a known one: "Acme and Hooli", "Acme/Hooli"."""
    gaps = [text[end : span[0]] for _, end in known] + [text[span[1] : start] for start, _ in known]
    return any(0 < len(gap) <= 6 and gap.strip(" ,/&+").casefold() in {"", "and", "or"} and gap.strip() for gap in gaps)


# --- the person's companies --------------------------------------------------------------------------------


class _Index:
    """The person's companies by whole name and by head, both without case, spaces and marks."""

    def __init__(self, known: Mapping[int, str], other_names: Mapping[int, Sequence[str]]) -> None:
        self.whole: dict[str, set[int]] = {}
        self.heads: dict[str, set[int]] = {}
        self.tails: dict[str, set[int]] = {}
        for id_, name in known.items():
            for each in (name, *other_names.get(id_, ())):
                self._add(self.whole, _squeezed(each), id_)
                self._add(self.whole, company_key(each), id_)
                self._add(self.whole, _squeezed(each.replace("&", " and ")), id_)
            for head in _heads(name):
                self._add(self.heads, head, id_)
            self._add(self.tails, _tail(name), id_)
        self.lengths = {_squeezed(name): len(name.split()) for name in known.values()}
        self.forms = tuple({*self.whole, *self.heads})

    @staticmethod
    def _add(index: dict[str, set[int]], key: str, id_: int) -> None:
        if key:
            index.setdefault(key, set()).add(id_)

    def ids(self, key: str) -> set[int]:
        """Whom a key means: by whole name before by head."""
        return self.whole.get(key) or self.heads.get(key) or set()


def _heads(name: str) -> Iterator[str]:
    """The beginnings of a name by which people call it: "Umbrella" for Umbrella Health, but no day for Friday Labs."""
    words = [_squeezed(word) for word in name.split()]
    dated = len(list(takewhile(_is_of_calendar, words)))
    for end in range(dated + 1, len(words)):
        head = "".join(words[:end])
        if len(head) >= _SHORTEST_HEAD and words[end - 1] not in {"of", "the", "and", "for", "&", ""}:
            yield head


def _tail(name: str) -> str:
    """The end of a name by which people call it after "the": "the library" for Harrogate Library."""
    words = name.split()
    last = _squeezed(words[-1]) if len(words) > 1 else ""
    return last if len(last) >= _SHORTEST_TAIL and company_key(name).endswith(last) else ""


def _is_of_calendar(word: str) -> bool:
    return weekday_of(word) is not None or month_of(word) is not None or word in PARTS_OF_DAY


def _squeezed(text: str) -> str:
    folded = without_accents(unicodedata.normalize("NFKC", text).casefold())
    return _SEPARATES.sub("", folded) or "".join(folded.split())


def _known_mentions(words: Sequence[Word], index: _Index) -> list[_Mention]:
    found: list[_Mention] = []
    at = 0
    while at < len(words):
        mention = _mention_at(words, at, index)
        if mention:
            found.append(mention)
        at = mention.end if mention else at + 1
    whole = [mention for mention in found if mention.exact]
    # A slip beside a name that is spelt out is a slip of another word.
    return whole or found


def _mention_at(words: Sequence[Word], at: int, index: _Index) -> _Mention | None:
    """What is named at an index; where a head fits several, a whole name that is nearly spelt goes before."""
    if not any(char.isalnum() for char in words[at].text):
        return None
    exact = _exact_at(words, at, index)
    if exact and len(exact.ids) == 1:
        return exact
    near = _near_at(words, at, index)
    return near if near and (exact is None or near.end > exact.end) else exact


def _exact_at(words: Sequence[Word], at: int, index: _Index) -> _Mention | None:
    for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
        key = _squeezed(" ".join(word.text for word in words[at:end]))
        for form in (key, _less_possessive(words[end - 1], key)):
            ids = index.ids(form)
            if ids and not (_is_plain(words, at) if end - at == 1 else _is_chance(words[at:end], form, index)):
                return _Mention(tuple(sorted(ids)), at, end)
    tail = index.tails.get(words[at].folded) if at and words[at - 1].folded == "the" else None
    return _Mention(tuple(sorted(tail)), at, at + 1) if tail else None


def _is_chance(part: Sequence[Word], form: str, index: _Index) -> bool:
    """Whether more words than the name has make it up, everyday ones among them: "met a" for Meta."""
    return len(part) > index.lengths.get(form, len(part)) and any(word.text in example_words() for word in part)


def _less_possessive(last: Word, key: str) -> str:
    return key[:-1] if last.folded.endswith(("'s", "s")) and len(key) > _SHORTEST_HEAD else ""


def _is_plain(words: Sequence[Word], at: int) -> bool:
    """Whether a word is an everyday one, written small where no name is to be expected."""
    word = words[at]
    means = word.folded in _MEANS
    if not means and (not word.text.islower() or word.folded not in common_words()):
        return False
    before = words[at - 1].folded if at else ""
    if before == "the" and at > 1:
        before = words[at - 2].folded
    after = words[at + 1].folded if at + 1 < len(words) else ""
    if after in _OF_FIRMS and not means:
        return False
    if before in _OWNS or (means and before not in AT and after in _TALKS):
        return True
    alone = at + 1 == len(words) and ((at > 1 and words[at - 1].after == ",") or before == "show")
    return word.text.islower() and not alone and before not in INTRODUCES and after not in SAYS


def _near_at(words: Sequence[Word], at: int, index: _Index) -> _Mention | None:
    """The company that the words at an index nearly spell; more than one where they are as near to two."""
    best: dict[int, bool] = {}
    least, best_end = _SURE_SLIP, at
    for end in range(min(len(words), at + 3), at, -1):
        part = words[at:end]
        key = _squeezed(" ".join(word.text for word in part))
        everyday = not all(_may_slip(word) for word in part)
        if len(key) < (_SURE_SLIP if everyday else _SHORTEST_SLIP) or not _may_slip(part[-1]):
            continue
        for form, slips in _near_forms(key, index.forms):
            # Of a name with everyday words in it, the first word at least is spelt as it is.
            if everyday and not form.startswith(_squeezed(part[0].text)):
                continue
            if slips < least:
                best, least, best_end = {}, slips, end
            if slips == least and end == best_end:
                best.update(dict.fromkeys(index.ids(form), _is_another(key, form)))
    return _Mention(tuple(sorted(best)), at, best_end, exact=False, doubtful=any(best.values())) if best else None


def _is_another(key: str, form: str) -> bool:
    """Whether a short name has another letter in place of one, as names of two companies may: Meta and Mega."""
    return len(key) == len(form) < _SHORT_NAME and sorted(key) != sorted(form)


def _may_slip(word: Word) -> bool:
    return word.folded not in common_words() and word.folded not in first_names()


def _near_forms(key: str, forms: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = 2 if len(key) >= _SURE_SLIP else 1
    for form, slips, _ in process.extract(key, forms, scorer=OSA.distance, score_cutoff=most, limit=8):
        short = min(len(key), len(form))
        fits = short >= _SHORTEST_SLIP and slips <= (2 if short >= _SURE_SLIP else 1)
        if fits and slips and (short >= _SURE_SLIP or key[0] == form[0]):
            yield form, int(slips)
