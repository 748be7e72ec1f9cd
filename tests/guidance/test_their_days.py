"""The days that they named for a call, and the time they asked for."""

from zoneinfo import ZoneInfo

import pytest

from bot.guidance.events import Emailed, Interviewed, Skipped, StepKind
from bot.guidance.facts import Preferences
from bot.guidance.folding import fold
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    NoCalls,
    NoRules,
    TheyCall,
)
from bot.guidance.promises import longest_wait, named_days
from bot.guidance.standing import Standing
from tests.guidance.cases import (
    HELD,
    HERE,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    SPOKE,
    Fact,
    day,
    interview,
    rule,
    shown_day,
    word,
)

FRIDAYS = rule(CallEveryWeekday(4))


def standing(*facts: Fact) -> Standing:
    return fold(interview(*facts), HERE)


def days(*facts: Fact, preferences: Preferences = HERE) -> list[str]:
    """The first two days that they named and that are open."""
    folded = fold(interview(*facts, zone=preferences.time_zone), preferences)
    return [shown_day(named) for named in named_days(folded, preferences)[:2]]


# --- calls that they asked for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "counted", "open_days"),
    [
        pytest.param([FRIDAYS], 0, ["Fri 6 Nov", "Fri 13 Nov"], id="every Friday"),
        pytest.param([FRIDAYS, ("Fri 6 Nov 10:00", NO_ANSWER)], 0, ["Fri 13 Nov", "Fri 20 Nov"], id="called on it"),
        pytest.param([FRIDAYS, ("Tue 10 Nov 10:00", NO_ANSWER)], 0, ["Fri 13 Nov", "Fri 20 Nov"], id="called late"),
        pytest.param([FRIDAYS, ("Thu 5 Nov 10:00", NO_ANSWER)], 1, ["Fri 6 Nov", "Fri 13 Nov"], id="called too early"),
        pytest.param([FRIDAYS, ("Fri 6 Nov 10:00", SPOKE)], 0, ["Fri 13 Nov", "Fri 20 Nov"], id="reached them"),
        pytest.param(
            [FRIDAYS, ("Fri 6 Nov 10:00", Skipped(StepKind.CALL))], 0, ["Fri 13 Nov", "Fri 20 Nov"], id="skip"
        ),
        pytest.param(
            [FRIDAYS, ("Thu 5 Nov 19:00", Skipped(StepKind.CALL))],
            0,
            ["Fri 13 Nov", "Fri 20 Nov"],
            id="passed over on the evening before",
        ),
        pytest.param([rule(CallOn(day("Wed 11 Nov")))], 0, ["Wed 11 Nov"], id="on a day"),
        pytest.param([rule(CallOn(day("Wed 11 Nov"))), ("Wed 11 Nov 10:00", MESSAGE)], 0, [], id="called on that day"),
        pytest.param(
            [rule(CallOn(day("Wed 11 Nov"))), ("Mon 9 Nov 10:00", MESSAGE)], 1, ["Wed 11 Nov"], id="before it"
        ),
        pytest.param(
            [rule(CallOn(day("Wed 11 Nov"))), ("Wed 18 Nov 10:00", MESSAGE), ("Wed 25 Nov 10:00", MESSAGE)],
            1,
            [],
            id="the first after it is the one they asked for",
        ),
        pytest.param([rule(CallEveryDays(3))], 0, ["Thu 5 Nov", "Mon 9 Nov"], id="every three days; Sunday is no day"),
        pytest.param(
            [rule(CallEveryDays(3)), ("Mon 9 Nov 10:00", MESSAGE)],
            0,
            ["Wed 11 Nov", "Mon 16 Nov"],
            id="the interval runs on from the day it was said",
        ),
        pytest.param(
            [rule(CallEveryWeekday(1, also=(3,)))], 0, ["Tue 3 Nov", "Thu 5 Nov"], id="every Tuesday and Thursday"
        ),
        pytest.param([rule(CallEveryWeekday(4, every=2))], 0, ["Fri 6 Nov", "Fri 20 Nov"], id="every other Friday"),
        pytest.param(
            [rule(CallEveryWeekday(4, every=2)), ("Fri 13 Nov 10:00", NO_ANSWER)],
            0,
            ["Fri 20 Nov", "Fri 4 Dec"],
            id="every other Friday runs on from the first",
        ),
        pytest.param([rule(CallEveryWeekday(4, until=day("Thu 12 Nov")))], 0, ["Fri 6 Nov"], id="Fridays, up to a day"),
        pytest.param(
            [rule(CallEveryDays(1, until=day("Wed 4 Nov"))), ("Wed 4 Nov 10:00", NO_ANSWER)], 0, [], id="all are over"
        ),
        pytest.param([rule(CallEveryMonth((1, 15)))], 0, ["Mon 16 Nov", "Tue 1 Dec"], id="twice a month"),
        pytest.param([rule(CallEveryMonth((31,)))], 0, ["Mon 30 Nov", "Thu 31 Dec"], id="the last day of a month"),
        pytest.param(
            [rule(CallOn(day("Wed 11 Nov"), until=day("Fri 13 Nov"))), ("Thu 12 Nov 10:00", MESSAGE)],
            0,
            [],
            id="one of several days",
        ),
        pytest.param([FRIDAYS, ("Tue 3 Nov 10:00", rule(NoRules()))], 0, [], id="what they said no longer holds"),
        pytest.param(
            [FRIDAYS, ("Tue 3 Nov 10:00", rule(CallOn(day("Wed 11 Nov"))))], 0, ["Wed 11 Nov"], id="their latest word"
        ),
        pytest.param([FRIDAYS, ("Tue 3 Nov 10:00", rule(NoCalls()))], 0, [], id="no calls after all"),
        pytest.param(
            [rule(NoCalls()), ("Tue 3 Nov 10:00", FRIDAYS)], 0, ["Fri 6 Nov", "Fri 13 Nov"], id="calls after all"
        ),
        pytest.param(
            [FRIDAYS, ("Fri 6 Nov 10:00", Emailed())], 1, ["Fri 6 Nov", "Fri 13 Nov"], id="an email is no call"
        ),
    ],
)
def test_calls_they_asked_for_are_not_counted(facts: list[object], counted: int, open_days: list[str]) -> None:
    """What has no date of its own was said at the interview."""
    told = [fact if isinstance(fact, tuple) else ("Mon 2 Nov 10:30", fact) for fact in facts]
    assert len(standing(HELD, NOTE, *told).tries) == counted  # type: ignore[arg-type]
    assert days(HELD, NOTE, *told) == open_days  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "what", "open_day"),
    [
        pytest.param("Fri 6 Nov 09:00", FRIDAYS, "Fri 6 Nov", id="said days after the interview, on such a day"),
        pytest.param("Fri 6 Nov 09:00", word(CallEveryWeekday(4)), "Fri 13 Nov", id="heard on that very day"),
        pytest.param("Fri 6 Nov 09:00", rule(CallOn(day("Fri 6 Nov"))), "Fri 6 Nov", id="this very day"),
        pytest.param("Fri 6 Nov 09:00", word(CallOn(day("Fri 6 Nov"))), "Fri 6 Nov", id="call me back this afternoon"),
        pytest.param("Fri 13 Nov 09:00", rule(CallOn(day("Fri 6 Nov"))), "Fri 6 Nov", id="recorded late: still open"),
    ],
)
def test_the_day_on_which_they_said_it_may_be_the_first(said: str, what: object, open_day: str) -> None:
    assert days(HELD, NOTE, (said, what))[:1] == [open_day]  # type: ignore[arg-type]


def test_a_call_made_since_a_day_long_past_was_the_one_for_it() -> None:
    called = ("Mon 9 Nov 10:00", NO_ANSWER)
    assert days(HELD, NOTE, called, ("Fri 13 Nov 09:00", rule(CallOn(day("Fri 6 Nov"))))) == []


def test_a_rule_recorded_together_with_the_conversation_came_out_of_it() -> None:
    today = ("Fri 6 Nov 11:00", rule(CallOn(day("Fri 6 Nov"))))
    assert days(HELD, NOTE, ("Fri 6 Nov 11:00", SPOKE), today) == ["Fri 6 Nov"]


# --- days that they named, holidays, and waiting -----------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "given", "expected"),
    [
        pytest.param("US", CallOn(day("Thu 26 Nov")), ["Thu 26 Nov"], id="a date stays, holiday or not"),
        pytest.param("US", CallOn(day("Sat 28 Nov")), ["Sat 28 Nov"], id="and on a weekend"),
        pytest.param("US", CallEveryWeekday(3), ["Fri 27 Nov", "Thu 3 Dec"], id="a weekday moves off a holiday"),
        pytest.param(None, CallEveryWeekday(3), ["Thu 26 Nov", "Thu 3 Dec"], id="no country, no holiday"),
        pytest.param("US", CallEveryWeekday(5), ["Sat 28 Nov", "Sat 5 Dec"], id="a Saturday was meant"),
        pytest.param("US", CallEveryDays(2), ["Fri 27 Nov", "Mon 30 Nov"], id="an interval moves off both, once a day"),
    ],
)
def test_named_days_and_holidays(country: str | None, given: object, expected: list[str]) -> None:
    preferences = Preferences(HERE.time_zone, country=country)
    held = ("Tue 24 Nov 09:00", Interviewed())
    assert days(held, ("Tue 24 Nov 10:00", rule(given)), preferences=preferences) == expected  # type: ignore[arg-type]


def test_a_long_holiday_joins_two_named_days_into_one() -> None:
    preferences = Preferences(HERE.time_zone, country="CN")
    facts = [("Tue 26 Sep 2023 09:00", Interviewed()), ("Tue 26 Sep 2023 10:00", rule(CallEveryDays(1)))]
    named = days(*facts, preferences=preferences)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        pytest.param([("Tue 3 Nov", AwayUntil(day("Mon 9 Nov")))], ["Tue 10 Nov", "Fri 13 Nov"], id="away, said later"),
        pytest.param([("Mon 2 Nov 10:00", AwayUntil(day("Mon 9 Nov")))], ["Fri 6 Nov", "Fri 13 Nov"], id="said before"),
        pytest.param([("Tue 3 Nov", DecisionBy(day("Fri 20 Nov")))], ["Mon 23 Nov", "Fri 27 Nov"], id="they decide"),
        pytest.param([("Tue 3 Nov", AwayUntil(day("Wed 4 Nov")))], ["Fri 6 Nov", "Fri 13 Nov"], id="over before it"),
    ],
)
def test_peace_asked_for_after_the_rule_moves_the_days(waits: list[tuple[str, object]], expected: list[str]) -> None:
    told = [(when, rule(given)) for when, given in waits]  # type: ignore[arg-type]
    assert days(HELD, ("Mon 2 Nov 10:30", FRIDAYS), *told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([TheyCall(), CallOn(day("Fri 6 Nov"))], ["Fri 6 Nov"], id="they call; if not, call on Friday"),
        pytest.param(
            [TheyCall(day("Thu 5 Nov")), CallOn(day("Fri 6 Nov"))], ["Fri 6 Nov"], id="by Thursday; if not, on Friday"
        ),
        pytest.param(
            [DecisionBy(day("Fri 6 Nov")), CallOn(day("Fri 6 Nov"))], ["Fri 6 Nov"], id="they decide on the same day"
        ),
        pytest.param([TheyCall(), CallEveryWeekday(4)], ["Fri 6 Nov", "Fri 13 Nov"], id="a promise without a day"),
        pytest.param(
            [AwayUntil(day("Fri 6 Nov")), CallEveryWeekday(4)], ["Mon 9 Nov", "Fri 13 Nov"], id="away; then Fridays"
        ),
    ],
)
def test_in_one_breath_a_day_that_they_named_stands(told: list[object], expected: list[str]) -> None:
    facts = [("Mon 2 Nov 10:30", rule(given)) for given in told]  # type: ignore[arg-type]
    assert days(HELD, NOTE, *facts) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([DecisionBy(day("Fri 13 Nov"))], "Mon 16 Nov", id="the working day after they decide"),
        pytest.param([TheyCall(day("Wed 11 Nov"))], "Thu 12 Nov", id="the working day after they were to call"),
        pytest.param([AwayUntil(day("Sat 14 Nov"))], "Mon 16 Nov", id="the working day after the return"),
        pytest.param([TheyCall()], "Mon 16 Nov", id="ten working days after the interview"),
        pytest.param(
            [DecisionBy(day("Fri 13 Nov")), DecisionBy(day("Wed 11 Nov"))], "Thu 12 Nov", id="the latest word"
        ),
        pytest.param([TheyCall(), DecisionBy(day("Wed 11 Nov"))], "Thu 12 Nov", id="a date for an open promise"),
        pytest.param(
            [DecisionBy(day("Fri 20 Nov")), AwayUntil(day("Wed 11 Nov"))], "Mon 23 Nov", id="away and deciding"
        ),
        pytest.param([AwayUntil(day("Fri 20 Nov")), DecisionBy(day("Wed 11 Nov"))], "Mon 23 Nov", id="and in turn"),
        pytest.param([AwayUntil(day("Fri 20 Nov")), AwayUntil(day("Wed 11 Nov"))], "Thu 12 Nov", id="back sooner"),
        pytest.param([DecisionBy(day("Fri 20 Nov")), NoRules()], None, id="all taken back"),
    ],
)
def test_how_long_they_asked_to_wait(told: list[object], expected: str | None) -> None:
    facts = [(f"Mon 2 Nov 11:{nth:02}", rule(given)) for nth, given in enumerate(told)]  # type: ignore[arg-type]
    wait = longest_wait(standing(HELD, *facts), HERE)
    assert (shown_day(wait.on) if wait else None) == expected


# --- days in the contact's zone ----------------------------------------------------------------------------

LOS_ANGELES = Preferences(ZoneInfo("America/Los_Angeles"))
TOKYO = rule(Contact("Ms Ito", "Asia/Tokyo"))


def test_a_call_counts_for_the_day_it_is_where_it_is_called() -> None:
    """Monday 17:00 in Los Angeles is Tuesday 10:00 in Tokyo, and Tuesday is the day they named."""
    told = [HELD, ("Mon 2 Nov 10:30", rule(CallOn(day("Tue 10 Nov")))), ("Mon 2 Nov 10:31", TOKYO)]
    called = ("Mon 9 Nov 17:00", NO_ANSWER)
    assert days(*told, preferences=LOS_ANGELES) == ["Tue 10 Nov"]
    assert days(*told, called, preferences=LOS_ANGELES) == []
    assert fold(interview(*told, called, zone=LOS_ANGELES.time_zone), LOS_ANGELES).tries == ()


def test_and_so_it_does_where_the_contact_became_known_later() -> None:
    told = [HELD, ("Mon 2 Nov 10:30", rule(CallOn(day("Tue 10 Nov")))), ("Mon 9 Nov 17:00", NO_ANSWER)]
    assert days(*told, ("Wed 11 Nov 10:00", TOKYO), preferences=LOS_ANGELES) == []


def test_we_will_call_you_takes_nothing_from_a_day_they_had_named() -> None:
    decide = ("Mon 2 Nov 15:00", rule(DecisionBy(day("Fri 20 Nov"))))
    folded = standing(HELD, decide, ("Mon 2 Nov 15:01", rule(TheyCall())))
    wait = longest_wait(folded, HERE)
    assert wait
    assert shown_day(wait.on) == "Mon 23 Nov"
