"""Inline queries: questions asked in any chat, answered with public advice. No account is opened or looked at."""

from __future__ import annotations

import asyncio

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.handlers.received import InlineQuery
from bot.language.intents import Intent, asks_of_record
from bot.language.mentions import CompanyKind
from bot.language.messages import read_message
from bot.language.questions import Ranking, rank_topics
from bot.logs import logger_for
from bot.views.inline import Article, articles

logger = logger_for(__name__)

CACHE_SECONDS = 3600
"""How long Telegram gives the same answer to whoever asks the same."""
_PATIENCE = 5.0
"""Seconds; after a few more nobody looks at the answer."""


async def answer_inline_query(bot: Bot, query: InlineQuery, update_id: int) -> None:
    """Answer a question asked in any chat; one that cannot be answered at once is let go."""
    found = await asyncio.to_thread(_answers, query.query)
    try:
        await bot.answer_inline_query(query.id, found, CACHE_SECONDS, is_personal=False, read_timeout=_PATIENCE)
    except TelegramError as error:
        logger.info("an inline query could not be answered", update=update_id, error=type(error).__name__)


def _answers(words: str) -> list[InlineQueryResultArticle]:
    if not words.strip():
        return [_result(article) for article in articles(None)]
    ranking = rank_topics(words)
    return [_result(article) for article in articles(ranking, of_record=_is_of_record(words, ranking))]


def _is_of_record(words: str, ranking: Ranking) -> bool:
    """Whether a question is about somebody's own interviews: "where does Acme stand", "did I thank them"."""
    reading, _ = read_message(words, {})
    about_one = reading.company.kind is not CompanyKind.NONE or ranking.topic is None
    return asks_of_record(reading) or (reading.intent is Intent.STATUS and about_one)


def _result(article: Article) -> InlineQueryResultArticle:
    content = InputTextMessageContent(article.text, parse_mode=ParseMode.HTML)
    return InlineQueryResultArticle(article.id, article.title, content, description=article.description)
