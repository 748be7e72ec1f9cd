"""Markup, formulas, and characters that steer what is shown, wherever people write: harmless where they come back."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator

import pytest
from icalendar import Calendar

from bot.views.attachments import make
from bot.views.help import COMMANDS
from bot.views.render import render
from bot.views.reply import Reply
from tests.botapi.markup import parse_html
from tests.services.person import Office, Person, at
from tests.views.checks import assert_sendable

MARKUP = "<u>Zq</u><tg-spoiler>x</tg-spoiler><a href='tg://user?id=1'>y</a>&lt;"
"""Markup of kinds that the bot itself never uses."""
HOSTILE = {
    "markup": MARKUP,
    "markup that is cut": "<u>Zq &amp <b",
    "a formula": '=cmd("Zq")',
    "formulas of a kind": "＝Zq+1",
    "an override": "Zq\u202egnp.exe",
    "isolates": "Zq\u2066a\u2067b\u2068c\u2069\u2069d",
    "marks": "\u200f\u200e\u061cZq",
    "right to left": "שלום Zq مرحبا",
    "zero width": "Z\u200b\u200c\ufeff\u2060q",
    "controls": "Z\x00\x07\x1b[31mq\x7f\x85",
    "lines": "Zq\nEND:VCALENDAR\r\nBEGIN:VEVENT\n\u2028Zq",
    "surrogate": "Zq\ud800",
    "very long": "Zq" + "x" * 70,
    "longer": "Zq" + "x" * 3000,
    "marks upon marks": "Zq" + "\u0310\u0334" * 30,
}
NOT_THE_BOTS = {"underline", "spoiler", "text_link", "strikethrough", "text_mention"}
FSI, PDI = "\u2068", "\u2069"


def assert_harmless(words: str) -> None:
    """Nothing steers: no control characters, and isolates only in pairs."""
    steering = {
        f"U+{ord(char):04X}"
        for char in words
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in f"\n\u200d{FSI}{PDI}"
    }
    assert steering == set(), words
    depth = 0
    for char in words:
        depth += (char == FSI) - (char == PDI)
        assert depth in (0, 1), words
    assert depth == 0, words


def assert_reply_harmless(reply: Reply) -> None:
    if reply.text:
        assert_harmless(assert_sendable(reply))
        assert not {entity["type"] for entity in parse_html(reply.text).entities} & NOT_THE_BOTS, reply.text
    assert_harmless(reply.toast)
    for row in reply.keyboard() + reply.keyboard_below():
        for button in row:
            assert_harmless(button["text"])
            assert_harmless(button.get("copy_text", {}).get("text", ""))


def assert_files_harmless(archive: bytes, events: int) -> None:
    """The table has no formula, the calendar no entry more than it should."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        table = files.read("interviews.csv").decode("utf-8-sig")
        calendar = files.read("should-i-call.ics")
        assert json.loads(files.read("should-i-call.json"))["interviews"]
    for cell in (cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row):
        assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell
        assert_harmless(cell)
    read = Calendar.from_ical(calendar)
    assert len(read.walk("VEVENT")) == events
    for component in read.walk():
        for name in ("summary", "description"):
            assert_harmless(str(component.get(name, "")))


def told(words: str) -> tuple[str, ...]:
    """Commands and words that put something of a person's in every place there is."""
    return (
        f"/interviewed {words}",
        f"/interviewed Acme ({words})",
        "/interviewed Beacon Friday 10:00",
        f"/met Acme {words}, {words}, 555-0199",
        "/note Acme",
        words,
        words,
        words,
        f"/heard Acme {words}",
        f"/rules Acme ask for {words} at +1 555 0199 after 14:00",
        f"/alias Acme {words}",
        f"/thanked Acme {words}",
        f"/remind Acme tomorrow {words}",
        f"/edit Beacon {words}",
        f"I talked to {words} at Acme today",
        f"met {words} from {words}, no news",
        f"remind me to write to {words} on Friday",
        words,
        f"/{words}",
        f"/ask {words}",
        f"/timezone {words}",
        f"/export {words}",
        f"/close {words}",
        f"/interviewed Acme {words}",
    )


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.close()


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_people_write_comes_back_harmless_everywhere(office: Office, words: str) -> None:
    dana = Person(office)
    outcomes = [dana.says(said) for said in told(words)]
    replies = [render(outcome) for outcome in outcomes]
    office.now = at("Tue 24 Nov 11:00")
    for day in ("Tue 24 Nov 11:00", "Wed 25 Nov 11:00", "Fri 27 Nov 18:00", "Mon 30 Nov 10:00", "Thu 3 Dec 10:00"):
        office.now = at(day)
        replies += [render(prepared.message) for prepared in office.tick()]
    for command in COMMANDS:
        if command.name != "forget_me":
            replies += [dana.reads(f"/{command.name}"), dana.reads(f"/{command.name} Acme")]
    for reply in replies:
        assert_reply_harmless(reply)
    files = [reply.attachment for reply in replies if reply.attachment]
    assert {file.maker for file in files} >= {"archive", "calendar"}
    (archive, *_) = [file for file in files if file.maker == "archive"]
    assert_files_harmless(make(archive), len(archive.data["calendar"]["events"]))
