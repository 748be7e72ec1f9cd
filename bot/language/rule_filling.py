"""Words around a rule that add nothing to it."""

from __future__ import annotations

from bot.language.regex import regex

_FILLING_WORDS = """
    any make they they'd they're they'll theyd theyre theyll said say says saying told tell tells me us you u i
    i'm im we he she him her them it that thats that's this and but so then also to too the a an of for on by if
    is are was were will would be been until till til please pls just ok okay well asked ask asks wants want
    wanted mentioned at with from my their your our or as in call calls calling phone ring she's he's shes hes
    it's its hr have has had other back again company manager recruiter rules rule ground latest only still due
    next date deadline something like about around there time do can could should may might shall them's hiring
    contact number up goes lol haha hmm btw oh literally what who whom lady sir guy boss man woman director ward
    mgr owner after before really gotta got cause cos way either whatever happens case keep hey hi yeah yes yep
    fine good best here some anything else when than supposed lot 2 4 out one ones not no then's always ever mind
    off usually mostly day days week sharp latest's somebody someone u're did does there's theres direct line
    landline office comes busy bad never first starting beginning personally that'd kindly over gave you're youre
    they've feel free welcome point hold works working i'll id i'd ill ive i've you'd you'll we'll we'd whether
    opened see job hours
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_WORD = regex(r"[^\W_]+(?:['’@.][^\W_]+)*")


def words_of(words: str) -> list[str]:
    """The words among some in small letters, and marks."""
    return _WORD.findall(words.replace("’", "'"))


def content_words(words: str) -> list[str]:
    """The words that say something by themselves, of some in small letters."""
    return [word for word in words_of(words) if word not in _FILLING and len(word) > 1]
