"""Callback data: what a button sends comes back as it was, in Telegram's 64 bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.outcomes import PingAction
from bot.views.buttons import (
    MOST_BYTES,
    AnswerPing,
    CallbackData,
    Choose,
    CorrectDate,
    Run,
    Undo,
    pack,
    unpack,
)
from bot.views.help import COMMANDS

numbers = st.integers(0, 10**18 - 1)
small = st.integers(0, 999)
data: st.SearchStrategy[CallbackData] = st.one_of(
    st.builds(Choose, numbers, small),
    st.builds(Undo, numbers),
    st.builds(CorrectDate, numbers),
    st.builds(AnswerPing, numbers, small, st.sampled_from([action.value for action in PingAction])),
    st.builds(
        Run,
        st.sampled_from([command.name for command in COMMANDS]),
        numbers,
        small,
        st.sampled_from(["", "no answer", "left a message", "spoke", "they replied", "a: b", "ü"]),
    ),
)


@given(data)
def test_round_trip(button: CallbackData) -> None:
    packed = pack(button)
    assert len(packed.encode()) <= MOST_BYTES
    assert unpack(packed) == button


def test_the_bytes_are_stable_for_buttons_already_sent() -> None:
    assert pack(Choose(12, 3)) == "1c:12:3"
    assert pack(Undo(12)) == "1u:12"
    assert pack(CorrectDate(12)) == "1d:12"
    assert pack(AnswerPing(12, 0, "sent")) == "1p:12:0:sent"
    assert pack(Run("called", 12, 3, "no answer")) == "1r:called:12:3:no answer"


def test_what_does_not_fit_is_a_fault_of_the_programmers() -> None:
    with pytest.raises(ValueError, match="more than 64 bytes"):
        pack(Run("called", 1, 1, "ü" * 40))


@given(st.text(max_size=64))
def test_no_text_breaks_the_reader(text: str) -> None:
    unpack(text)
