"""How the bot is started by its settings."""

from __future__ import annotations

import pytest

from bot.settings import Settings
from bot.start import _serves_alone
from storage import Store


@pytest.mark.parametrize(
    ("database", "webhook", "alone"),
    [
        ("sqlite:///bot.sqlite3", None, True),
        ("sqlite:///bot.sqlite3", "https://bot.example/hook", True),
        ("postgresql://127.0.0.1/bot", None, True),
        ("postgresql://127.0.0.1/bot", "https://bot.example/hook", False),
    ],
)
def test_others_may_serve_the_bot_too_by_webhook_on_a_server(database: str, webhook: str | None, alone: bool) -> None:
    settings = Settings(database_url=database, webhook_url=webhook)
    assert _serves_alone(settings, Store(database)) is alone
