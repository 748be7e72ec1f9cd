"""Names of interviewers, what is none, and interviewers within an answer."""

import pytest
from hypothesis import given

from bot.language.interviewers import is_persons_name, split_people, to_reader, topics_for, with_names
from tests.language.test_any_text import texts


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("dana lee, Bob Cole", ("Dana Lee", "Bob Cole")),
        ("Dana (CTO) and Bob from HR", ("Dana", "Bob")),
        ("with dr. o'neil", ("Dr. O'Neil",)),
        ("it was just dana", ("Dana",)),
        ("bob - engineering lead", ("Bob",)),
        ("anders van der berg", ("Anders van der Berg",)),
        ("JP\nJP", ("JP",)),
        ("dana, lee and will", ("Dana", "Lee", "Will")),
        ("jürgen, 李雷", ("Jürgen", "李雷")),
        ("Hiring Manager", ("Hiring Manager",)),
        ("dana lee and robert o'neill", ("Dana Lee", "Robert O'Neill")),
        ("anne-marie van der berg", ("Anne-Marie van der Berg",)),
        ("Dana Lee (CTO) & Bob, and Bob", ("Dana Lee", "Bob")),
        ("Ms. Lee\nAnders", ("Ms. Lee", "Anders")),
        (", ;123", ()),
    ],
)
def test_names(text: str, people: tuple[str, ...]) -> None:
    assert split_people(text) == people
    assert all(map(is_persons_name, people))


@pytest.mark.parametrize(
    "text",
    [
        "because i did the same migration at my last job",
        "your roadmap",
        "Your roadmap",
        "hiring manager",
        "fraud detection",
        "the CTO",
        "recruiter",
        "HR",
        "The Boss",
        "I liked it",
        "three engineers",
        "Dana2",
    ],
)
def test_no_names(text: str) -> None:
    assert not all(map(is_persons_name, split_people(text)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("pairing with Dana", "pairing with you"),
        ("pairing with dana and bob", "pairing with you and bob"),
        ("Dana's questions", "your questions"),
        ("the tour by Dana Lee", "the tour by you"),
        ("Dana was kind", "Dana was kind"),
        ("talk with Danae", "talk with Danae"),
    ],
)
def test_who_reads_it_is_spoken_to(text: str, read: str) -> None:
    assert to_reader(text, "Dana Lee") == read
    assert to_reader(text, "") == text


def test_people_are_named_with_capitals() -> None:
    assert with_names("pairing with dana, bob and dr. osei", ("Dana Lee", "Bob", "Dr. Osei")) == (
        "pairing with Dana, Bob and dr. Osei"
    )
    assert with_names("we will talk", ("Will",)) == "we will talk"


@pytest.mark.parametrize(
    ("text", "earlier", "topics"),
    [
        ("Rust\nfraud", (), ("Rust", "fraud", "")),
        ("Rust\nfraud", ("plans",), ("plans", "Rust", "fraud")),
        ("Bob: Rust\nfraud", ("plans",), ("plans", "fraud", "Rust")),
        ("dana - Rust", ("plans",), ("Rust", "plans", "")),
        ("on-call: who does it", (), ("on-call: who does it", "", "")),
        ("Bob:", (), ("", "", "")),
        ("", ("a", "b", "c", "d"), ("a", "b", "c")),
    ],
)
def test_topics_for_each(text: str, earlier: tuple[str, ...], topics: tuple[str, ...]) -> None:
    assert topics_for(text, ("Dana Lee", "Lee", "Bob"), earlier) == topics


@given(texts)
def test_any_text(text: str) -> None:
    for name in split_people(text):
        assert name == name.strip()
        is_persons_name(name)
        to_reader(text, name)
    assert len(topics_for(text, ("Dana", "Bob"))) == 2
