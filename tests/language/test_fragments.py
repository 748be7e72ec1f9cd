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
    split_answer,
    split_people,
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
        ("The people are nice", "the people are nice", Shape.LOOSE),
        ("the tour. The lunch!", "the tour. The lunch!", Shape.LOOSE),
        ("Ten years of Python", "ten years of Python", Shape.LOOSE),
        ("Kubernetes", "Kubernetes", Shape.LOOSE),
        ("iOS", "iOS", Shape.LOOSE),
        ("THE TEAM CULTURE", "THE TEAM CULTURE", Shape.LOOSE),
        ("IT security", "IT security", Shape.LOOSE),
        ("I/O performance", "I/O performance", Shape.LOOSE),
        ("love of teaching", "love of teaching", Shape.LOOSE),
        ("like-minded people", "like-minded people", Shape.LOOSE),
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


@pytest.mark.parametrize("typed", ["skip", "Skip.", " no ", "-", "none", "N/A", ""])
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
    ("typed", "people"),
    [
        ("Dana Lee", ("Dana Lee",)),
        ("dana lee and robert o'neill", ("Dana Lee", "Robert O'Neill")),
        ("anne-marie van der berg", ("Anne-Marie van der Berg",)),
        ("Dana Lee (CTO) & Bob, and Bob", ("Dana Lee", "Bob")),
        ("Ms. Lee\nAnders", ("Ms. Lee", "Anders")),
        ("DL", ("DL",)),
        ("李娜", ("李娜",)),
        (", ;123", ()),
    ],
)  # fmt: skip
def test_people(typed: str, people: tuple[str, ...]) -> None:
    assert split_people(typed) == people


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
    assert all(name == name.strip() and name for name in split_people(text))
