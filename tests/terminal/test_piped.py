"""The terminal as a process with its input piped in."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import Store
from tests.patience import PATIENCE

from .sitting import ANSI, ROOT, environment, sit

GREETING = "Where are you, so that I go by your clock?"


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory):
    """A newcomer's first sitting; several tests look at it."""
    folder = tmp_path_factory.mktemp("newcomer")
    return folder, sit(
        folder,
        "/start",
        "1",
        "1 ",
        "",
        "/help",
        "/interviewed Acme",
        "2",
        ":later 3 weeks",
        "999",
        ":nonsense",
        ":later",
    )


def test_it_leaves_quietly_and_plainly(newcomer) -> None:
    _, sitting = newcomer
    assert (sitting.code, sitting.errors) == (0, "")
    assert ANSI not in sitting.shown
    assert not [line for line in sitting.shown.splitlines() if line != line.rstrip()]
    assert max(map(len, sitting.shown.splitlines())) <= 80


def test_it_greets_a_newcomer_by_itself_and_says_where_the_data_is(newcomer) -> None:
    folder, sitting = newcomer
    beginning = " ".join(sitting.shown.partition("you › ")[0].split())
    assert f"Your data is kept in {folder / 'bot.sqlite3'}" in beginning.replace("/ ", "/")
    assert ":later 3 days moves the clock on" in beginning
    assert GREETING in beginning
    assert "one. I keep the time zone alone, never the place. Your machine says Europe/Berlin." in beginning
    assert "[1] Europe/Berlin" in beginning


def test_three_taps_lead_to_the_first_interview(newcomer) -> None:
    _, sitting = newcomer
    first, second = sitting.after("/start"), sitting.shown.split("you › 1\n")[1]
    assert "[1] Europe/Berlin" in first
    assert second.startswith("bot ›\n    ✓ Your time zone is Europe/Berlin")
    assert "Have you had an interview, or is one coming?" in second
    assert "[1] I had one" in second


def test_buttons_are_chosen_by_number(newcomer) -> None:
    _, sitting = newcomer
    assert sitting.shown.split("you › 1\n")[2].startswith("bot › (edited)\n    Which company was it with?")
    assert "[2] I sent the note" in sitting.after("/interviewed Acme")
    assert "Recorded: thank-you note sent · Acme" in sitting.after("2")


def test_a_number_is_a_button_and_else_what_it_says(tmp_path: Path) -> None:
    sitting = sit(
        tmp_path, "/settings between calls", "1", "/settings between calls", "12", "/settings first call", '"2"'
    )
    assert "Between calls, from now on: after 3 working days." in sitting.after("1")
    assert "Between calls, from now on: after 12 working days." in sitting.after("12")
    assert "First call, from now on: after 2 working days." in sitting.after('"2"')
    assert "in quotation marks is the number itself" in " ".join(sitting.shown.split())


def test_later_shows_what_would_have_come_and_when(newcomer) -> None:
    _, sitting = newcomer
    came = sitting.after(":later 3 weeks")
    times = re.findall(r"^— \w{3} \d+ \w{3} \d{4}, (\d\d:\d\d) —$", came, re.MULTILINE)
    assert len(times) >= 4
    assert set(times[:-1]) == {"10:00"}
    assert re.search(r"^— \w{3} \d+ \w{3} \d{4}, 10:00 —\nbot ›\n {4}(1\. )?📞 Acme: a call is due", came, re.MULTILINE)


def test_what_it_does_not_understand_gets_an_answer(newcomer) -> None:
    _, sitting = newcomer
    assert "bot ›" in sitting.after("999"), "a number that no button has is something to say"
    assert ":quit leaves" in " ".join(sitting.after(":nonsense").split())
    assert "How much later?" in sitting.after(":later")


def test_data_and_the_moved_clock_stay_between_starts(newcomer) -> None:
    folder, before = newcomer
    left_at = re.findall(r"^— (.*), \d\d:\d\d —$", before.shown, re.MULTILINE)[-1]
    again = sit(folder, "/status", ":now", end="\n")
    assert again.code == 0
    assert GREETING not in again.shown
    assert f"The clock is ahead, as you left it:\n— {left_at}, " in again.shown
    assert "Acme" in again.after("/status")
    today = datetime.now(UTC)
    assert str(today.year) in again.after(":now")
    assert "ahead" not in sit(folder).shown


@pytest.mark.parametrize("end", ["\n:quit\n/help\n", "\n  :quit  \n", "\n", ""])
def test_the_end_of_the_input_ends_it_like_quit(tmp_path: Path, end: str) -> None:
    sitting = sit(tmp_path, "/status", end=end)
    assert (sitting.code, sitting.errors) == (0, "")
    assert "you › /status" in sitting.shown
    assert "/help\n" not in sitting.after("/status")


def test_odd_input_is_no_trouble(tmp_path: Path) -> None:
    long_name = "W" * 300
    odd = [
        "²",
        "٣",
        "9" * 5000,
        "/",
        "//",
        "/interviewed <b>Acme</b> & \x1b[31mSöhne 🏢",
        f"/interviewed {long_name}",
        "\udcff",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONIOENCODING="ascii"),
        input="\n".join(odd).encode(errors="surrogateescape"),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    shown = done.stdout.decode("ascii")
    assert ANSI not in shown
    assert shown.count("you ?") == len(odd), "a screen without such letters shows a question mark"
    assert max(map(len, re.sub(r"you \?.*", "", shown).splitlines())) <= 80


def test_a_span_of_months_or_a_year_and_what_is_no_span(tmp_path: Path) -> None:
    sitting = sit(
        tmp_path, ":later 1 year", ":now", ":later 2 months", ":later 20 years", ":later 99999 weeks", ":later soon"
    )
    assert f"{datetime.now(UTC).year + 1}, " in sitting.after(":later 1 year")
    assert "Nothing came." in sitting.after(":later 2 months")
    for line in (":later 20 years", ":later 99999 weeks", ":later soon"):
        assert "How much later?" in sitting.after(line)


def test_a_stop_does_not_wait_for_the_next_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        while b"[1]" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 130
        assert process.stderr.read() == b""


async def test_the_data_of_a_bot_on_telegram_is_left_alone(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await store.open()
    await store.run(lambda uow: uow.people.add(4711, {"zone": "UTC"}, 1, datetime.now(UTC)))
    await store.close()
    sitting = await asyncio.to_thread(sit, tmp_path)
    assert sitting.code == 1
    assert "has the data of a bot on Telegram. Set DATABASE_URL to another file" in sitting.errors
    assert sitting.shown == ""


def test_the_program_is_installed_as_a_command() -> None:
    with closing((ROOT / "pyproject.toml").open(encoding="utf-8")) as file:
        assert 'should-i-call = "bot.__main__:main"' in file.read()
