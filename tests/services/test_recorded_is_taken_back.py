"""Whatever can be recorded by telling it can be exported, and is taken back as it was."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.questions import Ask
from bot.views.buttons import Choose
from tests.services.person import Person
from tests.services.test_taken_elsewhere import archive, numbered, office, takes_in

DAYS = st.sampled_from(
    [
        *("3 March 1985", "1 January 1970", "31 December 1969", "31 December 2199", "1 January 2200", "3 March 2035"),
        *("10 November", "yesterday", "today", "today 9:00", "tomorrow 10:00", "Thursday", "29 February 2028 23:59"),
        *("in 3 days", "next week", "the day after tomorrow 00:00", "in 40 years", "10/11/2026"),
    ]
)
WORDS = st.one_of(
    st.sampled_from(
        ["Evil\nname", "x" * 79 + "\u200b", "＝1+1", "\u202eabc", "“Acme”", "a" * 500, "Zoë, Ltd.", "=1", "\x01"]
    ),
    st.text(max_size=30),
)
ZONES = st.sampled_from(
    [
        "Europe/Berlin",
        "localtime",
        "Factory",
        "UTC+5",
        "GMT-12",
        "US/Eastern",
        "posixrules",
        "Tokyo",
        "EST",
        "Kiritimati",
    ]
)
HOURS = st.sampled_from(["8-18", "20-9", "9-9", "0-24", "22:30-23:30", "9-9:30", "23:00-midnight"])
COUNTS = st.sampled_from(["0", "1", "60", "61", "12 weeks", "400"])
TOLD = st.one_of(
    st.builds("/interviewed Acme {}".format, DAYS),
    st.builds("/interview Acme {}".format, DAYS),
    st.builds("/interview Globex {} for {} minutes".format, DAYS, st.sampled_from([5, 45, 600, 601, 1440])),
    st.builds("/interviewed {}, {} {}".format, WORDS, WORDS, DAYS),
    st.builds("/thanked Acme {}".format, DAYS),
    st.builds("/thanked Acme to {}".format, WORDS),
    st.builds("/called Acme no answer {}".format, DAYS),
    st.builds("/called Acme they said {}".format, WORDS),
    st.builds("/heard Acme {}".format, WORDS),
    st.builds("/heard Acme until {}".format, DAYS),
    st.builds("/close Acme {} {}".format, st.sampled_from(["offer", "withdrawn", ""]), DAYS),
    st.builds("/remind Acme {}".format, DAYS),
    st.builds("/rules Acme call on {}".format, DAYS),
    st.builds("/rules Acme they decide by {}".format, DAYS),
    st.builds("/rules Acme they will call by {}".format, DAYS),
    st.builds("/rules Acme away until {}".format, DAYS),
    st.builds("/rules Acme call every {} days".format, st.sampled_from([0, 1, 14, 366, 367, 9999])),
    st.builds("/rules Acme call every {}".format, st.sampled_from(["Friday", "other Sunday", "1st and 15th", "month"])),
    st.builds("/rules Acme contact {}, {}".format, WORDS, ZONES),
    st.builds("/rules Acme call Dana on 555-0199 between {}".format, HOURS),
    st.builds("/rules Acme {}".format, WORDS),
    st.builds("/met Acme {}, {}, {}@acme.example".format, WORDS, WORDS, WORDS),
    st.builds("/alias Acme {}".format, WORDS),
    st.builds("/settings {} {}".format, st.sampled_from(["pings", "calls"]), HOURS),
    st.builds("/settings {} {}".format, st.sampled_from(["first call", "between calls", "first call sales"]), COUNTS),
    st.builds("/settings country {}".format, st.sampled_from(["DE", "de", "none", "Atlantis", "Scotland"])),
    st.builds("/timezone {}".format, ZONES),
    st.builds("/pause until {}".format, DAYS),
    st.sampled_from(["/mute", "/mute Acme", "/unmute", "/emailed Acme", "/cancelled Acme", "/undo", "/edit Acme"]),
)


def tell(person: Person, words: str) -> None:
    """Say something, and tap the first answer to whatever is asked, up to three times."""
    answer = person.says(words[:1000])
    for _ in range(3):
        if not isinstance(answer, Ask) or not answer.options:
            return
        answer = person.taps(Choose(answer.draft_id, 0))


def told(content: bytes) -> object:
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return json.loads(opened.read("should-i-call.json"))


def hold_round_trip(person: Person) -> None:
    before, content = [numbered(plan) for plan in person.account.plans], archive(person)
    for words in ("/forget_me", "yes", "yes"):
        person.says(words)
    if told(content) != told(archive(person)):
        takes_in(person, content)
    assert [numbered(plan) for plan in person.account.plans] == before
    assert told(archive(person)) == told(content)


@pytest.mark.parametrize(
    "said",
    [
        ["/interviewed Acme 3 March 1985"],
        ["/interviewed Acme 10 November", "/remind Acme 3 March 2035"],
        ["/interviewed Acme 10 November", "/rules Acme call on 3 March 2035"],
        ["/interview Acme 3 March 2033 10:00"],
        ["/interviewed Acme 10 November", "/pause until 3 March 2035"],
        ["/timezone UTC+5", "/interviewed Acme 1 January 1970", "/interviewed Globex 2 January 1970"],
    ],
    ids=" then ".join,
)
def test_days_far_away_are_taken_back(said: list[str]) -> None:
    with office() as opened:
        person = Person(opened)
        for words in said:
            tell(person, words)
        assert person.account.plans
        hold_round_trip(person)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=8))
def test_whatever_was_told_is_taken_back(said: list[str]) -> None:
    with office() as opened:
        person = Person(opened)
        tell(person, "/interviewed Acme 10 November")
        for words in said:
            tell(person, words)
        hold_round_trip(person)
