"""Where an update becomes an answer: one transaction for what it does, then the reply on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.guidance.facts import Preferences
from bot.handlers.letter import Letter, address
from bot.logs import logger_for, place_of
from bot.services.account import LOOK_BACK, Account, open_account, renew_alarm
from bot.services.context import Context, Heavy
from bot.services.incoming import waits_for_file
from bot.services.limits import MOST_OPEN
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused, TooMuch
from bot.views.refusals import failed
from bot.views.render import render
from bot.views.reply import Reply
from storage import Arrival, Store, StoreUnavailable, UnitOfWork
from storage.unit_of_work import Turn

logger = logger_for(__name__)

Act = Callable[[Context], Outcome]
LEASE = timedelta(seconds=60)
"""How long a process holds a reply; while it lives it renews that, and after it another may send the reply."""


class Became(StrEnum):
    """What has become of an update that is taken."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """Answered with why nothing was done."""
    FAILED = "failed"
    REPEATED = "repeated"
    """Handed over again by Telegram after it had been taken."""
    PASSED_OVER = "passed-over"
    TURNED_AWAY = "turned-away"
    TOO_MANY = "too-many"


class Visit(Struct, frozen=True):
    """Who sent an update, and where its answer goes."""

    update_id: int
    chat_id: int
    edits: int | None = None
    callback_query_id: str | None = None
    clears_below: bool = False
    """Whether a keyboard below the conversation has been used, and is to go."""
    language: str = ""
    """The code of the language that Telegram speaks with the person."""


class Desk:
    """Takes updates: each one once, its reply kept with what it did and sent only after the commit."""

    def __init__(
        self,
        store: Store,
        send: Callable[[Letter, float], None],
        clock: Callable[[], datetime],
        newcomer: Preferences,
        holder: str,
        guessed_zone: ZoneInfo | None = None,
        most_open: int = MOST_OPEN,
    ) -> None:
        """Take updates for a process; `holder` is its name in the store, `most_open` how many interviews may be open.

        `send` is given a letter, and in how many seconds it is its turn among what all processes send to the chat.
        """
        self._store = store
        self._holder = holder
        self._send = send
        self._clock = clock
        self._newcomer = newcomer
        self._guessed_zone = guessed_zone
        self._most_open = most_open
        self._taken: dict[int, Became] = {}

    def became(self, update_id: int) -> Became | None:
        """What has become of an update that is committed, and so may be confirmed to Telegram; asked once."""
        return self._taken.pop(update_id, None)

    async def answer(self, visit: Visit, act: Act) -> None:
        """Do what an update asks in a private chat, and reply.

        A fault of the bot's own is undone, logged, and said; the store's failing leaves the update to be tried again.
        """
        now = self._clock()
        try:
            await self._act(visit, act, now)
        except StoreUnavailable:
            raise
        except TooMuch as limit:
            refused = render(Refused(limit.problem, limit.limit))
            await self._commit(visit, lambda _: (_addressed(visit, refused), Became.REFUSED), now)
        except Exception as error:
            logger.error("an update failed", update=visit.update_id, person=visit.chat_id, error=place_of(error))
            await self._commit(visit, lambda _: (_addressed(visit, failed()), Became.FAILED), now)

    async def _act(self, visit: Visit, act: Act, now: datetime) -> None:
        """Do it in one transaction, which is begun again whenever something was to be worked out before it."""
        done: dict[Hashable, object] = {}
        while True:
            try:
                return await self._commit(visit, lambda uow: self._letter(uow, visit, act, now, done), now)
            except Heavy as heavy:
                done[heavy.key] = await asyncio.to_thread(heavy.work)

    async def say(self, visit: Visit, reply: Reply) -> None:
        """Reply without any account, as in a group."""
        await self._commit(visit, lambda _: (_addressed(visit, reply), Became.ANSWERED), self._clock())

    async def waits_for_file(self, person_id: int) -> bool:
        """Whether a question of this person's is to be answered by a file."""
        return await self._store.run(lambda uow: waits_for_file(uow, person_id), write=False)

    def pass_over(self, update_id: int, became: Became = Became.PASSED_OVER) -> None:
        """Take an update of which nothing is kept."""
        self._taken[update_id] = became

    async def _commit(self, visit: Visit, work: Callable[[UnitOfWork], tuple[Letter, Became]], now: datetime) -> None:
        arrival = Arrival(visit.update_id, visit.chat_id, now, now - LOOK_BACK)

        def unit(uow: UnitOfWork) -> tuple[Letter | None, Became, Turn]:
            if not uow.take(arrival):
                # Where the answer to a commit was lost, the reply was not sent; nor is one sent that is on its way.
                kept = uow.inbox.held(visit.update_id, self._holder)
                return Letter.from_json(kept) if kept else None, Became.REPEATED, Turn()
            letter, became = work(uow)
            turn = uow.owe(
                visit.update_id, letter.to_json(), self._holder, now + LEASE, visit.chat_id if letter.is_new else None
            )
            return letter, became, turn

        letter, became, turn = await self._store.run(unit, arrival=arrival)
        if became is Became.REPEATED and letter and not await self._owes(visit.update_id):
            letter = None
        self._taken[visit.update_id] = became
        if letter:
            self._send(letter, turn.in_s)

    async def _owes(self, update_id: int) -> bool:
        """Whether a reply that was read a moment ago is still owed.

        It may have been noted as arrived just then, or taken over from a process that is gone, and who did that may
        not have heard yet: it would follow without its mark. After a transaction more they have.
        """
        return await self._store.run(lambda uow: uow.inbox.held(update_id, self._holder)) is not None

    def _letter(
        self, uow: UnitOfWork, visit: Visit, act: Act, now: datetime, done: Mapping[Hashable, object]
    ) -> tuple[Letter, Became]:
        if visit.callback_query_id and uow.people.get(visit.chat_id) is None:
            # A button outlives what was forgotten; only words begin anew.
            return _addressed(visit, render(Refused(Problem.STALE))), Became.REFUSED
        account = open_account(uow, visit.chat_id, self._newcomer, now)
        if account.person.parked_at is not None:
            account = renew_alarm(uow, account, now)
        context = Context(
            uow, account, now, visit.language, guessed_zone=self._guessed_zone, most_open=self._most_open, done=done
        )
        outcome = act(context)
        became = Became.REFUSED if isinstance(outcome, Refused) else Became.ANSWERED
        return _addressed(visit, render(outcome), *_questions(uow, account)), became


def _addressed(visit: Visit, reply: Reply, asks: int | None = None, closes: int | None = None) -> Letter:
    return address(
        reply,
        visit.chat_id,
        update_id=visit.update_id,
        edits=visit.edits,
        callback_query_id=visit.callback_query_id,
        asks=asks,
        closes=closes,
        clears_below=visit.clears_below,
    )


def _questions(uow: UnitOfWork, before: Account) -> tuple[int | None, int | None]:
    """The draft that the reply asks about, and the one whose question has just been answered."""
    person, asked = uow.people.get(before.id), before.person.draft_id
    asks = person.draft_id if person and person.draft_id != asked else None
    closes = asked if asked and uow.drafts.get(before.id, asked) is None else None
    return asks, closes
