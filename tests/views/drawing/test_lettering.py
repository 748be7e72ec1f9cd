"""What can be written, and how wide it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.drawing.lettering import shortened, width, writable


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Łódź & Søn — Çelik", "Łódź & Søn — Çelik"),
        ("Ελληνικά Ромашка", "Ελληνικά Ромашка"),
        ("שלום", "שלום"),
        ("شركة", "شركة"),
        ("$x_1$ a_b \\frac", "$x_1$ a_b \\frac"),
        ("🚀 Rocket\tGmbH\n", "Rocket GmbH"),
        ("株式会社 Sony", "Sony"),
        ("株式会社ソニー", ""),
        ("🚀 – ☂", ""),
        ("e\u0301t\u0301", "e\u0301t\u0301"),
        ("\x00\x07Ac\ud800me\u202e", "Acme"),
    ],
)
def test_what_the_font_lacks_is_left_out(name: str, written: str) -> None:
    assert writable(name, bold=True) == written


def test_long_names_are_cut_by_their_width() -> None:
    assert shortened("Acme", 400, 30) == "Acme"
    narrow, wide = shortened("i" * 99, 200, 30), shortened("W" * 99, 200, 30)
    assert narrow.endswith("i…")
    assert wide.endswith("W…")
    assert len(narrow) > 2 * len(wide)


def test_no_letter_loses_its_accents() -> None:
    name = "e\u0301" * 40
    for room in range(60, 300, 7):
        kept = shortened(name, room, 30)
        assert kept[:-1] == "e\u0301" * kept.count("e")


@given(st.text(min_size=1, max_size=60), st.integers(60, 600))
def test_whatever_is_shortened_fits(name: str, room: int) -> None:
    kept = shortened(writable(name), room, 30)
    assert width(kept, 30) <= room
