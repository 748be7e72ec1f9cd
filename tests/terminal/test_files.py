"""Files that the bot sends, in the terminal: kept beside the database for their owner alone, and said where."""

from __future__ import annotations

import io
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from telegram import Bot
from telegram.error import BadRequest

from bot.services.limits import MOST_FILE
from bot.terminal.chat import PERSON_ID, Chat, Shown
from bot.terminal.files import folder_beside, read, save
from bot.terminal.screen import Screen
from bot.terminal.transport import TerminalTransport
from storage import Store

from .sitting import sit

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def test_the_folder_lies_beside_the_database(tmp_path: Path) -> None:
    assert folder_beside(Store(f"sqlite:///{tmp_path / 'mine.sqlite3'}")) == tmp_path / "mine-files"
    assert folder_beside(Store("postgresql://here/bot")).name == "should-i-call-files"


def test_a_file_is_for_its_owner_alone_and_never_in_anothers_place(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "files"
    first, second = save(folder, "plan.ics", b"one"), save(folder, "plan.ics", b"two")
    assert (first.name, second.name) == ("plan.ics", "plan-2.ics")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, first)] == [0o700, 0o600]


@pytest.mark.parametrize("name", ["../../etc/plan.ics", "..\\plan.ics", "/plan.ics"])
def test_a_file_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    assert save(tmp_path / "files", name, b"x").parent == tmp_path / "files"


async def test_a_document_is_shown_as_its_caption_and_its_place(tmp_path: Path) -> None:
    output = io.StringIO()
    screen = Screen(Console(file=output, width=60, highlight=False))
    chat = Chat(lambda: NOW, 1, screen.show, screen.toast)
    transport = TerminalTransport(chat, tmp_path / "files")
    bot = Bot("1:local", base_url="local/bot", request=transport, get_updates_request=transport)
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Undo", "callback_data": "1u:1"}]]})
    sent = await bot.send_document(
        PERSON_ID, b"BEGIN:VCALENDAR", "<b>Your plan</b>", parse_mode="HTML", filename="plan.ics", reply_markup=keyboard
    )
    kept = tmp_path / "files" / "plan.ics"
    assert kept.read_bytes() == b"BEGIN:VCALENDAR"
    assert output.getvalue() == f"bot ›\n    Your plan\n    File: {kept}\n    [1] Undo\n\n"
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("Words", PERSON_ID, sent.message_id)


def test_a_file_of_the_persons_is_read_as_far_as_anybody_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "my export.zip"
    path.write_bytes(bytes(MOST_FILE + 5))
    name, content, size = read(f'"{path}"')
    assert (name, len(content), size) == ("my export.zip", MOST_FILE, MOST_FILE + 5)
    with pytest.raises(OSError, match="No such file"):
        read(str(tmp_path / "nothing"))


def test_places_and_files_are_sent_by_a_line(tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_bytes(b"content")
    (tmp_path / "large.zip").write_bytes(bytes(MOST_FILE + 1))
    places = (":location 40.71 -74.01", ":location 35, -40", ":location 95 0", ":location Berlin")
    files = (":file mine.zip", ":file large.zip", ":file nothing.zip", ":file")
    sitting = sit(tmp_path, *places, *files)
    assert (sitting.code, sitting.errors) == (0, "")
    shown = [" ".join(sitting.after(line).split()) for line in (*places, *files)]
    assert "Your time zone is America/New_York" in shown[0]
    assert "at sea" in shown[1]
    assert shown[2] == shown[3] == "Where? Latitude and longitude in degrees, such as :location 52.5 13.4"
    assert "I found no column for the company" in shown[4]
    assert "too large" in shown[5]
    assert "That file cannot be read (FileNotFoundError)" in shown[6]
    assert "That file cannot be read" in shown[7]


async def test_a_keyboard_below_is_pressed_by_number_and_a_place_is_typed() -> None:
    shown: list[Shown] = []
    chat = Chat(lambda: NOW, 1, shown.append, lambda _: None)
    chat.send("Where?", [[{"text": "Share it", "request_location": True}], [{"text": "Berlin"}]])
    assert shown == [Shown("Where?\n\nShare it: :location 52.5 13.4", [[(1, "Berlin")]], False)]
    await chat.presses(1)
    (update,) = await chat.get_updates(0, 0)
    assert update["message"]["text"] == "Berlin"
