"""The words after the company. Now is Wednesday, 4 March 2026, 10:00 in Berlin."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.guidance.events import Outcome, Settlement
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
from bot.language.details import CallDetail, HeardDetail, read_call, read_heard
from bot.language.moments import ImpossibleMoment, Moment
from bot.language.rules import RuleFault, read_rule

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TODAY = Moment(date(2026, 3, 4))
YESTERDAY = Moment(date(2026, 3, 3))
FRIDAY = date(2026, 3, 6)
NO_ANSWER, MESSAGE, SPOKE = Outcome


@pytest.mark.parametrize(
    ("text", "outcome", "moment", "rest"),
    [
        ("", None, None, ""),
        ("no answer", NO_ANSWER, None, ""),
        ("No answer.", NO_ANSWER, None, ""),
        ("no answer yesterday 3pm", NO_ANSWER, Moment(date(2026, 3, 3), time(15)), ""),
        ("yesterday: no answer", NO_ANSWER, YESTERDAY, ""),
        ("didn’t answer", NO_ANSWER, None, ""),
        ("no one has answered", NO_ANSWER, None, ""),
        ("they never answered", NO_ANSWER, None, ""),
        ("nobody picked up this morning", NO_ANSWER, TODAY, ""),
        ("couldn't reach Dana", NO_ANSWER, None, "Dana"),
        ("left no message", NO_ANSWER, None, ""),
        ("busy", NO_ANSWER, None, ""),
        ("voicemail", MESSAGE, None, ""),
        ("left a message", MESSAGE, None, ""),
        ("left a voice message on Friday", MESSAGE, Moment(date(2026, 2, 27)), ""),
        ("no answer, left a message", MESSAGE, None, ""),
        ("spoke", SPOKE, None, ""),
        ("talked to Dana", SPOKE, None, "Dana"),
        ("spoke with Dana Lee yesterday", SPOKE, YESTERDAY, "Dana Lee"),
        ("they picked up", SPOKE, None, ""),
        ("no answer yesterday, but spoke today", None, TODAY, "yesterday"),  # two calls
        ("voicemail, then spoke to Dana", None, None, "Dana"),
        ("yesterday", None, YESTERDAY, ""),
        ("tomorrow", None, Moment(date(2026, 3, 5)), ""),  # for the caller to refuse
        ("mumble mumble", None, None, "mumble mumble"),
    ],
)
def test_a_call(text: str, outcome: Outcome | None, moment: Moment | None, rest: str) -> None:
    detail = read_call(text, now=NOW, zone=BERLIN)
    assert (detail.outcome, detail.moment) == (outcome, moment)
    assert detail == CallDetail(outcome, moment, rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", HeardDetail()),
        ("offer", HeardDetail(Settlement.OFFER)),
        ("Got an offer!", HeardDetail(Settlement.OFFER)),
        ("they made me an offer on Monday", HeardDetail(Settlement.OFFER, moment=Moment(date(2026, 3, 2)))),
        ("I got the job", HeardDetail(Settlement.OFFER)),
        ("rejected", HeardDetail(Settlement.REJECTED)),
        ("a no", HeardDetail(Settlement.REJECTED)),
        ("no", HeardDetail(Settlement.REJECTED)),
        ("they said no", HeardDetail(Settlement.REJECTED)),
        ("rejected yesterday", HeardDetail(Settlement.REJECTED, moment=YESTERDAY)),
        ("I withdrew", HeardDetail(Settlement.WITHDRAWN)),
        ("closed", HeardDetail(Settlement.CLOSED)),
        ("until Dec 12", HeardDetail(rule=AwayUntil(date(2026, 12, 12)))),
        ("away until Friday", HeardDetail(rule=AwayUntil(FRIDAY))),
        ("still interviewing others until Friday", HeardDetail(rule=AwayUntil(FRIDAY))),
        ("yesterday", HeardDetail(moment=YESTERDAY)),
        # a note, as it stands
        ("until they answer", HeardDetail(note="until they answer")),
        ("until yesterday", HeardDetail(note="until yesterday")),
        ("no offer", HeardDetail(note="no offer")),
        ("not rejected", HeardDetail(note="not rejected")),
        ("they have no news", HeardDetail(note="they have no news")),
        ("offer next week maybe", HeardDetail(note="offer next week maybe")),
        ("  Dana says Hi, on Monday ", HeardDetail(note="Dana says Hi, on Monday")),
        ("they approved 3/4", HeardDetail(note="they approved 3/4")),
        ("she was born on February 30", HeardDetail(note="she was born on February 30")),
    ],
)
def test_a_word_from_them(text: str, expected: HeardDetail) -> None:
    assert read_heard(text, now=NOW, zone=BERLIN) == expected


@pytest.mark.parametrize("text", ["offer on February 30", "rejected 3/4", "until February 30", "February 30"])
def test_a_word_on_an_impossible_day(text: str) -> None:
    with pytest.raises(ImpossibleMoment):
        read_heard(text, now=NOW, zone=BERLIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no calls", NoCalls()),
        ("Dana is in New York", Contact("Dana", "America/New_York")),
        ("dana lee is based in london", Contact("Dana Lee", "Europe/London")),
        ("she’s in Chicago", Contact("", "America/Chicago")),
        ("they are located in the New York time zone", Contact("", "America/New_York")),
        ("Dana is in a meeting", RuleFault.NOT_UNDERSTOOD),
        ("Don’t call", NoCalls()),
        ("do not call us!", NoCalls()),
        ("call on Friday", CallOn(FRIDAY)),
        ("call 2026-03-06", CallOn(FRIDAY)),
        ("Call back Friday", CallOn(FRIDAY)),
        ("call them again on March 6", CallOn(FRIDAY)),
        ("call today", CallOn(date(2026, 3, 4))),
        ("call every Friday", CallEveryWeekday(4)),
        ("every friday", CallEveryWeekday(4)),
        ("call every Friday until we answer", CallEveryWeekday(4)),
        ("call us every Mon", CallEveryWeekday(0)),
        ("call every day", CallEveryDays(1)),
        ("call every 3 days", CallEveryDays(3)),
        ("call every other day", CallEveryDays(2)),
        ("every week", CallEveryDays(7)),
        ("every two weeks", CallEveryDays(14)),
        ("they call", TheyCall()),
        ("they'll call", TheyCall()),
        ("We’ll call you.", TheyCall()),
        ("they'll get in touch", TheyCall()),
        ("they'll call by Friday", TheyCall(FRIDAY)),
        ("they call, by Friday", TheyCall(FRIDAY)),
        ("we will call you back on March 6", TheyCall(FRIDAY)),
        ("decision by Friday", DecisionBy(FRIDAY)),
        ("decide by 6 March", DecisionBy(FRIDAY)),
        ("they decide by Friday", DecisionBy(FRIDAY)),
        ("they'll decide on Friday", DecisionBy(FRIDAY)),
        ("away until Friday", AwayUntil(FRIDAY)),
        ("until Friday", AwayUntil(FRIDAY)),
        ("others until Friday", AwayUntil(FRIDAY)),
        ("the manager is on holiday until March 6", AwayUntil(FRIDAY)),
        ("contact Dana Lee", Contact("Dana Lee")),
        ("contact: Dana Lee", Contact("Dana Lee")),
        ("ask for Dana", Contact("Dana")),
        ("contact Dana, America/New_York", Contact("Dana", "America/New_York")),
        ("contact Dana Lee, new york", Contact("Dana Lee", "America/New_York")),
        ("contact Dana, UTC+2", Contact("Dana", "Etc/GMT-2")),
        ("contact Dana Lee, head of HR", Contact("Dana Lee, head of HR")),
        ("none", NoRules()),
        ("No rules", NoRules()),
        # not so
        ("", RuleFault.NOT_UNDERSTOOD),
        ("Friday", RuleFault.NOT_UNDERSTOOD),
        ("call soon", RuleFault.NOT_UNDERSTOOD),
        ("don't call until Friday", RuleFault.NOT_UNDERSTOOD),
        ("call every 0 days", RuleFault.NOT_UNDERSTOOD),
        ("call every 999999 weeks", RuleFault.NOT_UNDERSTOOD),
        ("call every so often", RuleFault.NOT_UNDERSTOOD),
        ("contact", RuleFault.NOT_UNDERSTOOD),
        ("contact " + "x" * 81, RuleFault.NOT_UNDERSTOOD),
        ("call", RuleFault.DAY_MISSING),
        ("call on", RuleFault.DAY_MISSING),
        ("call back", RuleFault.DAY_MISSING),
        ("decision", RuleFault.DAY_MISSING),
        ("decision by", RuleFault.DAY_MISSING),
        ("they'll call by", RuleFault.DAY_MISSING),
        ("away", RuleFault.DAY_MISSING),
        ("until", RuleFault.DAY_MISSING),
        ("call yesterday", RuleFault.DAY_PASSED),
        ("decision by 2026-03-03", RuleFault.DAY_PASSED),
        ("away until last Friday", RuleFault.DAY_PASSED),
        ("contact Dana, America/Nowhere", RuleFault.UNKNOWN_ZONE),
        ("contact Dana, new yrok", RuleFault.UNKNOWN_ZONE),
    ],
)
def test_a_rule(text: str, expected: Rule | RuleFault) -> None:
    assert read_rule(text, now=NOW, zone=BERLIN) == expected


def test_a_rule_for_an_impossible_day() -> None:
    with pytest.raises(ImpossibleMoment) as caught:
        read_rule("they'll call by February 30", now=NOW, zone=BERLIN)
    assert caught.value.words == "February 30"
