"""What goes into the notes, and which call is next."""

from itertools import combinations

import pytest

from bot.guidance.events import Interviewed, Planned, Settled, Settlement, Skipped, StepKind
from bot.guidance.ground_rules import CallOn, NoCalls
from bot.guidance.letters import (
    MOST_LETTERS,
    VARIANTS,
    Answers,
    CallKind,
    Element,
    LetterPlan,
    NoLetter,
    Part,
    Piece,
    call_to_make,
    letter_stands,
    note_sent,
    plan_letters,
)
from bot.guidance.verdict import verdict_at
from tests.guidance.cases import HELD, NO_ANSWER, NOTE, THREE_TRIES, Fact, day, moment, plan_of, said

SIX = tuple(f"Person {number}" for number in range(MOST_LETTERS))
ALL = Answers(("the team",), ("ten years of it",), ("the move",))


def _pieces(letter: LetterPlan) -> list[Piece]:
    return [letter.subject, *(piece for row in letter.paragraphs for piece in row), letter.sign_off]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("answers", [Answers(), ALL, Answers(topic=("the move",))])
def test_every_letter_has_the_three_elements(seed: int, answers: Answers) -> None:
    for letter in plan_letters(seed, SIX, answers):
        assert letter.elements == set(Element)
        told = [piece for piece in _pieces(letter) if piece.part is Part.TOPIC]
        assert all(piece.answer for piece in told)


@pytest.mark.parametrize("seed", range(12))
def test_no_two_letters_share_a_wording(seed: int) -> None:
    for one, other in combinations(plan_letters(seed, SIX, ALL), 2):
        assert not {(piece.part, piece.variant) for piece in _pieces(one)} & {
            (piece.part, piece.variant) for piece in _pieces(other)
        }


def test_another_take_has_other_words_throughout() -> None:
    takes = [plan_letters(7, (), ALL, take)[0] for take in range(VARIANTS)]
    for one, other in combinations(takes, 2):
        assert not set(_pieces(one)) & set(_pieces(other))


def test_the_same_facts_give_the_same_letters() -> None:
    assert plan_letters(3, SIX, ALL) == plan_letters(3, SIX, ALL)
    assert plan_letters(3, SIX, ALL) != plan_letters(4, SIX, ALL)


def _shares(part: Part, letters: tuple[LetterPlan, ...]) -> list[tuple[str, ...]]:
    """What of an answer is in each letter."""
    return [next((piece.answer for piece in _pieces(letter) if piece.part is part), ()) for letter in letters]


def test_an_answer_in_parts_is_dealt_out() -> None:
    assert _shares(Part.TOPIC, plan_letters(1, SIX[:2], Answers(topic=("a", "b", "c")))) == [("a", "c"), ("b",)]
    assert _shares(Part.TOPIC, plan_letters(1, (), Answers(topic=("a", "b")))) == [("a", "b")]
    assert _shares(Part.ENJOYED, plan_letters(1, SIX[:3], Answers(enjoyed=("a", "b")))) == [(), ("a",), ("b",)]


@pytest.mark.parametrize("count", range(1, MOST_LETTERS + 1))
def test_nothing_that_was_told_stands_in_two_letters(count: int) -> None:
    letters = plan_letters(5, SIX[:count], ALL)
    for part, told in ((Part.ENJOYED, "the team"), (Part.FIT, "ten years of it"), (Part.TOPIC, "the move")):
        assert sorted(_shares(part, letters)) == [()] * (count - 1) + [(told,)]
    personal = [any(piece.answer for piece in _pieces(letter)) for letter in letters]
    assert sum(personal) == min(count, 3)


def test_a_topic_for_each() -> None:
    told = Answers(topic=("a",), topic_of_each=("a", "", "c"))
    assert _shares(Part.TOPIC, plan_letters(1, SIX[:3], told)) == [("a",), (), ("c",)]


def test_more_letters_than_wordings() -> None:
    with pytest.raises(ValueError, match="7 letters"):
        plan_letters(1, (*SIX, "One more"), Answers())


@pytest.mark.parametrize(
    ("facts", "now", "why"),
    [
        ((HELD,), "Mon 2 Nov 14:00", None),
        ((HELD, NOTE), "Tue 3 Nov 14:00", None),
        ((("Mon 2 Nov 10:00", Planned()),), "Mon 2 Nov 09:00", NoLetter.INTERVIEW_AHEAD),
        ((("Mon 2 Nov 10:00", Planned()),), "Mon 2 Nov 12:00", None),
        ((HELD, ("Mon 9 Nov 10:00", Planned())), "Tue 3 Nov 10:00", None),
        ((HELD, ("Tue 3 Nov 10:00", Settled(Settlement.REJECTED))), "Wed 4 Nov 10:00", NoLetter.SETTLED),
    ],
)
def test_whether_there_is_a_note_to_write(facts: tuple[Fact, ...], now: str, why: NoLetter | None) -> None:
    plan = plan_of(*facts)
    assert letter_stands(plan, moment(now)) is why


def test_whether_the_note_is_sent() -> None:
    later, ahead = moment("Mon 9 Nov 12:00"), ("Tue 10 Nov 10:00", Planned())
    assert note_sent(plan_of(HELD, NOTE), later)
    assert not note_sent(plan_of(HELD), later)
    assert not note_sent(plan_of(HELD, ("Mon 2 Nov 13:00", Skipped(StepKind.NOTE))), later)
    assert not note_sent(plan_of(HELD, NOTE, ("Mon 9 Nov 10:00", Interviewed())), later)
    assert note_sent(plan_of(HELD, NOTE, ahead), later)
    assert not note_sent(plan_of(HELD, NOTE, ahead), moment("Tue 10 Nov 12:00"))


@pytest.mark.parametrize(
    ("facts", "now", "call"),
    [
        ((HELD,), "Mon 2 Nov 14:00", CallKind.FIRST),
        ((HELD, NOTE), "Mon 9 Nov 14:00", CallKind.FIRST),
        ((HELD, NOTE, *THREE_TRIES[:1]), "Tue 10 Nov 14:00", CallKind.SECOND),
        ((HELD, NOTE, *THREE_TRIES[:2]), "Mon 23 Nov 14:00", CallKind.THIRD),
        ((HELD, NOTE, *THREE_TRIES), "Mon 30 Nov 14:00", None),
        ((HELD, NOTE, said(CallOn(day("Fri 6 Nov")))), "Fri 6 Nov 10:00", CallKind.ASKED_FOR),
        ((HELD, NOTE, *THREE_TRIES, ("Tue 24 Nov 10:00", NO_ANSWER)), "Mon 30 Nov 14:00", None),
        ((HELD, NOTE, said(NoCalls())), "Mon 9 Nov 14:00", None),
        ((("Mon 2 Nov 10:00", Planned()),), "Mon 2 Nov 09:00", CallKind.FIRST),
        ((("Mon 2 Nov 10:00", Planned()), said(NoCalls())), "Mon 2 Nov 09:00", None),
        ((HELD, ("Tue 3 Nov 10:00", Settled(Settlement.OFFER))), "Wed 4 Nov 10:00", None),
    ],
)
def test_which_call_is_next(facts: tuple[Fact, ...], now: str, call: CallKind | None) -> None:
    plan = plan_of(*facts)
    assert call_to_make(plan, verdict_at(plan, moment(now))) is call
