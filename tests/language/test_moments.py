"""What dates and times mean. Now is Wednesday, 4 March 2026, 10:00 in Berlin."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.language.moment_reading import read_moment, split_moment
from bot.language.moments import (
    Direction,
    ImpossibleMoment,
    Moment,
    Reading,
    Refusal,
    instant_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
PAST, FUTURE, NEAREST = Direction.PAST, Direction.FUTURE, Direction.NEAREST


def moment(text: str) -> Moment | None:
    """The moment written as a date, a "T" and a time, the time being left out where there is none."""
    if text == "-":
        return None
    day, _, at = text.partition("T")
    return Moment(date.fromisoformat(day), time.fromisoformat(at) if at else None)


def read(text: str, direction: Direction = NEAREST, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> Moment | None:
    """The moment that a text is, whether or not its day was said."""
    found = read_moment(text, now=now, zone=zone, direction=direction)
    return found and replace(found, day_said=True)


def split(text: str, direction: Direction = NEAREST) -> Reading:
    """A text parted, whether or not the day of its moment was said."""
    found = split_moment(text, now=NOW, zone=BERLIN, direction=direction)
    return replace(found, moment=found.moment and replace(found.moment, day_said=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow 9", "2026-03-05T09:00"),
        ("9 tomorrow", "2026-03-05T09:00"),
        ("fri 14", "2026-03-06T14:00"),
        ("9 on Friday", "2026-03-06T09:00"),
        ("3 april 9", "2026-04-03T09:00"),
        ("Friday 13", "-"),  # there is one this month
        ("tomorrow 25", "-"),
        ("every Friday 9", "-"),
    ],
)
def test_a_number_beside_a_day_is_its_hour(text: str, expected: str) -> None:
    assert read(text, FUTURE) == moment(expected)


def test_a_number_at_the_end_of_a_name_is_no_hour() -> None:
    assert split("Acme 9") == Reading(None, "Acme 9")
    assert split("Acme tomorrow 9") == Reading(moment("2026-03-05T09:00"), "Acme")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ISO
        ("2026-03-03", "2026-03-03"),
        ("2026-3-3", "2026-03-03"),
        ("2026/03/03", "2026-03-03"),
        ("2026-03-03 14:00", "2026-03-03T14:00"),
        ("2026-03-03T14:00", "2026-03-03T14:00"),
        ("2026-03-03t14:00:30", "2026-03-03T14:00:30"),
        ("2026-03-03T14:00Z", "2026-03-03T15:00"),
        ("2026-03-03T23:30-05:00", "2026-03-04T05:30"),
        # days from today
        ("today", "2026-03-04"),
        ("Yesterday", "2026-03-03"),
        ("tomorrow", "2026-03-05"),
        ("the day after tomorrow", "2026-03-06"),
        ("day before yesterday", "2026-03-02"),
        ("this morning", "2026-03-04"),
        ("tonight", "2026-03-04"),
        ("last night", "2026-03-03"),
        ("now", "2026-03-04T10:00"),
        ("just now", "2026-03-04T10:00"),
        ("3 days ago", "2026-03-01"),
        ("a week ago", "2026-02-25"),
        ("two weeks ago", "2026-02-18"),
        ("2 hours ago", "2026-03-04T08:00"),
        ("half an hour ago", "2026-03-04T09:30"),
        ("in 3 days", "2026-03-07"),
        ("in two weeks", "2026-03-18"),
        ("in a month", "2026-04-04"),
        ("3 days from now", "2026-03-07"),
        ("in 20 minutes", "2026-03-04T10:20"),
        # named months
        ("March 3", "2026-03-03"),
        ("March 3, 2027", "2027-03-03"),
        ("3 March 2027", "2027-03-03"),
        ("Mar 3rd", "2026-03-03"),
        ("Mar. 3", "2026-03-03"),
        ("3rd of March", "2026-03-03"),
        ("the 3rd of March, 2027", "2027-03-03"),
        ("on March the 3rd", "2026-03-03"),
        ("Sept 1 2026", "2026-09-01"),
        ("February 29, 2028", "2028-02-29"),
        ("Friday, March 6", "2026-03-06"),
        ("Fri 6 Mar 2026 14:00", "2026-03-06T14:00"),
        # figures
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("25.12.2026", "2026-12-25"),
        ("25/12/26", "2026-12-25"),
        ("3/3/2026", "2026-03-03"),
        ("15/3", "2026-03-15"),
        # times
        ("14:00", "2026-03-04T14:00"),
        ("2pm", "2026-03-04T14:00"),
        ("2 PM", "2026-03-04T14:00"),
        ("2:30 pm", "2026-03-04T14:30"),
        ("2.30pm", "2026-03-04T14:30"),
        ("2 p.m.", "2026-03-04T14:00"),
        ("12am", "2026-03-04T00:00"),
        ("12pm", "2026-03-04T12:00"),
        ("noon", "2026-03-04T12:00"),
        ("5 minutes before 3pm", "2026-03-04T14:55"),
        ("20 minutes past 4pm", "2026-03-04T16:20"),
        ("an hour before noon", "2026-03-04T11:00"),
        ("tomorrow 30 mins before 9am", "2026-03-05T08:30"),
        ("at 14", "2026-03-04T14:00"),
        ("at 10", "2026-03-04T10:00"),
        ("at 3", "2026-03-04T15:00"),  # nobody is called at night
        ("tomorrow at 3", "2026-03-05T15:00"),
        ("at 14 o'clock", "2026-03-04T14:00"),
        # days and times
        ("tomorrow 14:00", "2026-03-05T14:00"),
        ("14:00 tomorrow", "2026-03-05T14:00"),
        ("tomorrow, at 2 pm", "2026-03-05T14:00"),
        ("tomorrow at noon", "2026-03-05T12:00"),
        ("tonight at 8", "2026-03-04T20:00"),
        ("yesterday at 3 in the afternoon", "2026-03-03T15:00"),
        ("tomorrow at 9 in the morning", "2026-03-05T09:00"),
        ("yesterday evening", "2026-03-03"),
        ("in 2 days at 14:00", "2026-03-06T14:00"),
        # around it
        ("by tomorrow", "2026-03-05"),
        ("until March 3", "2027-03-03"),
        ("since yesterday!", "2026-03-03"),
        ("  tomorrow.  ", "2026-03-05"),
        # none
        ("", "-"),
        ("   ", "-"),
        ("Acme", "-"),
        ("Acme tomorrow", "-"),
        ("tomorrow at", "-"),
        ("3", "-"),
        ("14", "-"),
        ("2026", "-"),
        ("March", "-"),
        ("morning", "-"),
        ("24/7", "-"),
        ("at 54", "-"),
        ("14:00-15:00", "2026-03-04T14:00"),
        ("tomorrow yesterday", "-"),
        ("14:00 15:00", "-"),
        ("2 hours ago at 14:00", "-"),
        ("2026-03-03T14:00 15:00", "-"),
    ],
)
def test_a_moment(text: str, expected: str) -> None:
    assert read(text) == moment(expected)


@pytest.mark.parametrize(
    ("text", "past", "future", "nearest"),
    [
        ("Friday", "2026-02-27", "2026-03-06", "2026-03-06"),
        ("on Fri", "2026-02-27", "2026-03-06", "2026-03-06"),
        ("Monday", "2026-03-02", "2026-03-09", "2026-03-09"),
        ("Tues", "2026-03-03", "2026-03-10", "2026-03-10"),
        ("this Friday", "2026-03-06", "2026-03-06", "2026-03-06"),
        ("last Friday", "2026-02-27", "2026-02-27", "2026-02-27"),
        ("next Friday", "2026-03-13", "2026-03-13", "2026-03-13"),  # the Friday of next week
        ("next Monday", "2026-03-09", "2026-03-09", "2026-03-09"),
        # today is Wednesday, 10:00
        ("Wednesday", "2026-03-04", "2026-03-11", "2026-03-11"),
        ("this Wednesday", "2026-03-04", "2026-03-04", "2026-03-04"),
        ("last Wednesday", "2026-02-25", "2026-02-25", "2026-02-25"),
        ("Wednesday 9:00", "2026-03-04T09:00", "2026-03-11T09:00", "2026-03-11T09:00"),
        ("Wednesday 14:00", "2026-02-25T14:00", "2026-03-04T14:00", "2026-03-04T14:00"),
        # no year; one most of a year off is the near one, for the caller to refuse
        ("March 3", "2026-03-03", "2026-03-03", "2026-03-03"),
        ("March 4", "2026-03-04", "2026-03-04", "2026-03-04"),
        ("March 5", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("December 12", "2025-12-12", "2026-12-12", "2025-12-12"),
        ("25/12", "2025-12-25", "2026-12-25", "2025-12-25"),
        ("Friday, March 6", "2026-03-06", "2026-03-06", "2026-03-06"),  # the weekday settles the year
        # what says itself where it lies stays there, for the caller to refuse
        ("tomorrow", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("yesterday", "2026-03-03", "2026-03-03", "2026-03-03"),
        ("14:00", "2026-03-04T14:00", "2026-03-04T14:00", "2026-03-04T14:00"),
        ("March 3 2026", "2026-03-03", "2026-03-03", "2026-03-03"),
    ],
)
def test_the_direction_decides(text: str, past: str, future: str, nearest: str) -> None:
    assert read(text, PAST) == moment(past)
    assert read(text, FUTURE) == moment(future)
    assert read(text, NEAREST) == moment(nearest)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("February 30", "February 30", Refusal.IMPOSSIBLE),
        ("on February 30", "February 30", Refusal.IMPOSSIBLE),
        ("31 June", "31 June", Refusal.IMPOSSIBLE),
        ("February 29", "February 29", Refusal.IMPOSSIBLE),  # none from 2025 to 2027
        ("February 29 2026", "February 29 2026", Refusal.IMPOSSIBLE),
        ("2026-13-01", "2026-13-01", Refusal.IMPOSSIBLE),
        ("2026-02-30", "2026-02-30", Refusal.IMPOSSIBLE),
        ("2026-03-03T25:00", "2026-03-03T25:00", Refusal.IMPOSSIBLE),
        ("20226-03-03", "20226-03-03", Refusal.IMPOSSIBLE),
        ("March 3 20226", "March 3 20226", Refusal.IMPOSSIBLE),
        ("March 3 1066", "March 3 1066", Refusal.IMPOSSIBLE),
        ("13/13/2026", "13/13/2026", Refusal.IMPOSSIBLE),
        ("Friday, March 5 2026", "Friday, March 5 2026", Refusal.IMPOSSIBLE),  # a Thursday
        ("25:00", "25:00", Refusal.IMPOSSIBLE),
        ("14:75", "14:75", Refusal.IMPOSSIBLE),
        ("13pm", "13pm", Refusal.IMPOSSIBLE),
        ("in 999999 weeks", "999999 weeks", Refusal.IMPOSSIBLE),
        ("999999 years ago", "999999 years ago", Refusal.IMPOSSIBLE),
        ("3/4/2026", "3/4/2026", Refusal.AMBIGUOUS),
        ("3/4", "3/4", Refusal.AMBIGUOUS),
        ("3.4.2026 14:00", "3.4.2026 14:00", Refusal.AMBIGUOUS),
    ],
)
def test_an_impossible_moment(text: str, words: str, reason: Refusal) -> None:
    with pytest.raises(ImpossibleMoment) as caught:
        split("Acme, " + text)
    assert (caught.value.words, caught.value.reason, caught.value.rest) == (words, reason, "Acme")
    with pytest.raises(ImpossibleMoment):
        read(text)


@pytest.mark.parametrize(
    ("text", "rest", "expected"),
    [
        ("Acme tomorrow 14:00", "Acme", "2026-03-05T14:00"),
        ("Acme 14:00 tomorrow", "Acme", "2026-03-05T14:00"),
        ("Acme, tomorrow", "Acme", "2026-03-05"),
        ("Acme (tomorrow)", "Acme", "2026-03-05"),
        ("Acme - tomorrow!", "Acme", "2026-03-05"),
        ("Acme Inc. on Friday at 2pm", "Acme Inc.", "2026-03-06T14:00"),
        ("Acme sales engineer by March 3rd.", "Acme sales engineer", "2027-03-03"),
        ("Studio 54 tomorrow", "Studio 54", "2026-03-05"),
        ("Studio 54 March 3", "Studio 54", "2026-03-03"),
        ("Acme until the day after tomorrow", "Acme", "2026-03-06"),
        ("tomorrow", "", "2026-03-05"),
        ("", "", "-"),
        ("Acme", "Acme", "-"),
        ("  Acme  ", "Acme", "-"),
        ("Friday Studios", "Friday Studios", "-"),
        ("Studio 54", "Studio 54", "-"),
        ("Café 1.5", "Café 1.5", "-"),
        ("Bank-Friday", "Bank-Friday", "-"),
        ("Acme in 1.5 hours", "Acme", "2026-03-04T11:30"),
        ("Support 24/7", "Support 24/7", "-"),
        ("USA Today", "USA Today", "-"),
        ("High Noon", "High Noon", "-"),
        ("USA Today tomorrow", "USA Today", "2026-03-05"),
        ("Acme today", "Acme", "2026-03-04"),
        ("Channel 4", "Channel 4", "-"),
        ("Forever 21", "Forever 21", "-"),
        ("7-Eleven", "7-Eleven", "-"),
        ("Acme now at noon", "Acme now", "2026-03-04T12:00"),  # not both
        ("Late Night Friday", "Late Night", "2026-03-06"),
    ],
)
def test_a_moment_at_the_end(text: str, rest: str, expected: str) -> None:
    assert split(text) == Reading(moment(expected), rest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("next week", date(2026, 3, 9), date(2026, 3, 13)),
        ("early next week", date(2026, 3, 9), date(2026, 3, 10)),
        ("March 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("in the next two weeks", date(2026, 3, 5), date(2026, 3, 18)),
        ("the end of the month", date(2026, 3, 25), date(2026, 3, 31)),
        ("tomorrow", date(2026, 3, 5), None),
    ],
)
def test_a_range_keeps_both_ends_and_its_deadline_is_the_last(text: str, first: date, last: date | None) -> None:
    found = read(text, FUTURE)
    assert found == Moment(first, last=last)
    assert found.deadline == (last or first)


def test_an_hour_alone_says_no_day() -> None:
    today = date(2026, 3, 4)
    for text, day_said in (("14:00", False), ("today 14:00", True)):
        found = read_moment(text, now=NOW, zone=BERLIN, direction=NEAREST)
        assert found == Moment(today, time(14), day_said=day_said)


@pytest.mark.parametrize(
    ("country", "day_first", "expected"),
    [("GB", None, date(2026, 4, 3)), ("US", None, date(2026, 3, 4)), ("US", True, date(2026, 4, 3))],
)
def test_the_order_of_figures_is_the_persons(country: str, day_first: bool | None, expected: date) -> None:
    found = read_moment("3/4", now=NOW, zone=BERLIN, direction=FUTURE, country=country, day_first=day_first)
    assert found == Moment(expected)


def test_now_is_the_persons_now() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert read("today", now=late, zone=BERLIN) == moment("2026-03-05")
    assert read("today", now=late, zone=ZoneInfo("America/New_York")) == moment("2026-03-04")


def test_hours_ago_are_real_hours_across_a_change_of_the_clocks() -> None:
    spring = datetime(2026, 3, 29, 2, 0, tzinfo=UTC)  # 04:00, the clocks having skipped 02:00 to 03:00
    assert read("2 hours ago", now=spring) == moment("2026-03-29T01:00")


def test_the_second_of_two_equal_hours_keeps_its_instant() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    now = read("now", now=second)
    assert now is not None
    assert instant_of(now, zone=BERLIN, default=time(12)) == second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03", "2026-03-03 11:00"),
        ("2026-03-03 14:00", "2026-03-03 13:00"),
        ("2026-07-03 00:00", "2026-07-02 22:00"),
        ("2026-03-29 02:30", "2026-03-29 01:30"),  # skipped by the clocks
    ],
)
def test_the_instant_of_a_moment(text: str, expected: str) -> None:
    found = read(text)
    assert found is not None
    at = instant_of(found, zone=BERLIN, default=time(12))
    assert at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert at.tzinfo is UTC
