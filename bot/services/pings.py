"""Pings, in two phases: claimed → in flight, committed just before the sending → sent, unknown, or withdrawn.

A claim is a lease on the person. What stands is worked out at the moment of sending, so that a stale ping cannot exist.
The person is locked before their pings, always: whoever's claim has run out and whoever claimed the person next may be
at work at once, and would otherwise wait for each other for ever.

A ping whose sending was never answered for counts as not told: its steps come due again, and the message about them
says that it may be a repeat. Its row stays, for its buttons, which the person may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.guidance.agenda import Due, agenda_at
from bot.guidance.etiquette import RULES_VERSION
from bot.guidance.verdict import verdict_at
from bot.guidance.week import Week, week_of
from bot.services.account import (
    LOOK_BACK,
    Account,
    agenda_of,
    find_account,
    history_of,
    known_at,
    lose_in_flight,
    new_steps,
)
from bot.services.incoming import IMPORT
from bot.services.outcomes import PingLine, PingMessage, StepState
from storage import PersonRecord, UnitOfWork
from storage.pings import IN_FLIGHT

LEASE = timedelta(seconds=60)
"""Longer than any sending takes; after it another process may take the person up."""
BUSY = timedelta(seconds=5)
"""How many turns ahead of a ping, one a second, have it wait: replies go first."""
RENEWED_AT_ONCE = 16
"""So few that whoever writes meanwhile hardly waits."""
FORGOTTEN_AT_ONCE = 5000
AFTER_FAILURE = timedelta(seconds=30)
"""How long a person whose ping could not be sent is left alone."""
MOST_LINES = 20
"""Steps that one message names; the others follow in the next."""


class Claim(Struct, frozen=True):
    """A person whom nobody else pings until an instant, by which the claim is known as well."""

    person_id: int
    lease_until: datetime


class Prepared(Struct, frozen=True):
    """A ping that has been committed to: send it now."""

    claim: Claim
    message: PingMessage


def end_claims(uow: UnitOfWork, now: datetime) -> None:
    """Have those taken up whom an earlier run had claimed; for the start of a store that one process serves alone."""
    uow.people.release_claims(now)


def of_older_rules(uow: UnitOfWork) -> list[int]:
    """Some of the people whose alarm an older release worked out; to be asked until it gives none."""
    return uow.people.of_older_rules(RULES_VERSION, RENEWED_AT_ONCE)


def renew(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Work out by the rules of this release when a person is to be looked at; whoever did that before is let be.

    What is due by now is a ping's to tell, as ever.
    """
    account = find_account(uow, person_id)
    if account and account.person.rules_version < RULES_VERSION:
        parked = account.person.parked_at is not None
        wake_at = None if parked else agenda_of(uow, account, now).wake_at
        uow.people.move_alarm(person_id, wake_at, RULES_VERSION)


def forget_before(uow: UnitOfWork, before: datetime) -> int:
    """Forget some updates taken before an instant; to be called until it gives 0.

    Files that have waited since then for the person's answer are forgotten too.
    """
    uow.drafts.forget_command_before(IMPORT, before)
    return uow.inbox.forget_before(before, FORGOTTEN_AT_ONCE)


def put_off(uow: UnitOfWork, person_id: int, until: datetime) -> None:
    """Leave a person alone for whom no alarm can be worked out; whoever has claimed them goes on."""
    uow.people.move_alarm(person_id, until, RULES_VERSION)


def give_back(uow: UnitOfWork, claim: Claim, until: datetime) -> None:
    """End a claim without a ping, and leave the person alone for a while."""
    if _holds(claim, uow.people.get(claim.person_id)):
        uow.people.set_alarm(claim.person_id, until, RULES_VERSION)


def claim(uow: UnitOfWork, now: datetime, most: int) -> list[Claim]:
    """Claim at most so many of the people whose alarm has rung."""
    return [Claim(person_id, now + LEASE) for person_id in uow.people.claim_due(now, now + LEASE, most)]


def _holds(claim: Claim, person: PersonRecord | None) -> bool:
    """Whether a claim has not run out, and been made anew by somebody else."""
    return person is not None and person.lease_until == claim.lease_until


def prepare(uow: UnitOfWork, claim: Claim, now: datetime) -> Prepared | None:
    """Commit to the ping of a claimed person; None, with their alarm set anew, where it is not to be sent now.

    That is where nothing is due at this moment, or where so much is being sent to them that it would have to wait.
    Where the claim has been lost it is None as well, and whoever has it now is let be.
    """
    person_id = claim.person_id
    uow.read_ahead(person_id, now - LOOK_BACK)
    account = find_account(uow, person_id)
    if account is None or not _holds(claim, account.person):
        return None
    ahead = timedelta(seconds=uow.gate.turn(person_id))
    if ahead >= BUSY:
        give_back(uow, claim, now + ahead)
        return None
    lose_in_flight(uow, person_id, now)
    history = history_of(uow, account, now)
    agenda = agenda_at(account.plans, account.preferences, history, now)
    if not agenda.due or account.person.parked_at is not None:
        wake_at = None if account.person.parked_at else agenda.wake_at
        uow.people.set_alarm(person_id, wake_at, RULES_VERSION)
        return None
    due = agenda.due[:MOST_LINES]
    # One that may be lost is counted itself, so a mere repeat of it is not.
    unasked = any(not line.step.asked_for and line.step.key not in history.unsure for line in due)
    steps = new_steps((line.step.key, line.since) for line in due)
    ping_id = uow.pings.add(person_id, IN_FLIGHT, steps, now, unasked=unasked)
    told = history.having_told((line.step.key for line in due), now, unasked=unasked)
    # What is on its way counts as told: so the alarm is already the one that follows, and its arrival changes nothing.
    following = agenda.wake_after(told, account.preferences, now)
    uow.people.move_alarm(person_id, following, RULES_VERSION)
    message = PingMessage(
        ping_id=ping_id,
        lines=tuple(_line(line, position, now) for position, line in enumerate(due)),
        week=week_of(account.plans, now) if any(line.plan is None for line in due) else Week(),
        at=now,
        preferences=account.preferences,
        late_since=_late_since(uow, account, due, now),
        repeat=any(line.step.key in history.unsure for line in due),
        silent=not any(line.rings for line in due),
    )
    return Prepared(claim, message)


def _late_since(uow: UnitOfWork, account: Account, due: Sequence[Due], now: datetime) -> datetime | None:
    """Since when the message should have gone out, where it is so late that it says so."""
    if not any(line.late_at(now) for line in due):
        return None
    known = known_at(uow, account)
    late = (line.since for line in due if line.late_at(now, known(line.step.key.interview_id)))
    return min(late, default=None)


def _line(due: Due, position: int, now: datetime) -> PingLine:
    verdict = verdict_at(due.plan, now) if due.plan else None
    return PingLine(due.step.key, StepState.OPEN, due.plan, due.step, verdict, nth=due.nth, position=position)


def finish_sent(uow: UnitOfWork, prepared: Prepared, message_id: int, now: datetime) -> None:
    """The ping has arrived; the alarm that follows was set before, or since, if the person told something meanwhile."""
    claim, ping_id = prepared.claim, prepared.message.ping_id
    if uow.people.release(claim.person_id, claim.lease_until):
        uow.pings.mark_arrived(claim.person_id, ping_id, message_id)
    elif account := find_account(uow, claim.person_id):
        uow.pings.mark_sent(claim.person_id, ping_id, message_id)
        _set_alarm(uow, account, claim, now)


def finish_unknown(uow: UnitOfWork, prepared: Prepared, now: datetime) -> None:
    """The ping may have arrived; its steps come due again shortly, marked."""
    claim = prepared.claim
    if account := find_account(uow, claim.person_id):
        uow.pings.mark_unknown(claim.person_id, prepared.message.ping_id)
        _set_alarm(uow, account, claim, now, not_before=now + AFTER_FAILURE)


def finish_failed(uow: UnitOfWork, prepared: Prepared, now: datetime, retry_after: timedelta) -> None:
    """The ping has surely not arrived; its steps are due as before, after a pause."""
    claim = prepared.claim
    if account := find_account(uow, claim.person_id):
        uow.pings.withdraw(claim.person_id, prepared.message.ping_id)
        _set_alarm(uow, account, claim, now, not_before=now + retry_after)


def finish_blocked(uow: UnitOfWork, prepared: Prepared, now: datetime) -> None:
    """The person cannot be reached: they are left alone, their data kept, until they write again."""
    person_id = prepared.claim.person_id
    if uow.people.get(person_id):
        uow.pings.withdraw(person_id, prepared.message.ping_id)
        uow.people.park(person_id, now)


def _set_alarm(
    uow: UnitOfWork, account: Account, claim: Claim, now: datetime, not_before: datetime | None = None
) -> None:
    """Set the alarm that follows, and end the claim; another's, made because this one took too long, stays."""
    wake_at = agenda_of(uow, account, now).wake_at
    if wake_at and not_before:
        wake_at = max(wake_at, not_before)
    set_alarm = uow.people.set_alarm if _holds(claim, account.person) else uow.people.move_alarm
    set_alarm(account.id, wake_at, RULES_VERSION)
