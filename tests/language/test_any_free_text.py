"""Whatever is written, free text gives a reading that lets the bot ask; it never fails, and not slowly."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.ground_rules import read_ground_rules
from bot.language.intents import Intent
from bot.language.mentions import CompanyKind, find_company
from bot.language.messages import read_message

_WORDS = """
    Acme acme Inc. Globex globx at @ with w/ from to for called call rang emailed offer rejected said decide by until
    every Friday friday the 12th 3/4 30 February 2pm after before don't not no answer left vm Ms Lee Dana 555-0199 email
    only manager travelling others interviewed if you haven't heard remind me undo ? ! , . ; : ( ) & / 's İ ß 👍 東京
    \x00 \x01 \x02 \x03 {co} _co_ { } § # next week in two weeks within ten days end of month 99999 20226
"""
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(_WORDS.split(" ")), st.text(max_size=3)), max_size=16).map(" ".join),
    st.lists(st.sampled_from(_WORDS.split()), max_size=10).map("".join),
)
names = st.dictionaries(st.integers(1, 9), st.one_of(st.text(max_size=12), st.sampled_from(_WORDS.split())), max_size=6)
nows = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
NOW = datetime(2026, 12, 2, 14, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

LONG = {
    "clauses": "called Acme, no answer, " * 180,
    "words": "called Acme tomorrow " * 200,
    "digits": "9" * 4096,
    "phones": "555-0199 " * 450,
    "marks": "!" * 4095 + "a",
    "rules": "don't call before the 12th " * 150,
    "by": "by " * 1300,
    "until": "until they " * 370,
    "open": "call me if you " * 270,
    "capitals": "Aa " * 1365,
    "one word": "a" * 4096,
    "spaces": " " * 4095 + "x",
    "emoji": "👩\u200d💻" * 1300,
    "other script": "面接はどうでしたか" * 450,
}


@settings(deadline=None)  # the first reading makes the ranker
@given(texts, names)
@example("", {})
def test_a_reading_is_one_that_can_be_asked_about(text: str, known: dict[int, str]) -> None:
    reading, _ = read_message(text, known, {id_: [name[::-1]] for id_, name in known.items()})
    assert reading.intent in Intent
    assert 0 <= reading.margin <= reading.score <= 1
    _, clauses = read_message(text, known)
    assert clauses
    places = [clause.place for clause in clauses]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)


@given(texts, names)
def test_a_company_is_one_of_the_persons_or_words_of_the_text(text: str, known: dict[int, str]) -> None:
    reading = find_company(text, known)
    assert set(reading.ids) <= known.keys()
    assert set(reading.names) <= {*known.values(), *(text[start:end] for start, end in reading.spans)}
    assert all(0 <= start < end <= len(text) for start, end in reading.spans)
    assert (reading.kind is CompanyKind.NONE) == (not reading.names)
    assert reading.kind is not CompanyKind.SEVERAL or len(reading.names) > 1


@given(texts, nows)
@example("call by February 30", NOW)
def test_rules_are_read_from_anything(text: str, now: datetime) -> None:
    reading = read_ground_rules(text, now, BERLIN)
    assert all(one in reading.rules and other in reading.rules for one, other in reading.contradictions)
    assert all(words in text for words in reading.odd_days)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_the_longest_message_is_read(text: str) -> None:
    read_message(text, {1: "Acme", 2: "Globex Corporation"})
    read_ground_rules(text, NOW, BERLIN)
