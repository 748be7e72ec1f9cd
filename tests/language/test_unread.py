"""Messages that neither tell nor ask anything."""

import pytest
from hypothesis import given

from bot.language.unread import Courtesy, Writing, read_courtesy, writing_of
from tests.language.test_any_text import texts


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("hi", Courtesy.HELLO),
        ("Hey there!", Courtesy.HELLO),
        ("thx", Courtesy.THANKS),
        ("OK, thank you so much 🙏", Courtesy.THANKS),
        ("hello and thanks", Courtesy.THANKS),
        ("good night", Courtesy.BYE),
        ("Good morning", Courtesy.HELLO),
        ("this morning", None),
        ("tomorrow", None),
        ("nevermind", None),
        ("ok", Courtesy.NOD),
        ("so", None),
        ("", None),
        ("🙏", None),
        ("thanked Acme", None),
        ("hello Acme", None),
        ("thanks " * 9, None),
    ],
)
def test_courtesies(text: str, courtesy: Courtesy | None) -> None:
    assert read_courtesy(text) is courtesy


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("called", Writing.LATIN),
        ("größe", Writing.LATIN),
        ("Acme позвонил", Writing.OTHER_SCRIPT),
        ("面接", Writing.OTHER_SCRIPT),
        ("👍 12 ...", Writing.NO_WORDS),
        ("", Writing.NO_WORDS),
    ],
)
def test_what_it_is_written_in(text: str, writing: Writing) -> None:
    assert writing_of(text) is writing


@given(texts)
def test_any_text(text: str) -> None:
    assert read_courtesy(text) in (None, *Courtesy)
    assert writing_of(text) in Writing
