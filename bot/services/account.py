"""A person's facts and plans, read in one go, and the alarm that follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from msgspec import Struct

from bot.guidance.agenda import Agenda, History, NextPing, agenda_at, next_pings
from bot.guidance.etiquette import RULES_VERSION
from bot.guidance.events import StepKind
from bot.guidance.facts import Preferences
from bot.guidance.folding import NoRound
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.steps import StepKey
from bot.guidance.verdict import Answer, Reason, verdict_at
from bot.guidance.workdays import instant, local_day
from bot.services.mapping import interview_from_row, preferences_from_json, preferences_to_json
from storage import InterviewRecord, Json, PersonRecord, PingStepRecord, UnitOfWork
from storage.pings import SAID, NewStep

MIDDAY = time(12)
"""What stands in for the time where only a day was named."""

_QUIET_EVENTS = ("muted", "unmuted")
_QUIET_SETTINGS = frozenset({"muted", "paused_until", "ping_hours"})
"""What holds pings back and changes nothing of what is due."""

LOOK_BACK = timedelta(days=3)
"""Unasked messages are counted a local day; the day before may matter where clocks change."""


class Account(Struct, frozen=True):
    """One person: settings, interviews and the plan of each."""

    person: PersonRecord
    preferences: Preferences
    plans: tuple[Plan, ...]
    records: tuple[InterviewRecord, ...] = ()

    @property
    def id(self) -> int:
        """Telegram's number of the person, and of the private chat with them."""
        return self.person.id

    @property
    def open_plans(self) -> tuple[Plan, ...]:
        """The plans of what is not settled."""
        return tuple(plan for plan in self.plans if plan.standing.settled is None)

    def plan(self, interview_id: int) -> Plan | None:
        """The plan of one interview of this person's."""
        return next((plan for plan in self.plans if plan.interview.id == interview_id), None)


def open_account(uow: UnitOfWork, person_id: int, newcomer: Preferences, now: datetime) -> Account:
    """Read a person's account, which is opened with the newcomer's preferences where there is none."""
    person = uow.people.get(person_id) or uow.people.add(person_id, preferences_to_json(newcomer), RULES_VERSION, now)
    return _with_plans(uow, person)


def read_account(uow: UnitOfWork, person_id: int) -> Account:
    """Read the account of a person who has one. Raises LookupError for others."""
    account = find_account(uow, person_id)
    if account is None:
        raise LookupError(f"no person {person_id}")
    return account


def find_account(uow: UnitOfWork, person_id: int) -> Account | None:
    """Read the account of a person who may have had everything deleted."""
    person = uow.people.get(person_id)
    return _with_plans(uow, person) if person else None


def _with_plans(uow: UnitOfWork, person: PersonRecord) -> Account:
    """The plan of each interview; what has not changed has the plan that it had before."""
    before = uow.derived.get(person.id)
    if isinstance(before, Account) and before.person.preferences == person.preferences:
        preferences = before.preferences
        derived = {record.id: (record, plan) for record, plan in zip(before.records, before.plans, strict=True)}
    else:
        preferences, derived = preferences_from_json(person.preferences), {}
    records, plans = [], []
    for record in uow.journal.interviews_of(person.id):
        known, plan = derived.get(record.id, (None, None))
        try:
            plans.append(plan if plan and known is record else derive_plan(interview_from_row(record), preferences))
        except NoRound:
            # The round was taken back; what hung on it waits for another.
            continue
        records.append(record)
    account = Account(person, preferences, tuple(plans), tuple(records))
    uow.derived[person.id] = account
    return account


def set_preferences(uow: UnitOfWork, before: Account, preferences: Preferences) -> None:
    """Keep other preferences. What is known by its day alone stays on that day, also where the day is another's."""
    uow.people.set_preferences(before.id, preferences_to_json(preferences))
    old, new = before.preferences.time_zone, preferences.time_zone
    if old != new:
        uow.journal.move_days(before.id, lambda at: instant(local_day(at, old), MIDDAY, new))


def agenda_of(uow: UnitOfWork, account: Account, now: datetime) -> Agenda:
    """What the person is to be told now, and when to look again."""
    return agenda_at(account.plans, account.preferences, history_of(uow, account, now), now)


def pings_to_come(uow: UnitOfWork, account: Account, now: datetime) -> list[NextPing]:
    """Every step's next ping, if nothing happens meanwhile and nothing is muted."""
    return next_pings(account.plans, account.preferences, history_of(uow, account, now), now)


def history_of(uow: UnitOfWork, account: Account, now: datetime) -> History:
    """What the person has been told about what is open, and of late."""
    ids = [0, *(plan.interview.id for plan in account.open_plans)]
    pinged: defaultdict[StepKey, list[datetime]] = defaultdict(list)
    for step, told_at in uow.pings.told(account.id, ids):
        pinged[key_of(step)].append(told_at)
    unsure: defaultdict[StepKey, list[datetime]] = defaultdict(list)
    late = uow.pings.of_late(account.id, now - LOOK_BACK)
    for step, told_at in uow.pings.unsure(account.id) if late.unsure else ():
        unsure[key_of(step)].append(told_at)
    return History(pinged, late.unasked, unsure, uow.journal.known_since(account.id))


def lose_in_flight(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Whoever was sending to a person is gone: what was on its way may be lost."""
    if uow.pings.of_late(person_id, now - LOOK_BACK).in_flight:
        uow.pings.lose_in_flight(person_id)


def known_at(uow: UnitOfWork, account: Account) -> Callable[[int], datetime | None]:
    """Since when the facts of an interview, and the settings that its plan rests on, are what they are now."""
    facts = uow.journal.facts_changed(account.id, apart_from=_QUIET_EVENTS)
    settings = _settings_changed(uow, account)
    return lambda interview_id: max(filter(None, (facts.get(interview_id), settings)), default=None)


def _settings_changed(uow: UnitOfWork, account: Account) -> datetime | None:
    """When the settings became what they are now, those aside that only hold pings back."""
    now = _without_quiet(account.person.preferences)
    before = uow.journal.settings_before(account.id)
    return next((changed_at for changed_at, settings in before if _without_quiet(settings) != now), None)


def _without_quiet(settings: Json) -> Json:
    return {name: value for name, value in settings.items() if name not in _QUIET_SETTINGS}


def key_of(step: PingStepRecord) -> StepKey:
    """The step that a ping was about."""
    return StepKey(step.interview_id, StepKind(step.kind), step.anchor, step.nth)


def new_steps(keys_since: Iterable[tuple[StepKey, datetime]]) -> list[NewStep]:
    """Steps as a ping keeps them."""
    return [NewStep(key.interview_id, key.kind.value, key.anchor, key.nth, since) for key, since in keys_since]


def renew_alarm(uow: UnitOfWork, before: Account, now: datetime) -> Account:
    """Work the person's alarm out anew after a change, and give their account as it now is."""
    return renew_agenda(uow, before, now)[0]


def renew_agenda(
    uow: UnitOfWork, before: Account, now: datetime, *, said_about: int | None = None
) -> tuple[Account, Agenda]:
    """Work the person's alarm out anew after a change; gives their account and their agenda as they now are.

    Where the change made the note or the call of the interview `said_about` due at once, the reply to it says so: that
    is its first ping. Nothing else that comes due is in the reply.
    """
    after = read_account(uow, before.id)
    if after.person.parked_at is not None:
        uow.people.unpark(after.id)
    history = history_of(uow, after, now)
    agenda = agenda_at(after.plans, after.preferences, history, now)
    if said_about is not None and (said := _said(before, after, agenda, history, said_about, now)):
        uow.pings.add(after.id, SAID, new_steps(said), now, unasked=False)
        history = history.having_told((key for key, _ in said), now, unasked=False)
        agenda = agenda_at(after.plans, after.preferences, history, now)
    uow.people.move_alarm(after.id, agenda.wake_at, RULES_VERSION)
    return after, agenda


def _said(
    before: Account, after: Account, agenda: Agenda, history: History, interview_id: int, now: datetime
) -> list[tuple[StepKey, datetime]]:
    """What has come due by a change and is said in the reply to it, and since when it is due."""
    about_it = [due for due in agenda.due if due.step.key.interview_id == interview_id]
    named = _named_in_reply(after.plan(interview_id), now) if about_it else None
    said = [(due.step.key, due.since) for due in about_it if due.step.key.kind is named]
    if not said:
        return []
    due_before = {due.step.key for due in agenda_at(before.plans, before.preferences, history, now).due}
    return [(key, since) for key, since in said if key not in due_before]


def _named_in_reply(plan: Plan | None, now: datetime) -> StepKind | None:
    """Which kind of step the reply to a recording tells the person to take now."""
    verdict = verdict_at(plan, now) if plan else None
    if verdict and verdict.reason is Reason.NOTE_FIRST:
        return StepKind.NOTE
    return StepKind.CALL if verdict and verdict.answer is Answer.YES else None
