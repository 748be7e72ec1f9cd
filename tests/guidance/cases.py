"""Facts written the way people would say them: `("Mon 2 Nov 10:00", Interviewed())`; the year is 2026, the zone Berlin.

A day without a time is known by its day alone. A weekday that is not that day's is refused.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.guidance.agenda import Agenda, History, agenda_at
from bot.guidance.events import Called, Interviewed, Outcome, RuleGiven, StepKind, Thanked, What
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.ground_rules import Rule
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.steps import Step, StepKey
from bot.guidance.verdict import Verdict, verdict_at

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Preferences(BERLIN)
NO_NUDGES = replace(HERE, weekly_nudge=False)

Fact = tuple[str, What]

NO_ANSWER = Called(Outcome.NO_ANSWER)
MESSAGE = Called(Outcome.MESSAGE)
SPOKE = Called(Outcome.SPOKE)
HELD: Fact = ("Mon 2 Nov 10:00", Interviewed())
NOTE: Fact = ("Mon 2 Nov 13:00", Thanked())
THREE_TRIES: tuple[Fact, ...] = (
    ("Mon 9 Nov 10:00", NO_ANSWER),
    ("Mon 16 Nov 10:00", MESSAGE),
    ("Mon 23 Nov 10:00", NO_ANSWER),
)


def rule(given: Rule) -> RuleGiven:
    """Something they said about following up, at the interview."""
    return RuleGiven(given)


def said(given: Rule) -> Fact:
    """The same, with its moment: at the end of the interview that is `HELD`."""
    return ("Mon 2 Nov 10:30", rule(given))


def word(given: Rule) -> RuleGiven:
    """Something they said about following up, in a fresh word from them."""
    return RuleGiven(given, word=True)


def moment(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """The instant of words like "Mon 2 Nov 10:00" or "Fri 1 Jan 2027 10:00"; noon where no time is said."""
    words = text.split()
    clock = words.pop() if ":" in words[-1] else "12:00"
    year = words.pop() if len(words) == 4 else "2026"
    read = datetime.strptime(f"{' '.join(words)} {year} {clock}", "%a %d %b %Y %H:%M").replace(tzinfo=zone)
    assert f"{read:%a}" == words[0], f"{text} is a {read:%a}"
    return read.astimezone(UTC)


def day(text: str) -> date:
    """The date of words like "Mon 2 Nov"."""
    return moment(text, ZoneInfo("UTC")).date()


def shown(at: datetime | None, zone: ZoneInfo = BERLIN) -> str:
    """An instant in the words that `moment` reads."""
    if at is None:
        return "never"
    there = at.astimezone(zone)
    year = "" if there.year == 2026 else f" {there.year}"
    return f"{there:%a} {there.day} {there:%b}{year} {there:%H:%M}"


def shown_day(on: date) -> str:
    """A date in words."""
    return f"{on:%a} {on.day} {on:%b}" + ("" if on.year == 2026 else f" {on.year}")


def interview(*facts: Fact, sales: bool = False, zone: ZoneInfo = BERLIN, id: int = 1) -> Interview:
    """An interview with these facts; their ids are 1, 2 … in the order given."""
    events = tuple(
        Event(id * 100 - 100 + nth, moment(when, zone), what, day_only=":" not in when)
        for nth, (when, what) in enumerate(facts, start=1)
    )
    return Interview(id, f"Company {id}", events, sales=sales)


def plan_of(*facts: Fact, preferences: Preferences = HERE, sales: bool = False, id: int = 1) -> Plan:
    """The plan of an interview with these facts, told in the person's own zone."""
    return derive_plan(interview(*facts, sales=sales, zone=preferences.time_zone, id=id), preferences)


def verdict_of(*facts: Fact, now: str, preferences: Preferences = HERE, sales: bool = False) -> Verdict:
    """The verdict at `now`, a moment in the person's own zone."""
    plan = plan_of(*facts, preferences=preferences, sales=sales)
    return verdict_at(plan, moment(now, preferences.time_zone))


def brief(verdict: Verdict) -> str:
    """Answer, reason and from when it will be yes, in one line."""
    opening = f", from {shown(verdict.yes_from)}" if verdict.yes_from else ""
    return f"{verdict.answer}: {verdict.reason}{opening}"


def steps_of(plan: Plan, kind: StepKind) -> tuple[Step, ...]:
    """A plan's steps of one kind."""
    return tuple(step for step in plan.steps if step.key.kind is kind)


def pings_of(plan: Plan, kind: StepKind, nth: int = 0) -> list[str]:
    """When the pings of a step come, ping hours considered, in the person's zone; empty where there is no such step."""
    steps = steps_of(plan, kind)
    if not steps:
        return []
    zone, hours = plan.preferences.time_zone, plan.preferences.ping_hours
    return [shown(steps[nth].next_ping(at, hours, zone), zone) for at in steps[nth].pings]


def agenda(
    now: str,
    *plans: Plan,
    preferences: Preferences = NO_NUDGES,
    pinged: dict[StepKey, list[str]] | None = None,
    unasked: list[str] | None = None,
) -> Agenda:
    """What some plans make due at `now`, there having been these pings and these unasked messages: no more of it."""
    history = History(
        {key: [moment(when) for when in told] for key, told in (pinged or {}).items()},
        [moment(when) for when in unasked or []],
    )
    return replace(agenda_at(plans, preferences, history, moment(now)), coming=())


def due(found: Agenda) -> list[str]:
    """What is due, and about which interview, in its order."""
    return [f"{one.step.key.kind} {one.step.key.interview_id}" for one in found.due]
