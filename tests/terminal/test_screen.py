"""The screen: Telegram's HTML as text, lines that fit, buttons with their numbers; and the clock."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.terminal.chat import Shown
from bot.terminal.clock import MovableClock
from bot.terminal.screen import Screen, styled
from bot.terminal.session import after

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


class Printed(Screen):
    """A screen, and what is printed on it."""

    def __init__(self, width: int = 80) -> None:
        self.output = io.StringIO()
        super().__init__(Console(file=self.output, width=width, highlight=False, emoji=False))

    @property
    def lines(self) -> list[str]:
        """What is printed, a line each."""
        return self.output.getvalue().splitlines()


@pytest.mark.parametrize(
    ("shown", "head"),
    [
        (Shown("Hello", [], edited=False), "bot ›"),
        (Shown("Hello", [], edited=True), "bot › (edited)"),
        (Shown("Hello", [], edited=False, silent=True), "bot › (silent)"),
    ],
)
def test_what_changed_and_what_came_without_a_sound_say_so(shown: Shown, head: str) -> None:
    screen = Printed()
    screen.show(shown)
    assert screen.lines[0] == head


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>Acme</b> &amp; Söhne", "Acme & Söhne"),
        ("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>"),
        ("a\n\n<i>b <b>c</b></i>\nd", "a\n\nb c\nd"),
        ("<pre>  kept\n    as it is</pre>", "  kept\n    as it is"),
        (":smile: [bold]x[/bold]", ":smile: [bold]x[/bold]"),
        ("", ""),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert styled(html).plain == text


def test_html_becomes_style() -> None:
    spans = styled("<b>bold <i>and slanted</i></b> <code>/help</code>").spans
    assert [str(span.style) for span in spans] == ["bold", "bold italic", "cyan"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_whatever_was_escaped_is_shown_as_it_was(words: str) -> None:
    assert styled(f"<b>{escape(words, quote=False)}</b>").plain == words


def test_a_message_with_its_buttons() -> None:
    screen = Printed()
    screen.show(Shown("Recorded.\n\n<b>Next</b>: wait.", [[(1, "Undo"), (2, "Wrong day?")], [(3, "Help")]], False))
    assert screen.lines == [
        "bot ›",
        "    Recorded.",
        "",
        "    Next: wait.",
        "    [1] Undo  [2] Wrong day?",
        "    [3] Help",
        "",
    ]


def test_an_edited_message_says_so() -> None:
    screen = Printed()
    screen.show(Shown("Recorded.", [], True))
    assert screen.lines == ["bot › (edited)", "    Recorded.", ""]


def test_a_button_is_not_torn_between_two_lines() -> None:
    screen = Printed(width=40)
    screen.show(Shown("A call", [[(8, "1. No answer"), (9, "1. Message"), (10, "1. Spoke with them")]], False))
    assert screen.lines[2:4] == ["    [8] 1. No answer  [9] 1. Message", "    [10] 1. Spoke with them"]


@settings(max_examples=50)
@given(
    words=st.text(st.sampled_from("W 漢é👍🏽\n-"), max_size=400),
    labels=st.lists(st.text("W 漢", min_size=1, max_size=80), max_size=3),
    width=st.integers(12, 200),
)
def test_lines_fit_and_end_in_no_space(words: str, labels: list[str], width: int) -> None:
    screen = Printed(width)
    screen.show(Shown(words, [list(enumerate(labels, start=1))], False))
    for line in screen.lines[1:]:
        assert cell_len(line) <= min(width, 96)
        assert line == line.rstrip()


def test_the_time_stands_above_what_comes_then_and_nowhere_else() -> None:
    screen = Printed()
    screen.clock_before_next(NINE)
    screen.show(Shown("One", [], False))
    screen.show(Shown("Two", [], False))
    screen.clock_before_next(NINE)
    screen.clock_before_next(None)
    screen.show(Shown("Three", [], False))
    assert [line for line in screen.lines if line.startswith("—")] == ["— Mon 23 Nov 2026, 09:00 —"]
    assert screen.lines[0].startswith("—")


def test_piped_words_cannot_steer_the_terminal() -> None:
    screen = Printed()
    screen.heard("\x1b[2J\x9bmy\u202eline")
    assert screen.lines == ["you › �[2J�my�line"]


def test_the_clock_moves_on_and_never_back() -> None:
    clock, began = MovableClock(), datetime.now(UTC)
    assert began <= clock() <= datetime.now(UTC)
    there = clock() + timedelta(days=3)
    clock.move_to(there)
    assert there <= clock() <= there + (datetime.now(UTC) - began)
    clock.move_to(there - timedelta(days=1))
    assert clock() >= there
    assert MovableClock(clock.ahead)() >= there


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("3 days", "2026-11-26 09:00"),
        ("2h", "2026-11-23 11:00"),
        ("a day and 2 hours", "2026-11-24 11:00"),
        ("1 month", "2026-12-23 09:00"),
        ("a year", "2027-11-23 09:00"),
        ("", None),
        ("soon", None),
        ("0 days", None),
        ("-3 days", None),
        ("2 years", None),
        ("999999 years", None),
        ("3 days ago", None),
    ],
)
def test_how_much_later(words: str, at: str | None) -> None:
    target = after(NINE, words)
    assert (target and f"{target:%Y-%m-%d %H:%M}") == at
