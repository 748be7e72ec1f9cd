"""People as they are told after an interview."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.events import Met
from bot.language.names import MAX_NAME
from bot.language.people import MOST_PEOPLE, read_people

DANA = Met("Dana Lee", "hiring manager", "dana@acme.example", "555-0199")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dana Lee, hiring manager, dana@acme.example, 555-0199", [DANA]),
        ("Dana Lee, dana@acme.example, 555-0199, hiring manager", [DANA]),
        ("Dana Lee (hiring manager) dana@acme.example 555-0199", [DANA]),
        ("Dana Lee - the hiring manager - 555-0199, dana@acme.example", [DANA]),
        ("Dana Lee is the hiring manager, <dana@acme.example>, phone: 555-0199", [DANA]),
        ("dana lee, hiring manager", [Met("Dana Lee", "hiring manager")]),
        ("Dana Lee hiring manager", [Met("Dana Lee", "hiring manager")]),
        ("Dana Lee, Hiring Manager", [Met("Dana Lee", "Hiring Manager")]),
        ("Dana Lee, HR", [Met("Dana Lee", "HR")]),
        ("Dana", [Met("Dana")]),
        ("Ms. Lee, +1 (212) 555-0199", [Met("Ms. Lee", phone="+1 (212) 555-0199")]),
        ("Dana Lee, Robert Cole", [Met("Dana Lee"), Met("Robert Cole")]),
        ("Dana Lee and Robert Cole", [Met("Dana Lee"), Met("Robert Cole")]),
        ("Dana Lee, CTO, Robert Cole, engineer", [Met("Dana Lee", "CTO"), Met("Robert Cole", "engineer")]),
        (
            "Dana Lee, CTO; Robert Cole, bob@acme.example",
            [Met("Dana Lee", "CTO"), Met("Robert Cole", "", "bob@acme.example")],
        ),
        ("Dana Lee, head of sales\nAnn van Dyck", [Met("Dana Lee", "head of sales"), Met("Ann van Dyck")]),
        ("Jürgen Groß, Leiter Vertrieb", [Met("Jürgen Groß", "Leiter Vertrieb")]),
        ("dana@acme.example", []),
        ("555-0199", []),
        ("", []),
        (" , ;", []),
    ],
)
def test_people(text: str, people: list[Met]) -> None:
    assert list(read_people(text)) == people


@given(st.text() | st.text("aA ,;@.()-1\n"))
def test_any_text(text: str) -> None:
    people = read_people(text)
    assert len(people) <= MOST_PEOPLE
    assert all(0 < len(person.name) <= MAX_NAME and len(person.role) <= MAX_NAME for person in people)
