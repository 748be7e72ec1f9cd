"""Files that go with a reply: made of JSON, the same every time, and of a size that Telegram takes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from msgspec.structs import asdict, replace

from bot.handlers.letter import Letter, address
from bot.views.attachments import DOCUMENT, MAKERS, MOST_BYTES, PHOTO, Attachment, make
from bot.views.reply import MOST_CHARACTERS, MOST_IN_CAPTION, REPEAT_MARK, Reply, divided, length
from storage.json_text import to_json

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
TEXT = Attachment(DOCUMENT, "text", "plan.ics", {"text": "Grüße"})


def test_a_text_is_its_utf8() -> None:
    assert make(TEXT) == make(TEXT) == "Grüße".encode()


@pytest.mark.parametrize(
    ("kind", "size"), [(PHOTO, 0), (PHOTO, MOST_BYTES[PHOTO] + 1), (DOCUMENT, 50 * 1024 * 1024 + 1)]
)
def test_what_telegram_would_refuse_is_not_made(kind: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MAKERS, "zeros", lambda _: bytes(size))
    with pytest.raises(ValueError, match="cannot be sent"):
        make(Attachment(kind, "zeros", "a.png", {}))


def test_a_kept_letter_has_its_attachment() -> None:
    letter = address(Reply("Here it is", attachment=TEXT), 7, update_id=1, edits=9)
    assert Letter.from_json(json.loads(json.dumps(letter.to_json()))) == letter
    assert letter.edits is None, "a message of words cannot become one with a file"


def test_a_letter_kept_by_an_earlier_release_is_read() -> None:
    kept = {"chat_id": 7, "text": "Hello", "keyboard": [], "edits": None, "attachment": None, "keyboard_below": []}
    assert address(Reply("Hello"), 7).to_json() == {"chat_id": 7, "text": "Hello", "keyboard": []}
    assert Letter.from_json(kept) == address(Reply("Hello"), 7)
    assert Letter.from_json({**kept, "attachment": asdict(TEXT)}).attachment == TEXT
    assert Letter.from_json({**kept, "added_by_a_newer_one": 1}) == address(Reply("Hello"), 7)


@pytest.mark.parametrize("value", [b"PK", NOON, NOON.date(), NOON.time()], ids=repr)
def test_what_is_no_json_is_not_kept_as_if_it_were(value: object) -> None:
    letter = address(Reply("Hello", attachment=replace(TEXT, data={"text": value})), 7)
    with pytest.raises(TypeError):
        to_json(letter.to_json())


def test_a_long_caption_leaves_whole_paragraphs_to_a_message_that_has_the_buttons() -> None:
    paragraphs = [f"<b>{n}</b>" + "x" * 400 for n in range(4)]
    keyboard = [[{"text": "Undo", "callback_data": "1u:1"}]]
    letter = Letter(7, "\n\n".join(paragraphs), keyboard, 1, callback_query_id="q", attachment=TEXT)
    first, rest = letter.parted()
    assert rest is not None
    assert (first.text, rest.text) == ("\n\n".join(paragraphs[:2]), "\n\n".join(paragraphs[2:]))
    assert (first.attachment, rest.attachment) == (TEXT, None)
    assert (first.keyboard, rest.keyboard, rest.callback_query_id) == ([], keyboard, None)
    assert length(REPEAT_MARK + first.text) <= MOST_IN_CAPTION


def test_a_long_message_goes_out_in_several_the_first_in_place_of_what_was_tapped() -> None:
    keyboard = [[{"text": "Undo", "callback_data": "1u:1"}]]
    left: Letter | None = Letter(7, "\n\n".join(f"{n}" * 1500 for n in range(6)), keyboard, 1, edits=9)
    sent = []
    while left:
        message, left = left.parted()
        sent.append((message.text[0], message.edits, bool(message.keyboard)))
        assert length(REPEAT_MARK + message.text) <= MOST_CHARACTERS
    assert sent == [("0", 9, False), ("2", None, False), ("4", None, True)]


def test_one_paragraph_too_long_for_a_message_stays_whole() -> None:
    letter = Letter(7, "x" * 5000, [])
    assert letter.parted() == (letter, None)


@pytest.mark.parametrize(
    ("html", "room", "parts"),
    [
        ("a\n\nb", 4, ("a\n\nb", "")),
        ("a\n\nb", 3, ("a", "b")),
        ("a\n\nb", 0, ("", "a\n\nb")),
        ("<b>a</b>\n\nb", 1, ("<b>a</b>", "b")),
        ("<pre>a\n\nb</pre>\n\nc", 4, ("<pre>a\n\nb</pre>", "c")),
        ("<pre>a\n\nb</pre>\n\nc", 3, ("", "<pre>a\n\nb</pre>\n\nc")),
        ("\N{GRINNING FACE}", 1, ("", "\N{GRINNING FACE}")),
    ],
)
def test_no_markup_is_cut_in_two(html: str, room: int, parts: tuple[str, str]) -> None:
    assert divided(html, room) == parts
