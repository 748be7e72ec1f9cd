"""With whom an interview was, and for which role, in free words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.mentions import find_company
from bot.language.met import find_met, find_role, met_words, read_met, split_company


@pytest.mark.parametrize(
    ("text", "company", "people", "role"),
    [
        ("interviewed at Foobar today, with Ada Wong", "Foobar", "Ada Wong", ""),
        ("interviewed at Delta with Jo Li and Max Orr yesterday", "Delta", "Jo Li, Max Orr", ""),
        ("interviewed with Jo Li at Delta", "Delta", "Jo Li", ""),
        ("I met Sam Poe at Kappa today", "Kappa", "Sam Poe", ""),
        ("interviewed with Dana at Acme yesterday", "Acme", "Dana", ""),
        ("I had an interview at Omega today for Data Analyst with Kim", "Omega", "Kim", "Data Analyst"),
        (
            "interviewed at Umbrella for nurse position, met Ada Wong and Bob Roe",
            "Umbrella",
            "Ada Wong, Bob Roe",
            "nurse",
        ),
        ("interviewed at acme with dana lee, CTO, and bob", "acme", "Dana Lee, Bob", ""),
        ("interviewed at Initech as a senior engineer with Dr. Smith", "Initech", "Dr. Smith", "senior engineer"),
        ("interview with Sarah from Acme yesterday", "Acme", "Sarah", ""),
        ("interviewed with Globex yesterday", "Globex", "", ""),
        ("interviewed with Wayne Enterprises at 3pm", "Wayne Enterprises", "", ""),
        ("interview at Acme with the hiring manager", "Acme", "", ""),
        ("interview at Acme by phone for the same role", "Acme", "", ""),
        ("phone screen with Stripe by Friday for an hour", "Stripe", "", ""),
    ],
)
def test_people_role_and_company(text: str, company: str, people: str, role: str) -> None:
    found = find_company(text, {})
    assert found.names == (company,)
    assert ", ".join(person.name for person in read_met(met_words(text, found.spans))) == people
    told = find_role(text, found.spans)
    assert (told[0] if told else "") == role


@pytest.mark.parametrize(
    ("words", "company", "people"),
    [
        ("Foobar Ada Wong, CTO, ada@foobar.example", "Foobar", "Ada Wong, CTO, ada@foobar.example"),
        ("Foobar Labs Dana Lee", "Foobar Labs", "Dana Lee"),
        ("Ada Wong at Foobar", "Foobar", "Ada Wong"),
        ("Mary Ann Lee, CTO", "", "Mary Ann Lee, CTO"),
        ("Dr. Ada Wong", "", "Dr. Ada Wong"),
        ("hiring manager Ada Wong", "", "hiring manager Ada Wong"),
        ("Ximena de la Cruz", "", "Ximena de la Cruz"),
        ("Ada Wong from HR", "", "Ada Wong from HR"),
        ("Ada Wong from the sales team", "", "Ada Wong from the sales team"),
        ("Ada Wong", "", "Ada Wong"),
    ],
)
def test_a_company_before_or_after_the_people(words: str, company: str, people: str) -> None:
    assert split_company(words) == (company, people)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_met(f"with {text}"[5:]))
    find_role(text)
    split_company(text)
