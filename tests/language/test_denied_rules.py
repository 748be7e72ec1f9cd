"""What they do not want is never read as what they want. It is Wednesday, 2 December 2026, in Berlin."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.ground_rules import GroundRules, read_ground_rules
from tests.language.rule_notation import notation

NOW = datetime(2026, 12, 2, 14, tzinfo=UTC)


def read(text: str) -> GroundRules:
    return read_ground_rules(text, NOW, ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "text",
    [
        "they don't want me to call every week",
        "dont call every day",
        "don't call more than once a week",
        "don't call on friday",
        "never call on a friday",
        "don't call after friday",
        "don't call between 12 and 2",
        "don't call unless you haven't heard by friday",
        "dont ask for dana",
        "don't call Dana",
        "don't ring 555-0199",
        "they didn't say to call on friday",
        "nobody said i should call monday",
        "i was not told to call on friday",
        "they won't call me",
        "they said they won't call by friday",
        "they may or may not call",
        "i doubt they'll call by friday",
        "it's not that they'll call me",
        "don't wait for their call",
        "you don't have to wait for them to call",
        "they said call anytime except monday",
        "not by email only",
        "do not email us",
    ],
)
def test_what_is_denied_in_a_way_that_no_rule_holds_is_no_rule_and_doubtful(text: str) -> None:
    reading = read(text)
    assert reading.rules == ()
    assert reading.doubts
    assert reading.note == text


@pytest.mark.parametrize(
    "text",
    [
        "no decision yet",
        "they haven't decided",
        "they won't decide by friday",
        "the manager isn't away until friday",
        "they are not interviewing others until friday",
        "there is no need to wait until friday",
        "we will not be in touch by friday",
        "you will not hear from us by friday",
        "they don't mind if you call friday",
        "if they call on friday, ask about pay",
        "not friday, monday",
    ],
)
def test_what_does_not_hold_is_no_rule(text: str) -> None:
    reading = read(text)
    assert (reading.rules, reading.note) == ((), text)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("don't email, call friday", "on 2026-12-04"),
        ("call monday not tuesday", "on 2026-12-07"),
        ("got back to me, no decision yet, call back in 2 weeks", "on 2026-12-16"),
        ("don't leave a message, call back friday", "on 2026-12-04"),
        ("don't hesitate to call on friday", "on 2026-12-04"),
        ("don't call the office, call 555-0199", "contact tel 555-0199"),
        ("never call on mondays", "contact on TU,WE,TH,FR"),
        ("not on weekends", "contact on MO,TU,WE,TH,FR"),
        ("not on mondays, never fridays", "contact on TU,WE,TH"),
        ("no calls after 5pm", "contact to 17:00"),
        ("don't ring before 10am", "contact from 10:00"),
        ("don't call before friday", "away 2026-12-03"),
        ("please refrain from calling", "no-calls"),
        ("dont bother us", "no-calls"),
        ("no need to call", "no-calls"),
    ],
)
def test_what_is_denied_beside_a_rule_leaves_the_rule(text: str, rules: str) -> None:
    assert "; ".join(map(notation, read(text).rules)) == rules


@pytest.mark.parametrize(
    "text",
    [
        "call friday, don't call",
        "call me friday or don't call at all",
        "call monday but not monday",
        "they said call friday? no, monday",
        "call every friday but never on fridays",
        "email only, call back on monday",
        "the boss is away until the 11th, call her on monday",
        "call friday, call every monday",
    ],
)
def test_what_does_not_go_together_is_said_to_be_so(text: str) -> None:
    reading = read(text)
    assert reading.contradictions or reading.taken_back
