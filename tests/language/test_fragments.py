"""Short answers: how each can be woven in, and that its words stay as they were typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.fragments import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Fault,
    Shape,
    is_skip,
    read_fragment,
    sentences_of,
    split_answer,
)


@pytest.mark.parametrize(
    ("typed", "words", "shape"),
    [
        ("the team culture", "the team culture", Shape.PHRASE),
        ("The team culture.", "the team culture", Shape.PHRASE),
        ("how you do code review", "how you do code review", Shape.PHRASE),
        ("Hearing about the roadmap", "hearing about the roadmap", Shape.PHRASE),
        ("your plans for the plant", "your plans for the plant", Shape.PHRASE),
        ("I liked how you do code review", "I liked how you do code review", Shape.CLAUSE),
        ("i liked that i could ask anything.", "I liked that I could ask anything", Shape.CLAUSE),
        ("i'm patient", "I'm patient", Shape.CLAUSE),
        ("I’ve led teams for years", "I’ve led teams for years", Shape.CLAUSE),
        ("We talked about Rust", "we talked about Rust", Shape.CLAUSE),
        ("It's what I trained for", "it's what I trained for", Shape.CLAUSE),
        ("loved the demo", "loved the demo", Shape.PREDICATE),
        ("Really enjoyed the tour", "really enjoyed the tour", Shape.PREDICATE),
        ("talked about rust", "talked about rust", Shape.PREDICATE),
        ("Because I like teaching", "because I like teaching", Shape.REASON),
        ("The people are nice", "the people are nice", Shape.CLAUSE),
        ("the tour. The lunch!", "the tour. The lunch!", Shape.LOOSE),
        ("Ten years of Python", "ten years of Python", Shape.PHRASE),
        ("Kubernetes", "Kubernetes", Shape.PHRASE),
        ("iOS", "iOS", Shape.PHRASE),
        ("THE TEAM CULTURE", "THE TEAM CULTURE", Shape.PHRASE),
        ("IT security", "IT security", Shape.LOOSE),
        ("I/O performance", "I/O performance", Shape.PHRASE),
        ("love of teaching", "love of teaching", Shape.PHRASE),
        ("like-minded people", "like-minded people", Shape.PHRASE),
        ("fraud detection", "fraud detection", Shape.PHRASE),
        ("distributed systems", "distributed systems", Shape.PHRASE),
        ("the tour you gave me", "the tour you gave me", Shape.PHRASE),
        ("on-call", "on-call", Shape.PHRASE),
        ("People were friendly.", "people were friendly", Shape.CLAUSE),
        ("learning is important to you", "learning is important to you", Shape.CLAUSE),
        ("debugged the thing with Lee", "debugged the thing with Lee", Shape.PREDICATE),
        ("Good with people", "good with people", Shape.ABLE),
        ("very comfortable in payments", "very comfortable in payments", Shape.ABLE),
        ("to see the lab", "to see the lab", Shape.LOOSE),
        ("word " * 13, "word " * 12 + "word", Shape.LOOSE),
        ("how?", "how?", Shape.LOOSE),
        ("you", "you", Shape.LOOSE),
        ("チームの文化", "チームの文化", Shape.LOOSE),
    ],
)
def test_shapes(typed: str, words: str, shape: Shape) -> None:
    fragment = read_fragment(typed)
    assert (fragment.words, fragment.shape) == (words, shape)


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("the demo", "the demo."),
        ("the demo...", "the demo."),
        ("the demo!", "the demo!"),
        ("the tea 🍵", "the tea 🍵."),
    ],
)
def test_one_mark_at_the_end(typed: str, ended: str) -> None:
    assert read_fragment(typed).ended == ended


@pytest.mark.parametrize("typed", ["skip", "Skip.", "/skip", "I don’t know", " no ", "-", "none", "N/A", ""])
def test_skips(typed: str) -> None:
    assert is_skip(typed)


def test_an_answer_in_parts() -> None:
    assert split_answer("- your move to Rust\n• on-call;  on-call \n") == ("your move to Rust", "on-call")


@pytest.mark.parametrize("typed", ["😀😀", "...", "\u200b\u2060", "\n;\n"])
def test_an_answer_without_words(typed: str) -> None:
    assert split_answer(typed) is Fault.EMPTY


@pytest.mark.parametrize("typed", ["word " * (MOST_WORDS + 1), "語" * (MOST_CHARACTERS + 1)])
def test_an_answer_too_long(typed: str) -> None:
    assert split_answer(typed) is Fault.TOO_LONG


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("it was great. loved the dog", ("it was great.", "loved the dog")),
        ("One! Two?", ("One!", "Two?")),
        ("e.g. the demo", ("e.g. the demo",)),
        ("about 3.5 people", ("about 3.5 people",)),
        ("the demo...", ("the demo...",)),
    ],
)
def test_sentences(typed: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(typed) == sentences


def _bare(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold().strip(" .,:")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co")), max_size=200))
def test_no_word_is_altered(text: str) -> None:
    parts = split_answer(text)
    if isinstance(parts, Fault):
        return
    assert len(" ".join(parts)) <= MOST_CHARACTERS
    for part in parts:
        assert _bare(read_fragment(part).words) == _bare(part)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    parts = split_answer(text)
    for part in () if isinstance(parts, Fault) else parts:
        assert "\n" not in part
        assert read_fragment(part).ended.strip()
