"""Words out of which nothing came: a courtesy is returned, and of all else it is said why nothing was recorded."""

from __future__ import annotations

from bot.language.unread import Writing, read_courtesy, writing_of
from bot.services.limits import MOST_TEXT
from bot.services.outcomes import Greeted
from bot.services.questions import Problem, Refused

_PROBLEMS = {
    Writing.LATIN: Problem.NOT_UNDERSTOOD,
    Writing.OTHER_SCRIPT: Problem.OTHER_SCRIPT,
    Writing.NO_WORDS: Problem.NO_WORDS,
}


def not_understood(words: str) -> Greeted | Refused:
    """What to say to words that neither tell nor ask anything."""
    courtesy = read_courtesy(words)
    if courtesy:
        return Greeted(courtesy)
    if len(words) > MOST_TEXT:
        return Refused(Problem.MESSAGE_TOO_LONG)
    return Refused(_PROBLEMS[writing_of(words)], words)
