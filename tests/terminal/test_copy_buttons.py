"""A button that copies: in the terminal its text can only be shown."""

from datetime import UTC, datetime

from bot.terminal.chat import Chat, Shown


def test_what_would_be_copied_is_shown_and_has_no_number() -> None:
    shown: list[Shown] = []
    chat = Chat(lambda: datetime(2026, 11, 2, tzinfo=UTC), 1, shown.append, lambda _: None)
    copies = {"text": "Copy the subject", "copy_text": {"text": "Thanks <3 & more"}}
    chat.send("A letter", [[copies], [{"text": "Sent it", "callback_data": "1u:1"}]])
    assert shown == [Shown("A letter\n\nCopy the subject: Thanks &lt;3 &amp; more", [[(1, "Sent it")]], False)]
