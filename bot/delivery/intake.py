"""Takes updates, however they come in: who may not is sent away, the rest is handled, and what became of it told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from time import perf_counter

from bot.delivery.observer import Observer
from bot.handlers.admission import Admission, Refusal
from bot.handlers.desk import Became, Desk
from bot.handlers.letter import Letter, address
from bot.handlers.received import Update
from bot.handlers.updates import command_of
from bot.logs import logger_for

logger = logger_for(__name__)


class Intake:
    """The way of every update through the bot."""

    def __init__(
        self,
        handle: Callable[[Update], Awaitable[None]],
        desk: Desk,
        send: Callable[[Letter], None],
        admission: Admission,
        observer: Observer,
        clock: Callable[[], datetime],
    ) -> None:
        self._handle = handle
        self._desk = desk
        self._send = send
        self._admission = admission
        self._observer = observer
        self._clock = clock

    async def take(self, update: Update) -> bool:
        """Take an update; says whether it was committed. One that was not is handed over again."""
        began = perf_counter()
        became = await self._became(update)
        seconds, command = perf_counter() - began, command_of(update)
        self._observer.update(command, became, seconds)
        logger.debug(
            "an update was taken" if became else "an update was not taken",
            update=update.update_id,
            person=update.sender_id or None,
            command=command,
            outcome=became.value if became else None,
            seconds=round(seconds, 4),
        )
        return became is not None

    async def _became(self, update: Update) -> Became | None:
        refusal = self._admission.refusal(update, self._clock())
        if refusal is None:
            await self._handle(update)
            return self._desk.became(update.update_id)
        self._answer(update, refusal)
        return refusal.became

    def _answer(self, update: Update, refusal: Refusal) -> None:
        """Say why; nothing is kept of it, so an answer that is lost is not given again."""
        if refusal.reply and update.sender_id:
            query = update.callback_query
            self._send(address(refusal.reply, update.sender_id, callback_query_id=query.id if query else None))
