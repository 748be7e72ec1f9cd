"""Roles: told apart from the company they stand after, and whether one is sales work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.language.companies import company_key
from bot.language.tokens import tokenise


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that end a job title and make it one.
_TITLES = _set(
    """
    accountant actuary administrator advisor adviser agent analyst apprentice architect assistant associate attorney
    auditor baker barista bdr bookkeeper buyer cashier cfo chef cleaner clerk coach consultant controller cook
    coordinator copywriter counsel cto designer dev developer devops director dispatcher doctor driver economist editor
    electrician engineer estimator executive generalist handyman head intern internship inspector instructor janitor
    journalist lawyer lead lecturer librarian machinist manager marketer mechanic nurse officer operator owner paralegal
    pharmacist photographer planner plumber president
    principal producer professor programmer receptionist recruiter rep reporter representative
    researcher salesman salesperson saleswoman scientist sdr secretary sommelier sre specialist
    strategist supervisor surgeon surveyor teacher technician tester therapist trader trainee trainer translator tutor
    underwriter vet vp waiter waitress warehouseman welder writer
    berater entwickler ingenieur kaufmann kauffrau leiter leiterin mitarbeiter vertriebler verkäufer verkäuferin
    """
)
# Fields of work that are a role even without a title after them, when written small: "Acme sales".
_FIELDS = _set("sales marketing hr accounting procurement purchasing recruiting vertrieb verkauf einkauf")
# Words that stand before a title and belong to it.
_MODIFIERS = _set(
    """
    account ai android area application applications assistant associate back backend brand budget business chief
    client clinical cloud commercial communications community compliance content corporate creative credit customer
    data database deputy design development devops digital district embedded end engineering equity executive field
    finance financial front frontend full fullstack general graduate graphic growth hardware head health infrastructure
    ios it java javascript junior jr key lead learning legal lead logistics machine maintenance management media
    medical mobile network office online operations people platform principal process product production program
    programme project python qa quality regional registered relations release research risk rust safety security senior
    service site social software solution solutions sr stack staff store strategy supply chain support system systems
    talent tax team technical technology test tooling ui ux vice video warehouse web
    """
)
_CONNECTORS = frozenset({"of", "and", "&"})
_SEPARATORS = (" as ", " – ", " — ", " - ")
_LEADS = ("the position of ", "the role of ", "position of ", "role of ", "an ", "a ", "the ")
_NAMED = r"(?:{company}(?:['’]s)?[\s,(:–-]+|\b(?:for|about|as|regarding|re)\s+)(?:(?:the|my|a|an|their)\s+)?({role})\b"
_NAMED_BEFORE = r"\b({role})\s+(?:job|role|position|opening|vacancy|post|interview|one)\b"
"""Where a role is named that one spoke of; elsewhere it may be the person one spoke to."""
_TRIM = " ,;:-–—"

_SALES_WORDS = _set(
    "sales presales salesman salesperson saleswoman seller sdr bdr vertrieb verkauf verkäufer verkäuferin vendeur "
    "vendeuse ventas"
)
_SALES_PAIRS = (("account", "executive"), ("account", "manager"), ("business", "development"), ("key", "account"))
_SALES_BEGINNINGS = ("vertrieb", "verkauf", "verkäufer")


def has_role_word(text: str) -> bool:
    """Whether any word of a text is one of those that roles are made of."""
    words = {token.folded for token in tokenise(text).items}
    return bool(words & (_TITLES | _FIELDS | _MODIFIERS))


def is_title(text: str) -> bool:
    """Whether a text is a job title and nothing else."""
    words = text.split()
    return all(map(_is_job_word, words)) and _is_title(words)


def split_role(text: str) -> tuple[str, str]:
    """The company and the role in a text that holds no date; the role is "" where none is told apart."""
    text = text.strip(_TRIM)
    return _bracketed(text) or _separated(text) or _after_for(text) or _trailing(text) or (text, "")


def which_role(text: str, roles: Mapping[int, str], company: str = "") -> int | None:
    """Which of the roles a text names, most of its words at best; None for none or where two are named alike.

    `company` is the sign that stands in the text for the company's name.
    """
    said = {id_: _words_said(text, role, company) for id_, role in roles.items()}
    best = max(said.values(), default=(0, 0.0))
    named = [id_ for id_, each in said.items() if each == best]
    return named[0] if best[0] and len(named) == 1 else None


def _words_said(text: str, role: str, company: str) -> tuple[int, float]:
    """How many words of a role stand in a row where a role is named, and which part of them all that is."""
    words = [word for word in re.findall(r"[\w+#]+", role.casefold()) if word not in _CONNECTORS]
    if not words:
        return 0, 0.0
    each = "|".join(map(re.escape, words))
    run = rf"(?:{each})(?:[\s/&-]+(?:(?:of|and)\s+)?(?:{each}))*"
    # Without a company's sign in the text only the words that lead to a role do.
    forms = [
        _NAMED.format(company=re.escape(company) if company else r"(?!)", role=run),
        _NAMED_BEFORE.format(role=run),
    ]
    found = [each for form in forms for each in re.findall(form, text.casefold())]
    most = max((len(set(re.findall(r"[\w+#]+", each)) & set(words)) for each in found), default=0)
    return most, most / len(words)


def is_sales(role: str) -> bool:
    """Whether a role is sales work, for which a call is welcome sooner."""
    words = [token.folded for token in tokenise(role).items if token.folded[0].isalpha()]
    if any(word in _SALES_WORDS or word.startswith(_SALES_BEGINNINGS) for word in words):
        return True
    return any(pair in _SALES_PAIRS for pair in pairwise(words))


def _parts(company: str, role: str) -> tuple[str, str] | None:
    """The two made neat, or None where one of them is empty."""
    company, role = company.strip(_TRIM), role.strip(_TRIM)
    for lead in _LEADS:
        if role.casefold().startswith(lead):
            role = role[len(lead) :].lstrip()
            break
    return (company, role) if company and role else None


def _bracketed(text: str) -> tuple[str, str] | None:
    head, bracket, tail = text.rpartition("(")
    return _parts(head, tail[:-1]) if bracket and tail.endswith(")") else None


def _separated(text: str) -> tuple[str, str] | None:
    ends = [(text.find(mark), len(mark)) for mark in _SEPARATORS] + [(_comma(text), 1)]
    found = [(at, length) for at, length in ends if at > 0]
    if not found:
        return None
    at, length = min(found)
    return _parts(text[:at], text[at + length :])


def _comma(text: str) -> int:
    """The index of the first comma that does not stand before a legal form, as in "Acme, Inc."; -1 without one."""
    at = text.find(",")
    while at >= 0:
        form_end = text.find(",", at + 1)
        with_form = text[: form_end if form_end >= 0 else len(text)]
        if company_key(with_form) != company_key(text[:at]):
            return at
        at = form_end
    return -1


def _after_for(text: str) -> tuple[str, str] | None:
    """What "for" tells apart; "Teach for America" is a name."""
    head, word, tail = text.partition(" for ")
    is_role = word and tail and (tail[0].islower() or any(token.folded in _TITLES for token in tokenise(tail).items))
    return _parts(head, tail) if is_role else None


def _trailing(text: str) -> tuple[str, str] | None:
    """The run of job words at the end; where only some of it is capitalised, that much stays with the company."""
    words = text.split()
    start = len(words)
    while start and _is_job_word(words[start - 1]):
        start -= 1
    capitals = [at for at in range(start, len(words)) if not words[at].islower() and not _is_acronym(words[at])]
    if capitals and words[-1].islower():
        start = capitals[-1] + 1
    while start < len(words) and words[start].casefold() in _CONNECTORS:
        start += 1
    return _parts(" ".join(words[:start]), " ".join(words[start:])) if _is_title(words[start:]) else None


def _is_acronym(word: str) -> bool:
    """Whether a word is one that job titles write in capitals, such as QA; AI stands in many a company's name."""
    return word.isupper() and word != "AI" and all(len(part) <= 3 for part in word.split("/"))


def _folded(word: str) -> str:
    return word.casefold().rstrip(".")


def _is_job_word(word: str) -> bool:
    """Whether a word, or each part of one like "UI/UX" and "back-end", belongs to a job title."""
    parts = _folded(word).replace("/", "-").split("-")
    return all(part in _TITLES or part in _FIELDS or part in _MODIFIERS or part in _CONNECTORS for part in parts)


def _is_title(run: list[str]) -> bool:
    words = [_folded(word) for word in run]
    if not words or words[-1] in _CONNECTORS:
        return False
    is_office = any(first in _TITLES and second == "of" for first, second in pairwise(words))
    return words[-1] in _TITLES or is_office or (words[-1] in _FIELDS and run[0].islower())
