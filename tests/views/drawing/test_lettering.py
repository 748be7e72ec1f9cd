"""What can be written, and how wide it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import fontManager

from bot.views.drawing import lettering
from bot.views.drawing.lettering import families, shortened, width, writable


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Łódź & Søn — Çelik", "Łódź & Søn — Çelik"),
        ("Ελληνικά Ромашка", "Ελληνικά Ромашка"),
        ("שלום", "שלום"),
        ("شركة", "شركة"),
        ("$x_1$ a_b \\frac", "$x_1$ a_b \\frac"),
        ("🚀\ufe0f Rocket\tGmbH\n", "▯ Rocket GmbH"),
        ("株式会社 Sony", "▯ Sony"),
        ("Sony株式会社ソニー", "Sony▯"),
        ("株式会社ソニー", ""),
        ("🚀 – ☂", ""),
        ("e\u0301t\u0301", "e\u0301t\u0301"),
        ("\x00\x07Ac\ud800me\u202e", "Acme"),
    ],
)
def test_a_sign_stands_for_the_letters_that_no_font_has(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lettering, "families", lambda: families()[:1])
    assert writable(name, bold=True) == written


def test_fonts_of_the_machine_stand_in_after_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Unifont", "Comic Sans MS", "DejaVu Sans", "Noto Sans CJK JP"]
    monkeypatch.setattr(fontManager, "get_font_names", lambda: names)
    families.cache_clear()
    try:
        assert families() == ("DejaVu Sans", "Noto Sans CJK JP", "Unifont")
    finally:
        families.cache_clear()


def test_letters_of_another_font_are_written_and_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """STIXGeneral comes with matplotlib and has letters in circles that DejaVu Sans Bold lacks."""
    assert writable("Acme Ⓐ", bold=True) == "Acme ▯"
    monkeypatch.setattr(lettering, "families", lambda: ("DejaVu Sans", "STIXGeneral"))
    assert writable("Acme Ⓐ", bold=True) == "Acme Ⓐ"
    assert width("Acme Ⓐ", 30, bold=True) > width("Acme ", 30, bold=True) + 10


def test_words_from_right_to_left_are_as_wide_beside_others() -> None:
    assert width("Acme שלום Ltd", 30) == pytest.approx(
        sum(width(part, 30) for part in ("Acme ", "שלום", " Ltd")), abs=4
    )


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
