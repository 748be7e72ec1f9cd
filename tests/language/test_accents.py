"""Letters with and without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.accents import without_accents
from bot.language.names import company_key


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Žižkov", "Zizkov"),
        ("Acmé", "Acme"),
        ("Łódź", "Lodz"),
        ("Bjørn", "Bjorn"),
        ("Москвой", "Москвой"),
        ("が", "が"),
    ],
)
def test_latin_letters_lose_their_marks(text: str, bare: str) -> None:
    assert without_accents(text) == bare


@given(st.text(max_size=30))
def test_bare_letters_stay(text: str) -> None:
    assert without_accents(without_accents(text)) == without_accents(text)


def test_names_that_differ_by_accents_are_one() -> None:
    assert company_key("Acmé GmbH") == company_key("acme")
