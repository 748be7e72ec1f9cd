"""Lives of interviews, likely and unlikely, in many zones, over weeks in which clocks change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.events import (
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Muted,
    Outcome,
    Planned,
    Reminder,
    ReminderDone,
    Renamed,
    RoleSaid,
    RuleGiven,
    SalesSaid,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
    What,
)
from bot.guidance.facts import Event, Hours, Interview, Preferences
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.guidance.workdays import instant, local_day

ZONE_NAMES = (
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "America/Asuncion",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
)
zones = st.sampled_from(ZONE_NAMES).map(ZoneInfo)
countries = st.sampled_from([None, "DE", "US", "JP", "IN", "SA", "CN"])


def hours(*spans: tuple[int, int]) -> st.SearchStrategy[Hours]:
    """One of some spans of whole hours, the first most likely the simplest."""
    return st.sampled_from([Hours(time(start), time(end)) for start, end in spans])


preferences = st.builds(
    Preferences,
    time_zone=zones,
    country=countries,
    ping_hours=hours((9, 20), (7, 8), (18, 22), (12, 14), (0, 0), (21, 6)),
    calling_hours=hours((9, 17), (8, 10), (13, 16), (6, 22)),
    first_call_after=st.integers(1, 12),
    between_calls=st.integers(1, 12),
    first_call_after_sales=st.integers(1, 5),
    between_calls_sales=st.integers(1, 5),
    weekly_nudge=st.booleans(),
)

mondays = st.integers(0, 75).map(lambda weeks: date(2026, 1, 5) + timedelta(weeks=weeks))
"""The day on which a life begins; over 75 weeks from January 2026 every zone's clocks change, in both hemispheres."""

_WEEKS = 8
_named_days = st.integers(-5, _WEEKS * 7)


def rules(start: date) -> st.SearchStrategy[Rule]:
    """What they may say about following up, their days around `start`."""
    days = _named_days.map(lambda count: start + timedelta(days=count))
    weekdays, ends = st.integers(0, 6), st.none() | days
    hour = st.none() | st.integers(6, 22).map(time)
    return st.one_of(
        st.builds(CallOn, days),
        st.builds(CallEveryWeekday, weekdays, st.lists(weekdays, max_size=2).map(tuple), st.integers(1, 3), ends),
        st.builds(CallEveryDays, st.integers(1, 14), ends),
        st.builds(CallEveryMonth, st.lists(st.integers(1, 31), min_size=1, max_size=3).map(tuple), ends),
        st.builds(DecisionBy, days),
        st.builds(AwayUntil, days),
        st.builds(TheyCall, st.none() | days),
        st.builds(Contact, st.just("Ms Ito"), st.none() | st.sampled_from(ZONE_NAMES)),
        st.builds(
            Contact, st.just(""), after=hour, before=hour, weekdays=st.lists(weekdays, max_size=4).map(tuple)
        ).filter(lambda contact: contact != Contact("")),
        st.sampled_from([NoRules(), NoCalls()]),
    )


def happenings(start: date, zone: ZoneInfo) -> st.SearchStrategy[What]:
    """What may happen; the commonest things are the likeliest."""
    until = st.integers(0, _WEEKS * 7 * 24).map(lambda count: instant(start, time(0), zone) + timedelta(hours=count))
    kinds = st.sampled_from([StepKind.NOTE, StepKind.CALL, StepKind.CLOSE, StepKind.REMIND, StepKind.DEBRIEF])
    planned = st.builds(Planned, st.sampled_from([None, 30, 90, 480]))
    people = st.sampled_from([Met("Ms Ito"), Met("Dana Lee", phone="555-0199"), Met("Dana", email="dana@acme.example")])
    return st.one_of(
        st.just(Thanked()),
        st.sampled_from(Outcome).map(Called),
        st.sampled_from([Called(Outcome.NO_ANSWER), Called(Outcome.MESSAGE), Emailed()]),
        st.builds(RuleGiven, rules(start), st.booleans()),
        st.sampled_from([Heard(), Heard("soon"), Interviewed()]) | planned,
        st.builds(Cancelled, st.integers(1, 12)) | people | st.just(Thanked("Dana Lee")),
        st.sampled_from(
            [Renamed("Acme Corp"), Renamed("Globex"), RoleSaid("nurse"), SalesSaid(True), SalesSaid(False)]
        ),
        st.builds(Skipped, kinds),
        st.builds(Snoozed, kinds, st.integers(1, 12), st.integers(0, 2), until),
        st.builds(Reminder, until) | st.builds(ReminderDone, st.integers(1, 12)),
        st.sampled_from([Settled(Settlement.CLOSED), Settled(Settlement.REJECTED), Muted(), Unmuted()]),
    )


class Situation(Struct, frozen=True):
    """A person, an interview of theirs, and an instant when nothing but a planned interview lies ahead."""

    interview: Interview
    preferences: Preferences
    now: datetime

    def with_event(self, at: datetime, what: What) -> Situation:
        """The same, with something that happened at `at`."""
        event = Event(1 + max(event.id for event in self.interview.events), at, what)
        return replace(self, interview=replace(self.interview, events=(*self.interview.events, event)))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Any situation: up to a dozen facts within eight weeks, then up to six weeks of silence."""
    person = draw(preferences)
    start, zone = draw(mondays), person.time_zone
    first = draw(st.sampled_from([Interviewed(), Planned()]))
    others = draw(st.lists(happenings(start, zone), max_size=11))
    events = []
    for nth, what in enumerate([first, *others], start=1):
        latest_hour = 7 * 24 if nth == 1 else _WEEKS * 7 * 24
        at = instant(start, time(0), zone) + timedelta(minutes=30 * draw(st.integers(0, 2 * latest_hour)))
        day_only = draw(st.integers(0, 3)) == 0
        at = instant(local_day(at, zone), time(12), zone) if day_only else at
        events.append(Event(nth, at, what, day_only))
    if draw(st.booleans()):
        events.append(Event(len(events) + 1, events[0].at + timedelta(hours=2), Thanked()))
    told = {(event.at, event.what): event for event in events}
    interview = Interview(1, "Acme", tuple(told.values()), sales=draw(st.booleans()))
    # Of today one says the hour: a day alone is named once it is over.
    past = [
        instant(local_day(event.at, zone), time(23, 59), zone) if event.day_only else event.at
        for event in events
        if not isinstance(event.what, Planned)
    ]
    now = max(past, default=events[0].at - timedelta(days=3))
    return Situation(interview, person, now + timedelta(minutes=15 * draw(st.integers(0, 4 * 24 * 42))))


randoms = st.integers(0, 2**32).map(Random)
"""For many small choices; drawn one by one they would be too much for Hypothesis to shrink."""
