"""Rules go into the database and come back as they were, also those that were written before there was a number."""

from datetime import UTC, date, datetime, time

import pytest

from bot.guidance.events import RuleGiven
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
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
        CallEveryDays(3),
        TheyCall(),
        TheyCall(DAY),
        DecisionBy(DAY),
        AwayUntil(DAY),
        NoRules(),
        Contact("Dana"),
        Contact("Ms Lee", "Asia/Tokyo", "555-0199", time(14)),
        Contact("", after=time(15, 30)),
    ],
)
def test_a_rule_comes_back_as_it_was(rule: Rule) -> None:
    assert back(*event_to_row(RuleGiven(rule, word=True))) == RuleGiven(rule, word=True)


def test_a_contact_from_before_there_were_numbers_is_read() -> None:
    data = {"rule": "contact", "with": {"name": "Dana", "time_zone": None}, "word": False}
    assert back("rule", data) == RuleGiven(Contact("Dana"))
