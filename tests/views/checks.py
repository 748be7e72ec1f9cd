"""What every reply has to be for Telegram to take it."""

from __future__ import annotations

from bot.views.buttons import MOST_BYTES, unpack
from bot.views.reply import MOST_CHARACTERS, Reply
from tests.botapi.keyboard import checked_markup
from tests.botapi.markup import parse_html
from tests.botapi.model import utf16_length

MOST_TOAST = 200


def assert_sendable(reply: Reply) -> str:
    """Check a reply by the double's own rules; gives its text as a person reads it."""
    parsed = parse_html(reply.text)
    assert 0 < utf16_length(parsed.text) <= MOST_CHARACTERS, f"{utf16_length(parsed.text)}: {parsed.text[:200]}…"
    assert utf16_length(reply.toast) <= MOST_TOAST
    checked_markup({"inline_keyboard": reply.keyboard()} if reply.rows else None)
    for row in reply.keyboard():
        for button in row:
            assert len(button["text"]) <= 64
            if "copy_text" not in button:
                data = button["callback_data"]
                assert len(data.encode()) <= MOST_BYTES
                assert unpack(data) is not None, data
    return parsed.text
