"""People who talk to the services directly, on a database in memory; nothing is sent anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, select, text

from bot.guidance.facts import Preferences
from bot.handlers.updates import take_tap
from bot.services import pings
from bot.services.account import Account, open_account
from bot.services.commands import run, take_words
from bot.services.context import Context, Request
from bot.services.outcomes import Outcome
from bot.services.pings import Prepared
from bot.services.questions import Refused, TooMuch
from bot.views.buttons import CallbackData
from bot.views.render import render
from bot.views.reply import Reply
from storage import UnitOfWork
from storage.kept import MOST_KEPT, Kept
from storage.tables import metadata
from tests.guidance.cases import BERLIN, moment
from tests.memory import engine_in_memory

T = TypeVar("T")
_ASKED = {"drafts", "updates", "send_gate", "meta"}
"""Tables that hold nothing of what people recorded."""


class Office:
    """The services on a database of their own, with a clock that the test moves."""

    def __init__(self, now: str = "Mon 23 Nov 14:00", most_kept: int = MOST_KEPT) -> None:
        self.now = moment(now)
        self.kept = Kept(most_kept)
        self._engine = engine_in_memory()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[UnitOfWork]:
        """A unit of work, kept at its end or not."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            uow = UnitOfWork(connection, self.kept)
            yield uow
            uow.finish()
            if keep:
                transaction.commit()
                uow.committed()
            else:
                transaction.rollback()

    def facts(self, uow: UnitOfWork | None = None) -> dict[str, list[tuple[object, ...]]]:
        """All that is kept of people and what they recorded; within a unit of work where one is given."""
        if uow is None:
            with self._engine.connect() as connection:
                return _facts(connection)
        return _facts(uow.people._connection)

    def tick(self) -> list[Prepared]:
        """Send what is due: every ping arrives."""
        with self.transaction() as uow:
            claims = pings.claim(uow, self.now, 50)
        sent = []
        for claim in claims:
            with self.transaction() as uow:
                prepared = pings.prepare(uow, claim, self.now)
            if prepared:
                with self.transaction() as uow:
                    pings.finish_sent(uow, prepared, 1000 + len(sent), self.now)
                sent.append(prepared)
        return sent


class Person:
    """One person at an office."""

    def __init__(self, office: Office, person_id: int = 7, preferences: Preferences | None = None) -> None:
        self.office = office
        self.id = person_id
        self.newcomer = preferences or Preferences(BERLIN)

    def says(self, words: str) -> Outcome:
        """Say something, a command or an answer, a second after what was before."""
        self.office.now += timedelta(seconds=1)
        try:
            return self._does(lambda context: said(context, words))
        except TooMuch as limit:
            return Refused(limit.problem)

    def taps(self, data: CallbackData | None) -> Outcome:
        """Tap a button."""
        return self._does(lambda context: take_tap(context, data))

    def context(self, uow: UnitOfWork) -> Context:
        """This person's unit of work at this instant."""
        return Context(uow, open_account(uow, self.id, self.newcomer, self.office.now), self.office.now)

    @property
    def account(self) -> Account:
        with self.office.transaction() as uow:
            return self.context(uow).account

    def reads(self, words: str) -> Reply:
        """Say something; gives the answer in words."""
        return render(self.says(words))

    def _does(self, act: Callable[[Context], T]) -> T:
        with self.office.transaction() as uow:
            return act(self.context(uow))


def said(context: Context, words: str) -> Outcome:
    """Take what was written, as the handlers would."""
    if not words.startswith("/"):
        return take_words(context, words)
    command, _, rest = words[1:].partition(" ")
    return run(context, Request(command, {"text": rest.strip()}))


def _facts(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = [table for table in metadata.sorted_tables if table.name not in _ASKED]
    return {
        table.name: [
            tuple(row)
            for row in connection.execute(
                select(*(column for column in table.c if column.name not in ("draft_id", "revision"))).order_by(
                    text("1, 2")
                )
            )
        ]
        for table in tables
    }


def at(words: str) -> datetime:
    """An instant in Berlin: "Mon 30 Nov 10:00"."""
    return moment(words)
