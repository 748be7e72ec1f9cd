"""The alarm: claims the people whose time has come, and sends each their ping."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.noting import note
from bot.delivery.observer import Observer
from bot.delivery.pausing import pause_unless
from bot.delivery.sender import Fate, Receipt, Sender
from bot.handlers.letter import Letter, address
from bot.logs import logger_for, place_of
from bot.services import pings
from bot.services.pings import Claim, Prepared
from bot.views.render import render
from storage import Store, StoreUnavailable, UnitOfWork

logger = logger_for(__name__)

TICK = timedelta(seconds=20)
"""Longest time between two ticks."""
_STEP = 60.0
"""Seconds; smaller steps are those of a clock that is kept right."""
SIDE_BY_SIDE = 50
CLAIM_HOLDS = pings.LEASE.total_seconds() / 2
"""Seconds after a claim in which a sending may begin and surely ends before the claim does."""
AFTER_REFUSAL = timedelta(hours=1)
AFTER_FAULT = timedelta(hours=1)
"""How long a person is left alone for whom no ping could be made; another try would fail as well."""
_FOLLOWS = {
    Fate.UNKNOWN: "it follows once more, marked",
    Fate.UNREACHABLE: "the person is left alone until they write",
    Fate.NOT_SENT: "it follows",
    Fate.REFUSED: "it is tried again in an hour",
}
_FORGET_EVERY = timedelta(hours=6)
_FORGET_AFTER = timedelta(days=3)
_DROP_EVERY = timedelta(minutes=30)
"""What is known of somebody stays in memory for one to two of these after they were last here."""


Slot = Callable[[], Awaitable[None]]
"""Waits until Telegram's limits let another unasked message out."""


Held = tuple[Claim, float]
"""A claim, and until when by the loop's clock a sending may begin under it."""


class _Claims:
    """Claims on people who are due, for several to take from; each is promised one, waits for its slot, and takes it.

    No more are made than there are to take them: the others would run out while only few are let out.
    """

    def __init__(self, claim: Callable[[int], Awaitable[list[Held]]]) -> None:
        self._claim = claim
        self._made: deque[Held] = deque()
        self._promised = 0
        self._over = False
        self._making = asyncio.Lock()

    async def promise(self) -> bool:
        """Promise whoever asks a claim, made now if need be; False where nobody is due any more."""
        async with self._making:
            if self._promised >= len(self._made) and not self._over:
                # Nor is anything claimed after what could not be found out.
                self._over = True
                claimed = await self._claim(SIDE_BY_SIDE - self._promised)
                self._made.extend(claimed)
                self._over = not claimed
            if self._promised >= len(self._made):
                return False
            self._promised += 1
            return True

    def take(self) -> Held | None:
        """The one that was promised; None where it has run out: the person is claimed anew once it has ended."""
        self._promised -= 1
        now = asyncio.get_running_loop().time()
        while self._made:
            taken = self._made.popleft()
            if now <= taken[1]:
                return taken
        return None


class Pinger:
    """Ticks at least every 20 seconds, and whenever the next alarm is due."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Callable[[], datetime],
        slot: Slot,
        observer: Observer | None = None,
    ) -> None:
        """Ping by a store and a clock; `slot` is waited for before each ping."""
        self._store = store
        self._slot = slot
        self._sender = sender
        self._clock = clock
        self._observer = observer or Observer()
        self._ticking = asyncio.Lock()
        self._forget_at: datetime | None = None
        self._drop_at: datetime | None = None
        self._stop = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until told to stop; a store that is away is tried again at the next tick."""
        self._stop = stop
        ahead = self._ahead()
        while not stop.is_set():
            ahead = self._notice_jump(ahead)
            pause = await self._tick_or_leave()
            await pause_unless(stop, pause.total_seconds())

    async def _tick_or_leave(self) -> timedelta:
        """Tick once; gives the pause until the next tick, which comes whatever goes wrong in this one."""
        try:
            await self.tick()
            return await self._pause()
        except StoreUnavailable as error:
            logger.error("the store is away, pings wait", error=str(error))
        except Exception as error:
            logger.error("a tick failed", error=place_of(error))
        return TICK

    def _ahead(self) -> float:
        """How many seconds the clock is ahead of the loop's, which never steps; what differs between two is a step."""
        return self._clock().timestamp() - asyncio.get_running_loop().time()

    def _notice_jump(self, before: float) -> float:
        ahead = self._ahead()
        if abs(ahead - before) > _STEP:
            seconds = float(round(ahead - before))
            logger.warning("the clock has moved since the last tick; what is due follows", seconds=seconds)
        return ahead

    async def tick(self) -> int:
        """Send everything that is due now; gives how many pings were sent."""
        async with self._ticking:
            return await self._tick()

    async def _tick(self) -> int:
        self._drop_unused()
        claims = _Claims(self._claim)
        side_by_side = (self._ping_all(claims) for _ in range(SIDE_BY_SIDE))
        sent = await asyncio.gather(*side_by_side, return_exceptions=True)
        if failures := [each for each in sent if isinstance(each, BaseException)]:
            raise failures[0]
        await self._forget_old_updates()
        return sum(each for each in sent if isinstance(each, int))

    async def _ping_all(self, claims: _Claims) -> int:
        """Ping one after another while anybody is due; gives how many pings were sent."""
        sent = 0
        while await claims.promise():
            await self._slot()
            if taken := claims.take():
                sent += await self._ping_or_leave(*taken)
        return sent

    async def _claim(self, most: int) -> list[Held]:
        await self._welcome()
        if self._stop.is_set():
            return []
        until = asyncio.get_running_loop().time() + CLAIM_HOLDS
        claims = await self._store.run(partial(pings.claim, now=self._clock(), most=most))
        return [(claim, until) for claim in claims]

    async def _welcome(self) -> None:
        """Wait until sending is welcome, or the bot is to stop."""
        while (left := self._sender.gate.left) and not self._stop.is_set():
            await pause_unless(self._stop, left.total_seconds())

    async def _pause(self) -> timedelta:
        """Until the next alarm, or the next regular tick."""
        next_alarm = await self._store.run(lambda uow: uow.people.next_alarm(), write=False)
        if next_alarm is None:
            return TICK
        return min(TICK, max(next_alarm - self._clock(), timedelta(seconds=1)))

    async def _ping_or_leave(self, claim: Claim, until: float) -> bool:
        """Ping one person; a failure is theirs alone, and they are taken up again when the claim on them ends."""
        try:
            return await self._ping(claim, until)
        except StoreUnavailable as error:
            logger.error("the store is away, a ping waits", person=claim.person_id, error=str(error))
        except Exception as error:
            logger.error("a ping failed", person=claim.person_id, error=place_of(error))
        return False

    async def _ping(self, claim: Claim, until: float) -> bool:
        await self._sender.pace.turn(claim.person_id)
        await self._welcome()
        if self._stop.is_set() or asyncio.get_running_loop().time() > until:
            # The claim may end before the sending does, and the person be somebody else's.
            return False
        made = await self._prepare(claim)
        if made is None:
            return False
        prepared, letter = made
        receipt = await self._sender.send(letter)
        await self._finish(prepared, receipt)
        return receipt.fate is Fate.ARRIVED

    async def _prepare(self, claim: Claim) -> tuple[Prepared, Letter] | None:
        """Commit to a ping once its letter is written: what cannot be written has not been in flight."""
        now = self._clock()

        def unit(uow: UnitOfWork) -> tuple[Prepared, Letter] | None:
            prepared = pings.prepare(uow, claim, now)
            return (prepared, address(render(prepared.message), claim.person_id)) if prepared else None

        try:
            return await self._store.run(unit)
        except StoreUnavailable:
            raise
        except Exception as error:
            logger.error("a ping could not be made; it waits an hour", person=claim.person_id, error=place_of(error))
            await self._store.run(partial(pings.give_back, claim=claim, until=now + AFTER_FAULT))
            return None

    async def _finish(self, prepared: Prepared, receipt: Receipt) -> None:
        now = self._clock()

        def finish(uow: UnitOfWork) -> None:
            match receipt.fate:
                case Fate.ARRIVED:
                    pings.finish_sent(uow, prepared, receipt.message_id, now)
                case Fate.UNKNOWN:
                    pings.finish_unknown(uow, prepared, now)
                case Fate.UNREACHABLE:
                    pings.finish_blocked(uow, prepared, now)
                case Fate.NOT_SENT:
                    pings.finish_failed(uow, prepared, now, receipt.retry_after)
                case Fate.REFUSED:
                    pings.finish_failed(uow, prepared, now, AFTER_REFUSAL)

        await note(self._store, finish)
        self._observer.ping(receipt.fate, late=prepared.message.late_since is not None)
        if receipt.fate is not Fate.ARRIVED:
            fate = receipt.fate.value
            person_id, follows = prepared.claim.person_id, _FOLLOWS[receipt.fate]
            logger.warning("a ping has not surely arrived", person=person_id, fate=fate, follows=follows)

    def _drop_unused(self) -> None:
        now = self._clock()
        if self._drop_at is None or now >= self._drop_at:
            self._drop_at = now + _DROP_EVERY
            self._store.kept.drop_unused()

    async def _forget_old_updates(self) -> None:
        now = self._clock()
        if self._forget_at is None or now >= self._forget_at:
            self._forget_at = now + _FORGET_EVERY
            while await self._store.run(partial(pings.forget_before, before=now - _FORGET_AFTER)):
                if self._stop.is_set():
                    return
