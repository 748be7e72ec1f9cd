"""Ground rules in plain words. It is Wednesday, 2 December 2026, in Berlin."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

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
from bot.language.ground_rules import GroundRules, read_ground_rules
from bot.language.mentions import find_company

NOW = datetime(2026, 12, 2, 14, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def dec(day: int) -> date:
    return date(2026, 12, day)


def read(text: str) -> GroundRules:
    return read_ground_rules(text, NOW, BERLIN)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "they said call back every Friday until we decide, ask for Dana",
            {CallEveryWeekday(4), Contact("Dana")},
        ),
        ("don't call us", {NoCalls()}),
        ("they told me not to call", {NoCalls()}),
        ("Don’t call us, we’ll call you", {NoCalls(), TheyCall()}),
        ("we'll call you", {TheyCall()}),
        ("we'll call you by Friday", {TheyCall(dec(4))}),
        ("they'll get back to me by the end of the month", {TheyCall(dec(31))}),
        ("i should hear from them by monday", {TheyCall(dec(7))}),
        ("they said they'd let me know within ten days", {TheyCall(dec(12))}),
        ("email only", {EmailOnly()}),
        ("no calls, email only please", {EmailOnly()}),
        ("they prefer email over phone calls", {EmailOnly()}),
        ("they only want to be contacted by email", {EmailOnly()}),
        ("     said COB Friday", {TheyCall(dec(4))}),
        ("said a couple of weeks", {TheyCall(dec(16))}),
        ("said by the end of today", {TheyCall(dec(2))}),
        ("call between 9 and 11 in the morning", {Contact("", after=time(9), before=time(11))}),
        ("call after lunch", {Contact("", after=time(13))}),
        ("said by Friday", {TheyCall(dec(4))}),
        ("said mid next week", {TheyCall(dec(10), first=dec(8))}),
        ("they said they'd decide by the 12th", {DecisionBy(dec(12))}),
        ("a decision will be made by the end of next week", {DecisionBy(dec(11))}),
        ("they decide around December 15", {DecisionBy(dec(15), about=True)}),
        ("they need another week", {DecisionBy(dec(9))}),
        ("they need two more weeks", {DecisionBy(dec(16))}),
        ("they asked for one more week", {DecisionBy(dec(9))}),
        ("They'd like another two weeks.", {DecisionBy(dec(16))}),
        ("they need more time, two weeks", {DecisionBy(dec(16))}),
        ("another week", {DecisionBy(dec(9))}),
        ("a few more days", {DecisionBy(dec(5))}),
        ("10 more days", {DecisionBy(dec(12))}),
        ("two weeks longer", {DecisionBy(dec(16))}),
        ("the manager travels until Monday", {AwayUntil(dec(7))}),
        ("she's on vacation until January 4", {AwayUntil(date(2027, 1, 4))}),
        ("others are being interviewed until Dec 20", {AwayUntil(dec(20))}),
        ("they have other interviews till wednesday", {AwayUntil(dec(9))}),
        ("don't call before the 12th", {AwayUntil(dec(11))}),
        ("call Ms Lee on 555-0199 after 2pm", {Contact("Ms Lee", None, "555-0199", time(14))}),
        ("contact is ms lee 555-0199", {Contact("ms lee", None, "555-0199")}),
        (
            "call Dana at +1 (212) 555-0199 ext 12 on Monday",
            {Contact("Dana", None, "+1 (212) 555-0199 ext 12"), CallOn(dec(7))},
        ),
        ("contact Dana, America/New_York", {Contact("Dana", "America/New_York")}),
        ("call after 3pm only", {Contact("", after=time(15))}),
        ("call me if you haven't heard by the 12th", {CallOn(dec(14))}),
        ("if i don't hear by friday give them a call", {CallOn(dec(7))}),
        ("call back next week", {CallOn(dec(7), until=dec(11))}),
        ("check back in two weeks, ask for bob", {CallOn(dec(16)), Contact("bob")}),
        ("call every other friday", {CallEveryWeekday(4, every=2)}),
        ("call weekly", {CallEveryDays(7)}),
        ("call me next Tuesday if you don't hear anything", {CallOn(dec(8))}),
        ("she will be back on Monday, call her then", {AwayUntil(dec(6))}),
        ("hr said no follow up calls", {NoCalls()}),
        ("they have three more candidates to interview, done by Dec 11", {AwayUntil(dec(11))}),
        ("contact: sarah jones, 212-555-0123", {Contact("sarah jones", None, "212-555-0123")}),
        ("call HR at 555 123 4567 between 2pm and 4pm", {Contact("", None, "555 123 4567", time(14), time(16))}),
        ("no news before the 20th", {AwayUntil(dec(19))}),
        ("give them until Friday, then call", {AwayUntil(dec(4))}),
        ("it may take up to two weeks", {DecisionBy(dec(16))}),
        ("wait for their call", {TheyCall()}),
        ("you should call back on Friday", {CallOn(dec(4))}),
        ("I'm supposed to call on Friday", {CallOn(dec(4))}),
        ("they'll know more by Friday", {DecisionBy(dec(4))}),
        ("they should call me by Friday", {TheyCall(dec(4))}),
        ("no rules", {NoRules()}),
        ("call monday or tuesday morning", {CallOn(dec(7), until=dec(8)), Contact("", before=time(12))}),
        ("they'd like a call before dec 4", {CallOn(dec(3), latest=True)}),
        ("call me in the first week of January", {CallOn(date(2027, 1, 1), until=date(2027, 1, 7))}),
        ("contact dana next week", {CallOn(dec(7), until=dec(11)), Contact("dana")}),
        ("ask for ms lee in HR ext 4410", {Contact("ms lee in HR", None, "ext 4410")}),
        ("they'll call me, if not i should call friday", {TheyCall(), CallOn(dec(4))}),
        ("we'll ring by friday, otherwise call us", {TheyCall(dec(4)), CallOn(dec(7))}),
        ("the manager travels until mid-January", {AwayUntil(date(2027, 1, 20), first=date(2027, 1, 11))}),
        ("hiring freeze until february", {AwayUntil(date(2027, 1, 31))}),
        ("wait 2 weeks before calling", {AwayUntil(dec(15))}),
        ("get back to you in two weeks or so", {TheyCall(dec(16), about=True)}),
        ("they told me early next week", {TheyCall(dec(8), first=dec(7))}),
        ("call every other friday until dec 20", {CallEveryWeekday(4, every=2, until=dec(20))}),
        (
            "call me every other tuesday between 2 and 4",
            {CallEveryWeekday(1, every=2), Contact("", after=time(14), before=time(16))},
        ),
        ("call every two weeks, first one on Tuesday", {CallEveryWeekday(1, every=2)}),
        ("call twice a month", {CallEveryMonth((1, 15))}),
        ("call daily until friday", {CallEveryDays(1, until=dec(4))}),
        ("call after 2pm", {Contact("", after=time(14))}),
        ("call us after the holidays", {CallOn(date(2027, 1, 4))}),
        ("drop me an email if you don't hear by the 15th", {EmailOnly(), TheyCall(dec(15))}),
        ("follow up by email in a week", {EmailOnly(), AwayUntil(dec(8))}),
        (
            "the boss is away until Dec 9. then they decide by the 15th. call Dana every Monday",
            {AwayUntil(dec(9)), DecisionBy(dec(15)), Contact("Dana"), CallEveryWeekday(0)},
        ),
    ],
)
def test_rules_in_plain_words(text: str, rules: set[Rule]) -> None:
    reading = read(text)
    assert set(reading.rules) == rules
    assert not reading.contradictions


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("they said call back every Friday until we decide, ask for Dana", ""),
        ("call Ms Lee on 555-0199 after 2pm", ""),
        ("ask for Dana Lee, she likes dogs and has a big office", "she likes dogs and has a big office"),
        ("bring cookies", "bring cookies"),
        ("call Dana every Monday. Don't email.", "Don't email"),
        ("call on February 30", "call on February 30"),
        ("follow up by email every week", "follow up by email every week"),
        ("called left a vm, they said theyd call back by friday", "called left a vm"),
        ("call Dana every Monday, and bring cookies, and a cake", "bring cookies, and a cake"),
    ],
)
def test_what_is_not_understood_is_kept_as_a_note(text: str, note: str) -> None:
    assert read(text).note == note


def test_contradictory_rules_are_said_to_be_so() -> None:
    assert read("call Friday, don't call").contradictions == ((CallOn(dec(4)), NoCalls()),)
    assert read("email only, call back on monday").contradictions == ((EmailOnly(), CallOn(dec(7))),)
    assert read("decide by friday, decision by the 12th").contradictions == ((DecisionBy(dec(4)), DecisionBy(dec(12))),)


@pytest.mark.parametrize("day", ["February 30", "yesterday", "3/4/2026"])
def test_an_odd_day_makes_no_rule(day: str) -> None:
    reading = read(f"they decide by {day}")
    assert (reading.rules, reading.odd_days) == ((), (day,))
    assert day in reading.note


def test_the_companys_name_is_no_part_of_a_rule() -> None:
    text = "Friday Studios said to ask for Dana"
    reading = find_company(text, {1: "Friday Studios"})
    assert read_ground_rules(text, NOW, BERLIN, ignore=reading.spans) == GroundRules((Contact("Dana"),))


def test_the_day_after_is_a_working_day_of_the_country() -> None:
    rules = read_ground_rules("call me if you haven't heard by Dec 24", NOW, BERLIN, country="DE").rules
    assert rules == (CallOn(dec(28)),)


def test_what_is_longer_than_any_rule_is_kept_whole_in_the_note() -> None:
    text = "call every friday. " + "x" * 3900
    assert read(text).rules == (CallEveryWeekday(4),)
    assert read(text).note.count("x") == 3900
