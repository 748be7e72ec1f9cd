"""What is read of days and times in messages as people send them, and in what only looks like a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.language.moments import Direction, Refusal
from bot.language.times import MOST_TOKENS, find_times
from bot.language.when import Point, Recurrence, Unclear, When
from tests.language.wild_times import messages

# How many messages of each deck are read wholly as labelled; it may only rise. The decks say what was read unseen.
FLOORS = {"first": 150, "second": 150, "third": 60, "fourth": 50, "fifth": 40, "sixth": 38, "issue": 76, "mended": 286}
NOW = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")

_WORDS = """
    every other Friday Fridays until till we answer by before after between and or to - / , . the 3rd 15th 3/4 3.4. 24/7
    14.12. 30 Feb Febuary February March may May sun sat mon/wed next last this week weekend month year quarter Q1 early
    mid- late end of beginning first second in within ago from now two 2 10 3-5 99999 20226 2026 couple few business
    days hours minutes fortnight tomorrow tmrw yday 2nite today noon half past quarter at 2pm 25:61 COB EOD the
    Thanksgiving
    holidays Christmas Easter bank holiday new year twice a daily weekly called will haven't 2026-02-30T25:00 of January
    on starting for Studios Street w/ Acme week of after next before last
"""
WORDS = _WORDS.split()
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
)
nows = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from([ZoneInfo(key) for key in ("UTC", "Europe/Berlin", "Pacific/Apia", "America/St_Johns")])


def read(text: str, *, day_first: bool | None = None, mask: tuple[str, ...] = ()) -> tuple[When, ...]:
    return find_times(text, now=NOW, zone=NEW_YORK, direction=Direction.NEAREST, day_first=day_first, mask=mask)


@pytest.mark.parametrize(("deck", "floor"), FLOORS.items(), ids=FLOORS.keys())
def test_messages_are_read_as_they_are_meant(deck: str, floor: int) -> None:
    missed = [
        f"{each.text}\n  says {each.says}\n  read {got}" for each in messages(deck) if (got := each.read()) != each.says
    ]
    assert len(messages(deck)) - len(missed) >= floor, "\n".join(missed)


@given(texts, nows, zones, st.sampled_from(Direction), st.sampled_from([True, False, None]))
def test_no_text_breaks_the_reader(
    text: str, now: datetime, zone: ZoneInfo, direction: Direction, day_first: bool | None
) -> None:
    end = 0
    for when in find_times(text, now=now, zone=zone, direction=direction, day_first=day_first, country="US"):
        assert end <= when.place[0] < when.place[1] <= len(text)
        end = when.place[1]
        if isinstance(when, Recurrence):
            assert rrulestr(when.rrule, dtstart=datetime.combine(when.first, time()))
        elif not isinstance(when, Unclear):
            assert when.start <= when.end


def test_the_words_that_were_read_are_known() -> None:
    text = "She said call back Friday at 2pm, then every week until we answer."
    places = [text[slice(*when.place)] for when in read(text)]
    assert places == ["Friday at 2pm", "every week until we answer"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Interview at Black Friday today", "Black Friday"), ("May Day Labs called today", "May Day Labs")],
)
def test_a_known_name_holds_no_date(text: str, name: str) -> None:
    assert read(text, mask=(name,)) == (Point((text.index("today"), text.index("today") + 5), date(2026, 11, 25)),)


def test_figures_that_may_be_two_dates_are_asked() -> None:
    assert read("interview 3/4") == (Unclear((10, 13), Refusal.AMBIGUOUS, (date(2027, 3, 4), date(2027, 4, 3))),)
    assert read("interview 3/4", day_first=True) == (Point((10, 13), date(2027, 4, 3)),)
    assert read("interview 3/4", day_first=False) == (Point((10, 13), date(2027, 3, 4)),)
    assert read("interview 3/25", day_first=True) == (Point((10, 14), date(2027, 3, 25)),)


@pytest.mark.parametrize("text", ["February 30", "3 March 20226", "31/9/2026", "2026-02-30", "Friday March 31 2026"])
def test_days_that_are_none_are_said_to_be(text: str) -> None:
    assert [getattr(when, "reason", None) for when in read(text)] == [Refusal.IMPOSSIBLE]


def test_what_a_country_never_writes_is_asked() -> None:
    """An American writes no "3.4.", so that nothing is known of who does."""
    found = find_times("interview 3.4.", now=NOW, zone=NEW_YORK, direction=Direction.FUTURE, country="US")
    assert [getattr(when, "reason", None) for when in found] == [Refusal.AMBIGUOUS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("interview Thursday 3/12", date(2026, 12, 3)), ("interview Tuesday 8/12", date(2026, 12, 8))],
)
def test_the_weekday_beside_it_settles_the_order_of_figures(text: str, expected: date) -> None:
    assert [getattr(when, "start", None) for when in read(text)] == [expected]


def test_the_end_of_a_very_long_message_is_not_read() -> None:
    assert read("x " * (MOST_TOKENS - 1) + "today")
    assert not read("x " * MOST_TOKENS + "today")


LONG = (
    "mon/",
    "mon or ",
    "by ",
    "the ",
    "about ",
    "not before ",
    "1/2/",
    "in 2 ",
    "at 2 ",
    "every ",
    "every friday until ",
    "a week after the interview ",
    "in a week and a half ",
    "every day but ",
    "week on ",
)


@pytest.mark.parametrize("text", [*((words * 4096)[:4096] for words in LONG), "9" * 4096], ids=[*LONG, "9"])
def test_the_longest_message_is_read(text: str) -> None:
    read(text)
