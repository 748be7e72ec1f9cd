"""What is offered in any chat, after the bot's name: public advice, and nothing of anybody's record."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.guidance.answers import Topic
from bot.guidance.facts import Preferences
from bot.language.questions import Ranking
from bot.views.answers import TITLES, general, silent
from bot.views.reply import lines, plain, shortened

MOST_ARTICLES = 3
_FIRST = (Topic.CALL_WHEN, Topic.CALL_LIMIT, Topic.TY_WHEN)
"""What is offered before anything was asked."""
_DESCRIBED = 120
_SILENT_TITLE = "The etiquette is silent there"
_SOURCE = "What a newspaper answer of 2009 on calling after a job interview says; ¶ is its paragraph."
_ANYBODY = Preferences(ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Article:
    """An answer to be chosen: what the list shows of it, and the HTML that is sent."""

    id: str
    title: str
    description: str
    text: str


def articles(ranking: Ranking | None) -> tuple[Article, ...]:
    """The answers to a question, best first; to none, some that are asked often."""
    if ranking is None:
        return tuple(_about(topic) for topic in _FIRST)
    if ranking.topic is None:
        words = silent(ranking.neighbour)
        return (Article("silent", _SILENT_TITLE, _brief(words), words),)
    return tuple(_about(topic) for topic, _ in ranking.topics[:MOST_ARTICLES])


def _about(topic: Topic) -> Article:
    words = general(topic, _ANYBODY)
    title = TITLES[topic]
    return Article(topic.value, title, _brief(words), lines(f"<b>{title}</b>", words, _SOURCE))


def _brief(html: str) -> str:
    return shortened(plain(html), _DESCRIBED)
