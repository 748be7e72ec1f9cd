"""What is offered in any chat, after the bot's name: public advice, and nothing of anybody's record."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from msgspec import Struct

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


class Article(Struct, frozen=True):
    """An answer to be chosen: what the list shows of it, and the HTML that is sent."""

    id: str
    title: str
    description: str
    text: str


_PRIVATE = (
    "I cannot say here how your own interviews stand: what you told me stays in our private chat, and /status shows it "
    "there. In any other chat I give public advice only, such as when and how often to call."
)
_OF_RECORD = Article(
    "private", "Your own interviews: only in our private chat", shortened(_PRIVATE, _DESCRIBED), _PRIVATE
)


def articles(ranking: Ranking | None, *, of_record: bool = False) -> tuple[Article, ...]:
    """The answers to a question, best first; to none, some that are asked often.

    To one `of_record`, about somebody's own interviews, first that these are not spoken of here.
    """
    if ranking is None:
        return tuple(_about(topic) for topic in _FIRST)
    if of_record:
        general_ones = ranking.topics[: MOST_ARTICLES - 1] if ranking.topic else ()
        return (_OF_RECORD, *(_about(topic) for topic, _ in general_ones))
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
