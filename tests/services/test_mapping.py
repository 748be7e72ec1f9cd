"""Facts to rows and back: nothing is lost, whatever the fact, and rows are JSON."""

import json
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.events import (
    AlsoKnown,
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Muted,
    Noted,
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
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.services.mapping import (
    event_from_row,
    event_to_row,
    interview_from_row,
    preferences_from_json,
    preferences_to_json,
)
from storage import EventRecord, InterviewRecord

days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
instants = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001 - Hypothesis wants naive bounds
    datetime(2199, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zone_names = st.sampled_from(sorted(available_timezones() - {"localtime"}))
ids = st.integers(1, 2**53)
rules: st.SearchStrategy[Rule] = st.one_of(
    st.sampled_from([NoCalls(), NoRules()]),
    st.builds(CallOn, days),
    st.builds(CallEveryWeekday, st.integers(0, 6)),
    st.builds(CallEveryDays, st.integers(1, 366)),
    st.builds(TheyCall, st.none() | days),
    st.builds(DecisionBy, days),
    st.builds(AwayUntil, days),
    st.builds(Contact, st.text(), st.none() | zone_names),
)
whats: st.SearchStrategy[What] = st.one_of(
    st.sampled_from([Planned(), Interviewed(), Thanked(), Emailed(), Muted(), Unmuted()]),
    st.builds(Called, st.sampled_from(Outcome)),
    st.builds(Heard, st.text()),
    st.builds(RuleGiven, rules, st.booleans()),
    st.builds(Settled, st.sampled_from(Settlement)),
    st.builds(Skipped, st.sampled_from(StepKind)),
    st.builds(Snoozed, st.sampled_from(StepKind), ids, st.integers(0, 9), instants),
    st.builds(Reminder, instants),
    st.builds(ReminderDone, ids),
    st.builds(AlsoKnown, st.text()),
    st.builds(Planned, st.none() | st.integers(1, 600)),
    st.builds(Cancelled, ids),
    st.builds(Thanked, st.text()),
    st.builds(Met, st.text(), st.text(), st.text(), st.text()),
    st.builds(Renamed, st.text()),
    st.builds(RoleSaid, st.text()),
    st.builds(SalesSaid, st.booleans()),
    st.builds(Noted, st.text()),
)
times = st.times(max_value=time(23, 59))
hours = st.builds(Hours, times, times)
preferences = st.builds(
    Preferences,
    time_zone=zone_names.map(ZoneInfo),
    country=st.none() | st.sampled_from(["DE", "US", "JP"]),
    muted=st.booleans(),
    ping_hours=hours,
    calling_hours=hours,
    first_call_after=st.integers(1, 30),
    between_calls=st.integers(1, 30),
    first_call_after_sales=st.integers(1, 30),
    between_calls_sales=st.integers(1, 30),
    weekly_nudge=st.booleans(),
    day_first=st.none() | st.booleans(),
    paused_until=st.none() | days,
)


def kept(what: What, at: datetime, day_only: bool, id_: int) -> EventRecord:
    """The event as it comes back from a database, which keeps JSON."""
    kind, data = event_to_row(what)
    assert len(kind) <= 20, "the column's width"
    return EventRecord(id_, id_ + 1, 3, kind, at, day_only, json.loads(json.dumps(data)), 9)


@given(whats, instants, st.booleans(), ids)
def test_events(what: What, at: datetime, day_only: bool, id_: int) -> None:
    assert event_from_row(kept(what, at, day_only, id_)) == Event(id_, at, what, day_only)


@given(st.lists(st.tuples(whats, instants), max_size=4), st.text(), st.text(), st.booleans())
def test_interviews(happened: list[tuple[What, datetime]], company: str, role: str, sales: bool) -> None:
    rows = tuple(kept(what, at, False, number) for number, (what, at) in enumerate(happened, start=1))
    events = tuple(Event(number, at, what) for number, (what, at) in enumerate(happened, start=1))
    assert interview_from_row(InterviewRecord(5, company, role, sales, "a1", rows)) == Interview(
        5, company, events, role, sales
    )


@given(preferences)
def test_preferences(given_: Preferences) -> None:
    assert preferences_from_json(json.loads(json.dumps(preferences_to_json(given_)))) == given_


def test_only_what_differs_from_the_defaults_is_kept_so_that_a_default_can_still_change() -> None:
    assert preferences_to_json(Preferences(ZoneInfo("Asia/Tokyo"))) == {"time_zone": "Asia/Tokyo"}


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    every: list[What] = [
        Planned(),
        Interviewed(),
        Thanked(),
        Called(Outcome.SPOKE),
        Emailed(),
        Heard(),
        RuleGiven(NoCalls()),
        Settled(Settlement.CLOSED),
        Skipped(StepKind.NOTE),
        Snoozed(StepKind.NOTE, 1, 0, datetime(2026, 1, 1, tzinfo=UTC)),
        Muted(),
        Unmuted(),
        Reminder(datetime(2026, 1, 1, tzinfo=UTC)),
        ReminderDone(1),
        AlsoKnown("amex"),
        Noted("a word"),
        Cancelled(1),
        Met("Dana Lee"),
        Renamed("Acme"),
        RoleSaid(""),
        SalesSaid(False),
    ]
    assert {type(what) for what in every} == set(What.__args__)
    assert len({event_to_row(what)[0] for what in every}) == len(every)


def test_what_was_kept_before_a_field_came_is_still_read() -> None:
    assert event_from_row(EventRecord(1, 1, 3, "planned", datetime(2026, 1, 1, tzinfo=UTC), False, {}, 9)).what == (
        Planned()
    )
    assert preferences_from_json({"time_zone": "Asia/Tokyo"}) == Preferences(ZoneInfo("Asia/Tokyo"))
