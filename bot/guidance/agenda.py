"""One person's plans → what to ping now, in one message, and when to look again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.guidance.etiquette import LATE_AFTER, MOST_UNASKED_A_DAY, PING_TIME, PINGS_APART
from bot.guidance.events import StepKind
from bot.guidance.facts import Preferences
from bot.guidance.pause import next_told
from bot.guidance.plan import Plan
from bot.guidance.steps import Step, StepKey
from bot.guidance.workdays import instant, local_day

RINGS = {
    StepKind.CALL: True,
    StepKind.REMIND: True,
    StepKind.DEBRIEF: True,
    StepKind.NOTE: True,
    StepKind.CLOSE: False,
    StepKind.NUDGE: False,
}
"""What there is to ping about, the most urgent first, and whether it comes with a sound: what is for today does."""
_URGENCY = tuple(RINGS)


class History(Struct, frozen=True, gc=False):
    """What the person has been told: each step's pings, and the recent messages that they had not asked for.

    A message that may be lost is among those, and not among any step's pings; `unsure` has it by its steps.
    """

    pinged: Mapping[StepKey, Sequence[datetime]] = field(default_factory=dict)
    unasked: Sequence[datetime] = ()
    unsure: Mapping[StepKey, Sequence[datetime]] = field(default_factory=dict)
    """When a step was told in a message that may be lost; none of those holds back the repeat."""
    known_since: Mapping[int, datetime] = field(default_factory=dict)
    """When each interview was first recorded, where that is known."""

    def having_told(self, keys: Iterable[StepKey], at: datetime, *, unasked: bool) -> History:
        """The same once some steps were told at an instant, in one message; what was told again is not unsure."""
        told = {key: sorted((*self.pinged.get(key, ()), at)) for key in keys}
        return History(
            {**self.pinged, **told},
            (*self.unasked, at) if unasked else self.unasked,
            {key: lost for key, lost in self.unsure.items() if key not in told},
            self.known_since,
        )


class NextPing(Struct, frozen=True, gc=False):
    """When a step will next be told. `plan` is None for the weekly nudge, which is about them all."""

    step: Step
    plan: Plan | None
    at: datetime
    """When it goes out by itself, `now` at the earliest."""
    soonest: datetime
    """When it may go out together with something else."""
    wish: datetime
    """When it would have gone out, were there no hours, pauses and other messages."""

    def since(self, preferences: Preferences, now: datetime) -> datetime:
        """When it should have gone out, with no pause, and no other messages on that day; `now` at the latest."""
        since = self.step.next_ping(self.wish, preferences.ping_hours, preferences.time_zone)
        # There always is one: `at` is such an instant too, and no sooner.
        return min(since or now, now)

    @property
    def muted(self) -> bool:
        """Whether its interview is muted."""
        return self.plan is not None and self.plan.standing.muted


class Due(Struct, frozen=True, gc=False):
    """A step to ping now. `plan` is None for the weekly nudge, which is about them all."""

    step: Step
    plan: Plan | None
    since: datetime
    nth: int
    """1 for the first ping about this step, 2 for the last."""

    @property
    def rings(self) -> bool:
        """Whether it comes with a sound: what they asked for and what is for today does, a heads-up does not."""
        return self.step.asked_for or (RINGS[self.step.key.kind] and not self.step.heads_up)

    def late_at(self, now: datetime, known_at: datetime | None = None) -> bool:
        """Whether the ping comes so long after its time that it should say so, whatever held it back.

        That may be downtime, a pause, pings switched off, other ping hours, or two messages on that day. What was not
        known to be due at its time, since the facts and settings it rests on are of a later instant, is not late.
        """
        return now - self.since > LATE_AFTER and (known_at is None or self.since >= known_at)


class Agenda(Struct, frozen=True, gc=False):
    """What is due now, the most urgent first, and the instant of the next thing; None where nothing will come."""

    due: tuple[Due, ...]
    wake_at: datetime | None
    coming: tuple[NextPing, ...] = ()
    """Every step's next ping, as it would come if nothing were muted; the rest follows from these."""

    def wake_after(self, told: History, preferences: Preferences, now: datetime) -> datetime | None:
        """When to look again once more has been told at `now`: telling neither makes steps nor ends any."""
        if preferences.muted:
            return None
        planner = _Planner(preferences, told, now)
        following = (planner.next_ping(ping.plan, ping.step) for ping in self.coming if not ping.muted)
        return min((ping.at for ping in following if ping), default=None)


def agenda_at(plans: Sequence[Plan], preferences: Preferences, history: History, now: datetime) -> Agenda:
    """Work out what to tell a person at `now`, and when to look again.

    Every step is pinged at most twice, only in ping hours, and calls only while the verdict is Yes; at most two
    unasked messages go out on one local day. A snooze was asked for and is not held back by that.
    """
    coming = tuple(next_pings(plans, preferences, history, now))
    if preferences.muted:
        return Agenda((), None, coming)
    audible = [ping for ping in coming if not ping.muted]
    goes_out = any(ping.at <= now for ping in audible)
    ready = [
        Due(ping.step, ping.plan, ping.since(preferences, now), len(history.pinged.get(ping.step.key, ())) + 1)
        for ping in audible
        if goes_out and ping.soonest <= now
    ]
    ready.sort(key=lambda due: (_URGENCY.index(due.step.key.kind), due.since, due.step.key.interview_id))
    return Agenda(tuple(ready), min((ping.at for ping in audible), default=None), coming)


def next_pings(plans: Sequence[Plan], preferences: Preferences, history: History, now: datetime) -> list[NextPing]:
    """Every step's next ping, if any is left, as it would come if nothing were muted."""
    planner = _Planner(preferences, history, now)
    steps: list[tuple[Plan | None, Step]] = [(plan, step) for plan in plans for step in plan.told_steps]
    audible = [plan for plan in plans if not plan.standing.muted]
    nudges = _nudges(audible, preferences, history, now) if preferences.weekly_nudge else []
    steps += [(None, nudge) for nudge in nudges]
    return [ping for plan, step in steps if (ping := planner.next_ping(plan, step)) is not None]


def _nudges(plans: Sequence[Plan], preferences: Preferences, history: History, now: datetime) -> list[Step]:
    """The latest Monday's nudge and the next one's, while anything waits. Source: `keep-searching`; the day is ours."""
    since = min((_waits_since(plan, history) for plan in plans if plan.standing.settled is None), default=None)
    if since is None:
        return []
    zone = preferences.time_zone
    today = local_day(max(now, since), zone)
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range(3)]
    pings = {day: instant(day, PING_TIME, zone) for day in mondays}
    past = [day for day, at in pings.items() if since < at <= now][-1:]
    coming = [day for day, at in pings.items() if at > max(now, since)][:1]
    return [_nudge(day, max(instant(day, time(0), zone), since), zone) for day in past + coming]


@lru_cache(maxsize=1024)
def _nudge(monday: date, soonest: datetime, zone: ZoneInfo) -> Step:
    """A week's nudge, which is mostly the same for all. A late one ends where the next week begins with its own."""
    key = StepKey(0, StepKind.NUDGE, monday.toordinal())
    over = instant(monday + timedelta(weeks=1), time(0), zone)
    return Step(key, monday, (soonest,), key, until=over, habitual=True)


def _waits_since(plan: Plan, history: History) -> datetime:
    """Since when the person waits and the bot knows it; no Monday before that had anything to say."""
    held = plan.standing.round.at
    return max(held, history.known_since.get(plan.interview.id, held))


class _Planner(Struct, frozen=True, gc=False):
    preferences: Preferences
    history: History
    now: datetime

    def next_ping(self, plan: Plan | None, step: Step) -> NextPing | None:
        told = self.history.pinged.get(step.key, ())
        if len(told) >= len(step.pings):
            return None
        wish = step.pings[len(told)]
        if told:
            wish = max(wish, told[-1] + self._apart(step))
        start = max(wish, self.now)
        at = self._allowed(step, start, alone=True)
        soonest = self._allowed(step, start, alone=False) if step.habitual else at
        return NextPing(step, plan, at, soonest, wish) if at and soonest else None

    def _apart(self, step: Step) -> timedelta:
        """The distance from the first ping to the second, also where the first came late."""
        hours, zone = self.preferences.ping_hours, self.preferences.time_zone
        first, second = (step.next_ping(at, hours, zone) for at in step.pings)
        return max(PINGS_APART, second - first) if first and second else PINGS_APART

    def _allowed(self, step: Step, after: datetime, *, alone: bool) -> datetime | None:
        """The first instant from `after` on that the step, the ping hours and the day's allowance admit."""
        zone = self.preferences.time_zone
        at = next_told(step, after, self.preferences, alone=alone)
        while at is not None and not step.asked_for and self._day_is_full(at, step):
            tomorrow = local_day(at, zone) + timedelta(days=1)
            at = next_told(step, instant(tomorrow, time(0), zone), self.preferences, alone=alone)
        return at

    def _day_is_full(self, at: datetime, step: Step) -> bool:
        its_own = self.history.unsure.get(step.key, ())
        others = [sent for sent in self.history.unasked if sent not in its_own]
        if len(others) < MOST_UNASKED_A_DAY:
            return False
        zone = self.preferences.time_zone
        day = local_day(at, zone)
        return sum(local_day(sent, zone) == day for sent in others) >= MOST_UNASKED_A_DAY
