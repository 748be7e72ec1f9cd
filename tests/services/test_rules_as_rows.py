"""Rules go into the database and come back as they were, also those that were written before there was a number."""

import json
from datetime import UTC, date, datetime, time

import pytest

from bot.guidance.events import RuleGiven
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.services.mapping import event_from_row, event_to_row
from storage import EventRecord

NOW = datetime(2026, 12, 2, 14, tzinfo=UTC)
DAY = date(2026, 12, 24)


def back(kind: str, data: dict[str, object]) -> object:
    """The fact that a row stands for."""
    return event_from_row(EventRecord(1, 1, 1, kind, NOW, False, data, 1)).what


@pytest.mark.parametrize(
    "rule",
    [
        NoCalls(),
        EmailOnly(),
        CallOn(DAY),
        CallEveryWeekday(4),
        CallOn(DAY, until=date(2026, 12, 28)),
        CallOn(DAY, latest=True),
        CallEveryWeekday(4, also=(1,), every=2, until=DAY),
        CallEveryDays(3),
        CallEveryDays(3, until=DAY),
        CallEveryMonth((1, 15)),
        TheyCall(),
        TheyCall(DAY),
        TheyCall(DAY, first=date(2026, 12, 22), about=True),
        DecisionBy(DAY),
        AwayUntil(DAY),
        NoRules(),
        Contact("Dana"),
        Contact("Ms Lee", "Asia/Tokyo", "555-0199", time(14)),
        Contact("", after=time(15, 30)),
        Contact("", before=time(12), weekdays=(0, 2)),
    ],
)
def test_a_rule_comes_back_as_it_was(rule: Rule) -> None:
    assert back(*event_to_row(RuleGiven(rule, word=True))) == RuleGiven(rule, word=True)


def test_a_row_is_plain_json() -> None:
    rule = CallEveryWeekday(4, also=(1,), until=DAY)
    _, data = event_to_row(RuleGiven(rule))
    assert json.loads(json.dumps(data)) == data
    assert back("rule", data) == RuleGiven(rule)


def test_a_weekday_from_before_there_was_an_end_is_read() -> None:
    data = {"rule": "call_every_weekday", "with": {"weekday": 4}, "word": False}
    assert back("rule", data) == RuleGiven(CallEveryWeekday(4))


def test_a_contact_from_before_there_were_numbers_is_read() -> None:
    data = {"rule": "contact", "with": {"name": "Dana", "time_zone": None}, "word": False}
    assert back("rule", data) == RuleGiven(Contact("Dana"))
