"""What counts: the events folded, by when they happened."""

from datetime import timedelta, timezone
from itertools import permutations

import pytest

from bot.guidance.events import (
    Emailed,
    Heard,
    Interviewed,
    Muted,
    Planned,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
)
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.folding import NoRound, fold
from bot.guidance.ground_rules import AwayUntil, CallEveryWeekday, CallOn, Contact, DecisionBy, NoCalls, TheyCall
from bot.guidance.promises import longest_wait, named_days
from bot.guidance.standing import Standing
from tests.guidance.cases import (
    HELD,
    HERE,
    MESSAGE,
    NO_ANSWER,
    NOTE,
    SPOKE,
    THREE_TRIES,
    Fact,
    day,
    interview,
    moment,
    rule,
    shown,
    shown_day,
    word,
)

FRIDAYS = rule(CallEveryWeekday(4))
CLOSED = Settled(Settlement.CLOSED)


def standing(*facts: Fact) -> Standing:
    return fold(interview(*facts), HERE)


def days(*facts: Fact, preferences: Preferences = HERE) -> list[str]:
    """The first two days that they named and that are open."""
    folded = fold(interview(*facts, zone=preferences.time_zone), preferences)
    return [shown_day(named) for named in named_days(folded, preferences)[:2]]


# --- what counts as a call ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "counted"),
    [
        pytest.param([], 0, id="nothing yet"),
        pytest.param([("Mon 9 Nov 10:00", NO_ANSWER)], 1, id="nobody answered"),
        pytest.param([("Mon 9 Nov 10:00", MESSAGE)], 1, id="voicemail, or a message left"),
        pytest.param([("Mon 9 Nov 10:00", Emailed())], 1, id="an email about the status"),
        pytest.param([("Tue 3 Nov 10:00", Thanked())], 0, id="the note, never"),
        pytest.param([("Mon 9 Nov 10:00", SPOKE)], 0, id="a conversation"),
        pytest.param([("Mon 9 Nov 10:00", Skipped(StepKind.CALL))], 0, id="a call passed over"),
        pytest.param([("Mon 9 Nov 10:00", NO_ANSWER), ("Mon 9 Nov 15:00", NO_ANSWER)], 2, id="two on one day"),
        pytest.param([*THREE_TRIES], 3, id="three"),
        pytest.param([*THREE_TRIES, ("Mon 30 Nov 10:00", Emailed())], 4, id="one more than advised"),
    ],
)
def test_what_counts_toward_the_three(since: list[Fact], counted: int) -> None:
    assert len(standing(HELD, NOTE, *since).tries) == counted


@pytest.mark.parametrize(
    ("since", "counted"),
    [
        pytest.param([("Wed 25 Nov 10:00", Heard())], 0, id="a reply"),
        pytest.param([("Wed 25 Nov 10:00", SPOKE)], 0, id="a conversation"),
        pytest.param([("Wed 25 Nov 10:00", word(AwayUntil(day("Mon 30 Nov"))))], 0, id="a word with a date"),
        pytest.param([("Wed 25 Nov 10:00", rule(AwayUntil(day("Mon 30 Nov"))))], 3, id="what they had said earlier"),
        pytest.param([("Wed 25 Nov 10:00", Interviewed())], 0, id="a further interview"),
        pytest.param([("Wed 25 Nov 10:00", Planned())], 0, id="a further interview set"),
        pytest.param([("Wed 25 Nov 10:00", Thanked())], 3, id="the note starts nothing"),
        pytest.param([("Wed 25 Nov 10:00", Muted()), ("Thu 26 Nov 10:00", Unmuted())], 3, id="nor does quiet"),
        pytest.param([("Tue 10 Nov 10:00", Heard())], 2, id="only the tries before it are gone"),
        pytest.param([("Wed 25 Nov 10:00", Heard()), ("Wed 2 Dec 10:00", NO_ANSWER)], 1, id="and it counts on"),
    ],
)
def test_what_starts_the_count_anew(since: list[Fact], counted: int) -> None:
    assert len(standing(HELD, NOTE, *THREE_TRIES, *since).tries) == counted


# --- rounds ------------------------------------------------------------------------------------------------


def test_a_round_resets_the_note_and_the_count_and_keeps_the_standing_rules() -> None:
    contact = Contact("Ms Ito", "Asia/Tokyo")
    said = ("Mon 2 Nov 10:30", FRIDAYS), ("Mon 2 Nov 10:31", rule(contact)), ("Mon 2 Nov 10:32", Muted())
    tried = ("Thu 5 Nov 10:00", NO_ANSWER)
    now = standing(HELD, NOTE, *said, tried, ("Tue 10 Nov 10:00", Interviewed()))
    assert (now.note, now.tries, now.last_attempt) == (None, (), None)
    assert (now.calling_rule is not None, now.contact, now.muted) == (True, contact, True)
    assert shown(now.round.at) == shown(now.base.at) == "Tue 10 Nov 10:00"


@pytest.mark.parametrize(
    ("given", "open_days", "wait"),
    [
        pytest.param(CallOn(day("Fri 6 Nov")), [], None, id="a day before the round is over"),
        pytest.param(CallOn(day("Tue 10 Nov")), [], None, id="and so is the round's own day"),
        pytest.param(CallOn(day("Wed 11 Nov")), ["Wed 11 Nov"], None, id="a day after it holds"),
        pytest.param(TheyCall(), [], None, id="we'll call you: they did"),
        pytest.param(TheyCall(day("Fri 13 Nov")), [], "Mon 16 Nov", id="a dated promise holds"),
        pytest.param(CallEveryWeekday(1), ["Tue 17 Nov", "Tue 24 Nov"], None, id="the weekday after the round's"),
    ],
)
def test_what_they_said_before_a_further_round(given: object, open_days: list[str], wait: str | None) -> None:
    facts = [HELD, NOTE, ("Tue 3 Nov 10:00", rule(given)), ("Tue 10 Nov 10:00", Interviewed())]  # type: ignore[arg-type]
    assert days(*facts)[:2] == open_days
    found = longest_wait(standing(*facts), HERE)
    assert (shown_day(found.on) if found else None) == wait


AHEAD: Fact = ("Mon 9 Nov 10:00", Planned())


@pytest.mark.parametrize(
    ("given", "open_days", "wait"),
    [
        pytest.param(CallOn(day("Wed 11 Nov")), ["Wed 11 Nov"], None, id="a day"),
        pytest.param(CallEveryWeekday(4), ["Fri 13 Nov", "Fri 20 Nov"], None, id="a weekday"),
        pytest.param(DecisionBy(day("Fri 20 Nov")), [], "Mon 23 Nov", id="when they decide"),
        pytest.param(AwayUntil(day("Fri 20 Nov")), [], "Mon 23 Nov", id="how long somebody is away"),
    ],
)
def test_rules_said_before_the_first_interview_hold(given: object, open_days: list[str], wait: str | None) -> None:
    facts = [("Mon 2 Nov 10:00", rule(given)), AHEAD]  # type: ignore[arg-type]
    assert days(*facts)[:2] == open_days
    found = longest_wait(standing(*facts), HERE)
    assert (shown_day(found.on) if found else None) == wait


def test_what_is_done_after_an_interview_cannot_be_done_before_the_first() -> None:
    early = [("Mon 2 Nov 10:00", what) for what in (Thanked(), NO_ANSWER, Emailed(), Skipped(StepKind.NOTE))]
    now = standing(*early, AHEAD)
    assert (now.note, now.tries, now.last_attempt) == (None, (), None)


def test_no_calls_contact_and_quiet_hold_from_before_the_first_interview() -> None:
    early = [("Mon 2 Nov 10:00", what) for what in (rule(NoCalls()), rule(Contact("Ms Ito")), Muted())]
    now = standing(*early, AHEAD)
    assert (now.no_calls, now.contact, now.muted) == (True, Contact("Ms Ito"), True)


# --- the end, and what reopens it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "settled"),
    [
        pytest.param([("Tue 3 Nov 10:00", CLOSED)], True, id="closed"),
        pytest.param([("Tue 3 Nov 10:00", CLOSED), ("Wed 4 Nov 10:00", Heard())], False, id="a word after closing"),
        pytest.param([("Tue 3 Nov 10:00", CLOSED), ("Wed 4 Nov 10:00", SPOKE)], False, id="a talk after closing"),
        pytest.param(
            [("Tue 3 Nov 10:00", CLOSED), ("Wed 4 Nov 10:00", word(DecisionBy(day("Fri 13 Nov"))))],
            False,
            id="a dated word after closing",
        ),
        pytest.param(
            [("Tue 3 Nov 10:00", CLOSED), ("Wed 4 Nov 10:00", rule(NoCalls()))], True, id="an old rule opens nothing"
        ),
        pytest.param([("Tue 3 Nov 10:00", CLOSED), ("Wed 4 Nov 10:00", NO_ANSWER)], True, id="nor does a call"),
        pytest.param([("Tue 3 Nov 10:00", Heard()), ("Wed 4 Nov 10:00", CLOSED)], True, id="a word before closing"),
        pytest.param(
            [("Tue 3 Nov 10:00", Settled(Settlement.REJECTED)), ("Wed 4 Nov 10:00", Heard())], True, id="rejected stays"
        ),
        pytest.param(
            [("Tue 3 Nov 10:00", Settled(Settlement.OFFER)), ("Wed 4 Nov 10:00", SPOKE)], True, id="an offer stays"
        ),
        pytest.param(
            [("Tue 3 Nov 10:00", Settled(Settlement.REJECTED)), ("Wed 4 Nov 10:00", Interviewed())],
            False,
            id="a further interview held",
        ),
        pytest.param(
            [("Tue 3 Nov 10:00", Settled(Settlement.WITHDRAWN)), ("Wed 4 Nov 10:00", Planned())],
            True,
            id="the interview that was set for later is off",
        ),
    ],
)
def test_settled(facts: list[Fact], settled: bool) -> None:
    assert (standing(HELD, NOTE, *facts).settled is not None) is settled


def test_an_interview_called_off_before_it_took_place_is_settled() -> None:
    assert standing(("Tue 3 Nov 10:00", Settled(Settlement.WITHDRAWN)), AHEAD).settled is not None


# --- the note, skipping, quiet -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        pytest.param([], None, id="neither"),
        pytest.param([NOTE], Thanked(), id="sent"),
        pytest.param([("Tue 3 Nov 10:00", Skipped(StepKind.NOTE))], Skipped(StepKind.NOTE), id="skipped"),
        pytest.param(
            [("Tue 3 Nov 10:00", Skipped(StepKind.NOTE)), ("Wed 4 Nov 10:00", Thanked())], Thanked(), id="then sent"
        ),
        pytest.param([NOTE, ("Tue 3 Nov 10:00", Skipped(StepKind.NOTE))], Thanked(), id="sent cannot be skipped"),
        pytest.param([NOTE, ("Tue 3 Nov 10:00", Interviewed())], None, id="a further round wants its own"),
    ],
)
def test_the_note(facts: list[Fact], note: object) -> None:
    kept = standing(HELD, *facts).note
    assert (kept.what if kept else None) == note


def test_the_first_note_of_a_round_is_the_one_that_counts() -> None:
    """A second one is a slip, or a letter to someone else; neither makes them wait longer for the call."""
    first = standing(HELD, NOTE).note
    assert standing(HELD, NOTE, ("Mon 9 Nov 12:00", Thanked())).note == first


@pytest.mark.parametrize("kind", [StepKind.NUDGE, StepKind.CLOSE, StepKind.NOTE])
def test_only_a_call_passed_over_moves_the_next_one(kind: StepKind) -> None:
    assert standing(HELD, NOTE, ("Tue 3 Nov 10:00", Skipped(kind))).last_attempt is None


def test_quiet_is_kept_until_pings_are_welcome_again() -> None:
    quiet = ("Tue 3 Nov 10:00", Muted())
    assert standing(HELD, quiet).muted
    assert not standing(HELD, quiet, ("Wed 4 Nov 10:00", Unmuted())).muted


# --- the order -------------------------------------------------------------------------------------------


def test_the_order_of_recording_does_not_matter() -> None:
    facts = [HELD, NOTE, ("Mon 9 Nov 10:00", NO_ANSWER), ("Wed 11 Nov 10:00", Heard()), ("Mon 16 Nov 10:00", MESSAGE)]
    events = interview(*facts).events
    assert len({fold(Interview(1, "Acme", order), HERE) for order in permutations(events)}) == 1


def test_nor_does_it_where_what_is_told_at_one_instant_differs_in_its_words_alone() -> None:
    """Until the same instant, told in two zones, and until a later one between the two as they are spelt."""
    (held,), told_at, until = interview(HELD).events, moment("Tue 3 Nov 10:00"), moment("Mon 9 Nov 10:00")
    ends = (until, until.astimezone(timezone(timedelta(hours=9))), until + timedelta(minutes=30))
    told = [Event(9 - nth, told_at, Snoozed(StepKind.CALL, 1, 0, end)) for nth, end in enumerate(ends)]
    snoozes = {fold(Interview(1, "Acme", (held, *order)), HERE).snoozes for order in permutations(told)}
    assert len({tuple(event.id for event in order) for order in snoozes}) == 1


def test_a_follow_up_known_by_its_day_comes_after_the_interview_of_that_day() -> None:
    now = standing(("Mon 2 Nov 15:00", Interviewed()), ("Mon 2 Nov", Thanked()))
    assert now.note is not None


@pytest.mark.parametrize(("called", "counted"), [("Tue 10 Nov", 0), ("Wed 11 Nov", 1), ("Thu 12 Nov", 1)])
def test_a_call_known_by_its_day_counts_at_that_days_end(called: str, counted: int) -> None:
    assert len(standing(HELD, NOTE, ("Wed 11 Nov 15:00", Heard()), (called, NO_ANSWER)).tries) == counted


def test_without_any_interview_there_is_no_standing() -> None:
    with pytest.raises(NoRound):
        standing(NOTE)
