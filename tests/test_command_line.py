"""The command line: `ask`, help, the version, what is wrong with it, and what is not loaded for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from io import StringIO

import pytest
from rich.console import Console

import bot.start
from bot.__main__ import main
from bot.ask import answer_question
from tests.patience import PATIENCE
from tests.terminal.sitting import ROOT


def said(*arguments: str) -> tuple[int, str, str]:
    """Run the command as its own process: its exit code, what it printed, its errors."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_question_is_answered_in_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "May I call a third time?"])
    quoted = capsys.readouterr().out
    assert "three calls" in quoted
    assert re.search(r"¶\d", quoted)
    assert re.search(r"^Near it: [^,]+, [^,]+$", quoted, re.MULTILINE)
    assert not re.search(r"<[a-z/]|&[a-z]+;", quoted)
    main(["ask", "May", "I", "call", "a", "third", "time?"])
    assert capsys.readouterr().out == quoted


def test_what_is_not_covered_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "what do I wear to the interview?"])
    printed = capsys.readouterr().out
    assert "silent on what to wear" in printed
    assert "Near it" not in printed


def test_on_a_screen_lines_are_broken_to_its_width() -> None:
    screen = StringIO()
    answer_question("when should I call?", Console(file=screen, width=60, force_terminal=True))
    lines = screen.getvalue().splitlines()
    assert len(lines) > 4
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize("arguments", [["ask"], ["ask", " "], ["call"], ["understand", "this"], ["--loud"]])
def test_a_wrong_use_ends_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: should-i-call")


def test_help_names_the_subcommands_and_what_understand_reads(capsys: pytest.CaptureFixture[str]) -> None:
    helps = []
    for arguments in (["--help"], ["understand", "--help"], ["ask", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        helps.append(capsys.readouterr().out)
    assert all(word in helps[0] for word in ("understand", "ask", "--version", "TELEGRAM_BOT_TOKEN"))
    assert all(
        key in helps[1] for key in ("text", "now", "time_zone", "day_first", "country", "direction", "companies")
    )


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--version"])
    assert capsys.readouterr().out == f"should-i-call {version('should-i-call')}\n"


def test_without_a_subcommand_the_bot_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(bot.start, "start", started.append)
    main([])
    assert started[0]().tzinfo is not None


def test_an_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bot.start, "start", interrupt)
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 130


def test_as_a_process() -> None:
    code, printed, errors = said("ask", "how", "often", "may", "I", "call")
    assert (code, errors) == (0, "")
    assert printed.startswith("Three times at the most")
    assert said("ask")[0] == 2


def test_who_stops_reading_hears_no_complaint() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "understand"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=writer,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writer)
        _, errors = process.communicate(b'{"text": "undo"}\n' * 10, timeout=PATIENCE)
        assert (process.returncode, errors) == (0, b"")


def test_neither_telegram_nor_the_database_is_loaded_to_answer() -> None:
    shown = (
        "import sys; from bot.__main__ import main; main(['ask', 'when do I call?']); import bot.understand; "
        "print(*{'telegram', 'sqlalchemy', 'storage', 'alembic'} & set(sys.modules), sep='+')"
    )
    done = subprocess.run([sys.executable, "-c", shown], cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\n\n"), done.stdout
