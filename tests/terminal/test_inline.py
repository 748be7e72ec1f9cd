"""What one asks from other chats, in the terminal."""

from __future__ import annotations

from pathlib import Path

from .sitting import sit


def test_inline_answers_are_shown_one_below_the_other(tmp_path: Path) -> None:
    shown = sit(tmp_path, ":inline may I call twice?").after(":inline may I call twice?")
    assert shown.count("bot ›") == 3
    assert "How often to call" in shown


def test_of_ones_own_record_nothing_is_said_there(tmp_path: Path) -> None:
    shown = sit(tmp_path, "/interviewed Acme", ":inline where does Acme stand").after(":inline where does Acme stand")
    assert "I cannot say here how your own interviews stand" in " ".join(shown.split())
    assert "Acme" not in shown
