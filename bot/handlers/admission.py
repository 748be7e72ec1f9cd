"""Who is let in, and how often, before anything is done for them. Kept in memory, for as long as it matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct, field
from telegram.constants import ChatType

from bot.handlers.desk import Became
from bot.handlers.received import Update
from bot.logs import logger_for
from bot.views.refusals import for_others_only, too_many
from bot.views.reply import Reply

logger = logger_for(__name__)

T = TypeVar("T")

MOST_PEOPLE = 10_000
"""Of whom anything is remembered; of more, those seen first are forgotten."""
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


class Refusal(Struct, frozen=True):
    """An update that is not let in; a `reply` is given once, then silence."""

    became: Became
    reply: Reply | None


class _Minute(Struct):
    """What one person has sent since a moment; an update that is handed over again is the same one."""

    since: datetime
    updates: set[int] = field(default_factory=set)
    told: bool = False


class Admission:
    """Lets in whom the operator allows, everybody by default, and each so many updates a minute."""

    def __init__(self, allowed: frozenset[int] = frozenset(), most_a_minute: int | None = None) -> None:
        self._allowed = allowed
        self._most = most_a_minute
        self._turned_away: dict[int, datetime] = {}
        """Whom it was said to, and when; after a day it is forgotten, and said again."""
        self._minutes: dict[int, _Minute] = {}

    def refusal(self, update: Update, now: datetime) -> Refusal | None:
        """Why an update is not let in; None where it is."""
        person_id = update.sender_id
        if not person_id and update.chat is None:
            # Of a kind that is not read, or one that could not be: nothing is done for it.
            return None
        if self._allowed and person_id not in self._allowed:
            return Refusal(Became.TURNED_AWAY, for_others_only() if self._is_new(person_id, update, now) else None)
        if self._most is None or not person_id:
            return None
        minute = self._minute(person_id, now)
        if update.update_id in minute.updates or len(minute.updates) < self._most:
            minute.updates.add(update.update_id)
            return None
        told, minute.told = minute.told, minute.told or _can_answer(update)
        if minute.told and not told:
            logger.warning("somebody writes too fast; the rest of their minute is left out", person=person_id)
            return Refusal(Became.TOO_MANY, too_many(self._most))
        return Refusal(Became.TOO_MANY, None)

    def _is_new(self, person_id: int, update: Update, now: datetime) -> bool:
        told_at = self._turned_away.get(person_id)
        if not _can_answer(update) or (told_at and not _is_over(told_at, _DAY, now)):
            return False
        self._turned_away.pop(person_id, None)
        _forget(self._turned_away, lambda earlier: _is_over(earlier, _DAY, now))
        self._turned_away[person_id] = now
        logger.info("somebody was turned away who is not among ALLOWED_USERS", person=person_id)
        return True

    def _minute(self, person_id: int, now: datetime) -> _Minute:
        minute = self._minutes.get(person_id)
        if minute is None or _is_over(minute.since, _MINUTE, now):
            self._minutes.pop(person_id, None)
            _forget(self._minutes, lambda earlier: _is_over(earlier.since, _MINUTE, now))
            minute = self._minutes[person_id] = _Minute(now)
        return minute


def _is_over(since: datetime, span: timedelta, now: datetime) -> bool:
    """Whether a time has passed, or the clock stepped back before it."""
    return not timedelta(0) <= now - since < span


def _forget(remembered: dict[int, T], is_over: Callable[[T], bool]) -> None:
    """Forget those of whom it matters no more, and who came first where one more would be too many."""
    while remembered:
        first = next(iter(remembered))
        if len(remembered) < MOST_PEOPLE and not is_over(remembered[first]):
            return
        del remembered[first]


def _can_answer(update: Update) -> bool:
    """Whether it came in a private chat, where alone anything is said of this."""
    return update.chat is not None and update.chat.type == ChatType.PRIVATE
