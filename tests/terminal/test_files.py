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

from bot.terminal.chat import PERSON_ID, Chat
from bot.terminal.files import folder_beside, save
from bot.terminal.screen import Screen
from bot.terminal.transport import TerminalTransport
from storage import Store

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
