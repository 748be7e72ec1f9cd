"""Whatever is written, reading it fails in no other way than said, and not slowly."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.details import read_call, read_heard
from bot.language.moment_reading import read_moment, split_moment
from bot.language.moments import Direction, ImpossibleMoment
from bot.language.names import clean_name, company_key, is_sales, match_company, split_known_company, split_role
from bot.language.rules import read_rule
from bot.language.snooze import read_span
from bot.language.zones import read_zone

_WORDS = """
    Acme Inc. GmbH & Co as at on by until the in a an no not call every they they'll contact ask for away decision
    offer rejected answer voicemail spoke today tomorrow yesterday now noon Friday next last this March Feb 3rd 30 29
    3/4 25/12/2026 2026-02-30 2026-03-03T14:00+99:99 0000-00-00 999999 20226 14:00 25:61 2pm 13 pm a.m. ago days week
    hours years from now tonight morning o'clock of , . : - ( ) / @ sales engineer UTC+2 new york
"""
WORDS = _WORDS.split()
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
)
zones = st.sampled_from([ZoneInfo(key) for key in ("UTC", "Europe/Berlin", "Pacific/Apia", "America/St_Johns")])
nows = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)

LONG = {
    "words": "Acme tomorrow " * 300,
    "digits": "9" * 4096,
    "marks": "!" * 4095 + "a",
    "commas": "a," * 2048,
    "quotes": "'" * 4096,
    "joiners": "on the " * 600,
    "no": "no answer not " * 300,
    "brackets": "(" * 4096,
    "spaces": " " * 4095 + "x",
    "emoji": "👩\u200d💻" * 1300,
}


def read_all(text: str, now: datetime, zone: ZoneInfo) -> None:
    """Call every reader with the text."""
    for direction in Direction:
        with suppress(ImpossibleMoment):
            read_moment(text, now=now, zone=zone, direction=direction)
        with suppress(ImpossibleMoment):
            split_moment(text, now=now, zone=zone, direction=direction)
    dated: tuple[Callable[..., object], ...] = (read_call, read_heard, read_rule)
    for read in dated:
        with suppress(ImpossibleMoment):
            read(text, now=now, zone=zone)
    known = {1: "Acme", 2: text[:80], 3: text[1:40]}
    match_company(text, known)
    split_known_company(text, known)
    plain: tuple[Callable[[str], object], ...] = (clean_name, company_key, is_sales, split_role, read_zone, read_span)
    for read in plain:
        read(text)


@given(texts, nows, zones)
@example("", datetime(2026, 3, 4, tzinfo=UTC), ZoneInfo("UTC"))
def test_no_text_breaks_a_reader(text: str, now: datetime, zone: ZoneInfo) -> None:
    read_all(text, now, zone)


@given(texts, nows, zones)
def test_what_stands_before_a_moment_is_kept(text: str, now: datetime, zone: ZoneInfo) -> None:
    with suppress(ImpossibleMoment):
        reading = split_moment(text, now=now, zone=zone, direction=Direction.NEAREST)
        assert text.lstrip().startswith(reading.rest)
        assert reading.moment is not None or reading.rest == text.strip()


@given(texts, nows, zones)
def test_impossible_words_are_words_of_the_text(text: str, now: datetime, zone: ZoneInfo) -> None:
    try:
        split_moment(text, now=now, zone=zone, direction=Direction.NEAREST)
        return
    except ImpossibleMoment as error:
        refused = error
    assert refused.words
    assert refused.words in text
    assert text.lstrip().startswith(refused.rest)


@given(texts)
def test_a_role_never_takes_the_company(text: str) -> None:
    company, role = split_role(text)
    assert company or not role


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_the_longest_message_is_read(text: str) -> None:
    read_all(text, datetime(2026, 3, 4, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
